"""Risks: note and change one, accept what is left of it for a while, close it; and the organisation's own matrix."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.obligations import telling
from roeland.obligations.models import OwnMatrix, Risk
from roeland.obligations.refusals import Refused
from roeland.obligations.risk_matrices import matrix_of, proposal
from roeland.organisation.access import NotPermitted, held_by, must, same_organisation
from roeland.organisation.models import Organisation, Person
from roeland.register.models import Application
from roeland.rules.risks import Cells, Left, RiskMatrix, acceptance_gaps, matrix_gaps

FIELDS = (
    "title",
    "effect",
    "kind",
    "likelihood",
    "impact",
    "treatment",
    "plan",
    "measure",
    "owner",
    "left_likelihood",
    "left_impact",
)
HEAVY = ("likelihood", "impact", "treatment", "plan", "measure_id", "left_likelihood", "left_impact")
"""What somebody looked at who accepted what is left; when it changes, the acceptance ends."""
ACCEPTANCE = ("accepted_by", "accepted_on", "accepted_until", "accepted_because")
HIGHER = ("team_manager", "department_head", "directorate")


class Closed(Refused):
    """The risk was closed."""


class Moved(Refused):
    """Somebody else changed the risk after the actor opened it."""


@transaction.atomic
def note_risk(*, application: Application, actor: Person, **said: Any) -> Risk:
    """Note something that may go wrong. Raises NotPermitted or OtherOrganisation."""
    must(actor, "risk.note", application)
    same_organisation(actor, application, said.get("owner"), said.get("measure"))
    now = timezone.now()
    risk = Risk(organisation=application.organisation, application=application, noted_by=actor, noted_at=now)
    _write(risk, said, matrix_of(application.organisation))
    risk.changed_at = now
    risk.save()
    record("risk.noted", subject=application, actor=actor, values={"risk": risk.pk, "level": risk.level})
    return risk


@transaction.atomic
def change_risk(*, risk: Risk, actor: Person, seen: str = "", **said: Any) -> Risk:
    """Change it; when what somebody accepted is otherwise now, the acceptance ends.

    seen: the moment of the last change that the actor had on the screen. Raises NotPermitted, OtherOrganisation, Closed
    or Moved.
    """
    must(actor, "risk.note", risk)
    same_organisation(actor, risk, said.get("owner"), said.get("measure"))
    row = _locked(risk)
    if seen and seen != row.changed_at.isoformat():
        raise Moved("changed_meanwhile")
    before = {name: getattr(row, name) for name in HEAVY}
    fields = [name for name in FIELDS if name in said and getattr(row, name) != said[name]]
    _write(row, said, matrix_of(row.organisation))
    row.changed_at = timezone.now()
    if row.accepted_until is not None and before != {name: getattr(row, name) for name in HEAVY}:
        _forget_acceptance(row)
        record("risk.acceptance_ended", subject=row.application, actor=actor, values={"risk": row.pk})
    row.save()
    record("risk.changed", subject=row.application, actor=actor, fields=fields, values={"risk": row.pk})
    return row


@transaction.atomic
def accept_risk(*, risk: Risk, reason: str, until: date | None, actor: Person, seen: str = "") -> Risk:
    """Live with what is left of it until a day, as who may by its level. `seen` as for `change_risk`.

    Raises NotPermitted, Closed, Moved or Refused.
    """
    must(actor, "risk.accept", risk)
    row, today = _locked(risk), timezone.localdate()
    if seen and seen != row.changed_at.isoformat():
        raise Moved("changed_meanwhile")
    matrix = matrix_of(row.organisation)
    if not may_accept(actor, row, matrix):
        raise NotPermitted("risk.accept", actor)
    own = actor.pk == row.owner_id
    left = Left(row.left_level, row.is_judged, bool(row.treatment), reason, until, own)
    if gaps := acceptance_gaps(left, matrix, today):
        raise Refused(*gaps)
    row.accepted_by, row.accepted_on, row.accepted_until = actor, today, until
    row.accepted_because = reason.strip()
    row.save(update_fields=ACCEPTANCE)
    values = {"risk": row.pk, "level": row.left_level, "until": str(until)}
    record("risk.accepted", subject=row.application, actor=actor, reason=row.accepted_because, values=values)
    return row


@transaction.atomic
def close_risk(*, risk: Risk, because: str, actor: Person) -> Risk:
    """Say why it is no risk any more. Raises NotPermitted, Closed or Refused."""
    must(actor, "risk.note", risk)
    row = _locked(risk)
    if not because.strip():
        raise Refused("no_reason")
    row.closed_on, row.closed_because = timezone.localdate(), because.strip()
    row.save(update_fields=["closed_on", "closed_because"])
    record("risk.closed", subject=row.application, actor=actor, reason=row.closed_because, values={"risk": row.pk})
    return row


@transaction.atomic
def end_acceptance(*, risk: Risk, today: date) -> bool:
    """After its last day an acceptance counts no longer; who looks after it hears so. Safe to run twice."""
    rows = Risk.objects.select_for_update(of=("self",)).select_related("application", "owner", "accepted_by")
    row = rows.select_related("organisation").get(pk=risk.pk)
    if row.closed_on is not None or row.accepted_until is None or row.accepted_until >= today:
        return False
    telling.acceptance_ended(row)
    _forget_acceptance(row)
    row.save(update_fields=ACCEPTANCE)
    record("risk.acceptance_ended", subject=row.application, actor=None, values={"risk": row.pk})
    return True


@transaction.atomic
def set_matrix(*, organisation: Organisation, cells: Cells, reason: str, actor: Person) -> OwnMatrix:
    """Choose the levels of the cells; every risk gets the level that it has by them. Raises NotPermitted or Refused."""
    must(actor, "risk.matrix", organisation)
    matrix = proposal().with_cells(cells)
    gaps = matrix_gaps(matrix) + (() if reason.strip() else ("no_reason",))
    if gaps:
        raise Refused(*gaps)
    known: dict[str, Any] = {"cells": [list(row) for row in matrix.cells], "reason": reason.strip()}
    known |= {"changed_by": actor, "changed_at": timezone.now()}
    own, _new = OwnMatrix.objects.update_or_create(organisation=organisation, defaults=known)
    _judge_again(organisation, matrix, actor)
    record("risk.matrix_set", subject=organisation, actor=actor, reason=own.reason)
    return own


def may_accept(person: Person, risk: Risk, matrix: RiskMatrix) -> bool:
    """Whether this person holds, for its unit, the role that its level asks, or one above that."""
    asked = HIGHER[HIGHER.index(matrix.of(risk.left_level).accepted_by) :]
    return any(held.role in asked and held.covers(risk.unit) for held in held_by(person))


def _write(risk: Risk, said: Mapping[str, Any], matrix: RiskMatrix) -> None:
    for name in FIELDS:
        if name in said:
            setattr(risk, name, said[name].strip() if isinstance(said[name], str) else said[name])
    risk.level = matrix.level(risk.likelihood, risk.impact)
    risk.left_level = _left_level(risk, matrix)


def _left_level(risk: Risk, matrix: RiskMatrix) -> str:
    """What nobody judged after the treatment is as heavy as before it."""
    return matrix.level(risk.left_likelihood or risk.likelihood, risk.left_impact or risk.impact)


def _judge_again(organisation: Organisation, matrix: RiskMatrix, actor: Person) -> None:
    """What was accepted and is heavier now was not accepted like that: the acceptance ends."""
    rows = list(
        Risk.objects.select_for_update(of=("self",)).filter(organisation=organisation).select_related("application")
    )
    for row in rows:
        before = matrix.weight[row.left_level]
        row.level, row.left_level = matrix.level(row.likelihood, row.impact), _left_level(row, matrix)
        if row.accepted_until is not None and matrix.weight[row.left_level] > before:
            _forget_acceptance(row)
            record("risk.acceptance_ended", subject=row.application, actor=actor, values={"risk": row.pk})
    Risk.objects.bulk_update(rows, ["level", "left_level", *ACCEPTANCE], batch_size=500)


def _forget_acceptance(risk: Risk) -> None:
    risk.accepted_by = risk.accepted_on = risk.accepted_until = None
    risk.accepted_because = ""


def _locked(risk: Risk) -> Risk:
    rows = Risk.objects.select_for_update(of=("self",)).select_related("application__unit", "organisation")
    row = rows.get(pk=risk.pk)
    if row.closed_on is not None:
        raise Closed("closed")
    return row
