"""Experiments for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from roeland.organisation.models import Person
from roeland.portfolio import services
from roeland.portfolio.models import Experiment, Measure, Outcome, Survey
from roeland.register.models import Application

GIVEN = dict.fromkeys(("meaningful", "variety", "control", "core_time", "pressure"), 4)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def a_plan(application: Application, actor: Person, **planned: Any) -> Experiment:
    """A complete plan, with one measure."""
    usual = {
        "hypothesis": "Antwoorden kost een kwart minder tijd.",
        "safeguards": "Een collega leest elk antwoord na.",
        "max_people": 12,
        "hours": 40,
        "starts": in_days(0),
        "ends_on": in_days(60),
    }
    made = services.plan(application=application, actor=actor, **usual | planned)
    a_measure(made, actor)
    return Experiment.objects.get(pk=made.pk)


def a_measure(experiment: Experiment, actor: Person, **measured: Any) -> Measure:
    usual = {"kind": "time", "what": "Tijd per antwoord", "unit_of": "minuten", "before": 20, "how": "Twintig keer."}
    return services.note_measure(experiment=experiment, actor=actor, **usual | measured)


def running(application: Application, actor: Person, accountable: Person, **planned: Any) -> Experiment:
    """One that began."""
    made = a_plan(application, actor, **planned)
    return services.begin(experiment=made, accountable=accountable, actor=accountable)


def over(experiment: Experiment, days: int = 0) -> Experiment:
    """Let its end date have been some days ago."""
    Experiment.objects.filter(pk=experiment.pk).update(ends_on=in_days(-days))
    return Experiment.objects.get(pk=experiment.pk)


def a_lesson(experiment: Experiment, actor: Person, text: str = "Het scheelt tijd bij korte vragen."):
    return services.note_lesson(experiment=experiment, actor=actor, text=text, says="confirms")


def concluded(experiment: Experiment, actor: Person, answer: str = "go_live", **said: Any) -> Outcome:
    return services.conclude(experiment=experiment, actor=actor, answer=answer, reason="Omdat het werkt.", **said)


def a_survey(experiment: Experiment, actor: Person, persons: list[Person], **values: Any) -> Survey:
    usual = {"moment": "before", "closes_on": in_days(5)}
    return services.invite_to_survey(experiment=experiment, persons=persons, actor=actor, **usual | values)


def closed(survey: Survey) -> Survey:
    """Let its last day be over."""
    Survey.objects.filter(pk=survey.pk).update(closes_on=in_days(-1))
    return Survey.objects.get(pk=survey.pk)
