"""What changed in a quarter, kind by kind, with the newest first."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone as now_in
from hypothesis import given
from hypothesis import strategies as st

from roeland.assessments.models import Classification
from roeland.journal.services import record
from roeland.register import services
from roeland.register.models import Application
from roeland.reporting.picture import quarters
from roeland.reporting.picture.changes import changes
from tests.building.decisions import classified
from tests.building.organisation import an_organisation
from tests.building.register import a_reported_application, an_application

QUARTER = quarters.of(date.today())
BEFORE = QUARTER.begins - timedelta(days=1)


@pytest.fixture
def numbers(town):
    def numbers_of(quarter=QUARTER) -> dict[str, int]:
        return {change.code: change.number for change in changes(town.organisation, quarter)}

    return numbers_of


def acted(verb, application, **more):
    with transaction.atomic():
        return record(verb, subject=application, actor=None, **more)


def test_nothing_happened_in_an_empty_register(numbers):
    assert set(numbers().values()) == {0}


def test_new_is_what_entered_the_register_in_the_quarter(town, numbers):
    old = an_application(town.organisation, "Oud")
    Application.objects.filter(pk=old.pk).update(created_at=BEFORE)
    a_reported_application(town.employee, "Nieuw")
    assert numbers()["new"] == 1
    assert numbers(QUARTER.before())["new"] == 1


def test_an_application_counts_once_however_often_it_is_classified(town, numbers):
    application = a_reported_application(town.employee)
    classified(application, route="light")
    classified(application, route="light")
    found = numbers()
    assert (found["classified"], found["outcome"]) == (1, 0)


def test_another_class_or_route_is_another_outcome(town, numbers):
    application = a_reported_application(town.employee)
    classified(application, route="light")
    classified(application, route="full")
    assert numbers()["outcome"] == 1


def test_an_outcome_of_before_the_quarter_is_what_it_is_compared_with(town, numbers):
    application = a_reported_application(town.employee)
    first = classified(application, route="light")
    Classification.objects.filter(pk=first.pk).update(made_at=BEFORE)
    classified(application, route="standard")
    assert (numbers()["classified"], numbers()["outcome"]) == (1, 1)
    assert (numbers(QUARTER.before())["classified"], numbers(QUARTER.before())["outcome"]) == (1, 0)


def test_a_decision_counts_and_a_proposal_does_not(town, numbers):
    decided, proposed = (an_application(town.organisation, name) for name in ("Beslist", "Voorgesteld"))
    acted("decision.taken", decided, values={"is_proposal": False})
    acted("decision.taken", proposed, values={"is_proposal": True})
    assert numbers()["decided"] == 1


@pytest.mark.parametrize(("phase", "ended"), [("stopped", 1), ("retired", 1), ("rejected", 1), ("production", 0)])
def test_what_ended_is_what_stopped_retired_or_was_rejected(town, numbers, phase, ended):
    services.enter_phase(application=an_application(town.organisation), phase=phase, actor=None)
    assert numbers()["ended"] == ended


def test_a_change_of_owner_counts_and_another_edit_does_not(town, numbers):
    application = an_application(town.organisation)
    acted("application.edited", application, fields=["name", "process_owner"])
    assert numbers()["owner"] == 0
    acted("application.edited", application, fields=["name", "owner"])
    assert numbers()["owner"] == 1


def test_the_newest_come_first_and_the_rest_is_a_number(town):
    for number in range(7):
        a_reported_application(town.employee, f"App {number}")
    new = changes(town.organisation, QUARTER)[0]
    assert [happened.application.name for happened in new.shown] == ["App 6", "App 5", "App 4", "App 3", "App 2"]
    assert (new.number, new.more, new.at_least) == (7, 2, False)


def test_nothing_of_another_organisation_counts(town, numbers):
    other = an_application(an_organisation("Elders"), "Vreemd")
    acted("decision.taken", other, values={"is_proposal": False})
    assert set(numbers().values()) == {0}


def test_it_takes_five_queries(town, django_assert_num_queries):
    classified(a_reported_application(town.employee), route="light")
    with django_assert_num_queries(5):
        changes(town.organisation, QUARTER)


def test_the_page_shows_the_quarter_that_is_asked(as_manager, town):
    a_reported_application(town.employee, "Nieuw hier")
    this, before = (as_manager.get(reverse("reporting:picture"), {"quarter": one.code}) for one in _two())
    assert this.context["changes"][0].number == 1
    assert before.context["changes"][0].number == 0
    assert "Niets in dit kwartaal." in before.content.decode()


def test_who_reads_the_journal_can_read_on_there(as_manager, as_director, town):
    a_reported_application(town.employee)
    address = f"?since={QUARTER.first}&amp;until={QUARTER.last}"
    assert address in as_manager.get(reverse("reporting:picture")).content.decode()
    assert address not in as_director.get(reverse("reporting:picture")).content.decode()


def _two():
    return QUARTER, QUARTER.before()


@pytest.mark.parametrize("code", ["", "x", "2026-5", "2099-1", "99999-1"])
def test_a_quarter_that_cannot_be_is_the_one_of_today(code):
    assert quarters.called(code, date(2026, 11, 27)) == quarters.Quarter(2026, 4)


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2400, 1, 1)))
def test_every_day_lies_in_its_own_quarter_and_in_no_other(day):
    quarter = quarters.of(day)
    assert quarter.first <= day <= quarter.last < quarter.after().first
    assert quarter.after().before() == quarter
    assert quarters.called(quarter.code, day) == quarter


def test_a_quarter_begins_at_midnight_here():
    assert quarters.Quarter(2026, 4).begins == datetime(2026, 9, 30, 22, tzinfo=UTC)
    assert quarters.Quarter(2026, 4).ends == datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert now_in.is_aware(quarters.Quarter(2026, 1).begins)
