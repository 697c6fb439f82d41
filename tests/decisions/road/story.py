"""Whether the journal and the tables tell the same story: what the journal says happened is what stands there."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from roeland.decisions.models import (
    Advice,
    Condition,
    Decision,
    Facts,
    GateRequest,
    Inquiry,
    Lapse,
    Oversight,
    PriorConsultation,
    QuestionBack,
    Stop,
    UrgentWarning,
)
from roeland.journal import services as journal
from roeland.journal.models import Entry
from roeland.organisation.models import Organisation
from roeland.register.models import Application

Story = dict[str, Any]
ENDED = ("rejected", "stopped")


def agrees(organisation: Organisation, came_in_as: Mapping[UUID, str]) -> None:
    """Read the journal of these applications, each with its first phase, and hold it against the tables."""
    keys = list(came_in_as)
    entries = Entry.objects.filter(organisation=organisation.pk, subject__in=keys).select_related("detail")
    told: dict[UUID, Story] = {key: _blank(came_in_as[key]) for key in keys}
    for entry in entries.order_by("at", "pk"):
        if tell := TOLD.get(entry.verb):
            tell(told[entry.subject], _Act(entry))
    here = {key: _blank("") for key in keys}
    _look(organisation, here)
    for key in keys:
        for what in sorted({*told[key], *here[key]}):
            assert told[key][what] == here[key][what], (
                f"{what}: {told[key][what]} in the journal, {here[key][what]} in the tables"
            )
    journal.seal(organisation.pk)
    assert journal.verify(organisation.pk).ok


def _blank(phase: str) -> Story:
    return defaultdict(dict, phase=phase)


class _Act:
    """An entry with its values at hand."""

    def __init__(self, entry: Entry) -> None:
        self.by, self.values = entry.actor, entry.detail.values if hasattr(entry, "detail") else {}
        self.reason = entry.reason

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


def _requested(story: Story, act: _Act) -> None:
    story["requests"][act["request"]] = [act.by, act["gate"], act["leads_to"], act["route"], ""]


def _closed(story: Story, act: _Act, outcome: str) -> None:
    story["requests"][act["request"]][-1] = outcome


def _taken(story: Story, act: _Act) -> None:
    _closed(story, act, "decided")
    kept = [act[name] for name in ("answer", "role", "mandate", "is_proposal")]
    kept += [sorted(act["conditions"]), act["weighed"]]  # the order of conditions has no meaning
    story["decisions"][act["decision"]] = [act.by, act.reason, *kept]
    if not act["is_proposal"]:
        _takes_effect(story, act["decision"], act["answer"])


def _takes_effect(story: Story, decision: str, answer: str) -> None:
    if answer in ("yes", "yes_if"):
        _nothing_holds(story)
        story["holds"][decision] = "holds"
        _close_lapses(story, "decided_again")


def _confirmed(story: Story, act: _Act) -> None:
    taken = story["decisions"][act["decision"]]
    if act["outcome"] != "against":
        taken[5] = False
        _takes_effect(story, act["decision"], taken[2])


def _lapsed(story: Story, act: _Act) -> None:
    story["holds"][act["decision"]] = "over"
    _close_lapses(story, "lapsed")


def _announced(story: Story, act: _Act) -> None:
    story["lapses"].setdefault(act["decision"], []).append("announced")


def _taken_back(story: Story, act: _Act) -> None:
    story["lapses"][act["decision"]][-1] = "changed_back"


def _stopped(story: Story, act: _Act) -> None:
    story["stops"][act["stop"]] = [act.by, act["role"], act.reason]
    for request in story["requests"].values():
        request[-1] = request[-1] or "stopped"


def _moved(story: Story, act: _Act) -> None:
    story["phase"] = act["phase"][1]
    if story["phase"] in ENDED:
        _nothing_holds(story)
        _close_lapses(story, "lapsed")


def _nothing_holds(story: Story) -> None:
    for decision, state in story["holds"].items():
        story["holds"][decision] = "over" if state == "holds" else state


def _close_lapses(story: Story, state: str) -> None:
    for states in story["lapses"].values():
        states[-1] = state if states[-1] == "announced" else states[-1]


def _kept(what: str, key: str, *names: str) -> Any:
    def tell(story: Story, act: _Act) -> None:
        story[what][act[key]] = [act.by, *(act[name] for name in names)]

    return tell


TOLD = {
    "gate.requested": _requested,
    "gate.withdrawn": lambda story, act: _closed(story, act, "withdrawn"),
    "gate.lapsed": lambda story, act: _closed(story, act, "lapsed"),
    "decision.taken": _taken,
    "decision.confirmed": _confirmed,
    "decision.lapsed": _lapsed,
    "decision.lapse_announced": _announced,
    "decision.lapse_withdrawn": _taken_back,
    "application.stopped": _stopped,
    "application.phase_changed": _moved,
    "advice.given": _kept("advice", "advice", "inquiry", "verdict"),
    "advice.changed": _kept("advice", "advice", "inquiry", "verdict"),
    "facts.given": _kept("facts", "facts", "inquiry", "not_known"),
    "question.asked_back": _kept("questions", "question", "inquiry", "text"),
    "question.answered": _kept("answers", "question", "inquiry", "text"),
    "inquiry.pulled_in": _kept("pulled in", "inquiry", "request"),
    "consent.replaced": lambda story, act: story["consent"].update({act["inquiry"]: act["act"]}),
    "condition.met": _kept("conditions", "condition", "decision", "text"),
    "oversight.recorded": _kept("oversight", "oversight", "kind", "result"),
    "warning.given": _kept("warnings", "warning", "text"),
    "warning.answered": _kept("warnings answered", "warning", "text"),
    "supervisor.consulted": _kept("supervisor", "consultation", "supervisor", "outcome"),
}


def _look(organisation: Organisation, here: dict[UUID, Story]) -> None:
    """The same story, as the tables tell it."""
    for application in Application.objects.filter(organisation=organisation, pk__in=here):
        here[application.pk]["phase"] = application.phase
    _look_at_decisions(organisation, here)
    _look_at_words(organisation, here)
    for one in Stop.objects.filter(organisation=organisation):
        here[one.application_id]["stops"][str(one.pk)] = [one.ordered_by_id, one.role, one.reason]


def _look_at_decisions(organisation: Organisation, here: dict[UUID, Story]) -> None:
    for one in GateRequest.objects.filter(organisation=organisation):
        values = [one.asked_by_id, one.gate, one.leads_to, one.route, one.outcome]
        here[one.application_id]["requests"][str(one.pk)] = values
    taken = Decision.objects.filter(organisation=organisation).select_related("gate_request")
    for one in taken.prefetch_related("conditions_set", "weighings"):
        story, key = here[one.gate_request.application_id], str(one.pk)
        kept = [one.answer, one.role, one.mandate, one.is_proposal]
        conditions = sorted(each.text for each in one.conditions_set.all())
        weighed = {str(each.inquiry_id): [each.outcome, each.reason] for each in one.weighings.all()}
        story["decisions"][key] = [one.taken_by_id, one.reasons, *kept, conditions, weighed]
        if one.answer in ("yes", "yes_if") and not one.is_proposal:
            story["holds"][key] = "over" if one.lapsed_on or one.replaced_by_id else "holds"
    for lapse in Lapse.objects.filter(organisation=organisation).select_related("decision__gate_request"):
        story = here[lapse.decision.gate_request.application_id]
        story["lapses"].setdefault(str(lapse.decision_id), []).append(lapse.state)


def _look_at_words(organisation: Organisation, here: dict[UUID, Story]) -> None:
    along = "inquiry__gate_request"
    for one in Advice.objects.filter(organisation=organisation).select_related(along):
        kept = [one.given_by_id, str(one.inquiry_id), one.verdict]
        here[one.inquiry.gate_request.application_id]["advice"][str(one.pk)] = kept
    for one in Facts.objects.filter(organisation=organisation).select_related(along):
        kept = [one.given_by_id, str(one.inquiry_id), one.not_known]
        here[one.inquiry.gate_request.application_id]["facts"][str(one.pk)] = kept
    for one in QuestionBack.objects.filter(organisation=organisation).select_related(along):
        story, inquiry = here[one.inquiry.gate_request.application_id], str(one.inquiry_id)
        story["questions"][str(one.pk)] = [one.asked_by_id, inquiry, one.question]
        if one.answered_at:
            story["answers"][str(one.pk)] = [one.answered_by_id, inquiry, one.answer]
    _look_at_inquiries(organisation, here)
    _look_at_oversight(organisation, here)


def _look_at_inquiries(organisation: Organisation, here: dict[UUID, Story]) -> None:
    for one in Inquiry.objects.filter(organisation=organisation).select_related("gate_request"):
        story = here[one.gate_request.application_id]
        if one.code == "pulled-in":
            story["pulled in"][str(one.pk)] = [one.asked_by_id, str(one.gate_request_id)]
        if one.court_permission_id:
            story["consent"][str(one.pk)] = str(one.court_permission_id)
    met = Condition.objects.filter(organisation=organisation).exclude(met_at=None)
    for one in met.select_related("decision__gate_request"):
        kept = [one.met_by_id, str(one.decision_id), one.text]
        here[one.decision.gate_request.application_id]["conditions"][str(one.pk)] = kept


def _look_at_oversight(organisation: Organisation, here: dict[UUID, Story]) -> None:
    for one in Oversight.objects.filter(organisation=organisation):
        here[one.application_id]["oversight"][str(one.pk)] = [one.given_by_id, one.kind, one.result]
    for one in UrgentWarning.objects.filter(organisation=organisation):
        here[one.application_id]["warnings"][str(one.pk)] = [one.given_by_id, one.text]
        if one.answered_at:
            here[one.application_id]["warnings answered"][str(one.pk)] = [one.answered_by_id, one.answer]
    for one in PriorConsultation.objects.filter(organisation=organisation):
        here[one.application_id]["supervisor"][str(one.pk)] = [one.recorded_by_id, one.supervisor, one.outcome]
