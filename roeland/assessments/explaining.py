"""A classification in words: findings with their reasons and sources, and who would know what is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.assessments.models import Classification, Concluded
from roeland.content import shipped
from roeland.organisation.models import Jurisdiction
from roeland.organisation.queries import Holder
from roeland.questionnaires.screen import question_label, say_answer
from roeland.rules.classification import CLASSES, Route, Rule, State
from roeland.rules.law_dates import LawDate, LawDates, Status
from roeland.rules.questionnaire import Answer, Question

COUNT = "count"
LEADING = 4
FOLDED = frozenset({"ai", "role", "links", "organisation"})
"""Topics that describe the system: kept, and folded on the page."""


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
    topic: str
    state: str
    title: str
    meaning: str
    why: str
    reasons: list[str]
    sources: list[shipped.SourceText]
    dated: Dated | None
    judge: Knower | None
    asks: list[str]
    pending: bool
    unsure: bool


@dataclass(frozen=True)
class Topic:
    """The findings about one subject; `folded` when they only describe the system."""

    title: str
    findings: list[Any]  # Explained, or Concluded where only their number is shown
    folded: bool


def by_state(
    classification: Classification, findings: Iterable[Concluded], knowers: dict[str, Knower] | None = None
) -> dict[str, list[Any]]:
    """The findings in words, under certain, possible and excluded, the first two also by topic.

    `pending` are those that the law will prohibit.
    """
    words = _Words(classification, knowers or {})
    groups = _grouped([words.explained(finding) for finding in findings], words)
    return groups | {"pending": [each for each in groups[State.CERTAIN.value] if each.pending]}


def in_short(classification: Classification) -> dict[str, list[Any]]:
    """What a dossier shows: as `by_state`, but only what leads and what the law will prohibit is put into words."""
    words = _Words(classification, {})
    groups = _grouped([each for each in classification.concluded if each.state != State.EXCLUDED], words)
    certain = groups[State.CERTAIN.value]
    return groups | {
        "pending": [words.explained(each) for each in certain if words.pending(words.rules[each.code])],
        "leading": [words.explained(each) for each in _leading(certain, words)],
    }


def explained(classification: Classification, finding: Concluded) -> Explained:
    """One finding in words."""
    return _Words(classification, {}).explained(finding)


def _grouped(findings: Iterable[Any], words: "_Words") -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {state.value: [] for state in State}
    for finding in findings:
        groups[finding.state].append(finding)
    groups[State.CERTAIN.value].sort(key=words.lightness)
    for state in (State.CERTAIN, State.POSSIBLE):
        groups[f"{state.value}_topics"] = _by_topic(groups[state.value], words)
    return groups


def _leading(certain: list[Concluded], words: "_Words") -> list[Concluded]:
    """The certain findings that set the class or the heaviest part of the route: what a dossier shows first."""
    rules = words.rules
    heavy = [each for each in certain if rules[each.code].ai_class or rules[each.code].route is Route.FULL]
    return (heavy or [each for each in certain if each.topic not in FOLDED])[:LEADING]


def _by_topic(findings: list[Any], words: "_Words") -> list[Topic]:
    """By topic: what sets the class or is prohibited first, what only describes the system last and folded."""
    topics: dict[str, Topic] = {}
    for finding in findings:
        folded = finding.topic in FOLDED
        topics.setdefault(finding.topic, Topic(words.topic(finding.topic), [], folded)).findings.append(finding)
    return sorted(topics.values(), key=lambda topic: topic.folded)


def possible_classes(classification: Classification) -> list[str]:
    """The AI classes between the strictest that is sure and the strictest still possible."""
    codes = [each.value for each in CLASSES]
    return codes[codes.index(classification.certain_class) : codes.index(classification.possible_class) + 1]


def _language() -> str:
    return get_language() or "nl"


class _Words:
    """Puts the findings of one classification into words, from the documents of that classification."""

    def __init__(self, classification: Classification, knowers: dict[str, Knower]) -> None:
        self.classification = classification
        self.knowers = knowers
        self.rules = shipped.classification(classification.rules).by_code
        self.questions = shipped.questionnaire(classification.questionnaire).by_code
        self.law = shipped.meaning(classification.law, LawDates)

    def explained(self, finding: Concluded) -> Explained:
        rule = self.rules[finding.code]
        text = shipped.text(self.classification.rules, finding.code, _language())
        return Explained(
            code=finding.code,
            topic=finding.topic,
            state=finding.state,
            title=text.label,
            meaning=text.help,
            why=text.why,
            reasons=list(dict.fromkeys(filter(None, map(self.reason, finding.because)))),
            sources=[shipped.source_text(source, _language()) for source in rule.sources],
            dated=self.dated(rule),
            judge=self.knowers.get(finding.judge),
            asks=[question_label(self.classification.questionnaire, code) for code in finding.open_questions],
            pending=self.pending(rule),
            unsure=rule.status is not Status.SETTLED,
        )

    def pending(self, rule: Rule) -> bool:
        """Whether it is a prohibition whose day had not come."""
        return rule.before is not None and not self.applies(rule)

    def lightness(self, finding: Explained | Concluded) -> int:
        """How light the class of a finding is: what is forbidden comes first, then high risk."""
        ai_class = self.rules[finding.code].ai_class
        return -CLASSES.index(ai_class) if ai_class else 0

    def topic(self, code: str) -> str:
        return shipped.text(self.classification.rules, f"topic.{code}", _language()).label

    def reason(self, because: dict[str, Any]) -> str:
        """A fact that speaks for the finding, with the question and the answer that gave it."""
        code, _dot, option = because["fact"].partition(".")
        if code not in self.questions:
            return self._given(because)
        question = question_label(self.classification.questionnaire, code)
        if not because["asked"]:
            return _("An earlier answer made this question unnecessary: “%(question)s”") % {"question": question}
        if option == COUNT:
            return _("Something was chosen at: “%(question)s”") % {"question": question}
        words = {"question": question, "answer": self._said(self.questions[code], option, because["value"])}
        if option and because["value"] is False:
            return _("Not chosen: “%(answer)s”, at: “%(question)s”") % words
        return _("The answer was “%(answer)s”, to: “%(question)s”") % words

    def _given(self, because: dict[str, Any]) -> str:
        """A fact that the organisation tells."""
        if because["fact"] != "jurisdiction":
            return ""
        return _("Our organisation works under the law of: %(place)s") % {"place": Jurisdiction(because["value"]).label}

    def _said(self, question: Question, option: str, value: Any) -> str:
        reference = self.classification.questionnaire
        if option:
            return say_answer(reference, question, Answer((option,), complete=True))
        return say_answer(reference, question, Answer(value[0] if isinstance(value, list) else value))

    def applies(self, rule: Rule) -> bool:
        """Whether the law behind it applied on the day of the classification."""
        return self.law.get(rule.law_date).plan_on <= self.classification.as_of

    def dated(self, rule: Rule) -> Dated | None:
        if not rule.law_date:
            return None
        found: LawDate = self.law.get(rule.law_date)
        return Dated(
            day=found.plan_on,
            formal=found.formal,
            applies=self.applies(rule),
            disputed=found.status is Status.DISPUTED,
            unverified=found.status is Status.UNVERIFIED,
        )
