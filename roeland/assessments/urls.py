"""The addresses of intakes and classifications."""

from django.urls import path

from roeland.assessments.views import filling, reporting, results, revising, settling

app_name = "assessments"
urlpatterns = [
    path("new/", reporting.start, name="start"),
    path("new/likely/", reporting.resembling, name="likely"),
    path("of/<uuid:pk>/begin/", filling.begin, name="begin"),
    path("<uuid:pk>/", filling.intake, name="intake"),
    path("<uuid:pk>/step/<slug:section>/", filling.step, name="step"),
    path("<uuid:pk>/step/<slug:section>/keep/", filling.keep, name="keep"),
    path("<uuid:pk>/check/", filling.check, name="check"),
    path("<uuid:pk>/open/", settling.open_questions, name="open"),
    path("<uuid:pk>/again/", revising.again, name="again"),
    path("result/<uuid:pk>/", results.result, name="result"),
    path("result/<uuid:pk>/what-if/<slug:code>/", results.what_if, name="what_if"),
]
