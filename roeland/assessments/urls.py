"""The addresses of intakes and classifications."""

from django.urls import path

from roeland.assessments import views

app_name = "assessments"
urlpatterns = [
    path("new/", views.start, name="start"),
    path("of/<uuid:pk>/begin/", views.begin, name="begin"),
    path("<uuid:pk>/", views.intake, name="intake"),
    path("<uuid:pk>/step/<slug:section>/", views.step, name="step"),
    path("<uuid:pk>/step/<slug:section>/keep/", views.keep, name="keep"),
    path("<uuid:pk>/check/", views.check, name="check"),
    path("<uuid:pk>/open/", views.open_questions, name="open"),
    path("result/<uuid:pk>/", views.result, name="result"),
]
