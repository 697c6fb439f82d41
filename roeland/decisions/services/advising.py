"""Answering what is asked about a request: advice, what staff representation says, or facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.answering import as_answerer, deputises_for, own_of
from roeland.decisions.models import Advice, Disclosure, Facts, Inquiry
from roeland.decisions.refusals import (
    AdviceConditionsMissing,
    AlreadyClosed,
    AnotherKind,
    DayNotYet,
    LinkNotSecure,
    ReferenceMissing,
    WordsMissing,
)
from roeland.decisions.services.locking import locked_request
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.access import same_organisation
from roeland.organisation.models import Person

Verdict = Advice.Verdict


@dataclass(frozen=True)
class Act:
    """Where an organ itself said it: its number or title, the day, and a link (https, or empty)."""

    reference: str = ""
    day: date | None = None
    link: str = ""


@dataclass(frozen=True)
class Words:
    """What an advice says. conditions: only with the verdict conditional."""

    verdict: str
    reasons: str
    conditions: tuple[str, ...] = ()
    disclosure: str = Disclosure.OPINION


@transaction.atomic
def give_advice(
    *,
    inquiry: Inquiry,
    verdict: str,
    reasons: str,
    actor: Person,
    conditions: Iterable[str] = (),
    disclosure: str = Disclosure.OPINION,
    reference: str = "",
    reference_date: date | None = None,
    reference_link: str = "",
) -> Advice:
    """Advise on a request, or record what staff representation says; the latest of an inquiry counts.

    Raises OtherOrganisation, AlreadyClosed, AnotherKind, AdvisesOwnRequest, NotAsked, WordsMissing,
    AdviceConditionsMissing, ReferenceMissing, DayNotYet or LinkNotSecure; then nothing has changed.
    """
    row = open_inquiry(inquiry, actor)
    if row.kind == Inquiry.Kind.FACTS:
        raise AnotherKind
    held = as_answerer(row, actor, timezone.localdate())
    words = Words(Verdict(verdict), reasons.strip(), _stripped(conditions), Disclosure(disclosure))
    act = Act(reference.strip(), reference_date, reference_link.strip())
    _must_be_said(words, act, of_staff=Inquiry.Kind(row.kind).of_staff)
    return keep_advice(row, words, act, actor=actor, in_place_of=deputises_for(held), role=held.role_held.role)


@transaction.atomic
def give_facts(*, inquiry: Inquiry, text: str, actor: Person, not_known: bool = False) -> Facts:
    """Say what is known, or that it is not; no opinion, and it never keeps a gate shut. A correction is a new row.

    Raises OtherOrganisation, AlreadyClosed, AnotherKind, NotAsked or WordsMissing; then nothing has changed.
    """
    row = open_inquiry(inquiry, actor)
    if row.kind != Inquiry.Kind.FACTS:
        raise AnotherKind
    held = as_answerer(row, actor, timezone.localdate())
    if not (text.strip() or not_known):
        raise WordsMissing
    made = Facts.objects.create(
        organisation=row.organisation,
        inquiry=row,
        text=text.strip(),
        not_known=not_known,
        given_by=actor,
        in_place_of=deputises_for(held),
        given_at=timezone.now(),
    )
    answered(row, actor)
    values = {"inquiry": row.pk, "role": row.role, "facts": made.pk, "not_known": not_known}
    record("facts.given", subject=row.gate_request.application, actor=actor, values=values)
    return made


def open_inquiry(inquiry: Inquiry, actor: Person | None) -> Inquiry:
    """The inquiry with its request and application locked. Raises OtherOrganisation or AlreadyClosed."""
    same_organisation(actor, inquiry)
    gate_request = locked_request(inquiry.gate_request)
    row = Inquiry.objects.select_related("organisation", "holder").select_for_update(of=("self",)).get(pk=inquiry.pk)
    row.gate_request = gate_request
    if not gate_request.is_open or row.closed_at is not None:
        raise AlreadyClosed(gate_request.outcome)
    return row


def keep_advice(
    row: Inquiry, words: Words, act: Act, *, actor: Person, in_place_of: Person | None, role: str
) -> Advice:
    """Keep an advice on a locked inquiry, in the place of the one before; everybody concerned hears."""
    before = Advice.objects.filter(inquiry=row, replaced_by=None).order_by("-given_at", "-pk").first()
    made = Advice.objects.create(
        organisation=row.organisation,
        inquiry=row,
        verdict=words.verdict,
        reasons=words.reasons,
        conditions=list(words.conditions),
        disclosure=words.disclosure,
        given_by=actor,
        in_place_of=in_place_of,
        role=role,
        given_at=timezone.now(),
        replaces=before,
        reference=act.reference,
        reference_date=act.day,
        reference_link=act.link,
    )
    answered(row, actor)
    values = {"inquiry": row.pk, "advice": made.pk, "role": row.role, "verdict": made.verdict}
    application = row.gate_request.application
    if before:
        record("advice.changed", subject=application, actor=actor, values=values)
    else:
        record("advice.given", subject=application, actor=actor, values=values)
    telling.tell_advice(made, own_of(row.gate_request, timezone.localdate()), timezone.localdate())
    return made


def answered(row: Inquiry, actor: Person) -> None:
    """Nobody else needs to answer, and an open question back is of no use any more."""
    row.answered_at, row.paused_on = row.answered_at or timezone.now(), None
    row.save(update_fields=["answered_at", "paused_on"])
    telling.close_inquiries([row], actor)
    hand_down(row.gate_request.application)


def _stripped(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _must_be_said(words: Words, act: Act, *, of_staff: bool) -> None:
    if not words.reasons:
        raise WordsMissing
    if words.verdict == Verdict.CONDITIONAL and not words.conditions:
        raise AdviceConditionsMissing
    if of_staff and words.verdict != Verdict.NOT_FOR_ME and not (act.reference and act.day):
        raise ReferenceMissing
    if act.day and act.day > timezone.localdate():
        raise DayNotYet
    if act.link and urlsplit(act.link).scheme != "https":
        raise LinkNotSecure
