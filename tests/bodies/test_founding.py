"""A body, who sits in it and until when; whether there is an ethics board."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from roeland.bodies import queries, services
from roeland.bodies.models import Body
from roeland.organisation import services as organisation
from roeland.organisation.access import NotPermitted
from roeland.organisation.models import Person
from tests.building.bodies import a_body, a_member
from tests.building.organisation import a_person, an_organisation

TODAY = date(2026, 6, 1)


def a_board(actor, **values) -> Body:
    return a_body(actor, "Ethische commissie", kind=Body.Kind.ETHICS_BOARD, **values)


def test_by_default_there_is_no_ethics_board(town, group):
    assert queries.ethics_board(town, TODAY) is None


def test_an_ethics_board_exists_from_its_first_day_until_its_last(town, nele):
    board = a_board(nele, started=date(2026, 5, 1), ended=date(2026, 6, 30))
    days = {date(2026, 4, 30): None, date(2026, 5, 1): board, date(2026, 6, 30): board, date(2026, 7, 1): None}
    assert {day: queries.ethics_board(town, day) for day in days} == days


def test_there_is_one_ethics_board_at_most_and_after_it_another_one(town, nele):
    first = a_board(nele)
    with pytest.raises(services.OneIsEnough):
        a_board(nele)
    services.end(body=first, last_day=date(2026, 5, 31), actor=nele)
    assert queries.ethics_board(town, TODAY) is None
    second = a_board(nele)
    assert queries.ethics_board(town, TODAY) == second


def test_another_town_has_its_own(town, nele):
    elsewhere = an_organisation("Dorp")
    a_board(nele)
    assert queries.ethics_board(elsewhere, TODAY) is None
    a_board(a_person(elsewhere, "Ver Weg", role="policy_adviser"))
    assert queries.ethics_board(elsewhere, TODAY).organisation == elsewhere


def test_who_has_no_such_role_begins_no_body(lotte):
    with pytest.raises(NotPermitted):
        a_board(lotte)


def test_an_expert_from_outside_becomes_a_person_without_a_login(group, nele):
    member = services.seat(body=group, name="Eva Ethica", email="eva@elders.test", tied=False, actor=nele)
    person = Person.objects.get(name="Eva Ethica")
    assert (member.person, person.user, person.organisation) == (person, None, group.organisation)


def test_an_expert_from_outside_needs_a_name(group, nele):
    with pytest.raises(services.NameMissing):
        services.seat(body=group, name=" ", tied=False, actor=nele)


def test_nobody_sits_in_a_body_twice_at_once(group, nele, lotte):
    first = a_member(group, nele, person=lotte, ends=date(2026, 5, 31))
    with pytest.raises(services.AlreadySits):
        a_member(group, nele, person=lotte, starts=date(2026, 5, 31))
    again = a_member(group, nele, person=lotte, starts=date(2026, 6, 1))
    assert [queries.members(group, day) for day in (date(2026, 5, 31), TODAY)] == [[first], [again]]


def test_a_member_counts_until_the_last_day_of_the_term(group, nele):
    member = a_member(group, nele, "Wies")
    services.change_seat(member=member, ends=TODAY, actor=nele)
    assert [seat.person.name for seat in queries.members(group, TODAY)] == ["Wies"]
    assert queries.members(group, TODAY + timedelta(days=1)) == []
    assert [seat.person.name for seat in queries.former_members(group, TODAY + timedelta(days=1))] == ["Wies"]


def test_who_leaves_the_organisation_sits_in_no_body_any_more(group, nele, seats):
    administrator = a_person(group.organisation, "Ad Beer", role="administrator")
    organisation.let_go(person=seats.wies.person, actor=administrator)
    names = [seat.person.name for seat in queries.members(group, timezone.localdate())]
    assert names == ["Vic Chair", "Uma Member"]


def test_changing_the_rules_says_so_in_the_journal_only_when_something_changed(group, nele):
    assert services.change(body=group, name=group.name, actor=nele).name == group.name
    assert services.change(body=group, name="Stuurgroep digitaal", actor=nele).name == "Stuurgroep digitaal"
