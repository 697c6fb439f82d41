"""Persons, logins and invitations."""

import time
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse

from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import Person, User
from roeland.organisation.services import InvitationNotValid, LoginTaken
from tests.building.organisation import a_login, a_person, a_unit

PASSWORD = "a long and quiet sentence"


@pytest.fixture
def newcomer(city) -> Person:
    return services.add_person(organisation=city, name="Nora", email="Nora@voorbeeld.test", actor=None)


def test_adding_a_person_is_journalled_with_the_name_in_the_details(city, administrator):
    person = services.add_person(organisation=city, name="Nora", actor=administrator)
    entry = entries_of(city.pk, subject=person).get()
    assert (entry.verb, entry.actor, entry.detail.values) == ("person.added", administrator.pk, {"name": ["", "Nora"]})


def test_only_an_administrator_adds_or_changes_persons(city, employee):
    with pytest.raises(NotPermitted):
        services.add_person(organisation=city, name="Nora", actor=employee)
    with pytest.raises(NotPermitted):
        services.change_person(person=employee, name="Boss", actor=employee)


def test_a_unit_of_another_organisation_is_refused(employee, elsewhere):
    with pytest.raises(OtherOrganisation):
        services.change_person(person=employee, unit=a_unit(elsewhere), actor=None)


def test_a_login_is_one_person_in_an_organisation(city, employee):
    with pytest.raises(LoginTaken):
        services.add_person(organisation=city, name="Twice", user=employee.user, actor=None)
    with pytest.raises(LoginTaken):
        services.give_login(person=a_person(city), user=employee.user, actor=None)


def test_a_person_keeps_the_login_once_given(employee):
    with pytest.raises(LoginTaken):
        services.give_login(person=employee, user=a_login(), actor=None)


def test_who_is_let_go_can_no_longer_come_in(signed_in, employee):
    client = signed_in(employee)
    services.let_go(person=employee, actor=None)
    answer = client.get(reverse("organisation:who_is_who"))
    assert answer.url.startswith(reverse("organisation:choose"))
    assert "nog niet gekoppeld" in client.get(answer.url).content.decode()


def test_an_invitation_makes_a_login_and_lets_in(client, city, newcomer):
    page = reverse("organisation:invitation", args=[services.invite(person=newcomer, actor=None)])
    assert "Nora@voorbeeld.test" in client.get(page).content.decode()
    answer = client.post(page, {"password1": PASSWORD, "password2": PASSWORD})
    newcomer.refresh_from_db()
    assert answer.url == reverse("organisation:welcome")
    assert newcomer.user.email == "nora@voorbeeld.test"
    assert newcomer.user.check_password(PASSWORD)
    assert client.get(reverse("organisation:my_roles")).status_code == 200


def test_an_invitation_works_once(client, newcomer):
    page = reverse("organisation:invitation", args=[services.invite(person=newcomer, actor=None)])
    client.post(page, {"password1": PASSWORD, "password2": PASSWORD})
    client.logout()
    assert client.get(page).status_code == 410
    assert (
        client.post(page, {"password1": "another long sentence", "password2": "another long sentence"}).status_code
        == 410
    )


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (PASSWORD, "something else entirely", "verschillen"),
        ("short", "short", "12"),
        ("nora@voorbeeld", "nora@voorbeeld", "lijkt"),
    ],
)
def test_a_weak_or_mistyped_password_is_explained_and_makes_no_login(client, newcomer, one, two, said):
    page = reverse("organisation:invitation", args=[services.invite(person=newcomer, actor=None)])
    answer = client.post(page, {"password1": one, "password2": two})
    assert said in answer.content.decode()
    assert not User.objects.filter(email="nora@voorbeeld.test").exists()


def test_an_altered_invitation_says_what_to_do(client, newcomer):
    code = services.invite(person=newcomer, actor=None)
    answer = client.get(reverse("organisation:invitation", args=[code[:-2] + "xx"]))
    assert answer.status_code == 410
    assert "Vraag een nieuwe" in answer.content.decode()


def test_an_invitation_is_good_for_seven_days(newcomer, monkeypatch):
    long_ago = time.time() - timedelta(days=7, minutes=1).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: long_ago)
    code = services.invite(person=newcomer, actor=None)
    monkeypatch.undo()
    with pytest.raises(InvitationNotValid):
        services.read_invitation(code)


def test_an_invitation_to_an_address_that_changed_since_is_over(newcomer):
    code = services.invite(person=newcomer, actor=None)
    services.change_person(person=newcomer, email="other@voorbeeld.test", actor=None)
    with pytest.raises(InvitationNotValid):
        services.read_invitation(code)


def test_who_has_a_login_or_no_address_is_not_invited(employee, city):
    with pytest.raises(InvitationNotValid):
        services.invite(person=employee, actor=None)
    with pytest.raises(InvitationNotValid):
        services.invite(person=services.add_person(organisation=city, name="X", actor=None), actor=None)


def test_an_address_with_a_login_links_that_login_and_no_other(client, city, elsewhere, newcomer):
    known = a_person(elsewhere, user=a_login("nora@voorbeeld.test"))
    page = reverse("organisation:invitation", args=[services.invite(person=newcomer, actor=None)])
    client.force_login(a_person(elsewhere).user)
    assert client.post(page, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.user is None
    client.force_login(known.user)
    assert client.post(page).url == reverse("organisation:welcome")
    newcomer.refresh_from_db()
    assert newcomer.user == known.user


def test_an_invitation_shows_its_link_to_the_administrator_alone(signed_in, administrator, employee, newcomer):
    address = reverse("organisation:invite", args=[newcomer.pk])
    assert "/organisation/invitation/" in signed_in(administrator).post(address).content.decode()
    assert signed_in(employee).post(address).status_code == 403
