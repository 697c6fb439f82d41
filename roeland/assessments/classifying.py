"""From a filled-in sheet to a classification that stays: frozen, with the versions that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from roeland.assessments.models import Classification, Finding, Occasion
from roeland.content import shipped
from roeland.organisation.models import Person
from roeland.questionnaires.models import Answer
from roeland.questionnaires.queries import Filled
from roeland.register.models import Application
from roeland.rules import outcome as rules
from roeland.rules.classification import Classification as Rules
from roeland.rules.law_dates import LawDates
from roeland.rules.logic import FactRef, Interval, Value
from roeland.rules.questionnaire import Answer as Said
from roeland.rules.questionnaire import question_of
from roeland.rules.reading import Visibility

CLASSIFICATION, LAW = "classification", "law-dates"


@dataclass(frozen=True)
class Judged:
    """What the answers of now mean, by the rules `reference` that belong to their questionnaire."""

    reference: str
    outcome: rules.Outcome


def rules_for(questionnaire: str) -> tuple[str, Rules]:
    """The newest rules over this version of the questionnaire. Raises NoSuchDocument."""
    for version in reversed(shipped.versions(CLASSIFICATION)):
        reference = f"{CLASSIFICATION}@{version}"
        found = shipped.classification(reference)
        if found.questionnaire == questionnaire:
            return reference, found
    raise shipped.NoSuchDocument(f"{CLASSIFICATION} of {questionnaire}")


def judge(filled: Filled, changes: Mapping[str, Said] | None = None, *, by: str = "") -> Judged:
    """What the sheet means as it stands, or with these `changes` in its answers.

    by: the rules, as name@version; by default the newest over this questionnaire.
    """
    reference, found = (by, shipped.classification(by)) if by else rules_for(filled.sheet.questionnaire)
    answers = {**filled.answers, **(changes or {})}
    return Judged(reference, rules.classify(found, filled.questionnaire, answers, around(filled)))


def around(filled: Filled) -> rules.Circumstances:
    """What no answer says: the organisation's own facts, the law as it is known today, and today."""
    return rules.Circumstances(filled.given, shipped.law_dates(), timezone.localdate())


def answers_of(classification: Classification) -> dict[str, Said]:
    """The answers on which a classification rests, as they were."""
    return answers_from(classification.answers)


def answers_from(kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Said]:
    """The answers that a classification keeps, to be read again."""
    return {code: Said(_tuple(said["value"]), said["unknown"], said["complete"]) for code, said in kept.items()}


def around_of(classification: Classification) -> rules.Circumstances:
    """What was around a classification: the organisation's facts, the law and the day of then."""
    law = shipped.meaning(classification.law, LawDates)
    return rules.Circumstances({"jurisdiction": classification.jurisdiction}, law, classification.as_of)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def keep(
    application: Application, filled: Filled, judged: Judged, occasion: Occasion, actor: Person | None
) -> Classification:
    """Write the classification and its findings, with the answers of this moment."""
    outcome = judged.outcome
    classification = Classification.objects.create(
        organisation=application.organisation,
        application=application,
        sheet=filled.sheet,
        questionnaire=filled.sheet.questionnaire,
        rules=judged.reference,
        law=shipped.document(LAW).ref,
        law_date=outcome.law_date,
        as_of=outcome.as_of,
        next_change=outcome.next_change,
        jurisdiction=application.organisation.jurisdiction,
        occasion=occasion,
        ai_class=outcome.ai_class.value,
        certain_class=outcome.strictest_certain_class.value,
        possible_class=outcome.strictest_possible_class.value,
        route=outcome.route.value,
        route_at_least=outcome.route_at_least.value,
        route_at_most=outcome.route_at_most.value,
        answers={code: _said(row) for code, row in filled.rows.items()},
        facts={code: plain(value) for code, value in filled.facts.items()},
        open_questions=[
            {"question": asked.question, "role": asked.role, "findings": list(asked.findings)}
            for asked in outcome.open_questions
        ],
        made_by=actor,
        made_at=timezone.now(),
    )
    Finding.objects.bulk_create(_findings(classification, filled, outcome))
    return classification


def _said(row: Answer) -> dict[str, Any]:
    return {
        "value": row.value,
        "unknown": row.unknown,
        "complete": row.complete,
        "by": str(row.answered_by_id),
        "at": row.answered_at.isoformat(),
    }


def plain(value: Value) -> Any:
    """A fact as it is stored: an interval becomes its two ends."""
    return [value.low, value.high] if isinstance(value, Interval) else value


def _findings(classification: Classification, filled: Filled, outcome: rules.Outcome) -> list[Finding]:
    return [
        Finding(
            organisation=classification.organisation,
            classification=classification,
            code=finding.code,
            topic=finding.topic,
            state=finding.state.value,
            because=[_reason(filled, ref) for ref in finding.because],
            open_questions=list(finding.open_questions),
            judge=finding.judge,
            order=order,
        )
        for order, finding in enumerate(outcome.findings)
    ]


def _reason(filled: Filled, ref: FactRef) -> dict[str, Any]:
    shown = filled.visibility.get(question_of(ref.fact)) is Visibility.SHOWN
    return {"fact": ref.fact, "value": plain(ref.value), "asked": shown}
