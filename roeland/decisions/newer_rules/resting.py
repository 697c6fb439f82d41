"""What rests on an application that comes out otherwise: an open request or a decision, and whether it would lapse."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from roeland.assessments.newer_rules import Otherwise
from roeland.content import shipped
from roeland.decisions.casefile import Parts, parts_of
from roeland.decisions.matrices import matrix_at
from roeland.decisions.models import Decision, GateRequest, Recheck, Rechecked
from roeland.register.models import Phase, Route
from roeland.rules.material import changes, lapses_after

ALONG = ("case_file", "organisation")
IN_USE = (Phase.EXPERIMENT, Phase.PRODUCTION)


def rows(recheck: Recheck, several: Sequence[Otherwise]) -> list[Rechecked]:
    """A row for each application that comes out otherwise, not yet kept. Two queries."""
    keys = [each.kept.application for each in several]
    asked, decided = _open(recheck, keys), _in_force(recheck, keys)
    return [
        _row(recheck, each, asked.get(each.kept.application), decided.get(each.kept.application)) for each in several
    ]


def _row(recheck: Recheck, found: Otherwise, asked: GateRequest | None, decided: Decision | None) -> Rechecked:
    after, kept = found.after, found.kept
    material = found.difference.differs  # an obligation alone, or a day, lets nothing lapse
    days = _lapses(decided.gate_request, found) if decided and material else None
    return Rechecked(
        organisation_id=recheck.organisation_id,
        recheck=recheck,
        application_id=kept.application,
        classification_id=kept.key,
        rules=found.rules,
        certain_class=after.certain_class.value,
        possible_class=after.possible_class.value,
        route_at_least=after.route_at_least.value,
        route_at_most=after.route_at_most.value,
        findings=[[change.code, change.before, change.after] for change in found.difference.findings],
        duties=[[each.code, each.kind.value, _day(each.before), _day(each.after)] for each in found.duties],
        next_change=found.next_change,
        heavier=found.difference.heavier,
        gate_request=asked if asked and material and _is_outdated(asked, found) else None,
        decision=decided if days is not None else None,
        lapses_after=days,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _open(recheck: Recheck, applications: Iterable[UUID]) -> dict[UUID, GateRequest]:
    found = GateRequest.objects.filter(organisation=recheck.organisation_id, closed_at=None)
    found = found.filter(application__in=applications).select_related(*ALONG).order_by("asked_at", "pk")
    return {each.application_id: each for each in found}


def _in_force(recheck: Recheck, applications: Iterable[UUID]) -> dict[UUID, Decision]:
    """The decision by which each application is in use: the newest that holds."""
    found = Decision.objects.in_force().filter(organisation=recheck.organisation_id)
    found = found.filter(gate_request__application__in=applications, gate_request__application__phase__in=IN_USE)
    along = ("gate_request", *(f"gate_request__{name}" for name in ALONG))
    return {each.gate_request.application_id: each for each in found.select_related(*along).order_by("taken_at", "pk")}


def _is_outdated(asked: GateRequest, found: Otherwise) -> bool:
    """As `decisions.comparing.is_outdated` says it after the move."""
    prohibited = found.after.route == Route.FORBIDDEN
    return (asked.route == Route.FORBIDDEN) != prohibited or _lapses(asked, found) is not None


def _lapses(gate_request: GateRequest, found: Otherwise) -> int | None:
    """After how many working days what was asked or decided lapses, by the matrix that it keeps; None when it stays."""
    if gate_request.case_file is None:
        return None
    was = parts_of(gate_request.case_file)
    before = {part: was.get(part, {}) for part in ("route", "class", "findings")}
    topics = {rule.code: rule.topic for rule in shipped.classification(found.rules).rules}
    material = matrix_at(gate_request.organisation, gate_request.governance).material
    return lapses_after(changes(before, _parts(found, before), material, gate=gate_request.gate, topics=topics))


def _parts(found: Otherwise, before: Parts) -> Parts:
    """The parts of a case file that rules decide about, as they would be; what they say no more is gone."""
    after = found.after
    gone = {change.code for change in found.difference.findings if change.after is None}
    findings = {code: state for code, state in before["findings"].items() if code not in gone}
    findings |= {code: state.value for code, state in after.states.items()}
    return {
        "route": {
            "route": after.route.value,
            "at_least": after.route_at_least.value,
            "at_most": after.route_at_most.value,
        },
        "class": {
            "class": after.ai_class.value,
            "certain": after.certain_class.value,
            "possible": after.possible_class.value,
        },
        "findings": findings,
    }
