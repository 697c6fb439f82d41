"""Addresses of this room."""

from django.urls import path

from roeland.portfolio.views import concluding, measuring, planning, surveying

app_name = "portfolio"
urlpatterns = [
    path("", planning.experiments, name="experiments"),
    path("of/<uuid:pk>/plan/", planning.plan, name="plan"),
    path("<uuid:pk>/", planning.experiment, name="experiment"),
    path("<uuid:pk>/change/", planning.change, name="change"),
    path("<uuid:pk>/measures/add/", measuring.add_measure, name="add_measure"),
    path("measures/<uuid:pk>/", measuring.measure, name="measure"),
    path("<uuid:pk>/lessons/add/", measuring.add_lesson, name="add_lesson"),
    path("<uuid:pk>/survey/", surveying.invite, name="invite"),
    path("surveys/<uuid:pk>/", surveying.answer, name="answer"),
    path("<uuid:pk>/conclude/", concluding.conclude, name="conclude"),
]
