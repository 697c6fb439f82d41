"""The addresses of the quick check, of honest use in the past, and of approved tools."""

from django.urls import path

from roeland.assessments.views import frames, past_uses, quick_check

app_name = "quick"
urlpatterns = [
    path("", quick_check.check, name="check"),
    path("ask/", quick_check.ask, name="ask"),
    path("report/", quick_check.report, name="report"),
    path("question/<uuid:pk>/", quick_check.question, name="question"),
    path("past/", past_uses.report, name="past"),
    path("past/all/", past_uses.past_uses, name="past_uses"),
    path("past/<uuid:pk>/", past_uses.past_use, name="past_use"),
    path("tool/<uuid:pk>/", frames.frame, name="frame"),
    path("tool/<uuid:pk>/end/", frames.end, name="end_frame"),
]
