"""Answers to the shipped intake, written as a story: what is not named is answered in the mildest way."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from roeland.content import shipped
from roeland.rules.outcome import Circumstances, Outcome, classify
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire
from roeland.rules.reading import Reading, read

UNKNOWN = "unknown"
TODAY = date(2026, 11, 21)
COUNTRIES = ("NL", "BE-VLG")

Said = bool | str | tuple[str, ...]

FORM: Questionnaire = shipped.questionnaire("intake")
RULES = shipped.classification()
EMPLOYEE = ("",)
EVERYONE = tuple(dict.fromkeys(FORM.role_of.values()))

# The mildest option of a choice. Of an exception to a prohibition nothing is mild: a case names it.
MILD = {
    "informed": "told",
    "human": "decides",
    "publication": "internal",
    "realistic_media": "unreal",
    "inference": "written",
    "gpai_change": "unchanged",
    "name_holder": "makers",
    "residual_risk": "low",
    "infrastructure": "no_danger",
    "product": "no_danger",
    "art22": "human_decides",
    "confidentiality": "low",
    "integrity": "low",
    "availability": "low",
    "icr_confidentiality": "class_1",
    "icr_integrity": "class_1",
    "cloud": "own_servers",
}


def around(jurisdiction: str = "NL", as_of: date = TODAY) -> Circumstances:
    return Circumstances({"jurisdiction": jurisdiction}, shipped.law_dates(), as_of)


def answer(question: Question, said: Said) -> Answer:
    """What was said, as an answer; "unknown" beside options is "I don't know the rest"."""
    if said == UNKNOWN:
        return Answer(unknown=True)
    if question.kind is not Kind.MANY_OF:
        return Answer(said)
    ticked = (said,) if isinstance(said, str) else tuple(said)
    known = tuple(option for option in ticked if option != UNKNOWN)
    return Answer(known, unknown=known != ticked, complete=known == ticked)


def mildest(question: Question) -> Answer:
    if question.kind is Kind.MANY_OF:
        return Answer(("staff_use",) if question.code == "users" else (), complete=True)
    return Answer(False if question.kind is Kind.YES_NO else MILD[question.code])


def reading(answers: Mapping[str, Answer], jurisdiction: str = "NL") -> Reading:
    return read(FORM, answers, {"jurisdiction": jurisdiction})


def dont_know(question: Question) -> Answer:
    return Answer(unknown=True)


def answered(
    said: Mapping[str, Said],
    jurisdiction: str = "NL",
    *,
    roles: Iterable[str] = EVERYONE,
    otherwise: Callable[[Question], Answer] = mildest,
) -> dict[str, Answer]:
    """Go through the intake as people do: everyone answers what is asked of them, until nothing is asked any more."""
    answers: dict[str, Answer] = {}
    conditions = RULES.conditions()
    while codes := reading(answers, jurisdiction).needed(conditions, tuple(roles)):
        question = FORM.question(codes[0])
        answers[question.code] = answer(question, said[question.code]) if question.code in said else otherwise(question)
    return answers


def outcome(jurisdiction: str = "NL", as_of: date = TODAY, **said: Said) -> Outcome:
    return classify(RULES, FORM, answered(said, jurisdiction), around(jurisdiction, as_of))


def asked_of(roles: Iterable[str], jurisdiction: str = "NL", **said: Said) -> tuple[str, ...]:
    """The questions that these roles see when this is what everyone says."""
    answers = answered(said, jurisdiction)
    return tuple(code for code in FORM.by_code if code in answers and FORM.role_of[code] in tuple(roles))


def employee_sees(jurisdiction: str = "NL", **said: Said) -> tuple[str, ...]:
    return asked_of(EMPLOYEE, jurisdiction, **said)
