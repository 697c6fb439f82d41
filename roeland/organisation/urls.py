"""The addresses of this room."""

from django.urls import path

from roeland.organisation.views import choosing

app_name = "organisation"

urlpatterns = [
    path("choose/", choosing.choose, name="choose"),
    path("switch/", choosing.switch, name="switch"),
]
