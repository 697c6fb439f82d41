"""Honest use in the past: tell it to who handles it, and hear what it was."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from roeland.assessments.models import JUDGE_PAST_USE, PastUse
from roeland.assessments.quick import checking
from roeland.assessments.quick.asking import NobodyToAsk
from roeland.journal.services import record
from roeland.organisation.access import held_by, may, must, same_organisation
from roeland.organisation.models import Person, Unit
from roeland.organisation.prepared import prepared
from roeland.organisation.queries import holder
from roeland.register.models import Application
from roeland.rules.quick_check import large_enough
from roeland.work import services as work

Verdict = PastUse.Verdict
MOST = 500
FEW = 3


class OwnReport(Exception):
    """Nobody judges what they reported themselves."""


class NotYet(Exception):
    """It cannot be known since a moment that is still to come."""


class NotAVerdict(Exception):
    """It is a breach, known since a moment, or it is not."""


@transaction.atomic
def report(
    *, actor: Person, application: Application | None, tool: str, inputs: tuple[str, ...], story: str = ""
) -> PastUse:
    """Pass it on to the privacy officer (or who handles it here), with the proposed deadline; the DPO is told.

    Neither the journal nor the task names who reported it. Raises NotPermitted, OtherOrganisation or NobodyToAsk.
    """
    must(actor, "past_use.report")
    same_organisation(actor, application)
    who = checking.handler(actor)
    if who is None:
        raise NobodyToAsk
    about = {"application": application, "tool": "" if application else tool.strip(), "inputs": list(inputs)}
    Person.objects.select_for_update().get(pk=actor.pk)  # two presses at once are one story
    if same := told_by(actor).filter(verdict="", story=story.strip(), **about).first():
        return same
    told = PastUse.objects.create(
        organisation=actor.organisation,
        document=checking.reference(),
        reporter=actor,
        unit=actor.unit,
        story=story.strip(),
        handler=who.person,
        role=who.role,
        reported_at=timezone.now(),
        **about,
    )
    due = timezone.localdate(told.deadline)
    work.ask(kind=JUDGE_PAST_USE, person=who.person, subject=told, actor=None, role=who.role, due=due)
    if (dpo := dpo_for(actor)) and dpo != who.person:
        work.tell(code="past_use_reported", persons=[dpo], subject=told, actor=None)
    record("past_use.reported", subject=told, actor=None)
    return told


@transaction.atomic
def judge(
    *, past_use: PastUse, verdict: str, reason: str, reply: str, actor: Person, aware_at: datetime | None = None
) -> PastUse:
    """Say whether it is a breach, since when it is known, and why; who reported it gets the answer.

    A later verdict replaces this one. Raises NotPermitted, OwnReport, NotAVerdict or NotYet.
    """
    past_use = PastUse.objects.select_for_update().get(pk=past_use.pk)
    must(actor, "past_use.judge", past_use)
    if actor.pk == past_use.reporter_id:
        raise OwnReport
    _must_be_sound(verdict, aware_at)
    past_use.verdict, past_use.reason, past_use.reply = verdict, reason.strip(), reply.strip()
    past_use.aware_at = aware_at if verdict == Verdict.BREACH else None
    past_use.judged_by, past_use.judged_at = actor, timezone.now()
    past_use.save()
    work.done(actor=actor, subject=past_use, kind=JUDGE_PAST_USE)
    work.tell(code="past_use_judged", persons=[past_use.reporter], subject=past_use, actor=actor)
    record("past_use.judged", subject=past_use, actor=actor, fields=["verdict"])
    return past_use


def _must_be_sound(verdict: str, aware_at: datetime | None) -> None:
    if verdict not in Verdict.values or (verdict == Verdict.BREACH and aware_at is None):
        raise NotAVerdict(verdict)
    if aware_at and aware_at > timezone.now():
        raise NotYet(aware_at)


def dpo_for(person: Person) -> Person | None:
    """The data protection officer for the unit of this person."""
    found = holder(person.organisation, "dpo", person.unit, timezone.localdate(), excluding=[person.pk])
    return found.person if found else None


def handled_by(person: Person) -> list[PastUse]:
    """Everything that this person handles, or as data protection officer looks along with; what waits comes first."""
    rows = PastUse.objects.filter(organisation=person.organisation_id).exclude(reporter=person)
    rows = rows.select_related("reporter", "unit", "application", "organisation").order_by("-reported_at", "-pk")
    mine = [row for row in rows[:MOST] if may(person, "past_use.view", row)]
    return sorted(mine, key=lambda row: bool(row.verdict))


def told_by(person: Person) -> QuerySet[PastUse]:
    """What this person told, the newest first."""
    return _told_by(person.organisation_id, person.pk)


def told_last(person: Person) -> list[PastUse]:
    """The first few of those."""
    return _told_last(person.organisation_id, person.pk)


def _told_by(organisation: UUID, person: UUID) -> QuerySet[PastUse]:
    rows = PastUse.objects.filter(organisation=organisation, reporter=person)
    return rows.select_related("application").order_by("-reported_at", "-pk")


@prepared
def _told_last(organisation: UUID, person: UUID) -> QuerySet[PastUse]:
    return _told_by(organisation, person)[:FEW]


def used_in_teams_of(person: Person) -> list[tuple[str, tuple[str, ...]]]:
    """The tools and kinds of data in the teams that this person manages; only of teams that are large enough."""
    roles = [row for row in held_by(person) if row.role == "team_manager"]
    units = [row.unit for row in roles if row.unit and _large(row.unit)]
    if not units:
        return []
    below = Q()
    for unit in units:
        below |= Q(unit__path__startswith=unit.path)
    rows = PastUse.objects.filter(below, organisation=person.organisation_id).select_related("application")
    return sorted({(row.tool_name, tuple(row.inputs)) for row in rows})


def _large(unit: Unit) -> bool:
    people = Person.objects.filter(organisation=unit.organisation_id, active=True, unit__path__startswith=unit.path)
    return large_enough(people.count(), checking.check())
