"""Approving an application as a tool: set its acceptable-use frame, change it, end it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from roeland.assessments import queries
from roeland.assessments.models import AcceptableUse
from roeland.assessments.models.acceptable_uses import IN_USE
from roeland.assessments.quick import checking
from roeland.journal.services import record
from roeland.organisation.access import must
from roeland.organisation.models import Person
from roeland.organisation.prepared import prepared
from roeland.register.models import Application, Route
from roeland.rules.quick_check import Frame, beyond

FIELDS = ("inputs", "purposes", "citizens", "house_rules", "alternatives", "since", "until")


class CannotApprove(Exception):
    """This application cannot be an approved tool now. `code` as in `why_not`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BeyondAssessment(Exception):
    """The frame allows more than the intake has said. `codes` are those of the document `quick-check`."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class UnknownCodes(Exception):
    """The frame names something that the quick check does not know, or ends before it begins."""


def why_not(application: Application) -> str:
    """Why this application cannot be an approved tool: not_in_use, undecided or forbidden; empty when it can."""
    if application.phase not in IN_USE:
        return "not_in_use"
    if application.undecided:
        return "undecided"
    return "forbidden" if application.route == Route.FORBIDDEN else ""


def frame_of(application: Application) -> AcceptableUse | None:
    """The frame that is not ended."""
    return _open.first(application.organisation_id, application.pk)


@prepared
def _open(organisation: UUID, application: UUID) -> QuerySet[AcceptableUse]:
    rows = AcceptableUse.objects.filter(organisation=organisation, application=application).open()
    return rows.select_related("set_by").order_by("pk")[:1]


@transaction.atomic
def set_frame(
    *,
    application: Application,
    actor: Person,
    inputs: tuple[str, ...] = (),
    purposes: tuple[str, ...],
    citizens: bool = False,
    house_rules: str = "",
    alternatives: str = "",
    since: date,
    until: date | None = None,
) -> AcceptableUse:
    """Approve the application for these inputs and purposes, or change its approval.

    Never for more than the intake says. Raises NotPermitted, CannotApprove, UnknownCodes or BeyondAssessment.
    """
    must(actor, "acceptable_use.set", application)
    application = Application.objects.select_for_update().get(pk=application.pk)
    if reason := why_not(application):
        raise CannotApprove(reason)
    check = checking.check()
    allowed = check.with_included(inputs)
    _must_be_known(inputs, purposes, since, until)
    found = queries.latest(application)
    frame = Frame(str(application.pk), allowed, frozenset(purposes), citizens)
    if more := beyond(check, frame, _facts(found.facts if found else {})):
        raise BeyondAssessment(more)
    row = frame_of(application) or AcceptableUse(organisation=application.organisation, application=application)
    wanted = {
        "inputs": [each.code for each in check.inputs if each.code in allowed],
        "purposes": [each.code for each in check.purposes if each.code in purposes],
        "citizens": citizens,
        "house_rules": house_rules.strip(),
        "alternatives": alternatives.strip(),
        "since": since,
        "until": until,
    }
    return _write(row, wanted, actor)


@transaction.atomic
def end_frame(*, application: Application, actor: Person) -> AcceptableUse | None:
    """Take the approval back from now on; None when there is none. Raises NotPermitted."""
    must(actor, "acceptable_use.set", application)
    application = Application.objects.select_for_update().get(pk=application.pk)
    row = frame_of(application)
    if row is not None:
        row.ended_at, row.ended_by = timezone.now(), actor
        row.save(update_fields=["ended_at", "ended_by"])
        record("acceptable_use.ended", subject=application, actor=actor)
    return row


def _write(row: AcceptableUse, wanted: dict[str, Any], actor: Person) -> AcceptableUse:
    before = {field: getattr(row, field) for field in FIELDS}
    changed = sorted(field for field in FIELDS if before[field] != wanted[field]) if not row._state.adding else FIELDS
    if not changed:
        return row
    for field, value in wanted.items():
        setattr(row, field, value)
    row.set_by, row.set_at = actor, timezone.now()
    row.save()
    # On the application, so that its dossier tells it; the fields are those of the frame, so only the detail has them.
    values = {field: [_plain(before[field]), _plain(wanted[field])] for field in changed}
    record("acceptable_use.set", subject=row.application, actor=actor, values=values)
    return row


def _must_be_known(inputs: tuple[str, ...], purposes: tuple[str, ...], since: date, until: date | None) -> None:
    check = checking.check()
    strange = set(inputs) - {each.code for each in check.inputs}
    strange |= set(purposes) - {each.code for each in check.purposes if each.approvable}
    if strange or not purposes or (until and until < since):
        raise UnknownCodes(", ".join(sorted(strange)))


def _facts(stored: dict[str, Any]) -> dict[str, bool | str | None]:
    """The facts of a classification that a condition here can read: true, false, or the code of an option."""
    return {code: value for code, value in stored.items() if value is None or isinstance(value, bool | str)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
