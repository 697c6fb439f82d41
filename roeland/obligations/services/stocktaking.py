"""What an application must do follows from its newest classification; what people said of it stays."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.assessments import duties
from roeland.assessments.queries import latest
from roeland.obligations.models import Duty, Stock
from roeland.obligations.services.arriving import see_whether_done
from roeland.register.models import Application
from roeland.rules.classification import State
from roeland.rules.obligations import Due

HANDED_DOWN = (
    "asked",
    "certain",
    "document",
    "category",
    "law_date",
    "applies_from",
    "date_status",
    "for_role",
    "accountable",
    "judge",
)


@transaction.atomic
def take_stock(*, application: Application) -> int:
    """Bring the obligations of an application to what its newest classification says; return how many are asked.

    Nothing is thrown away: what is no longer asked is marked so, with what was said of it. Safe to run twice. The
    journal keeps the classification; what follows from it has no line of its own.
    """
    Application.objects.select_for_update().get(pk=application.pk)
    classification = latest(application)
    if classification is None:
        return 0
    document = {"document": classification.obligations}
    found = duties.due(classification, classification.concluded, _today())
    wanted = {due.code: document | _columns(due) for due in found}
    there = {row.code: row for row in Duty.objects.filter(application=application)}
    new = {code: columns for code, columns in wanted.items() if code not in there}
    rows = [Duty(organisation_id=application.organisation_id, application=application, code=c, **new[c]) for c in new]
    for row in rows:
        row.arrived_on = _arrived(row, _today())
    Duty.objects.bulk_create(rows)
    changed = [row for code, row in there.items() if _moved(row, wanted.get(code, {"asked": False}))]
    for row in changed:
        row.arrived_on = _arrived(row, row.arrived_on or _today())
        row.in_task = row.in_task and row.arrived_on is not None
    Duty.objects.bulk_update(changed, (*HANDED_DOWN, "arrived_on", "in_task"))
    gone = {row.for_role: row for row in changed if not (row.asked and row.certain and row.arrived_on)}
    for row in gone.values():
        see_whether_done(row)
    Stock.objects.update_or_create(
        application=application,
        defaults={"organisation_id": application.organisation_id, "classification": classification},
    )
    return len(wanted)


def _columns(due: Due) -> dict[str, Any]:
    """What the law says of it, as the columns of a row."""
    first = due.branches[0]
    return {
        "asked": True,
        "certain": due.state is State.CERTAIN,
        "category": due.category.value,
        "law_date": first.law_date,
        "applies_from": first.applies_from,
        "date_status": first.status.value,
        "for_role": due.for_role,
        "accountable": due.accountable,
        "judge": first.judge,
    }


def _arrived(row: Duty, since: date) -> date | None:
    """Since when it applies: nothing arrives any more when that was so before; None as long as its day is to come."""
    return since if row.applies_from <= _today() else None


def _moved(row: Duty, columns: dict[str, Any]) -> bool:
    """Write these columns on the row, not yet in the database; say whether one of them is another."""
    moved = {name for name, value in columns.items() if getattr(row, name) != value}
    for name in moved:
        setattr(row, name, columns[name])
    return bool(moved)


def _today() -> date:
    return timezone.localdate()
