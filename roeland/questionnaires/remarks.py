"""What people say of a question: a remark, a reply, an answer that they propose; taken over, or closed."""

from django.db import transaction
from django.utils import timezone

from roeland.organisation.access import same_organisation
from roeland.organisation.models import Person
from roeland.questionnaires import queries, services
from roeland.questionnaires.models import Remark, Sheet
from roeland.rules.answering import RawAnswer, answer, problems
from roeland.rules.questionnaire import Kind

IN_WORDS = (Kind.TEXT, Kind.LONG_TEXT)


class Settled(Exception):
    """The remark was taken over or closed before."""


class NothingSaid(Exception):
    """There are no words in it."""


class DoesNotFit(Exception):
    """The proposed answer does not fit the question, or the question is not answered in words."""


@transaction.atomic
def say(
    *,
    sheet: Sheet,
    question: str,
    text: str,
    actor: Person,
    proposal: str = "",
    to: Person | None = None,
    under: Remark | None = None,
) -> Remark:
    """Keep a remark on a question, or a reply under one. Also on a frozen sheet: people talk on.

    Raises OtherOrganisation, NotOpen (no such question), NothingSaid, Settled, or DoesNotFit.
    """
    same_organisation(actor, sheet, to, under)
    asked = queries.filled(sheet).questionnaire.by_code.get(question)
    if asked is None or (under is not None and (under.sheet_id != sheet.pk or under.question != question)):
        raise services.NotOpen([question])
    if under is not None and under.outcome:
        raise Settled
    if not (text.strip() or proposal.strip()):
        raise NothingSaid
    if proposal.strip() and (asked.kind not in IN_WORDS or problems(asked, RawAnswer((proposal,)))):
        raise DoesNotFit
    return Remark.objects.create(
        organisation=sheet.organisation,
        sheet=sheet,
        question=question,
        text=text.strip(),
        proposal=proposal.strip(),
        to=to,
        under=under.under or under if under is not None else None,
        said_by=actor,
        said_at=timezone.now(),
    )


@transaction.atomic
def close(*, remark: Remark, actor: Person) -> Remark:
    """Say that a remark needs no more. Raises Settled or OtherOrganisation."""
    return _settle(remark, Remark.Outcome.CLOSED, actor)


@transaction.atomic
def take_over(*, remark: Remark, actor: Person) -> Remark:
    """Make the proposed answer the answer. Raises Settled, DoesNotFit, AlreadySubmitted, or OtherOrganisation."""
    if not remark.proposal:
        raise DoesNotFit
    row = _settle(remark, Remark.Outcome.TAKEN_OVER, actor)
    asked = queries.filled(row.sheet).questionnaire.by_code.get(row.question)
    raw = RawAnswer((row.proposal,))
    if asked is None or problems(asked, raw):
        raise DoesNotFit
    services.save(sheet=row.sheet, answers={row.question: answer(asked, raw)}, actor=actor)
    return row


def _settle(remark: Remark, outcome: str, actor: Person) -> Remark:
    same_organisation(actor, remark)
    row = Remark.objects.select_for_update(of=("self",)).select_related("sheet__organisation").get(pk=remark.pk)
    if row.outcome or row.under_id is not None:
        raise Settled
    row.outcome, row.settled_by, row.settled_at = outcome, actor, timezone.now()
    row.save(update_fields=["outcome", "settled_by", "settled_at"])
    return row
