"""The day of a dated law: who does what it asks gets one task, once; what applied before arrives no more."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from roeland.obligations import services, ticking
from roeland.obligations.models import Duty
from roeland.organisation.models import RoleHeld
from roeland.register.models import Application, Phase
from roeland.work.models import Task
from tests.building.assessments import BENEFITS, answered_again
from tests.building.obligations import a_duty, some_evidence
from tests.building.questionnaires import NONE

ANNEX_III = date(2027, 12, 2)


def on(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day, 6))


def tasks():
    rows = Task.objects.filter(kind="meet_obligations", done_at=None).order_by("role")
    return {(task.role, task.person.name if task.person else None): task.detail.splitlines() for task in rows}


def arriving(application):
    return Duty.objects.filter(application=application, arrived_on=None, asked=True, certain=True)


def test_what_applies_when_it_is_classified_does_not_arrive(town, benefits):
    assert a_duty(benefits, "N02").arrived_on == timezone.localdate()
    assert a_duty(benefits, "O26").arrived_on is None
    ticking.take_up(timezone.now())
    assert tasks() == {}


def test_on_its_day_each_role_gets_one_task_with_all_that_is_asked_of_it(town, benefits):
    waiting = set(arriving(benefits).filter(applies_from=ANNEX_III).values_list("code", flat=True))
    assert "O26" in waiting
    ticking.take_up(on(date(2027, 12, 1)))
    oversight = "Wijs mensen aan die toezicht houden"
    assert oversight not in str(tasks())
    ticking.take_up(on(ANNEX_III))
    found = tasks()
    assert oversight in found["team_manager", "Liesbet Cnudde"]
    assert not arriving(benefits).filter(code__in=waiting).exists()
    ticking.take_up(on(ANNEX_III))
    assert tasks() == found  # once


def test_what_is_met_already_asks_nothing(town, benefits):
    duty = a_duty(benefits, "O26")
    some_evidence(duty, town.manager, note="Twee mensen zijn aangesteld.")
    services.note(duty=duty, standing="met", actor=town.manager)
    services.arrive(duties=[duty], today=ANNEX_III)
    assert tasks() == {}
    assert Duty.objects.get(pk=duty.pk).arrived_on == ANNEX_III


def test_when_all_that_the_task_names_is_done_the_task_is_done(town, benefits):
    """What the role had to do before, and what came to others, keeps no task open."""
    duties = [a_duty(benefits, code) for code in ("O26", "O25")]
    services.arrive(duties=duties, today=ANNEX_III)
    [(_key, named)] = tasks().items()
    assert len(named) == 2
    for left, duty in zip((1, 0), duties, strict=True):
        some_evidence(duty, town.manager, note="Gedaan.")
        services.note(duty=duty, standing="met", actor=town.manager)
        assert len(tasks()) == left


def test_a_second_date_keeps_in_the_task_what_still_waits_of_the_first(town, benefits):
    first, second = a_duty(benefits, "O26"), a_duty(benefits, "O25")
    services.arrive(duties=[first], today=ANNEX_III)
    services.arrive(duties=[second], today=date(2028, 8, 2))
    [(_key, named)] = tasks().items()
    assert len(named) == 2


def test_what_is_no_longer_asked_takes_its_task_along(town, benefits):
    """Answered differently, the application is no high risk any more: nobody keeps a task for what fell away."""
    duties = list(arriving(benefits).filter(for_role="team_manager", applies_from=ANNEX_III))
    services.arrive(duties=duties, today=ANNEX_III)
    assert len(tasks()) == 1
    answered_again(benefits, BENEFITS, actor=town.reporter, domain=NONE)
    assert not Duty.objects.get(pk=duties[0].pk).asked
    assert tasks() == {}


def test_a_role_that_nobody_holds_waits_for_who_gets_it(town, benefits):
    RoleHeld.objects.filter(person=town.manager).delete()
    services.arrive(duties=[a_duty(benefits, "O26")], today=ANNEX_III)
    assert list(tasks()) == [("team_manager", None)]


@pytest.mark.parametrize("asked", [{"asked": False}, {"certain": False}])
def test_what_is_not_asked_or_not_certain_does_not_arrive(town, benefits, asked):
    Duty.objects.filter(application=benefits).update(**asked)
    assert ticking._arriving(ANNEX_III) == []


def test_an_application_that_ended_is_asked_nothing(town, benefits):
    Application.objects.filter(pk=benefits.pk).update(phase=Phase.RETIRED)
    assert ticking._arriving(ANNEX_III) == []
    Application.objects.filter(pk=benefits.pk).update(phase=Phase.PRODUCTION)
    assert ticking._arriving(ANNEX_III)
