"""Addresses of this room."""

from django.urls import path

from roeland.reporting.views import advice, council, picture, status

app_name = "reporting"
urlpatterns = [
    path("", picture.picture, name="picture"),
    path("status/", status.status, name="status"),
    path("council/", council.council, name="council"),
    path("advice/", advice.advices, name="advices"),
    path("advice/new/", advice.write, name="write"),
    path("advice/<uuid:pk>/", advice.advice, name="advice"),
    path("advice/<uuid:pk>/change/", advice.change, name="change"),
    path("advice/<uuid:pk>/send/", advice.send, name="send"),
]
