"""Addresses of this room."""

from django.urls import path

from roeland.bodies.views import agenda, bodies, meeting, minutes, references, sessions

app_name = "bodies"
urlpatterns = [
    path("", bodies.bodies, name="bodies"),
    path("new/", bodies.found, name="found"),
    path("<uuid:pk>/", bodies.body, name="body"),
    path("<uuid:pk>/change/", bodies.change, name="change"),
    path("<uuid:pk>/end/", bodies.end, name="end"),
    path("<uuid:pk>/members/add/", bodies.seat, name="seat"),
    path("members/<uuid:pk>/", bodies.change_seat, name="change_seat"),
    path("<uuid:pk>/sessions/plan/", sessions.plan, name="plan"),
    path("sessions/<uuid:pk>/", sessions.session, name="session"),
    path("sessions/<uuid:pk>/move/", sessions.move, name="move"),
    path("sessions/<uuid:pk>/cancel/", sessions.cancel, name="cancel"),
    path("sessions/<uuid:pk>/send/", sessions.send, name="send"),
    path("sessions/<uuid:pk>/agenda/", sessions.agenda_on_paper, name="agenda_on_paper"),
    path("sessions/<uuid:pk>/items/add/", agenda.add_item, name="add_item"),
    path("sessions/<uuid:pk>/presence/", meeting.presence, name="presence"),
    path("sessions/<uuid:pk>/minutes/", minutes.minutes, name="minutes"),
    path("sessions/<uuid:pk>/minutes/paper/", minutes.minutes_on_paper, name="minutes_on_paper"),
    path("sessions/<uuid:pk>/close/", minutes.close, name="close"),
    path("items/<uuid:pk>/", agenda.item, name="item"),
    path("items/<uuid:pk>/put-off/", agenda.put_off, name="put_off"),
    path("items/<uuid:pk>/papers/", agenda.papers, name="papers"),
    path("items/<uuid:pk>/recuse/", meeting.recuse, name="recuse"),
    path("items/<uuid:pk>/discuss/", meeting.discuss, name="discuss"),
    path("items/<uuid:pk>/conclude/", meeting.conclude, name="conclude"),
    path("papers/<uuid:pk>/", agenda.paper, name="paper"),
    path("papers/<uuid:pk>/remove/", agenda.remove_paper, name="remove_paper"),
    path("recusals/<uuid:pk>/take-back/", meeting.take_back, name="take_back"),
    path("references/", references.references, name="references"),
    path("references/add/", references.note, name="note"),
    path("references/<uuid:pk>/", references.reference, name="reference"),
    path("references/<uuid:pk>/correct/", references.correct, name="correct"),
]
