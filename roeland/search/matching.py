"""The one place where the two databases are asked in their own words: SQLite's FTS5, PostgreSQL's tsquery."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, UUIDField, Value
from django.db.models.lookups import Exact

from roeland.search.models import IndexedText

Tokens = tuple[str, ...]
Term = Sequence[Tokens]  # in at least one of these ways, of which every word must be there


class _InFullText(Func):
    """On SQLite: the row's number is among those that the word index finds."""

    output_field = BooleanField()
    template = "(%(expressions)s))"
    arg_joiner = " IN (SELECT rowid FROM search_words WHERE search_words MATCH "


class _InVector(Func):
    """On PostgreSQL: the row's words answer the query. Written as its index is."""

    output_field = BooleanField()
    template = "to_tsvector('simple', %(expressions)s)"
    arg_joiner = ") @@ to_tsquery('simple', "


_HOLDING = {
    # Row by row along the word index, so that a word that many hold is left after the first of them.
    "sqlite": """SELECT {place}, subject FROM (SELECT subject FROM search_words CROSS JOIN search_indexedtext
        ON search_indexedtext.id = search_words.rowid WHERE search_words MATCH %s
        AND kind = %s AND organisation = %s LIMIT {most})""",
    "postgresql": """SELECT {place}, subject FROM (SELECT subject FROM search_indexedtext
        WHERE to_tsvector('simple', stems) @@ to_tsquery('simple', %s)
        AND kind = %s AND organisation = %s LIMIT {most}) AS found_{place}""",
}


class _WithoutIndex(Func):
    """On SQLite: compare this column row by row. Its planner takes every row of an organisation for a few rows."""

    template = "+%(expressions)s"


def rows_with(organisation: UUID, kind: str, choices: Sequence[Sequence[Term]]) -> QuerySet[IndexedText]:
    """The rows in which for at least one of the choices every term is there in at least one of its ways.

    A word that ends in * is a beginning. Words hold letters and digits only, so nothing in them can be taken for an
    operator.
    """
    if connection.vendor == "postgresql":
        answers = _InVector(F("stems"), Value(_query(choices)))
        return IndexedText.objects.filter(answers, organisation=organisation, kind=kind)
    asked = _InFullText(F("pk"), Value(_query(choices)))
    return IndexedText.objects.filter(asked, of_organisation(organisation), kind=kind)


def of_organisation(organisation: UUID) -> Q | Exact:
    """The condition that rows are of an organisation, where their words say already which few they are."""
    if connection.vendor == "postgresql":
        return Q(organisation=organisation)
    return Exact(_WithoutIndex(F("organisation"), output_field=UUIDField()), organisation)


def holding(organisation: UUID, kind: str, groups: Sequence[Sequence[str]], most: int) -> list[list[Any]]:
    """Per group of forms at most so many things that hold all of them, in one query: keys as the database has them."""
    found: list[list[Any]] = [[] for _group in groups]
    if not groups:
        return found
    part, here = _HOLDING[connection.vendor], IndexedText._meta.get_field("organisation")
    query = " UNION ALL ".join(part.format(place=place, most=int(most)) for place in range(len(groups)))
    owner = here.get_db_prep_value(organisation, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            query, [each for group in groups for each in (_query([[((form,),) for form in group]]), kind, owner)]
        )
        for place, subject in cursor.fetchall():
            found[place].append(subject)
    return found


def _query(choices: Sequence[Sequence[Term]]) -> str:
    if connection.vendor == "postgresql":
        return _written(choices, (" | ", " & "), ("{}", "{}:*"))
    return _written(choices, (" OR ", " AND "), ('"{}"', '"{}"*'))


def _written(choices: Sequence[Sequence[Term]], signs: tuple[str, str], shapes: tuple[str, str]) -> str:
    either, both = signs
    whole, begin = shapes

    def token(text: str) -> str:
        return begin.format(text[:-1]) if text.endswith("*") else whole.format(text)

    def term(ways: Term) -> str:
        return _joined(either, [_joined(both, [token(text) for text in way]) for way in ways])

    return _joined(either, [_joined(both, [term(ways) for ways in choice]) for choice in choices])


def _joined(sign: str, parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({sign.join(parts)})"
