"""The addresses of gates and decisions."""

from django.urls import path

from roeland.decisions import views

app_name = "decisions"
urlpatterns = [
    path("application/<uuid:pk>/ask/", views.ask, name="ask"),
    path("<uuid:pk>/", views.gate_request, name="gate_request"),
    path("<uuid:pk>/decide/", views.decide, name="decide"),
    path("<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
]
