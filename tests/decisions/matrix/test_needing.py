"""Anybody finds whom they need, with the rule by which it is that colleague."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions.matrix import needing
from roeland.organisation.models import Organisation, Person, RoleHeld
from tests.building.organisation import a_person, a_role

TODAY = timezone.localdate()


def line(key, role, city, unit="team"):
    found = needing.needed(key, city.organisation, getattr(city, unit) if unit else None, TODAY)
    return next(each for each in found if each.role == role)


def test_the_nearest_holder_answers_and_it_says_why(city):
    found = line("start-light", "Teammanager", city)
    assert found.person == city.manager
    assert found.why == "omdat Tom Claes teammanager is van Balie."


def test_who_holds_it_above_says_so(city):
    found = line("start-standard", "Afdelingshoofd", city)
    assert found.why == "omdat Hind Amrani afdelingshoofd is van Dienst Burgers, het dichtst erboven."


def test_who_holds_it_for_the_whole_says_so(city):
    found = line("start-full", "Directie", city)
    assert found.why == "omdat Dina Wouters directie is voor de hele organisatie."
    assert found.does == "Eindverantwoordelijk"


def test_a_condition_is_said(city):
    found = line("start-standard", "CISO", city)
    assert found.does == "Adviseert als de beveiliging minstens middelhoog moet zijn"
    assert found.person == city.ciso


def test_a_deputy_answers_for_who_is_away(city):
    deputy = a_person(city.organisation, "Dirk Vries")
    RoleHeld.objects.filter(person=city.manager).update(deputy=deputy)
    Person.objects.filter(pk=city.manager.pk).update(absent_from=TODAY, absent_until=TODAY + timedelta(days=3))
    found = line("start-light", "Teammanager", city)
    assert found.person == deputy
    assert found.why == "omdat Tom Claes (teammanager) er niet is en Dirk Vries invalt."


def test_a_deputy_answers_for_a_term_that_is_over(city):
    deputy = a_person(city.organisation, "Dirk Vries")
    RoleHeld.objects.filter(person=city.manager).update(deputy=deputy, ends=TODAY - timedelta(days=1))
    why = line("start-light", "Teammanager", city).why
    assert why == "omdat de termijn van Tom Claes (teammanager) voorbij is en Dirk Vries invalt."


def test_a_deputy_answers_for_who_left(city):
    deputy = a_person(city.organisation, "Dirk Vries")
    RoleHeld.objects.filter(person=city.manager).update(deputy=deputy)
    Person.objects.filter(pk=city.manager.pk).update(active=False)
    why = line("start-light", "Teammanager", city).why
    assert why == "omdat Tom Claes (teammanager) vertrokken is en Dirk Vries invalt."


def test_work_that_nobody_has_falls_to_the_process_owner(city):
    found = line("s16", "Privacy officer", city)
    assert found.person == city.head
    assert found.why == "omdat niemand deze rol heeft, en dan doet de proceseigenaar het."


@pytest.mark.parametrize(
    ("key", "role", "says"),
    [
        ("s03", "Spoke", "Niemand heeft hier deze rol. Vraag het aan de informatiemanager."),
        ("s13", "CISO", "omdat Cas Wit CISO is voor de hele organisatie."),
        (
            "s08",
            "Architect",
            "Niemand heeft hier deze rol. Wie eindverantwoordelijk is, zegt hoe dat wordt opgevangen.",
        ),
        ("s06", "Gemeenteraad", "Dit orgaan beslist in zijn eigen vergadering, buiten Roeland."),
        ("s14", "Gebruiker", "Iedereen die de toepassing gebruikt."),
    ],
)
def test_what_nobody_holds_is_never_silent(city, key, role, says):
    assert line(key, role, city).why == says


def test_everybody_is_a_user_and_none_is_named(city):
    a_role(city.employee, "user")
    assert line("s14", "Gebruiker", city).person is None


def test_one_can_ask_for_a_role(city):
    found = needing.needed("role-dpo", city.organisation, city.team, TODAY)
    assert [each.person for each in found] == [city.dpo]


def test_everything_that_one_can_ask_for_has_an_answer(city):
    groups = needing.topics(city.organisation)
    keys = [topic.key for _title, topics in groups for topic in topics]
    assert len(keys) == len(set(keys)) > 40
    for key in keys:
        assert needing.title_of(key, city.organisation)
        assert needing.needed(key, city.organisation, city.team, TODAY)


@pytest.mark.parametrize("key", ["s99", "role-mayor", "start", ""])
def test_what_does_not_exist_has_none(city, key):
    with pytest.raises(KeyError):
        needing.title_of(key, city.organisation)


def test_it_costs_three_queries_for_the_largest_question(city, django_assert_num_queries):
    a_role(city.informed, "architect")
    organisation = Organisation.objects.get(pk=city.organisation.pk)
    with django_assert_num_queries(3):  # the matrix that holds, the own words, who holds the roles
        needing.needed("start-full", organisation, city.team, TODAY)
