"""Applications with a classification, as an intake would leave them, for tests."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.assessments.models import Classification, Finding
from roeland.content import shipped
from roeland.decisions.models import Advice, GateRequest, Inquiry
from roeland.journal.services import record
from roeland.organisation.models import Person
from roeland.questionnaires.models import Sheet
from roeland.register import services as register
from roeland.register.models import Application, Phase

CLASSES = {"light": "minimal", "standard": "transparency", "full": "high", "forbidden": "forbidden"}


@transaction.atomic
def classified(
    application: Application,
    *,
    route: str = "light",
    actor: Person | None = None,
    at_least: str = "light",
    at_most: str = "full",
    facts: dict[str, Any] | None = None,
    findings: dict[str, str] | None = None,
    open_questions: tuple[dict[str, Any], ...] = (),
) -> Classification:
    """Let an intake lead to this route; `findings` gives a state per code, the others are excluded."""
    actor = actor or application.reporter
    bounds = {"route_at_least": at_least, "route_at_most": at_most}
    if route != "unknown":
        bounds = {"route_at_least": route, "route_at_most": route}
    ai_class = CLASSES.get(route, "unknown")
    made = _classification(application, actor, facts or {}, list(open_questions), ai_class, route, bounds)
    _findings(made, findings or {})
    answered = made.answered("personal-data", "affects-people")
    handed = register.hand_down_classification(
        application=application,
        ai_class=ai_class,
        route=route,
        classified_on=date(2026, 11, 20),
        personal_data=answered["personal-data"],
        affects_people=answered["affects-people"],
        open_questions=len(open_questions),
        actor=actor,
        **bounds,
    )
    if handed.phase == Phase.REPORTED:
        handed = register.enter_phase(application=handed, phase=Phase.IN_ASSESSMENT, actor=actor)
    record("application.classified", subject=handed, actor=actor)
    application.refresh_from_db()
    return made


def _classification(application, actor, facts, open_questions, ai_class, route, bounds) -> Classification:
    now = timezone.now()
    sheet = Sheet.objects.create(
        organisation=application.organisation,
        questionnaire="intake@1",
        started_by=actor,
        started_at=now,
        submitted_at=now,
    )
    return Classification.objects.create(
        organisation=application.organisation,
        application=application,
        sheet=sheet,
        questionnaire="intake@1",
        rules="classification@1",
        law="law-dates@1",
        law_date=date(2026, 11, 21),
        as_of=timezone.localdate(),
        jurisdiction=application.organisation.jurisdiction,
        ai_class=ai_class,
        certain_class=ai_class if ai_class != "unknown" else "minimal",
        possible_class=ai_class if ai_class != "unknown" else "high",
        route=route,
        facts=facts,
        open_questions=open_questions,
        made_by=actor,
        made_at=now,
        **bounds,
    )


def _findings(classification: Classification, states: dict[str, str]) -> None:
    topics = {rule.code: rule.topic for rule in shipped.classification(classification.rules).rules}
    codes = ["personal-data", "dpia-required", "dpia-recommended", "special-categories", "staff-monitored"]
    codes += ["security-medium", "employees-affected", "art-50-1", "residual-risk-high", "works-council-consent"]
    codes += ["works-council-advice", "staff-negotiation", "staff-consultation", *states]
    Finding.objects.bulk_create(
        Finding(
            organisation=classification.organisation,
            classification=classification,
            code=code,
            topic=topics[code],
            state=states.get(code, "excluded"),
            order=order,
        )
        for order, code in enumerate(dict.fromkeys(codes))
    )


def advised(
    gate_request: GateRequest,
    role: str,
    holder: Person | None,
    verdict: str = "",
    *,
    kind: str = "advice",
    conditions: tuple[str, ...] = (),
    due_in: int = 5,
    **more: Any,
) -> Inquiry:
    """A role that was asked about a request, and what it says when a verdict is given; due in so many days."""
    now = timezone.now()
    inquiry, _new = Inquiry.objects.update_or_create(
        gate_request=gate_request,
        kind=kind,
        role=role,
        defaults={
            "organisation": gate_request.organisation,
            "code": "dpo-asked",
            "holder": holder,
            "asked_at": now,
            "due": timezone.localdate() + timedelta(days=due_in),
            "answered_at": now if verdict else None,
            **more,
        },
    )
    if verdict and holder:
        Advice.objects.create(
            organisation=gate_request.organisation,
            inquiry=inquiry,
            verdict=verdict,
            reasons="Omdat.",
            conditions=list(conditions),
            disclosure="public",
            given_by=holder,
            role=role,
            given_at=now,
        )
    return inquiry
