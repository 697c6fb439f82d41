"""The conditions of a decision: who owns one says that it is met, and how."""

from django.db import transaction
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.models import Condition
from roeland.decisions.refusals import AlreadyMet, NotTheOwner, ReasonMissing
from roeland.decisions.services.locking import locked
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.access import may, same_organisation
from roeland.organisation.models import Person


@transaction.atomic
def meet(*, condition: Condition, how: str, actor: Person) -> Condition:
    """Note that a condition is met, and how it shows. Only its owner can, or who manages the register.

    Raises OtherOrganisation, NotTheOwner, AlreadyMet or ReasonMissing; then nothing has changed.
    """
    same_organisation(actor, condition)
    locked(condition.decision.gate_request.application)
    row = Condition.objects.select_related("decision__gate_request__application", "owner").get(pk=condition.pk)
    if not may(actor, "condition.meet", row):
        raise NotTheOwner
    if row.is_met:
        raise AlreadyMet
    if not how.strip():
        raise ReasonMissing
    row.met_at, row.met_by, row.how = timezone.now(), actor, how.strip()
    row.save(update_fields=["met_at", "met_by", "how"])
    application = row.decision.gate_request.application
    values = {"condition": row.pk, "decision": row.decision_id, "text": row.text}
    record("condition.met", subject=application, actor=actor, reason=row.how, values=values)
    telling.condition_met(row, actor)
    hand_down(application)
    return row
