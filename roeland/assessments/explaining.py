"""A classification in words: findings with their reasons and sources, and who would know what is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.assessments import asking, classifying, queries
from roeland.assessments.models import Classification, Finding
from roeland.assessments.wizard import Wizard
from roeland.content import shipped
from roeland.organisation.access import may
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import Holder, role_name
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.screen import question_label, say, say_answer
from roeland.rules.classification import CLASSES, Route, Rule, State
from roeland.rules.law_dates import LawDate, LawDates, Status
from roeland.rules.matrix import Governance, row_of
from roeland.rules.questionnaire import NO_ANSWER, Answer, Question

COUNT = "count"


@dataclass(frozen=True)
class Dated:
    """When the law behind a finding applies, and how sure that date is."""

    day: date
    formal: date
    applies: bool
    disputed: bool
    unverified: bool


@dataclass(frozen=True)
class Knower:
    """The role that would know, what it is called here, and the person; without a person nobody holds it."""

    role: str
    name: str
    holder: Holder | None


@dataclass(frozen=True)
class Explained:
    """One finding for people."""

    code: str
    state: str
    title: str
    meaning: str
    why: str
    reasons: list[str]
    sources: list[shipped.SourceText]
    dated: Dated | None
    judge: Knower | None
    asks: list[str]


@dataclass(frozen=True)
class Topic:
    """What is possible about one subject."""

    title: str
    findings: list[Explained]


@dataclass(frozen=True)
class Open:
    """A question that is still open: who would know, and what depends on it."""

    question: str
    knower: Knower | None
    findings: list[str]


@dataclass(frozen=True)
class Line:
    """A question and its answer on the page to check."""

    code: str
    question: str
    answer: str
    given: bool
    unknown: bool


def page(classification: Classification, person: Person) -> dict[str, Any]:
    """What the page of the result shows."""
    application = classification.application
    findings = list(classification.findings.order_by("order"))
    deciding = _decides(classification)
    asked = [*_roles(classification, findings), deciding]
    knowers = {
        role: Knower(role, _role(role, application.organisation), holder)
        for role, holder in asking.knowers(application, asked).items()
    }
    past = list(queries.history(application))
    intake = queries.latest_intake(application)
    return {
        "classification": classification,
        "application": application,
        "latest": past[0],
        "history": past,
        "intake": intake,
        "can_fill": may(person, "intake.fill", intake or application),
        "classes": possible_classes(classification),
        "open": opened(classification, knowers),
        "decider": knowers[deciding],
        "release": shipped.text(classification.rules, "document", _language()).help,
        **by_state(classification, findings, knowers),
    }


def by_state(
    classification: Classification, findings: Iterable[Finding], knowers: dict[str, Knower] | None = None
) -> dict[str, list[Any]]:
    """The findings in words, under certain, possible and excluded; the possible ones also by topic."""
    words = _Words(classification, knowers or {})
    groups: dict[str, list[Any]] = {state.value: [] for state in State}
    topics: dict[str, Topic] = {}
    for finding in findings:
        explained = words.explained(finding)
        groups[finding.state].append(explained)
        if finding.state == State.POSSIBLE:
            topics.setdefault(finding.topic, Topic(words.topic(finding.topic), [])).findings.append(explained)
    groups[State.CERTAIN.value].sort(key=words.lightness)
    return groups | {"possible_topics": list(topics.values())}


def possible_classes(classification: Classification) -> list[str]:
    """The AI classes between the strictest that is sure and the strictest still possible."""
    codes = [each.value for each in CLASSES]
    return codes[codes.index(classification.certain_class) : codes.index(classification.possible_class) + 1]


def opened(classification: Classification, knowers: dict[str, Knower]) -> list[Open]:
    """The open questions of a classification, in the order of the questionnaire."""
    return [
        Open(
            question_label(classification.questionnaire, each["question"]),
            knowers.get(each["role"]),
            [shipped.text(classification.rules, code, _language()).label for code in each["findings"]],
        )
        for each in classification.open_questions
    ]


def answers_by_section(here: Wizard) -> list[dict[str, Any]]:
    """What was answered, step by step, for the page to check."""
    return [
        {
            "code": section.code,
            "title": here.label(section.code),
            "url": here.url(section.code),
            "lines": [_line(here, code) for code in here.codes(section)],
        }
        for section in here.sections
        if here.codes(section)
    ]


def open_codes(filled: sheets.Filled, roles: set[str]) -> list[str]:
    """The questions that keep a finding open; with `roles` only those that these roles would know."""
    asked = classifying.judge(filled).outcome.open_questions
    return [each.question for each in asked if not roles or each.role in roles]


def label(filled: sheets.Filled, code: str) -> str:
    """The question itself."""
    return question_label(filled.sheet.questionnaire, code)


def _line(here: Wizard, code: str) -> Line:
    answer = here.filled.answers.get(code, NO_ANSWER)
    return Line(code, label(here.filled, code), say(here.filled, code, answer), answer.given, answer.unknown)


def _roles(classification: Classification, findings: Iterable[Finding]) -> list[str]:
    judges = [finding.judge for finding in findings if finding.judge]
    return [*(each["role"] for each in classification.open_questions), *judges]


def _decides(classification: Classification) -> str:
    """The role that is accountable at the start; while the route is open, that of the heaviest still possible."""
    heaviest = classification.route_at_most if classification.route == Route.UNKNOWN else classification.route
    return row_of(shipped.meaning("governance", Governance).gates, gate="start", route=heaviest).accountable


def _role(code: str, organisation: Organisation) -> str:
    return role_name(code, _language(), organisation)


def _language() -> str:
    return get_language() or "nl"


class _Words:
    """Puts the findings of one classification into words, from the documents of that classification."""

    def __init__(self, classification: Classification, knowers: dict[str, Knower]) -> None:
        self.classification = classification
        self.knowers = knowers
        self.rules = {rule.code: rule for rule in shipped.classification(classification.rules).rules}
        self.questions = {q.code: q for q in shipped.questionnaire(classification.questionnaire).questions()}
        self.law = shipped.meaning(classification.law, LawDates)

    def explained(self, finding: Finding) -> Explained:
        rule = self.rules[finding.code]
        text = shipped.text(self.classification.rules, finding.code, _language())
        return Explained(
            code=finding.code,
            state=finding.state,
            title=text.label,
            meaning=text.help,
            why=text.why,
            reasons=list(dict.fromkeys(filter(None, map(self.reason, finding.because)))),
            sources=[shipped.source_text(source, _language()) for source in rule.sources],
            dated=self.dated(rule),
            judge=self.knowers.get(finding.judge),
            asks=[question_label(self.classification.questionnaire, code) for code in finding.open_questions],
        )

    def lightness(self, explained: Explained) -> int:
        """How light the class of a finding is: what is forbidden comes first, then high risk."""
        ai_class = self.rules[explained.code].ai_class
        return -CLASSES.index(ai_class) if ai_class else 0

    def topic(self, code: str) -> str:
        return shipped.text(self.classification.rules, f"topic.{code}", _language()).label

    def reason(self, because: dict[str, Any]) -> str:
        """A fact that speaks for the finding, with the question and the answer that gave it."""
        code, _dot, option = because["fact"].partition(".")
        if code not in self.questions:
            return ""
        question = question_label(self.classification.questionnaire, code)
        if not because["asked"]:
            return _("An earlier answer made this question unnecessary: “%(question)s”") % {"question": question}
        if option == COUNT:
            return _("Something was chosen at: “%(question)s”") % {"question": question}
        words = {"question": question, "answer": self._said(self.questions[code], option, because["value"])}
        if option and because["value"] is False:
            return _("Not chosen: “%(answer)s”, at: “%(question)s”") % words
        return _("The answer was “%(answer)s”, to: “%(question)s”") % words

    def _said(self, question: Question, option: str, value: Any) -> str:
        reference = self.classification.questionnaire
        if option:
            return say_answer(reference, question, Answer((option,), complete=True))
        return say_answer(reference, question, Answer(value[0] if isinstance(value, list) else value))

    def dated(self, rule: Rule) -> Dated | None:
        if not rule.law_date:
            return None
        found: LawDate = self.law.get(rule.law_date)
        return Dated(
            day=found.plan_on,
            formal=found.formal,
            applies=found.plan_on <= self.classification.law_date,
            disputed=found.status is Status.DISPUTED,
            unverified=found.status is Status.UNVERIFIED,
        )
