"""Being away: said by the person, taken up and ended by itself."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.access import NotPermitted
from roeland.organisation.services import AbsenceRefused
from tests.building.organisation import a_person

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def at(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0, 1)))


def note(person, starts, ends=None, actor=None):
    return services.note_absence(person=person, starts=starts, ends=ends, actor=actor or person)


def verbs(person) -> list[str]:
    return [entry.verb for entry in entries_of(person.organisation_id, subject=person)]


def test_who_says_so_is_away_from_today_up_to_and_including_the_last_day(employee):
    person = note(employee, TODAY, TODAY + DAY)
    assert [person.is_here(TODAY + DAY * days) for days in range(3)] == [False, False, True]
    assert verbs(person) == ["person.absence_began", "person.absence_noted"]


def test_an_absence_that_is_to_come_begins_by_itself_and_is_told_once(employee):
    note(employee, TODAY + DAY, TODAY + 3 * DAY)
    assert services.take_up_absences(at(TODAY)) == 0
    assert services.take_up_absences(at(TODAY + DAY)) == 1
    assert services.take_up_absences(at(TODAY + DAY)) == 0
    assert verbs(employee)[0] == "person.absence_began"


def test_an_absence_ends_by_itself_after_the_last_day_and_is_forgotten(employee):
    note(employee, TODAY, TODAY + DAY)
    assert services.take_up_absences(at(TODAY + DAY)) == 0
    assert services.take_up_absences(at(TODAY + 2 * DAY)) == 1
    assert services.take_up_absences(at(TODAY + 2 * DAY)) == 0
    employee.refresh_from_db()
    assert (employee.away, employee.absent_from, employee.absent_until) == (False, None, None)
    assert verbs(employee)[0] == "person.absence_ended"


def test_an_absence_without_a_last_day_lasts_until_the_person_is_back(employee):
    note(employee, TODAY)
    assert services.take_up_absences(at(TODAY + 100 * DAY)) == 0
    person = services.end_absence(person=employee, actor=employee)
    assert person.is_here(TODAY)
    assert not person.away
    assert verbs(person)[0] == "person.absence_ended"


def test_what_the_administrator_notes_is_taken_up_too(employee):
    services.change_person(person=employee, actor=None, absent_from=TODAY)
    assert services.take_up_absences(at(TODAY)) == 1
    employee.refresh_from_db()
    assert employee.away


def test_who_left_is_not_said_to_come_back(employee):
    note(employee, TODAY, TODAY)
    services.let_go(person=employee, actor=None)
    assert services.take_up_absences(at(TODAY + 2 * DAY)) == 0


@pytest.mark.parametrize(
    ("starts", "ends", "code"), [(TODAY, TODAY - DAY, "ends_before_start"), (TODAY - 3 * DAY, TODAY - DAY, "over")]
)
def test_days_that_make_no_sense_change_nothing(employee, starts, ends, code):
    with pytest.raises(AbsenceRefused, match=code):
        note(employee, starts, ends)
    employee.refresh_from_db()
    assert employee.absent_from is None


def test_the_absence_of_a_colleague_is_for_that_colleague_and_the_administrator(employee, administrator, city):
    with pytest.raises(NotPermitted):
        note(employee, TODAY, actor=a_person(city))
    assert note(employee, TODAY, actor=administrator).away


def test_saying_the_same_twice_is_kept_once(employee):
    note(employee, TODAY)
    note(employee, TODAY)
    assert verbs(employee).count("person.absence_noted") == 1
