"""Questions and what follows from the answers: which are shown, which facts they give, which are still needed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from roeland.rules.logic import Condition, Facts, Interval, Truth, Value
from roeland.rules.sources import Source

NONE = "none"
"""`when_hidden` of a many-of question of which no option holds when it is hidden."""


class Kind(StrEnum):
    """What an answer looks like."""

    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    NUMBER = "number"
    TEXT = "text"
    LONG_TEXT = "long_text"


class Visibility(StrEnum):
    """Whether a question is asked; unknown while an earlier answer that decides it is open."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. `knows` is the role that would know when the employee does not."""

    code: str
    kind: Kind
    options: tuple[str, ...] = ()
    show_when: Condition | None = None
    when_hidden: bool | int | str | None = None
    knows: str = ""
    minimum: int = 0
    maximum: int | None = None
    max_length: int = 4000
    sources: tuple[Source, ...] = ()


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Questions about one subject: one step of the wizard."""

    code: str
    questions: tuple[Question, ...]


class Questionnaire(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sections of questions; a question may depend only on questions before it."""

    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        """All questions in the order in which they are asked."""
        for section in self.sections:
            yield from section.questions

    def question(self, code: str) -> Question:
        """The question with this code. Raises KeyError."""
        for question in self.questions():
            if question.code == code:
                return question
        raise KeyError(code)

    def codes(self) -> Iterator[str]:
        """Every code that needs a text: sections, questions, and options as `question.option`."""
        for section in self.sections:
            yield section.code
            for question in section.questions:
                yield question.code
                yield from (f"{question.code}.{option}" for option in question.options)


class Answer(msgspec.Struct, frozen=True):
    """What was said.

    value: bool (yes_no), option code (one_of), tuple of option codes (many_of), int (number) or str (texts).
    unknown: "I don't know"; of a many_of, which may keep its ticks: "I don't know the rest".
    complete: of a many_of, "that is all" or, without ticks, "none of these".
    """

    value: bool | int | str | tuple[str, ...] | None = None
    unknown: bool = False
    complete: bool = False

    @property
    def given(self) -> bool:
        """Something was said, be it "I don't know"."""
        return self.unknown or self.complete or self.value not in (None, "", ())


Answers = Mapping[str, Answer]
NO_ANSWER = Answer()


def question_of(fact: str) -> str:
    """The code of the question that gives this fact (`data_kinds.health` comes from `data_kinds`)."""
    return fact.partition(".")[0]


def fact_codes(question: Question) -> tuple[str, ...]:
    """The facts that a question gives: itself, or one per option and a count; texts give none."""
    if question.kind is Kind.MANY_OF:
        return (*(f"{question.code}.{option}" for option in question.options), f"{question.code}.count")
    if question.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return ()
    return (question.code,)


@dataclass(frozen=True, slots=True)
class Reading:
    """A questionnaire with its answers, read once: what is shown and what is known."""

    questions: Mapping[str, Question]
    visibility: Mapping[str, Visibility]
    facts: Facts
    silent: frozenset[str]

    def settling(self, open_facts: Iterable[str]) -> tuple[str, ...]:
        """The questions whose answer could settle these unknown facts, in the order of the questionnaire.

        For a question of which it is not known whether it is shown, those are the questions that decide that.
        """
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [question_of(fact) for fact in open_facts]
        while waiting:
            code = waiting.pop()
            if code in seen or code not in self.questions:
                continue
            seen.add(code)
            condition = self.questions[code].show_when
            if self.visibility[code] is Visibility.UNKNOWN and condition is not None:
                waiting += [question_of(fact) for fact in condition.evaluate(self.facts).open]
            else:
                found.add(code)
        return tuple(code for code in self.questions if code in found)

    def needed(self, conditions: Iterable[Condition] | None) -> tuple[str, ...]:
        """The questions to ask still; see the function of this name."""
        silent = tuple(c for c, shown in self.visibility.items() if shown is Visibility.SHOWN and c in self.silent)
        if conditions is None:
            return silent
        open_facts = {fact for condition in conditions for fact in condition.evaluate(self.facts).open}
        settling = self.settling(open_facts)
        return tuple(code for code in silent if code in settling)


def read(questionnaire: Questionnaire, answers: Answers) -> Reading:
    """Go through the questionnaire once, in its order: a question depends only on questions before it."""
    questions = {question.code: question for question in questionnaire.questions()}
    visibility: dict[str, Visibility] = {}
    known: dict[str, Value] = {}
    for code, question in questions.items():
        visibility[code] = _visibility(question, known)
        known.update(_facts_of(question, visibility[code], answers.get(code, NO_ANSWER)))
    silent = frozenset(code for code in questions if not answers.get(code, NO_ANSWER).given)
    return Reading(questions, visibility, known, silent)


def flow(questionnaire: Questionnaire, answers: Answers) -> dict[str, Visibility]:
    """Whether each question is shown, in the order of the questionnaire."""
    return dict(read(questionnaire, answers).visibility)


def facts(questionnaire: Questionnaire, answers: Answers) -> dict[str, Value]:
    """What is known. A fact has a value only from an answered question that is known to be shown.

    A hidden question gives its `when_hidden`, else unknown; an answer that does not fit its question gives unknown.
    """
    return dict(read(questionnaire, answers).facts)


def open_questions(questionnaire: Questionnaire, answers: Answers, open_facts: Iterable[str]) -> tuple[str, ...]:
    """The questions whose answer could settle these unknown facts, in the order of the questionnaire."""
    return read(questionnaire, answers).settling(open_facts)


def needed(
    questionnaire: Questionnaire, answers: Answers, conditions: Iterable[Condition] | None = None
) -> tuple[str, ...]:
    """The questions to ask still: shown, nothing said yet, and able to change one of `conditions`.

    Without conditions every shown question is needed. "I don't know" is an answer: it is not asked again here.
    """
    return read(questionnaire, answers).needed(conditions)


def asked(
    questionnaire: Questionnaire, answers: Answers, conditions: Iterable[Condition] | None = None
) -> tuple[str, ...]:
    """The questions to put on the screen: shown, and either answered or needed."""
    reading = read(questionnaire, answers)
    wanted = reading.needed(conditions)
    return tuple(
        code
        for code, shown in reading.visibility.items()
        if shown is Visibility.SHOWN and (code in wanted or code not in reading.silent)
    )


def _visibility(question: Question, known: Facts) -> Visibility:
    if question.show_when is None:
        return Visibility.SHOWN
    truth = question.show_when.evaluate(known).truth
    return {Truth.TRUE: Visibility.SHOWN, Truth.FALSE: Visibility.HIDDEN, Truth.UNKNOWN: Visibility.UNKNOWN}[truth]


def _facts_of(question: Question, shown: Visibility, answer: Answer) -> dict[str, Value]:
    if shown is Visibility.HIDDEN:
        return _facts_from(question, _when_hidden(question))
    return _facts_from(question, answer if shown is Visibility.SHOWN else NO_ANSWER)


def _when_hidden(question: Question) -> Answer:
    if question.when_hidden is None:
        return NO_ANSWER
    if question.kind is Kind.MANY_OF:
        return Answer((), complete=question.when_hidden == NONE)
    return Answer(question.when_hidden)


def _facts_from(question: Question, answer: Answer) -> dict[str, Value]:
    if question.kind is Kind.MANY_OF:
        return _many_facts(question, answer)
    if question.kind is Kind.NUMBER:
        return {question.code: _number_fact(question, answer)}
    return {code: _single_fact(question, answer) for code in fact_codes(question)}


def _many_facts(question: Question, answer: Answer) -> dict[str, Value]:
    """One fact per option: ticked is true; unticked is false only when that is all there is."""
    ticked = answer.value if isinstance(answer.value, tuple) else ()
    rest = False if answer.complete and not answer.unknown else None
    known: dict[str, Value] = {f"{question.code}.{o}": True if o in ticked else rest for o in question.options}
    low = sum(value is True for value in known.values())
    high = low + sum(value is None for value in known.values())
    known[f"{question.code}.count"] = Interval(low, high)
    return known


def _number_fact(question: Question, answer: Answer) -> Interval:
    value = answer.value
    anything = Interval(question.minimum, question.maximum)
    if answer.unknown or not isinstance(value, int) or isinstance(value, bool):
        return anything
    fits = value >= question.minimum and (question.maximum is None or value <= question.maximum)
    return Interval(value, value) if fits else anything


def _single_fact(question: Question, answer: Answer) -> Value:
    if answer.unknown:
        return None
    if question.kind is Kind.YES_NO:
        return answer.value if isinstance(answer.value, bool) else None
    return answer.value if isinstance(answer.value, str) and answer.value in question.options else None
