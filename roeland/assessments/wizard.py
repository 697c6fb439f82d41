"""Where an intake stands: its steps, what is still needed, and what it would come to now."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.assessments import classifying
from roeland.assessments.models import Intake
from roeland.content import shipped
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.screen import question_label, who_helps
from roeland.rules.classification import CLASSES, AIClass
from roeland.rules.logic import Condition
from roeland.rules.outcome import Outcome
from roeland.rules.questionnaire import NO_ANSWER, Question, Section
from roeland.rules.reading import Visibility

SECONDS_PER_QUESTION = 40


@dataclass(frozen=True)
class Unknown:
    """An "I don't know", and what happens with it."""

    question: str
    help: str


@dataclass(frozen=True)
class Wizard:
    """An intake as it is being filled in, read once."""

    intake: Intake
    filled: sheets.Filled

    @cached_property
    def outcome(self) -> Outcome:
        return classifying.judge(self.filled).outcome

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        return classifying.rules_for(self.filled.sheet.questionnaire)[1].conditions()

    @cached_property
    def asked(self) -> frozenset[str]:
        """The questions for the screen: those answered, and those that can still change the outcome."""
        return frozenset(self.filled.reading.asked(self.conditions))

    @cached_property
    def needed(self) -> frozenset[str]:
        """Those of them on which nothing was said yet."""
        return frozenset(code for code in self.asked if not self.filled.answers.get(code, NO_ANSWER).given)

    @cached_property
    def sections(self) -> list[Section]:
        """The steps: sections with something to ask now, or possibly after an answer that is still to come."""
        return [section for section in self._own_sections if any(self._comes(section))]

    @property
    def _own_sections(self) -> list[Section]:
        """The sections of who reports; those of other roles are asked later."""
        return [section for section in self.filled.questionnaire.sections if not section.role]

    def _comes(self, section: Section) -> Iterator[bool]:
        for question in section.questions:
            yield question.code in self.asked or self._may_come(question)

    def _may_come(self, question: Question) -> bool:
        """Whether it is not yet known if the question is asked, because nothing was said on what decides that."""
        if self.filled.visibility[question.code] is not Visibility.UNKNOWN:
            return False
        deciding = self.filled.reading.settling((question.code,))
        return any(not self.filled.answers.get(code, NO_ANSWER).given for code in deciding)

    def codes(self, section: Section) -> list[str]:
        """The questions of a section that are on the screen now."""
        return [question.code for question in section.questions if question.code in self.asked]

    def section(self, code: str) -> Section | None:
        return next((section for section in self._own_sections if section.code == code), None)

    def neighbours(self, section: Section) -> tuple[str, str]:
        """The addresses of the step before (empty at the first) and the step after (the last: the check)."""
        codes = [each.code for each in self._own_sections]
        here = codes.index(section.code)
        steps = [each.code for each in self.sections]
        before = [code for code in steps if codes.index(code) < here]
        after = [code for code in steps if codes.index(code) > here]
        return self.url(before[-1]) if before else "", self.url(after[0]) if after else self.check_url

    def url(self, section: str) -> str:
        return reverse("assessments:step", args=[self.intake.pk, section])

    @property
    def check_url(self) -> str:
        return reverse("assessments:check", args=[self.intake.pk])

    @property
    def resume_url(self) -> str:
        """Where to go on: the first step with a question that is still needed, or the check."""
        waiting = set(self.needed)
        found = (section for section in self.sections if waiting.intersection(self.codes(section)))
        first = next(found, None)
        return self.url(first.code) if first else self.check_url

    def steps(self, current: str) -> list[dict[str, str]]:
        """The list of steps for the page; `current` is the code of a section, or "check"."""
        items = [
            {
                "label": self.label(section.code),
                "url": self.url(section.code),
                "state": "now" if section.code == current else self._state(section),
            }
            for section in self.sections
        ]
        check = {"label": _("Check and send"), "state": "now" if current == "check" else "todo", "url": ""}
        if current != "check" and not self.needed:
            check["url"] = self.check_url
        return [*items, check]

    def _state(self, section: Section) -> str:
        codes = self.codes(section)
        if not codes or any(code in self.needed for code in codes):
            return "todo"
        return "open" if self._left_open.intersection(codes) else "done"

    @property
    def anything_goes(self) -> bool:
        """Nothing that was said so far tells anything yet: every class is still possible."""
        return len(self.possible_classes) == len(CLASSES)

    @cached_property
    def _left_open(self) -> frozenset[str]:
        return frozenset(sheets.open_codes(self.filled))

    def label(self, code: str) -> str:
        return shipped.text(self.filled.sheet.questionnaire, code, get_language() or "nl").label

    @property
    def minutes(self) -> int:
        """About how long it still takes."""
        return max(1, ceil(len(self.needed) * SECONDS_PER_QUESTION / 60))

    @property
    def unknowns(self) -> list[Unknown]:
        """What the person did not know, in the order of the questions."""
        reference = self.filled.sheet.questionnaire
        return [
            Unknown(question_label(reference, question.code), who_helps(question.knows, self.filled.sheet.organisation))
            for question in self.filled.questionnaire.questions()
            if question.code in self.asked and self.filled.answers.get(question.code, NO_ANSWER).unknown
        ]

    @property
    def possible_classes(self) -> list[AIClass]:
        """The AI classes that are still possible, from the mildest to the strictest."""
        low = CLASSES.index(self.outcome.strictest_certain_class)
        high = CLASSES.index(self.outcome.strictest_possible_class)
        return list(CLASSES[low : high + 1])


def wizard(intake: Intake) -> Wizard:
    """Read where the intake stands."""
    return Wizard(intake, sheets.filled(intake.sheet))
