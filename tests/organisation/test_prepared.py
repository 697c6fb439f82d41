"""A query that is put into SQL once gives what it would give when built anew, for whatever keys."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet, Value
from django.test.utils import CaptureQueriesContext

from roeland.organisation.models import Person, Unit
from roeland.organisation.prepared import prepared
from tests.building.organisation import a_person, a_unit, an_organisation

NAMES = ("Ann", "Bo", "Cas")


def in_unit(organisation: UUID, unit: UUID) -> QuerySet[Person]:
    rows = Person.objects.filter(organisation=organisation, unit=unit, active=True)
    return rows.select_related("unit").prefetch_related("roles_held").order_by("name")[:2]


def names_of_both(organisation: UUID) -> QuerySet[Person, tuple[str, str]]:
    persons = Person.objects.filter(organisation=organisation).annotate(what=Value("person"))
    units = Unit.objects.filter(organisation=organisation).annotate(what=Value("unit"))
    return persons.values_list("what", "name").union(units.values_list("what", "name"), all=True)


@pytest.fixture
def teams(db):
    organisation = an_organisation("Stad Voorbeeld")
    teams = [a_unit(organisation, name) for name in ("Balie", "Sport")]
    for team in teams:
        for name in NAMES:
            a_person(organisation, f"{name} {team.name}", unit=team)
    return teams


def test_each_key_gives_its_own_rows_in_their_order(teams):
    ready = prepared(in_unit)
    for team in (*teams, *teams):
        rows = list(in_unit(team.organisation_id, team.pk))
        assert ready(team.organisation_id, team.pk) == rows
        assert [person.name for person in rows] == [f"Ann {team.name}", f"Bo {team.name}"]


def test_what_comes_along_is_read_along(teams):
    ready = prepared(in_unit)
    ready(teams[0].organisation_id, teams[0].pk)
    found = ready(teams[1].organisation_id, teams[1].pk)
    with CaptureQueriesContext(connection) as asked:
        assert {person.unit.name for person in found} == {"Sport"}
        assert [list(person.roles_held.all()) for person in found] == [[], []]
    assert len(asked) == 0


def test_a_union_gives_plain_rows(teams):
    ready, organisation = prepared(names_of_both), teams[0].organisation_id
    assert sorted(ready(organisation)) == sorted(names_of_both(organisation))
    assert len(ready(organisation)) == len(NAMES) * 2 + 2
    assert ready(uuid4()) == []


def test_the_first_is_none_where_nothing_is(teams):
    ready = prepared(in_unit)
    assert ready.first(teams[0].organisation_id, uuid4()) is None
    assert ready.first(teams[0].organisation_id, teams[0].pk).name == "Ann Balie"


def test_one_organisation_never_sees_the_rows_of_another(teams):
    ready, elsewhere = prepared(names_of_both), an_organisation("Stad Anders")
    assert len(ready(teams[0].organisation_id)) > 0
    assert ready(elsewhere.pk) == []


@pytest.mark.django_db(transaction=True)
def test_threads_read_side_by_side_each_their_own():
    organisation = an_organisation("Stad Voorbeeld")
    teams = [a_unit(organisation, f"Team {number}") for number in range(4)]
    for team in teams:
        a_person(organisation, f"Ann {team.name}", unit=team)
    ready, wrong, start = prepared(in_unit), [], threading.Barrier(len(teams))

    def read(team: Unit) -> None:
        try:
            start.wait(timeout=30)
            for _ in range(50):
                found = [person.name for person in ready(organisation.pk, team.pk)]
                if found != [f"Ann {team.name}"]:
                    wrong.append(found)
        except Exception as problem:
            wrong.append([repr(problem)])
        finally:
            connection.close()

    threads = [threading.Thread(target=read, args=(team,)) for team in teams]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def erased_after(organisation: UUID, since: datetime) -> QuerySet[Person]:
    return Person.objects.filter(organisation=organisation, erased_at__gt=since).order_by("name")


def test_a_moment_can_be_a_key_too(teams):
    first, second = Person.objects.filter(unit=teams[0]).order_by("name")[:2]
    noon = datetime(2026, 7, 27, 12, tzinfo=UTC)
    Person.objects.filter(pk=first.pk).update(erased_at=noon)
    Person.objects.filter(pk=second.pk).update(erased_at=noon + timedelta(hours=1))
    ready, organisation = prepared(erased_after), teams[0].organisation_id
    assert ready(organisation, noon - timedelta(microseconds=1)) == [first, second]
    assert ready(organisation, noon) == [second]
    assert ready(organisation, noon + timedelta(hours=1)) == []
