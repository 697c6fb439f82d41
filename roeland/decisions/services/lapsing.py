"""What ends a decision: something material changed under it, its term is over, or a newer one took its place."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from roeland.decisions import telling
from roeland.decisions.comparing import Since, since
from roeland.decisions.models import Decision, Lapse
from roeland.decisions.queries import decided_on
from roeland.decisions.services.locking import locked
from roeland.decisions.waiting import hand_down
from roeland.journal.services import record
from roeland.organisation.models import Person
from roeland.register.models import Application
from roeland.register.services import hand_down_lapsed
from roeland.rules.material import Change

DECIDE_AGAIN_WITHIN = 20  # working days after a decision lapsed
State = Lapse.State


@transaction.atomic
def note_changes(*, application: Application, tell: bool = True) -> Lapse | None:
    """After a change: announce that the decision lapses, or take that back when the change was undone.

    Immaterial changes do nothing. None when no decision holds, or nothing is announced. tell: not for one of many, of
    which everybody hears once.
    """
    application = locked(application)
    decision = decided_on(application)
    if decision is None:
        return None
    decision.gate_request.application = application
    found, today = since(decision.gate_request), timezone.localdate()
    announced = Lapse.objects.filter(decision=decision, state=State.ANNOUNCED).select_for_update().first()
    if found.lapses_after is None:
        return _take_back(announced) if announced else None
    lapse = _announce(decision, found, announced, today, tell=tell)
    if lapse.lapses_on <= today:
        lapse_now(lapse=lapse)
    return lapse


@transaction.atomic
def lapse_now(*, lapse: Lapse) -> Decision:
    """Let an announced lapse take effect. Safe to run twice."""
    application = locked(lapse.decision.gate_request.application)
    lapse = Lapse.objects.select_for_update().get(pk=lapse.pk)
    decision = _in_force(lapse.decision_id)
    if lapse.state != State.ANNOUNCED or decision is None:
        return lapse.decision
    _close(lapse, State.LAPSED)
    return _end(decision, application, lapse.lapses_on, reason="", values={"lapse": lapse.pk})


@transaction.atomic
def end_term(*, decision: Decision, today: date) -> Decision:
    """Let a decision lapse of which the term is over. Safe to run twice."""
    application = locked(decision.gate_request.application)
    found = _in_force(decision.pk)
    if found is None or found.ends_on is None or found.ends_on >= today:
        return decision
    for lapse in Lapse.objects.filter(decision=found, state=State.ANNOUNCED):
        _close(lapse, State.LAPSED)
    return _end(found, application, found.ends_on, reason="", values={"ends_on": found.ends_on})


def take_over(decision: Decision) -> None:
    """A newer decision holds now: what was announced about older ones is settled, and they end."""
    application = decision.gate_request.application
    older = Decision.objects.in_force().filter(
        organisation=decision.organisation_id, gate_request__application=application
    )
    keys = list(older.exclude(pk=decision.pk).values_list("pk", flat=True))
    for lapse in Lapse.objects.filter(decision__in=keys, state=State.ANNOUNCED):
        _close(lapse, State.DECIDED_AGAIN)
    Decision.objects.filter(pk__in=keys).update(replaced_by=decision)
    telling.close_undecided(application, decision.taken_by)


def end_with_use(application: Application, actor: Person | None) -> None:
    """It is refused or stopped: nothing holds any more, nothing will lapse, and nobody need decide on its use."""
    of_it = {"organisation": application.organisation, "gate_request__application": application}
    for lapse in Lapse.objects.filter(decision__gate_request__application=application, state=State.ANNOUNCED):
        _close(lapse, State.LAPSED)
    Decision.objects.in_force().filter(**of_it).update(lapsed_on=timezone.localdate())
    telling.close_undecided(application, actor)


def _announce(decision: Decision, found: Since, announced: Lapse | None, today: date, *, tell: bool) -> Lapse:
    lapses_on = decision.organisation.working_days.after(today, found.lapses_after or 0)
    changes = [_kept(change) for change in found.changes]
    if announced is not None:
        if announced.changes != changes:
            announced.changes, announced.lapses_on = changes, min(announced.lapses_on, lapses_on)
            announced.save(update_fields=["changes", "lapses_on"])
        return announced
    made = Lapse.objects.create(
        organisation_id=decision.organisation_id,
        decision=decision,
        noticed_at=timezone.now(),
        lapses_on=lapses_on,
        changes=changes,
    )
    values = {"decision": decision.pk, "lapses_on": lapses_on, "because": sorted(_codes(found.material))}
    record("decision.lapse_announced", subject=decision.gate_request.application, actor=None, values=values)
    if tell:
        telling.tell_lapse(made, "decision_lapses")
    return made


def _take_back(lapse: Lapse) -> Lapse:
    _close(lapse, State.CHANGED_BACK)
    application = lapse.decision.gate_request.application
    record("decision.lapse_withdrawn", subject=application, actor=None, values={"decision": lapse.decision_id})
    telling.tell_lapse(lapse, "decision_stands")
    return lapse


def _end(decision: Decision, application: Application, day: date, *, reason: str, values: dict[str, Any]) -> Decision:
    today = timezone.localdate()
    decision.lapsed_on = max(day, timezone.localdate(decision.taken_at))
    decision.save(update_fields=["lapsed_on"])
    values = {"decision": decision.pk, **values}
    record("decision.lapsed", subject=application, actor=None, reason=reason, values=values)
    decide_by = application.organisation.working_days.after(today, DECIDE_AGAIN_WITHIN)
    handed = hand_down_lapsed(application=application, lapsed_on=decision.lapsed_on, decide_by=decide_by)
    hand_down(handed)
    if handed.is_in_use:
        telling.ask_undecided(handed, today)
    telling.tell_decision_lapsed(decision)
    return decision


def _in_force(key: UUID) -> Decision | None:
    rows = Decision.objects.in_force().select_related("gate_request__application", "organisation", "taken_by")
    return rows.filter(pk=key).select_for_update(of=("self",)).first()


def _close(lapse: Lapse, state: Lapse.State) -> None:
    lapse.state, lapse.closed_at = state, timezone.now()
    lapse.save(update_fields=["state", "closed_at"])


def _kept(change: Change) -> dict[str, Any]:
    found = change.difference
    code = change.rule.code if change.rule else ""
    return {"code": code, "part": found.part, "what": found.what, "was": found.was, "is": found.now}


def _codes(found: Iterable[Change]) -> set[str]:
    return {change.rule.code for change in found if change.rule}


def due(today: date) -> tuple[list[Lapse], list[Decision]]:
    """What the clock must end today: announced lapses, and decisions of which the term is over; 500 of each."""
    along = "gate_request__application"
    lapses = Lapse.objects.filter(state=State.ANNOUNCED, lapses_on__lte=today)
    over = Decision.objects.in_force().filter(ends_on__lt=today)
    return (
        list(lapses.select_related(f"decision__{along}").order_by("lapses_on", "pk")[:500]),
        list(over.select_related(along).order_by("ends_on", "pk")[:500]),
    )
