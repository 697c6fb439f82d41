"""The first steps of an operator: an organisation, and somebody who can sign in."""

import re

import pytest

from roeland.cli.main import main
from roeland.journal.queries import entries_of
from roeland.organisation.models import Organisation, Person
from roeland.organisation.services import accept_invitation, invitation, read_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(capsys):
    assert main(["organisation", "create", "Dorpsveld", "--slug", "dorpsveld", "--jurisdiction", "NL"]) == 0
    capsys.readouterr()
    return Organisation.objects.get(slug="dorpsveld")


def add(*words):
    return main(
        ["person", "add", "--organisation", "dorpsveld", "--email", "an@dorpsveld.example", *words, "An Hofstra"]
    )


def test_a_new_organisation_is_in_the_list(village, capsys):
    main(["organisation", "list"])
    assert re.search(r"dorpsveld +NL +Dorpsveld$", capsys.readouterr().out, re.MULTILINE)


def test_an_organisation_is_only_a_demonstration_when_that_is_said(village):
    main(["organisation", "create", "Speelstad", "--slug", "speelstad", "--jurisdiction", "NL", "--demonstration"])
    assert not village.demonstration
    assert Organisation.objects.get(slug="speelstad").demonstration


def test_a_slug_is_given_once(village, capsys):
    assert main(["organisation", "create", "Ander", "--slug", "dorpsveld", "--jurisdiction", "BE-VLG"]) == 1
    assert "already" in capsys.readouterr().err
    assert Organisation.objects.get(slug="dorpsveld") == village


def test_a_jurisdiction_that_roeland_does_not_know_is_refused():
    with pytest.raises(SystemExit) as left:
        main(["organisation", "create", "Lille", "--slug", "lille", "--jurisdiction", "FR"])
    assert left.value.code == 2


def test_the_first_administrator_gets_a_link(village, capsys):
    assert add("--role", "administrator") == 0
    person = Person.objects.get(organisation=village)
    link = capsys.readouterr().out.splitlines()[-1]
    code = link.rstrip("/").rsplit("/", 1)[-1]
    assert read_invitation(code) == person
    assert person.user is None
    assert [held.role for held in person.roles_held.all()] == ["administrator"]


def test_what_the_operator_does_stands_in_the_journal(village):
    add("--role", "administrator")
    verbs = {entry.verb for entry in entries_of(village.pk)}
    assert {"organisation.created", "person.added", "person.role_given", "person.invited"} <= verbs


def test_the_same_address_is_not_added_twice(village, capsys):
    add()
    assert add() == 1
    assert "roeland person invite" in capsys.readouterr().err
    assert Person.objects.filter(organisation=village).count() == 1


def test_a_role_that_cannot_be_given_leaves_nobody_behind(village, capsys):
    assert add("--role", "privacy_officer", "--role", "dpo") == 1
    assert "forbidden_combination" in capsys.readouterr().err
    assert not Person.objects.filter(organisation=village).exists()


def test_a_fresh_link_is_there_until_somebody_has_a_login(village, capsys):
    add()
    words = ["person", "invite", "--organisation", "dorpsveld", "--email", "AN@dorpsveld.example"]
    assert main(words) == 0
    person = Person.objects.get(organisation=village)
    accept_invitation(code=invitation(person), password="een lang wachtwoord")
    assert main(words) == 1
    assert "has a login already" in capsys.readouterr().err


def test_nobody_of_that_address_can_be_invited(village, capsys):
    assert main(["person", "invite", "--organisation", "dorpsveld", "--email", "x@dorpsveld.example"]) == 1
    assert "roeland person add" in capsys.readouterr().err
