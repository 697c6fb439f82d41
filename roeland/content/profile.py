"""What answers mean, as plain data for machines: the same as the pages show, with codes, words and sources."""

from datetime import date
from typing import Any

from roeland.content import shipped
from roeland.content.loader import LANGUAGES
from roeland.content.outlining import source_of
from roeland.rules.classification import Classification
from roeland.rules.law_dates import LawDates
from roeland.rules.logic import Facts, Interval, Truth, Value
from roeland.rules.obligations import Due, DueBranch, obligations
from roeland.rules.outcome import Circumstances, Finding, Outcome, View, classify, finding_facts
from roeland.rules.questionnaire import Answers, Questionnaire
from roeland.rules.reading import Visibility, read

FACT_OF_TRUTH = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def profile(answers: Answers, given: Facts, as_of: date) -> dict[str, Any]:
    """What the answers to the questionnaire of the newest rules mean on this day, in this jurisdiction."""
    rules = shipped.classification()
    questionnaire = shipped.questionnaire(rules.questionnaire)
    outcome = classify(rules, questionnaire, answers, Circumstances(given, shipped.law_dates(), as_of))
    return {
        "documents": _documents(rules),
        "as_of": as_of.isoformat(),
        "law_as_of": outcome.law_date.isoformat(),
        **_given(questionnaire, given),
        "ai_system": outcome.ai_system.value,
        "class": _bounds(outcome.ai_class, outcome.strictest_certain_class, outcome.strictest_possible_class),
        "route": _bounds(outcome.route, outcome.route_at_least, outcome.route_at_most),
        "next_change": _day(outcome.next_change),
        **_without_effect(questionnaire, answers, given),
        "findings": [_finding(finding) for finding in outcome.findings],
        "obligations": [_obligation(due) for due in _due(outcome, given, as_of)],
        "open_questions": _open_questions(outcome),
        "lenses": [_lens(view) for view in outcome.lenses],
    }


def _documents(rules: Classification) -> dict[str, str]:
    """The version of every document that the profile rests on."""
    return {
        "questionnaire": rules.questionnaire,
        "classification": shipped.document("classification").ref,
        "obligations": shipped.document("obligations").ref,
        "law_dates": shipped.document("law-dates").ref,
    }


def _given(questionnaire: Questionnaire, given: Facts) -> dict[str, Any]:
    """What is given and not asked; null is unknown, and `not_given` says so once more."""
    return {
        **{fact: given.get(fact) for fact in questionnaire.given},
        "not_given": [fact for fact in questionnaire.given if given.get(fact) is None],
    }


def _bounds(value: str, at_least: str, at_most: str) -> dict[str, str]:
    return {"value": str(value), "at_least": str(at_least), "at_most": str(at_most)}


def _without_effect(questionnaire: Questionnaire, answers: Answers, given: Facts) -> dict[str, list[str]]:
    """The answers that count for nothing: their question is not asked, or it is not known whether it is."""
    visibility = read(questionnaire, answers, given).visibility
    return {
        name: [code for code, shown in visibility.items() if code in answers and shown is state]
        for name, state in (("not_asked", Visibility.HIDDEN), ("not_yet_asked", Visibility.UNKNOWN))
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "topic": finding.topic,
        "label": _labels("classification", finding.code),
        "state": finding.state.value,
        "class": finding.ai_class.value if finding.ai_class else None,
        "route": finding.route.value if finding.route else None,
        "pending": finding.pending,
        **_dated(finding.law_date, shipped.law_dates()),
        "status": finding.status.value,
        "because_of": [{"fact": ref.fact, "value": _plain(ref.value)} for ref in finding.because],
        "open_questions": list(finding.open_questions),
        "judge": finding.judge,
        "sources": [source_of(source) for source in finding.sources],
    }


def _due(outcome: Outcome, given: Facts, as_of: date) -> tuple[Due, ...]:
    """What the law asks certainly or possibly: first what applies on the day, then by date."""
    facts = {**finding_facts(outcome.standing.states), **given}
    return obligations(shipped.obligations(), facts, shipped.law_dates(), as_of)


def _obligation(due: Due) -> dict[str, Any]:
    return {
        "code": due.code,
        "category": due.category.value,
        "label": _labels("obligations", due.code),
        "state": due.state.value,
        "applies_now": FACT_OF_TRUTH[due.applies_now],
        "applies_from": _day(due.applies_from),
        "formal_from": _day(due.formal_from),
        "legacy_from": _day(due.legacy_from),
        "status": due.status.value,
        "legal_roles": list(due.roles),
        "public_only": due.public_only,
        "for_role": due.for_role,
        "helped_by": list(due.helped_by),
        "accountable": due.accountable,
        "branches": [_branch(branch) for branch in due.branches],
        "sources": [source_of(source) for source in due.sources],
    }


def _branch(branch: DueBranch) -> dict[str, Any]:
    """One way in which it is due; the first leads, and gives the obligation its dates."""
    return {
        "state": branch.state.value,
        "legal_roles": list(branch.roles),
        "law_date": branch.law_date,
        "applies_now": FACT_OF_TRUTH[branch.applies_now],
        "applies_from": _day(branch.applies_from),
        "formal_from": _day(branch.formal_from),
        "legacy_from": _day(branch.legacy_from),
        "status": branch.status.value,
        "judge": branch.judge,
        "because_of": [{"fact": ground.fact, "state": ground.state.value} for ground in branch.because],
    }


def _dated(code: str, law: LawDates) -> dict[str, Any]:
    """When the law behind it applies: the day to plan on, the day in the text, and how sure these are."""
    if not code:
        return {"law_date": "", "applies_from": None, "formal_from": None, "date_status": None}
    found = law.get(code)
    return {
        "law_date": code,
        "applies_from": _day(found.plan_on),
        "formal_from": _day(found.formal),
        "date_status": found.status.value,
    }


def _open_questions(outcome: Outcome) -> list[dict[str, Any]]:
    return [
        {"question": each.question, "role": each.role, "findings": list(each.findings)}
        for each in outcome.open_questions
    ]


def _lens(view: View) -> dict[str, Any]:
    return {
        "lens": view.lens,
        "judgement": view.judgement,
        "label": _labels("classification", f"{view.lens}.{view.judgement}"),
        "possible": view.possible,
        "because_of": list(view.because),
    }


def _labels(document: str, code: str) -> dict[str, str]:
    return {language: shipped.text(document, code, language).label for language in LANGUAGES}


def _plain(value: Value) -> Any:
    """A fact as data: an interval becomes its two ends."""
    return [value.low, value.high] if isinstance(value, Interval) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
