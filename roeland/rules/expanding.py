"""A questionnaire with the rows that people added: each repeated section once for every row."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from roeland.rules.logic import Condition, CountOf, Leaf, Not, Some, any_condition
from roeland.rules.numbers import Number, Term
from roeland.rules.questionnaire import Question, Questionnaire, Section, question_of

Rows = Mapping[str, Sequence[str]]
"""Per repeated section the keys of its rows, in their order. A key has small letters and digits only.

That of a row inside another row begins with the key of that one: "1a_2b" is row 2b in row 1a.
"""

BETWEEN = "-"
INSIDE = "_"


def in_row(code: str, row: str) -> str:
    """The code of a question, section or fact in a row: "kinds.health" in row 1a is "kinds-1a.health"."""
    first, dot, rest = code.partition(".")
    return f"{first}{BETWEEN}{row}{dot}{rest}"


def bare(code: str) -> str:
    """The code as the content knows it, without the row."""
    first, dot, rest = code.partition(".")
    return f"{first.partition(BETWEEN)[0]}{dot}{rest}"


def row_of(code: str) -> str:
    """The row in which a question or section stands; "" outside of one."""
    return question_of(code).partition(BETWEEN)[2]


def row_inside(outer: str, own: str) -> str:
    """The key of a row that stands in another one; of a row that stands in none, its own."""
    return f"{outer}{INSIDE}{own}" if outer else own


def outer_row(row: str) -> str:
    """The row in which a row stands; "" when it stands in none."""
    return row.rpartition(INSIDE)[0]


def around(row: str, depth: int) -> str:
    """The row around a row, `depth` rows deep; itself when it is not deeper than that."""
    return INSIDE.join(row.split(INSIDE)[:depth])


def expanded(questionnaire: Questionnaire, rows: Rows) -> Questionnaire:
    """The questionnaire with these rows. What reads a question in the same row reads it there."""
    return _Expanding(questionnaire, rows).questionnaire()


def condition_over(
    questionnaire: Questionnaire, condition: Condition, rows: Rows, complete: Container[str] = ()
) -> Condition:
    """A condition of the content (a conclusion) over the rows that there are.

    complete: the sections of which somebody said that these are all rows; any other without a row stays unknown.
    """
    return _Expanding(questionnaire, rows, complete).condition(condition, "", "")


class _Expanding:
    def __init__(self, questionnaire: Questionnaire, rows: Rows, complete: Container[str] = ()) -> None:
        self.whole, self.rows, self.complete = questionnaire, rows, complete
        self.group_of = {question.code: s.group for s in questionnaire.sections for question in s.questions}
        self.group_of |= {number.code: number.group for number in questionnaire.numbers}
        self.depth: dict[str, int] = {}  # how many rows deep the rows of a section stand
        for code, section in questionnaire.groups.items():
            self.depth[code] = 1 + self.depth.get(section.repeat.inside if section.repeat else "", 0)
        self.inside = {code: each.repeat.inside for code, each in questionnaire.groups.items() if each.repeat}

    def questionnaire(self) -> Questionnaire:
        sections = [each for section in self.whole.sections for each in self._sections(section)]
        numbers = [each for number in self.whole.numbers for each in self._numbers(number)]
        return replace(self.whole, sections=tuple(sections), numbers=tuple(numbers))

    def _sections(self, section: Section) -> Iterator[Section]:
        group = section.group
        for row in self.rows.get(group, ()) if group else ("",):
            questions = tuple(self._question(question, group, row) for question in section.questions)
            code = in_row(section.code, row) if row else section.code
            yield replace(section, code=code, questions=questions)

    def _question(self, question: Question, group: str, row: str) -> Question:
        shown = question.show_when
        return replace(
            question,
            code=in_row(question.code, row) if row else question.code,
            options=tuple(self.rows.get(question.rows_of, ())) if question.rows_of else question.options,
            show_when=None if shown is None else self.condition(shown, group, row),
        )

    def _numbers(self, number: Number) -> Iterator[Number]:
        for row in self.rows.get(number.group, ()) if number.group else ("",):
            code = in_row(number.code, row) if row else number.code
            terms = [each for term in number.terms for each in self._terms(term, number.group, row)]
            yield replace(number, code=code, group="", terms=tuple(terms))

    def _terms(self, term: Term, group: str, row: str) -> Iterable[Term]:
        its = self.group_of.get(question_of(term.of), "") if term.of else ""
        when = term.when
        if its and its != group:  # over all rows
            return [self._term(term, when, its, each) for each in self.rows.get(its, ())]
        return [self._term(term, when, group, row)]

    def _term(self, term: Term, when: Condition | None, group: str, row: str) -> Term:
        of = in_row(term.of, row) if term.of and self.group_of.get(question_of(term.of), "") else term.of
        return replace(term, of=of, when=None if when is None else self.condition(when, group, row))

    def condition(self, condition: Condition, group: str, row: str) -> Condition:
        match condition:
            case Leaf():
                return self._leaf(condition, group, row)
            case Not(inside):
                return Not(self.condition(inside, group, row))
            case CountOf(count, several):
                return CountOf(count, tuple(self.condition(each, group, row) for each in several))
            case Some(other, inside):
                parts = [self.condition(inside, other, each) for each in self.rows.get(other, ())]
                return any_condition(*parts) if parts or other in self.complete else condition
        raise TypeError(f"No rows for a {type(condition).__name__}")

    def _leaf(self, leaf: Leaf, group: str, row: str) -> Leaf:
        its = self.group_of.get(question_of(leaf.fact), "")
        if not row or not its or its not in self._and_around(group):
            return leaf
        return leaf_on(leaf, in_row(leaf.fact, around(row, self.depth[its])))

    def _and_around(self, group: str) -> Iterator[str]:
        """A section that repeats, and those in whose rows its rows stand."""
        while group:
            yield group
            group = self.inside.get(group, "")


def leaf_on(leaf: Leaf, fact: str) -> Leaf:
    """The same condition on another fact."""
    values = {name: getattr(leaf, name) for name in type(leaf).__dataclass_fields__ if name != "fact"}
    return type(leaf)(fact=fact, **values)
