"""Questions, answers, and the facts that an answer gives."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property, lru_cache

import msgspec

from roeland.rules.logic import Condition, Facts, Interval, Value
from roeland.rules.numbers import Number
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
    DATE = "date"
    LINK = "link"
    PERSON = "person"
    TABLE = "table"
    FILE = "file"


TOLD = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.DATE, Kind.LINK, Kind.PERSON, Kind.TABLE, Kind.FILE})
"""What is only told: no condition reads it, so it gives no fact."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One question. `knows` is the role that would know when the employee does not.

    rows_of: of a many_of or one_of, the repeated section whose rows are its options; named_by: the question in it whose
    answer names such an option, when another names its rows. columns: of a table. optional: it may stay empty. share:
    the name under which the answer is known outside this questionnaire; asked once, it fills others.
    """

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
    rows_of: str = ""
    named_by: str = ""
    columns: tuple[str, ...] = ()
    optional: bool = False
    share: str = ""

    @cached_property
    def fact_codes(self) -> tuple[str, ...]:
        """The facts that it gives: itself, or one per option and a count; texts give none."""
        if self.kind is Kind.MANY_OF:
            return (*(f"{self.code}.{option}" for option in self.options), f"{self.code}.count")
        return () if self.kind in TOLD else (self.code,)

    @cached_property
    def fact_of(self) -> Mapping[str, str]:
        """Per option of a many-of question its fact."""
        return {option: f"{self.code}.{option}" for option in self.options}

    @cached_property
    def when_silent(self) -> Mapping[str, Value]:
        """Its facts as long as nothing was said."""
        return facts_from(self, NO_ANSWER)

    @cached_property
    def facts_when_hidden(self) -> Mapping[str, Value]:
        """Its facts once it is certain that it is not asked."""
        return facts_from(self, _when_hidden(self))


class Repeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a section repeats: `label` is the question whose answer names a row; how many rows there must and may be.

    inside: another section that repeats, in each row of which this one has rows of its own.
    """

    label: str
    at_least: int = 1
    at_most: int = 40
    inside: str = ""


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Questions about one subject: one step of the wizard, or the part of one role.

    role: "" for who fills the questionnaire in; otherwise the experts who answer it, as far as facts need it.
    repeat: it is asked once for each row that people add. per: it is asked for each row of that other section.
    """

    code: str
    questions: tuple[Question, ...]
    role: str = ""
    repeat: Repeat | None = None
    per: str = ""

    @property
    def group(self) -> str:
        """The repeated section whose rows it follows; "" when it is asked once."""
        return self.per or (self.code if self.repeat is not None else "")


class Questionnaire(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Sections of questions; a question may depend only on questions before it.

    given: facts that no question asks, with their possible values ("jurisdiction"); the room hands them in.
    numbers: what is worked out from the answers, each from what stands before it.
    """

    sections: tuple[Section, ...]
    given: dict[str, tuple[str, ...]] = {}
    numbers: tuple[Number, ...] = ()

    def questions(self) -> Iterator[Question]:
        """All questions in the order in which they are asked."""
        for section in self.sections:
            yield from section.questions

    @cached_property
    def by_code(self) -> Mapping[str, Question]:
        """All questions in their order."""
        return {question.code: question for question in self.questions()}

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Per question its place in the order."""
        return {code: place for place, code in enumerate(self.by_code)}

    @cached_property
    def role_of(self) -> Mapping[str, str]:
        """Per question the role that answers it; "" is who fills the questionnaire in."""
        return {question.code: section.role for section in self.sections for question in section.questions}

    @cached_property
    def groups(self) -> Mapping[str, Section]:
        """The sections that repeat, by their code."""
        return {section.code: section for section in self.sections if section.repeat is not None}

    @cached_property
    def unanswered(self) -> Mapping[str, Value]:
        """What is known before anything was said: nothing, but how far numbers go."""
        return {fact: value for question in self.questions() for fact, value in question.when_silent.items()}

    def question(self, code: str) -> Question:
        """The question with this code. Raises KeyError."""
        return self.by_code[code]

    def who_knows(self, code: str) -> str:
        """The role that is asked when an answer is open: that of the section, or who would know."""
        return self.role_of[code] or self.by_code[code].knows

    def codes(self) -> Iterator[str]:
        """Every code that needs a text: sections, questions, and options as `question.option`."""
        for section in self.sections:
            yield section.code
            for question in section.questions:
                yield question.code
                yield from (f"{question.code}.{part}" for part in (*question.options, *question.columns))
        for number in self.numbers:
            yield number.code
            yield from (f"{number.code}.{band.code}" for band in number.bands)


class Answer(msgspec.Struct, frozen=True):
    """What was said.

    value: bool (yes_no), option code (one_of), tuple of option codes (many_of), int (number), str (texts, a date as
    2026-12-02, a link, the key of a person or a file) or a tuple of rows of str (table).
    unknown: "I don't know"; of a many_of, which may keep its ticks: "I don't know the rest".
    complete: of a many_of, "that is all" or, without ticks, "none of these".
    """

    value: bool | int | str | tuple[str | tuple[str, ...], ...] | None = None
    unknown: bool = False
    complete: bool = False

    @property
    def given(self) -> bool:
        """Something was said, be it "I don't know"."""
        return self.unknown or self.complete or self.value not in (None, "", ())


Answers = Mapping[str, Answer]
NO_ANSWER = Answer()
NOTHING_GIVEN: Facts = {}


@lru_cache(maxsize=10_000)
def question_of(fact: str) -> str:
    """The code of the question that gives this fact (`data_kinds.health` comes from `data_kinds`)."""
    return fact.partition(".")[0]


def _when_hidden(question: Question) -> Answer:
    if question.when_hidden is None:
        return NO_ANSWER
    if question.kind is Kind.MANY_OF:
        return Answer((), complete=question.when_hidden == NONE)
    return Answer(question.when_hidden)


def facts_from(question: Question, answer: Answer) -> dict[str, Value]:
    """The facts of a question that is shown; an answer that does not fit its question gives unknown."""
    if question.kind is Kind.MANY_OF:
        return _many_facts(question, answer)
    if question.kind is Kind.NUMBER:
        return {question.code: _number_fact(question, answer)}
    return {question.code: _single_fact(question, answer)} if question.fact_codes else {}


def _many_facts(question: Question, answer: Answer) -> dict[str, Value]:
    """One fact per option: ticked is true; unticked is false only when that is all there is."""
    ticked = [each for each in answer.value if isinstance(each, str)] if isinstance(answer.value, tuple) else []
    rest = False if answer.complete and not answer.unknown else None
    known: dict[str, Value] = dict.fromkeys(question.fact_of.values(), rest)
    ticks = {question.fact_of[option] for option in ticked if option in question.fact_of}
    known.update(dict.fromkeys(ticks, True))
    known[question.fact_codes[-1]] = Interval(len(ticks), len(ticks) if rest is False else len(question.options))
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
