"""A row of everything that stands on the road of an application: asked, advised, overseen, decided, lapsed, stopped."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from roeland.assessments.queries import latest
from roeland.decisions import services as decisions
from roeland.decisions.models import (
    Condition,
    Decision,
    GateRequest,
    Inquiry,
    Lapse,
    PriorConsultation,
    QuestionBack,
    Recheck,
    Rechecked,
    Stop,
    UnaskedAdvice,
    UrgentWarning,
    Weighing,
)
from roeland.decisions.waiting import hand_down
from roeland.decisions.weighing import Wanted
from roeland.organisation.models import Person
from roeland.register.models import Application


def decided(application: Application, employee: Person, word: str) -> None:
    """Somebody asks, and the answer is yes with a condition."""
    request = decisions.request_gate(application=application, actor=employee)
    until = timezone.localdate() + timedelta(days=90)
    wanted = Wanted(f"Alleen intern, {word}.", request.holder, until)
    decisions.decide(gate_request=request, answer="yes_if", conditions=(wanted,), actor=request.holder)


def walked(applications: dict[str, Application], holder_of: dict[str, Person], word: str) -> dict[Any, Any]:
    """What is asked and said about the request that waits, and what became of the one that was decided."""
    dpo, asked = holder_of["dpo"], GateRequest.objects.get(application=applications["asked"])
    inquiry = decisions.pull_in(gate_request=asked, actor=dpo)
    decisions.give_advice(inquiry=inquiry, verdict="negative", reasons=f"Nog niet, {word}.", actor=dpo)
    decisions.give_advice(
        inquiry=inquiry, verdict="conditional", reasons=f"Goed, {word}.", conditions=[f"Log alles, {word}."], actor=dpo
    )
    of_law, of_facts = (
        _asked(asked, role, kind, holder_of)
        for role, kind in (("lawyer", Inquiry.Kind.ADVICE), ("application_manager", Inquiry.Kind.FACTS))
    )
    decisions.give_facts(inquiry=of_facts, text=f"Draait bij {word}.", actor=holder_of["application_manager"])
    hand_down(asked.application)
    question = decisions.ask_back(inquiry=of_law, question=f"Welke gegevens, {word}?", actor=holder_of["lawyer"])
    return {
        Inquiry: of_law,
        QuestionBack: question,
        **_overseen(applications["asked"], dpo, word),
        **_ended(applications["decided"], word),
        Recheck: _rechecked(applications["decided"], word),
    }


def _rechecked(application: Application, word: str) -> Recheck:
    """Newer rules came, by which an application that was decided on comes out heavier."""
    where, now = {"organisation": application.organisation}, timezone.now()
    made = Recheck.objects.create(
        **where, rules="classification@2", law="law-dates@1", state="ready", begun_at=now, stepped_at=now,
        total=1, compared=1, changed=1, compared_at=now, reason=f"Vrijgegeven, {word}.",
        duties={"O01": {"later": 1}},
    )  # fmt: skip
    decision = Decision.objects.get(gate_request__application=application)
    Rechecked.objects.create(
        **where, recheck=made, application=application, classification=latest(application), rules="classification@1",
        certain_class="transparency", possible_class="transparency", route_at_least="standard",
        route_at_most="standard", findings=[["personal-data", "excluded", "certain"]], heavier=True,
        decision=decision, gate_request=decision.gate_request, lapses_after=10,
        duties=[["O01", "later", "2025-02-02", "2027-12-02"]],
    )  # fmt: skip
    return made


def _asked(asked: GateRequest, role: str, kind: str, holder_of: dict[str, Person]) -> Inquiry:
    where = {"organisation": asked.organisation, "gate_request": asked, "role": role, "kind": kind}
    return Inquiry.objects.create(**where, code="law-asked", holder=holder_of[role], asked_at=timezone.now())


def _overseen(application: Application, dpo: Person, word: str) -> dict[Any, Any]:
    where = {"application": application, "actor": dpo}
    decisions.record_oversight(
        **where, kind="privacy", result="to_mend", looked_at=f"DPIA {word}", text=f"Mis, {word}."
    )
    sent_on = timezone.localdate()
    unasked = decisions.advise_unasked(**where, title=f"Toezicht {word}", text=f"Let beter op, {word}.")
    return {
        UnaskedAdvice: unasked,
        UrgentWarning: decisions.warn(**where, text=f"Let op, {word}."),
        PriorConsultation: decisions.consult_supervisor(**where, supervisor=f"Toezicht {word}", sent_on=sent_on),
    }


def _ended(application: Application, word: str) -> dict[Any, Any]:
    decision, now = Decision.objects.get(gate_request__application=application), timezone.now()
    where = {"organisation": application.organisation}
    own = Inquiry.objects.create(
        **where, gate_request=decision.gate_request, kind="advice", role="ciso", code="security-asked", asked_at=now
    )
    Weighing.objects.create(**where, decision=decision, inquiry=own, outcome="gap", reason=f"Opgevangen, {word}.")
    change = {"code": "purpose-changed", "what": "purpose", "was": word, "is": "", "material": False}
    Lapse.objects.create(
        **where, decision=decision, noticed_at=now, lapses_on=now.date(), changes=[change], state="changed_back"
    )
    Stop.objects.create(
        **where, application=application, ordered_by=decision.taken_by, role="ciso", reason=f"Stop, {word}.",
        ordered_at=now,
    )  # fmt: skip
    return {Condition: Condition.objects.get(decision=decision)}
