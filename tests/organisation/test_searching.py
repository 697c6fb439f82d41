"""People and their roles, found by name, function, unit and role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.organisation import finding, searching, services
from roeland.search import rebuilding
from tests.building.organisation import a_person, a_role, a_unit, an_organisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def town(db):
    return an_organisation()


@pytest.fixture
def desk(town):
    return a_unit(town, "Burgerzaken")


@pytest.fixture
def reader(town):
    return a_person(town, "Zonder Rol")


@pytest.fixture
def someone(town, desk):
    def someone(name, role="", **fields):
        person = services.add_person(organisation=town, name=name, actor=None, **{"unit": desk} | fields)
        if role:
            a_role(person, role)
        return person

    return someone


def found(reader, text, most=8):
    return ["".join(piece.text for piece in hit.name) for hit in searching.people(reader, text, most).hits]


@pytest.mark.parametrize(
    "text",
    ["sofie", "Maes", "maes sofie", "juriste", "juristen", "privacy officer", "wie is privacy officer", "privacy maes"],
)
def test_a_person_is_found_by_name_function_and_role(reader, someone, text):
    someone("Sofie Maes", "privacy_officer", function="Juriste", unit=None)
    someone("Tom Janssens", "ciso")
    assert found(reader, text) == ["Sofie Maes"]


def test_who_holds_the_role_comes_before_who_is_called_like_it(reader, someone):
    someone("Fien Jurist")
    someone("Sofie Maes", "lawyer")
    assert found(reader, "jurist") == ["Sofie Maes", "Fien Jurist"]


def test_a_role_and_a_unit_together_find_who_has_both(reader, someone, town):
    someone("Aïsha Bakker", "team_manager")
    someone("Bart Peeters", "team_manager", unit=a_unit(town, "Mobiliteit"))
    assert found(reader, "teammanager burgerzaken") == ["Aïsha Bakker"]
    assert sorted(found(reader, "teammanager")) == ["Aïsha Bakker", "Bart Peeters"]


def test_a_role_is_found_by_the_own_word_of_the_town_in_both_languages_and_by_its_abbreviation(reader, someone, town):
    someone("Leen Meersman", "dpo")
    services.set_term(organisation=town, key="dpo", language="nl", word="Bewaker van gegevens", actor=None)
    for text in ("bewaker", "fg", "data protection officer", "functionaris voor gegevensbescherming"):
        assert found(reader, text) == ["Leen Meersman"], text


def test_a_role_of_yesterday_or_tomorrow_finds_nobody(reader, someone):
    a_role(someone("An Gisteren"), "ciso", ends=TODAY() - timedelta(days=1))
    a_role(someone("Bo Morgen"), "ciso", starts=TODAY() + timedelta(days=1))
    assert found(reader, "ciso") == []


def test_who_left_is_not_found(reader, someone):
    person = someone("Sofie Maes", "privacy_officer")
    services.let_go(person=person, actor=None)
    assert found(reader, "sofie") == found(reader, "privacy officer") == []


def test_a_changed_name_or_unit_is_found_as_it_is_now(reader, someone, desk):
    person = someone("Sofie Maes")
    services.change_person(person=person, actor=None, name="Sofie Wouters")
    services.change_unit(unit=desk, actor=None, name="Loket")
    assert found(reader, "maes") == found(reader, "burgerzaken") == []
    assert found(reader, "wouters") == found(reader, "loket") == ["Sofie Wouters"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("jannsens", "janssens"), ("privacy oficcer", "privacy officer"), ("informatiemanger", None)]
)
def test_a_slip_in_a_name_or_a_role_is_read_as_what_was_meant(reader, someone, typed, meant):
    someone("Tom Janssens", "privacy_officer")
    someone("Willem Jonker", "information_manager")
    group = searching.people(reader, typed, 8)
    assert group.answer.read_as == (meant or "informatiemanager")
    assert group.count == 1


def test_nobody_of_another_organisation_is_found(reader, someone):
    elsewhere = an_organisation("Elders")
    services.add_person(organisation=elsewhere, name="Sofie Maes", actor=None)
    a_role(a_person(elsewhere, "Leen Peeters"), "dpo")
    assert found(reader, "sofie") == found(reader, "fg") == []


def test_a_hit_shows_function_unit_and_roles_and_marks_what_was_asked(reader, someone):
    someone("Sofie Maes", "privacy_officer", function="Juriste")
    hit = searching.people(reader, "privacy", 8).hits[0]
    assert "".join(piece.text for piece in hit.about) == "Juriste, Burgerzaken"
    assert [(piece.text, piece.hit) for piece in hit.why] == [("Privacy", True), (" officer", False)]


def test_a_function_that_is_called_as_the_role_stands_there_once(reader, someone):
    someone("Sofie Maes", "privacy_officer", function="Privacy officer")
    hit = searching.people(reader, "sofie", 8).hits[0]
    assert "".join(piece.text for piece in hit.about) == "Burgerzaken"


def test_the_number_of_questions_does_not_grow_with_the_people(reader, someone, django_assert_max_num_queries):
    for number in range(30):
        someone(f"Sofie Maes {number}", "privacy_officer")
    with django_assert_max_num_queries(7):
        group = searching.people(reader, "privacy officer", 8)
    assert (len(group.hits), group.count) == (8, 30)


def test_people_who_were_never_in_the_index_are_put_in(town, reader):
    a_person(town, "Sofie Maes")
    a_person(town, "Weg Gegaan", active=False)
    assert found(reader, "sofie") == []
    assert rebuilding.take_up(timezone.now()) == 2
    assert found(reader, "sofie") == ["Sofie Maes"]
    assert found(reader, "gegaan") == []


def test_a_unit_without_people_is_renamed_in_peace(town):
    finding.index_unit(a_unit(town, "Leeg"))
