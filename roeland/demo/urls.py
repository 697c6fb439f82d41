"""The addresses of this room."""

from django.urls import path

from roeland.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.choose, name="choose"),
    path("mail/", views.mails, name="mails"),
    path("<uuid:pk>/", views.enter, name="enter"),
]
