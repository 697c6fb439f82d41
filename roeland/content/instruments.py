"""Whether an instrument holds together: what its numbers and conclusions read is there, once or in each row."""

from collections.abc import Iterable, Iterator

from roeland.content.checks import Complaint, given, questionnaire, unreadable
from roeland.content.reading import Place
from roeland.rules.instruments import Instrument
from roeland.rules.logic import Condition, CountOf, Not, Some
from roeland.rules.numbers import Number, Term
from roeland.rules.questionnaire import Kind, Question


def check(meaning: Instrument) -> Iterator[Complaint]:
    """What is wrong with an instrument, as far as it can be seen without the other documents."""
    yield from questionnaire(meaning)
    known = _Known(meaning)
    for n, number in enumerate(meaning.numbers):
        yield from known.number(number, ("numbers", n))
    for c, conclusion in enumerate(meaning.conclusions):
        yield from known.condition(conclusion.when, "", ("conclusions", c, "when"))
        if not conclusion.sources:
            yield ("conclusions", c), "needs 'sources': where it is written"
    for n, need in enumerate(meaning.needs):
        if not need.sources:
            yield ("needs", n), "needs 'sources': where it is written"
    for s, section in enumerate(meaning.sections):
        if not section.role:
            yield ("sections", s), "needs 'role': who fills it in, when nobody is asked"


class _Known:
    """The questions outside rows, and those of each section that repeats; numbers as questions that count."""

    def __init__(self, meaning: Instrument) -> None:
        self.of: dict[str, list[Question]] = {"": [*given(meaning)]}
        for section in meaning.sections:
            self.of.setdefault(section.group, []).extend(section.questions)

    def number(self, number: Number, place: Place) -> Iterator[Complaint]:
        if number.group and number.group not in self.of:
            yield (*place, "group"), f"'{number.group}' is no section that repeats"
            return
        for t, term in enumerate(number.terms):
            yield from self._term(term, number.group, (*place, "terms", t))
        starts = [band.at_least for band in number.bands]
        if starts != sorted(set(starts)) or (starts and starts[0] != 0):
            yield (*place, "bands"), "bands start at 0 and go up"
        self.of[number.group].append(Question(number.code, Kind.NUMBER))

    def _term(self, term: Term, group: str, place: Place) -> Iterator[Complaint]:
        if term.when is not None:
            yield from self.condition(term.when, group, (*place, "when"))
        if term.points < 0 or any(value < 0 for value in term.values.values()):
            yield place, "counts down: a number never goes below nothing"
        if not term.of:
            return
        seen = self.of[group] if group else [each for several in self.of.values() for each in several]
        found = next((question for question in (*self.of[""], *seen) if question.code == term.of), None)
        if found is None:
            yield (*place, "of"), f"there is no '{term.of}' here"
        elif found.kind is Kind.ONE_OF and set(term.values) != set(found.options):
            yield (*place, "values"), f"needs a value for each option of '{term.of}'"
        elif found.kind not in (Kind.ONE_OF, Kind.NUMBER):
            yield (*place, "of"), f"'{term.of}' is no number and no one_of"

    def condition(self, condition: Condition, group: str, place: Place) -> Iterator[Complaint]:
        match condition:
            case Some(other, inside):
                if group or other not in self.of:
                    yield place, f"'{other}' is no section that repeats, or stands in another"
                else:
                    yield from self.condition(inside, other, place)
            case Not(inside):
                yield from self.condition(inside, group, place)
            case CountOf(_, several):
                yield from self._several(several, group, place)
            case _:
                outside = self.of[""] if group else []
                yield from unreadable(condition, (*outside, *self.of[group]), place)

    def _several(self, several: Iterable[Condition], group: str, place: Place) -> Iterator[Complaint]:
        for each in several:
            yield from self.condition(each, group, place)
