"""What one does after the quick check: count the answer, ask a colleague, and answer who asked."""

from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roeland.assessments.models import ANSWER_QUICK_QUESTION, QuickCheckCount, QuickQuestion
from roeland.assessments.quick import checking
from roeland.assessments.quick.checking import Asked
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.work import services as work

REMEMBERED = 60 * 60
"""For how many seconds a page that is sent again counts once."""


class NobodyToAsk(Exception):
    """Nobody here holds the role, nor any role that stands in for it."""


class AlreadyAnswered(Exception):
    """Somebody answered this question meanwhile."""


@transaction.atomic
def count(*, actor: Person, answer: str, page: UUID | None) -> None:
    """Count an answer of today, without who or what. A page that is sent again counts once."""
    if page and not cache.add(f"quick-check:{page}:{answer}", 1, REMEMBERED):
        return
    day = QuickCheckCount.objects.get_or_create(
        organisation=actor.organisation, day=timezone.localdate(), answer=answer
    )[0]
    QuickCheckCount.objects.filter(pk=day.pk).update(count=F("count") + 1)


@transaction.atomic
def ask_colleague(*, asked: Asked, note: str, actor: Person) -> QuickQuestion:
    """Send the question to the colleague of the outcome, with a task; the same question twice is one.

    The journal says that a question came, not from whom: who asks is open only to who answers. Raises
    NotPermitted, OtherOrganisation or NobodyToAsk.
    """
    must(actor, "quick_check.ask")
    same_organisation(actor, asked.application)
    Person.objects.select_for_update().get(pk=actor.pk)  # two presses at once are one question
    role = checking.judge(asked, actor.organisation).outcome.role
    who = checking.colleague(actor.organisation, role, actor.unit, actor)
    if who is None:
        raise NobodyToAsk(role)
    about = {
        "application": asked.application,
        "tool": "" if asked.application else asked.tool,
        "inputs": list(asked.inputs),
        "purpose": asked.purpose,
        "citizens": asked.citizens,
        "note": note.strip(),
    }
    mine = QuickQuestion.objects.filter(organisation=actor.organisation, asked_by=actor, answered_at=None)
    if same := mine.filter(**about).first():
        return same
    question = QuickQuestion.objects.create(
        organisation=actor.organisation,
        document=checking.reference(),
        asked_by=actor,
        asked_at=timezone.now(),
        asked=who.person,
        role=who.role,
        **about,
    )
    work.ask(kind=ANSWER_QUICK_QUESTION, person=who.person, subject=question, actor=actor, role=who.role)
    record("quick_question.asked", subject=question, actor=None)
    return question


@transaction.atomic
def answer(*, question: QuickQuestion, reply: str, actor: Person) -> QuickQuestion:
    """Answer who asked. Raises NotPermitted or AlreadyAnswered."""
    question = QuickQuestion.objects.select_for_update().get(pk=question.pk)
    must(actor, "quick_question.answer", question)
    if question.answered_at:
        raise AlreadyAnswered
    question.reply, question.answered_by, question.answered_at = reply.strip(), actor, timezone.now()
    question.save(update_fields=["reply", "answered_by", "answered_at"])
    work.done(actor=actor, subject=question, kind=ANSWER_QUICK_QUESTION)
    work.tell(code="quick_question_answered", persons=[question.asked_by], subject=question, actor=actor)
    record("quick_question.answered", subject=question, actor=actor)
    return question
