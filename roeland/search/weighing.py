"""How well a row answers: the same sum in both databases, over the words in its name and in what stands closest to it.

A word in the name weighs far more than one in the lead, and that more than one in the rest; a whole word more than its
stem, that more than a part of a compound, and that more than another word for it. bm25 and ts_rank were considered:
they weigh words by how rare they are in everybody's registers, and the two would put things in two orders.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F, Func, IntegerField

from roeland.search.terms import Form, Term, Worth

IN_LEAD = {Worth.WORD: 10, Worth.STEM: 10, Worth.PART: 7, Worth.SAME: 6}
ELSEWHERE = 1
PLACE = {"sqlite": "INSTR", "postgresql": "STRPOS"}
Branch = tuple[str, tuple[str, ...], int]  # the column, what must be in it, what that is worth


class Score(Func):
    """The sum over the terms of the most that one form of each is worth where it stands, for each of its words.

    Written out here: put together from Django's expressions it would take longer to write than to answer.
    """

    output_field = IntegerField()

    def __init__(self, terms: Iterable[Term]) -> None:
        super().__init__(F("name"), F("lead"))
        self.terms = [(list(_branches(term.forms)), len(term.asked)) for term in terms]

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[str, ...]]:
        name, lead = (compiler.compile(column)[0] for column in self.source_expressions)
        sums = [_case(PLACE[connection.vendor], {"name": name, "lead": lead}, *term) for term in self.terms]
        values = tuple(
            text for branches, _times in self.terms for _column, wanted, _worth in branches for text in wanted
        )
        return f"({' + '.join(['0', *sums])})", values


def _case(place: str, columns: Mapping[str, str], branches: Iterable[Branch], times: int) -> str:
    whens = [
        f"WHEN {' AND '.join(f'{place}({columns[column]}, %s) > 0' for _ in wanted)} THEN {worth * times}"
        for column, wanted, worth in branches
    ]
    return f"CASE {' '.join(whens)} ELSE {ELSEWHERE} END"


def _branches(forms: Sequence[Form]) -> Iterator[Branch]:
    """Where each form may stand, from the dearest on."""
    dearest = sorted(forms, key=lambda form: -form.worth)
    for form in dearest:
        yield "name", _as_weighed(form), int(form.worth)
    for form in dearest:
        if form.worth is not Worth.WORD:
            yield "lead", _as_weighed(form), IN_LEAD[form.worth]


def _as_weighed(form: Form) -> tuple[str, ...]:
    """How the words of a form stand in a row of " word/stem "."""
    return tuple(_token(text, form.worth) for text in form.tokens)


def _token(text: str, worth: Worth) -> str:
    if text.endswith("*"):
        return f" {text[:-1]}"
    if text.startswith("*"):
        return text[1:]
    return f" {text}/" if worth is Worth.WORD else f"/{text} "
