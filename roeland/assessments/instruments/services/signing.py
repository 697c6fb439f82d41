"""Signing an assessment, and looking at it again when its time has come."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from roeland.assessments.instruments import telling
from roeland.assessments.instruments.queries import Reading, read
from roeland.assessments.instruments.refusals import Gaps, NoReason, NotNow
from roeland.assessments.instruments.services.locking import State, locked, told
from roeland.assessments.models import Assessment, Opinion
from roeland.journal.services import record
from roeland.library.queries import governance
from roeland.organisation.access import must
from roeland.organisation.models import Person
from roeland.rules.casefile import seal
from roeland.rules.instruments import signing_gaps


def gaps(found: Reading, person: Person, answered: Mapping[str, str]) -> tuple[str, ...]:
    """What keeps this person from signing, in codes. answered: per role what they do with its advice."""
    standing = found.standing
    return signing_gaps(
        closed=found.assessment.state == State.ADVICE,
        advised=standing,
        must_advise=found.assessment.must_advise,
        unanswered=[role for role in to_answer(standing.values()) if not answered.get(role, "").strip()],
        signer_advised=any(opinion.person_id == person.pk for opinion in standing.values()),
    )


def to_answer(opinions: Iterable[Opinion]) -> list[str]:
    """The roles whose advice asks for an answer: all but a plain agreement."""
    return [opinion.role for opinion in opinions if opinion.verdict != Opinion.Verdict.AGREED]


@transaction.atomic
def sign(
    *,
    assessment: Assessment,
    actor: Person,
    seen: str,
    answers: Mapping[str, str] | None = None,
    reasons: str = "",
    review_on: date | None = None,
) -> Assessment:
    """Sign it: from now on it never changes. `seen` is the SHA-256 of the text that the signer had before them.

    answers: per role what is done with its advice. reasons are needed when a role that was asked did not advise.
    Raises NotPermitted, NotNow (also when another text was seen), Gaps or NoReason.
    """
    must(actor, "assessment.sign", assessment)
    row, answered = locked(assessment, State.ADVICE), answers or {}
    if seen != row.sha256 or seal(row.content) != row.sha256:
        raise NotNow("changed")
    found = read(row)
    if missing := gaps(found, actor, answered):
        raise Gaps(missing)
    if set(row.advisers) - set(found.standing) and not reasons.strip():
        raise NoReason
    for opinion in found.standing.values():
        opinion.answer = answered.get(opinion.role, "").strip()
        opinion.save(update_fields=["answer"])
    Assessment.objects.filter(application=row.application, instrument=row.instrument, state=State.SIGNED).update(
        state=State.REPLACED
    )
    row.state, row.signed_by, row.signed_at = State.SIGNED, actor, timezone.now()
    row.signed_as, row.mandate = row.activity.accountable, governance(row.organisation)[0]
    row.reasons, row.review_on = reasons.strip(), review_on
    row.save()
    values = told(row, sha256=row.sha256, mandate=row.mandate)
    record("assessment.signed", subject=row.application, actor=actor, reason=row.reasons, values=values)
    telling.withdraw_tasks(row, actor)
    telling.signed(row, actor)
    return row


@transaction.atomic
def ask_to_review(*, assessment: Assessment, today: date) -> bool:
    """Ask who writes it to look at it again, once. Safe to run twice; False when it was done meanwhile."""
    row = Assessment.objects.select_for_update(of=("self",)).select_related("application__unit").get(pk=assessment.pk)
    if row.state != State.SIGNED or row.review_asked_on is not None:
        return False
    row.review_asked_on = today
    row.save(update_fields=["review_asked_on"])
    telling.ask_to_review(row)
    return True
