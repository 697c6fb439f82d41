"""From a filled-in sheet to a classification that stays: frozen, with the versions that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

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

CLASSIFICATION, LAW, OBLIGATIONS = "classification", "law-dates", "obligations"


class Versions(NamedTuple):
    """What a classification rests on beside its answers, each as name@version."""

    rules: str
    law: str
    obligations: str

    @classmethod
    def of(cls, classification: Classification) -> Self:
        """Those of a classification that was kept."""
        return cls(classification.rules, classification.law, classification.obligations)


@dataclass(frozen=True)
class Judged:
    """What the answers of now mean, by which versions."""

    by: Versions
    outcome: rules.Outcome


def rules_for(questionnaire: str) -> tuple[str, Rules]:
    """The newest rules over this version of the questionnaire. Raises NoSuchDocument."""
    for version in reversed(shipped.versions(CLASSIFICATION)):
        reference = f"{CLASSIFICATION}@{version}"
        found = shipped.classification(reference)
        if found.questionnaire == questionnaire:
            return reference, found
    raise shipped.NoSuchDocument(f"{CLASSIFICATION} of {questionnaire}")


def newest_for(questionnaire: str) -> Versions:
    """The newest versions over this version of the questionnaire. Raises NoSuchDocument."""
    reference, _found = rules_for(questionnaire)
    return Versions(reference, shipped.document(LAW).ref, shipped.document(OBLIGATIONS).ref)


def judge(filled: Filled, changes: Mapping[str, Said] | None = None, *, by: Versions | None = None) -> Judged:
    """What the sheet means as it stands, or with these `changes` in its answers.

    by: the versions of before, to which an application keeps until somebody moves it; by default the newest.
    """
    versions = by or newest_for(filled.sheet.questionnaire)
    answers = {**filled.answers, **(changes or {})}
    law = shipped.meaning(versions.law, LawDates)
    around = rules.Circumstances(filled.given, law, timezone.localdate())
    found = shipped.classification(versions.rules)
    return Judged(versions, rules.classify(found, filled.questionnaire, answers, around))


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
        **judged.by._asdict(),
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
