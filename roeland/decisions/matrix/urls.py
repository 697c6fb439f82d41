"""The addresses of the poster, the matrix and its versions."""

from django.urls import path

from roeland.decisions.matrix.views import adopting, drafting, looking

app_name = "governance"
urlpatterns = [
    path("", looking.poster, name="poster"),
    path("matrix/", looking.matrix, name="matrix"),
    path("who/", looking.who, name="who"),
    path("gaps/", looking.gaps, name="gaps"),
    path("versions/", looking.versions, name="versions"),
    path("versions/begin/", drafting.begin, name="begin"),
    path("versions/<uuid:pk>/", looking.version, name="version"),
    path("versions/<uuid:pk>/offer/", drafting.offer, name="offer"),
    path("versions/<uuid:pk>/drop/", drafting.drop, name="drop"),
    path("versions/<uuid:pk>/adopt/", adopting.adopt, name="adopt"),
    path("versions/<uuid:pk>/give-back/", adopting.give_back, name="give_back"),
    path("versions/<uuid:pk>/act/", adopting.note_act, name="note_act"),
    path("versions/<uuid:pk>/change/<slug:place>/", drafting.change, name="change"),
]
