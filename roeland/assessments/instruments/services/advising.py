"""Advice on an assessment, by the roles that the law and the matrix name."""

from django.db import transaction
from django.utils import timezone

from roeland.assessments.instruments import telling
from roeland.assessments.instruments.refusals import NoReason, NotTheirPart
from roeland.assessments.instruments.services.locking import State, locked, told
from roeland.assessments.models import Assessment, Opinion
from roeland.journal.services import record
from roeland.organisation.access import held_by, must
from roeland.organisation.models import Person


def roles_of(person: Person, assessment: Assessment) -> tuple[str, ...]:
    """The roles in which this person advises on it."""
    held = {row.role for row in held_by(person) if row.unit_id is None or row.covers(assessment.unit)}
    return tuple(role for role in assessment.advisers if role in held)


@transaction.atomic
def advise(*, assessment: Assessment, role: str, verdict: str, text: str, actor: Person) -> Opinion:
    """Give advice on the text as it was closed; advice of the same role on the same text takes its place.

    Raises NotPermitted, NotTheirPart for a role that somebody does not hold here, NotNow or NoReason.
    """
    must(actor, "assessment.advise", assessment)
    row = locked(assessment, State.ADVICE)
    if role not in roles_of(actor, row):
        raise NotTheirPart(role)
    if not text.strip():
        raise NoReason
    made = Opinion.objects.create(
        organisation=row.organisation,
        assessment=row,
        role=role,
        person=actor,
        verdict=Opinion.Verdict(verdict),
        text=text.strip(),
        given_at=timezone.now(),
        sha256=row.sha256,
    )
    # What the advice says stays on its own row: not everybody who reads the journal reads it.
    values = told(row, role=role, verdict=made.verdict)
    record("assessment.advised", subject=row.application, actor=actor, values=values)
    telling.advised(row, made, actor)
    return made
