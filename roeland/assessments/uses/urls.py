"""The addresses of uses of a shared application."""

from django.urls import path

from roeland.assessments.views import uses

app_name = "uses"
urlpatterns = [
    path("of/<uuid:pk>/", uses.add, name="add"),
    path("<uuid:pk>/", uses.use, name="use"),
    path("<uuid:pk>/change/", uses.change, name="change"),
    path("<uuid:pk>/fits/", uses.fits, name="fits"),
    path("<uuid:pk>/end/", uses.end, name="end"),
]
