"""Who is asked to decide, and who hears that it was asked."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from roeland.decisions.appointing import row_at
from roeland.decisions.models import GateRequest, Inquiry, QuestionBack
from roeland.decisions.telling.persons import persons, tell
from roeland.organisation.models import Person
from roeland.register.models import Route
from roeland.work import services as work
from roeland.work.models import Task
from roeland.work.services import Ask

TAKE_DECISION = "take_decision"
GIVE_ADVICE = "give_advice"
GIVE_FACTS = "give_facts"
HEAR_STAFF = "hear_staff"
KINDS = {Inquiry.Kind.ADVICE.value: GIVE_ADVICE, Inquiry.Kind.FACTS.value: GIVE_FACTS}


def ask_for_decision(gate_request: GateRequest, persons: Iterable[Person], actor: Person | None) -> None:
    """Give each of those whose decision it is a task: the first to sign decides.

    The competent organ decides in its own system and gets none.
    """
    for person in persons:
        work.ask(
            kind=TAKE_DECISION,
            person=person,
            subject=gate_request,
            actor=actor,
            role=gate_request.role,
            due=gate_request.due,
        )


def asked(gate_request: GateRequest) -> set[UUID]:
    """Keys of the persons who have the task to decide."""
    rows = Task.objects.filter(organisation=gate_request.organisation_id, subject_id=gate_request.pk, done_at=None)
    return {key for key in rows.filter(kind=TAKE_DECISION).values_list("person", flat=True) if key}


def ask_inquiries(asked: Iterable[tuple[Inquiry, Iterable[Person]]], actor: Person | None) -> None:
    """Give each of those who can answer something new a task, all of them together."""
    asks = []
    for inquiry, several in asked:
        for person in {person.pk: person for person in several}.values():
            person.organisation = inquiry.organisation  # so that its working days are read once
            asks.append(Ask(KINDS.get(inquiry.kind, HEAR_STAFF), person, inquiry, inquiry.role, inquiry.due))
    work.ask_together(asks=asks, actor=actor)


def ask_inquiry(inquiry: Inquiry, persons: Iterable[Person], actor: Person | None) -> None:
    """Give each of those who can answer a task: the first to answer does."""
    for person in persons:
        person.organisation = inquiry.organisation  # so that its working days are read once
        work.ask(
            kind=KINDS.get(inquiry.kind, HEAR_STAFF),
            person=person,
            subject=inquiry,
            actor=actor,
            role=inquiry.role,
            due=inquiry.due,
            apart=True,
        )


def close_inquiries(inquiries: Iterable[Inquiry], actor: Person | None) -> None:
    """Nobody needs to answer any more, nor what was asked back."""
    several = list(inquiries)
    for inquiry in several:
        close_inquiry(inquiry, actor)
    for question in QuestionBack.objects.filter(inquiry__in=several, answered_at=None).select_related("organisation"):
        work.done(subject=question, actor=actor)


def close_inquiry(inquiry: Inquiry, actor: Person | None) -> None:
    """Who was asked need not answer any more."""
    work.done(subject=inquiry, actor=actor)


def tell_gap(inquiry: Inquiry, persons: Iterable[Person]) -> None:
    """An advice that the law requires has nobody to give it: the directorate hears."""
    told = [person for person in persons if person.active]
    if told:
        work.tell(code="advice_gap", persons=told, subject=inquiry, actor=None)


def close_task(gate_request: GateRequest, actor: Person | None) -> None:
    """Nobody needs to decide on this request any more, or somebody else does."""
    work.done(subject=gate_request, kind=TAKE_DECISION, actor=actor)


def tell_requested(gate_request: GateRequest, today: date) -> None:
    """Tell those whom the matrix names; on a prohibited practice also the adviser."""
    row = row_at(gate_request)
    forbidden = gate_request.route == Route.FORBIDDEN
    roles = (*row.told, *(part.role for part in row.advises)) if forbidden else row.told
    code = "forbidden_found" if forbidden else "gate_requested"
    tell(code, gate_request, persons(gate_request, roles, today), gate_request.asked_by)


def tell_lapsed(gate_request: GateRequest) -> None:
    """Tell who asked that they can ask again, and who had to decide that they need not."""
    tell("gate_lapsed", gate_request, [gate_request.asked_by, gate_request.holder], None)
