"""The addresses of this room."""

from django.urls import path

from roeland.organisation.views import (
    administering,
    appearance,
    choosing,
    identity,
    invitations,
    journal,
    linking,
    people,
    people_files,
    persons,
)

app_name = "organisation"

urlpatterns = [
    path("", people.who_is_who, name="who_is_who"),
    path("person/<uuid:pk>/", people.person, name="person"),
    path("my-roles/", people.my_roles, name="my_roles"),
    path("choose/", choosing.choose, name="choose"),
    path("switch/", choosing.switch, name="switch"),
    path("known-login/<str:provider>/", linking.known_login, name="known_login"),
    path("invitation/<str:code>/", invitations.invitation, name="invitation"),
    path("journal/", journal.journal, name="journal"),
    path("history/<uuid:pk>/", journal.history, name="history"),
    path("administration/", administering.administration, name="administration"),
    path("administration/units/", administering.units, name="units"),
    path("administration/units/add/", administering.add_unit, name="add_unit"),
    path("administration/units/<uuid:pk>/", administering.change_unit, name="change_unit"),
    path("administration/organisation/", identity.identity, name="identity"),
    path("administration/organisation/law/", identity.jurisdiction, name="jurisdiction"),
    path("administration/appearance/", appearance.appearance, name="appearance"),
    path("administration/appearance/trial.css", appearance.trial, name="trial"),
    path("administration/appearance/logo/", appearance.bring_logo, name="bring_logo"),
    path("administration/appearance/logo/draft/", appearance.logo_draft, name="logo_draft"),
    path("administration/appearance/logo/use/", appearance.use_logo, name="use_logo"),
    path("administration/appearance/logo/drop/", appearance.drop_logo, name="drop_logo"),
    path("looks/<uuid:pk>/<int:version>/colours.css", appearance.stylesheet, name="stylesheet"),
    path("looks/<uuid:pk>/<int:version>/logo", appearance.logo, name="logo"),
    path("administration/words/", identity.words, name="words"),
    path("administration/persons/", administering.persons, name="persons"),
    path("administration/persons/add/", persons.add_person, name="add_person"),
    path("administration/people-files/", people_files.bring, name="people_files"),
    path("administration/people-files/<uuid:pk>/", people_files.people_file, name="people_file"),
    path("administration/people-files/<uuid:pk>/take/", people_files.take, name="take_people"),
    path("administration/people-files/<uuid:pk>/throw-away/", people_files.throw_away, name="throw_away"),
    path("administration/persons/<uuid:pk>/", persons.change_person, name="change_person"),
    path("administration/persons/<uuid:pk>/left/", persons.let_go, name="let_go"),
    path("administration/persons/<uuid:pk>/invite/", persons.invite, name="invite"),
    path("administration/persons/<uuid:pk>/role/", persons.give_role, name="give_role"),
    path("administration/roles/<uuid:pk>/", persons.change_role, name="change_role"),
    path("administration/roles/<uuid:pk>/end/", persons.end_role, name="end_role"),
]
