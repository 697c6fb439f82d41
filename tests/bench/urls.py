"""The addresses of Roeland, and one empty page in the same frame to compare with."""

from django.shortcuts import render
from django.urls import include, path


def empty(request):
    return render(request, "ui/page.html")


handler404 = "roeland.ui.views.not_found"
urlpatterns = [path("bench/empty/", empty), path("", include("roeland.config.urls"))]
