"""A question back: an adviser must know something first. Until it is answered the clock stands still."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.answering import as_answerer
from roeland.decisions.models import Inquiry, QuestionBack
from roeland.decisions.refusals import (
    AlreadyAdvised,
    AlreadyAnswered,
    AlreadyPaused,
    NobodyToAsk,
    NotTheOneAsked,
    WordsMissing,
)
from roeland.decisions.services.advising import open_inquiry
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.access import may, same_organisation
from roeland.organisation.models import Person
from roeland.rules.working_days import Calendar


@transaction.atomic
def ask_back(*, inquiry: Inquiry, question: str, actor: Person) -> QuestionBack:
    """Ask who asked for the decision, or the AI owner, what must be known first; the clock stands still.

    Raises OtherOrganisation, AlreadyClosed, AlreadyAdvised, AlreadyPaused, AdvisesOwnRequest, NotAsked, WordsMissing
    or NobodyToAsk; then nothing has changed.
    """
    row = open_inquiry(inquiry, actor)
    if row.answered_at is not None:
        raise AlreadyAdvised
    if row.paused_on is not None:
        raise AlreadyPaused
    as_answerer(row, actor, timezone.localdate())
    if not question.strip():
        raise WordsMissing
    made = QuestionBack.objects.create(
        organisation=row.organisation,
        inquiry=row,
        question=question.strip(),
        asked_by=actor,
        asked_at=timezone.now(),
        asked_of=_who_knows(row, actor),
    )
    row.paused_on = timezone.localdate()
    row.save(update_fields=["paused_on"])
    values = {"inquiry": row.pk, "question": made.pk, "role": row.role, "text": made.question}
    record("question.asked_back", subject=row.gate_request.application, actor=actor, values=values)
    hand_down(row.gate_request.application)
    telling.ask_question_back(made)
    return made


@transaction.atomic
def answer_back(*, question: QuestionBack, answer: str, actor: Person) -> QuestionBack:
    """Answer a question back: the clock runs again, and the date moves by the working days that it stood still.

    Raises OtherOrganisation, AlreadyClosed, AlreadyAnswered, NotTheOneAsked or WordsMissing; nothing has changed then.
    """
    same_organisation(actor, question)
    row = open_inquiry(question.inquiry, actor)
    asked = QuestionBack.objects.select_related("asked_by", "asked_of", "organisation").get(pk=question.pk)
    asked.inquiry = row
    if asked.answered_at is not None:
        raise AlreadyAnswered
    if not may(actor, "question.answer", asked):
        raise NotTheOneAsked
    if not answer.strip():
        raise WordsMissing
    asked.answer, asked.answered_by, asked.answered_at = answer.strip(), actor, timezone.now()
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    _go_on(row)
    values = {"inquiry": row.pk, "question": asked.pk, "role": row.role, "due": row.due, "text": asked.answer}
    record("question.answered", subject=row.gate_request.application, actor=actor, values=values)
    hand_down(row.gate_request.application)
    telling.tell_answered_back(asked, actor)
    return asked


def stood_still(days: Calendar, since: date, until: date) -> int:
    """How many working days lie after `since`, up to and with `until`."""
    return sum(days.works_on(since + timedelta(days=number)) for number in range(1, (until - since).days + 1))


def _go_on(row: Inquiry) -> None:
    if row.paused_on is None:
        return
    days, today = row.organisation.working_days, timezone.localdate()
    if row.due is not None:
        row.due = days.after(row.due, stood_still(days, row.paused_on, today))
    row.paused_on = None
    row.save(update_fields=["due", "paused_on"])
    telling.move_inquiry(row)


def _who_knows(row: Inquiry, actor: Person) -> Person:
    gate_request = row.gate_request
    known = (gate_request.asked_by, gate_request.application.owner, gate_request.application.reporter)
    found = next((person for person in known if person and person.active and person != actor), None)
    if found is None:
        raise NobodyToAsk
    return found
