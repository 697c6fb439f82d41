"""The one place where the two databases are asked in their own words: SQLite's FTS5, PostgreSQL's tsquery."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, UUIDField, Value
from django.db.models.lookups import Exact

from roeland.search.models import IndexedText


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


class _WithoutIndex(Func):
    """On SQLite: compare this column row by row. Its planner takes every row of an organisation for a few rows."""

    template = "+%(expressions)s"


def rows(organisation: UUID, kind: str, words: Sequence[Sequence[str]]) -> QuerySet[IndexedText]:
    """The rows of which every word is there in at least one of its forms. A form that ends in * is a beginning.

    Forms hold letters and digits only, so nothing in them can be taken for an operator.
    """
    if connection.vendor == "postgresql":
        answers = _InVector(F("stems"), Value(_joined(words, " | ", " & ", "{}", "{}:*")))
        return IndexedText.objects.filter(answers, organisation=organisation, kind=kind)
    asked = _InFullText(F("pk"), Value(_joined(words, " OR ", " AND ", '"{}"', '"{}"*')))
    found = IndexedText.objects.filter(asked, kind=kind)
    return found.filter(Exact(_WithoutIndex(F("organisation"), output_field=UUIDField()), organisation))


def _joined(words: Sequence[Sequence[str]], either: str, both: str, whole: str, begin: str) -> str:
    def written(form: str) -> str:
        return begin.format(form[:-1]) if form.endswith("*") else whole.format(form)

    return both.join(f"({either.join(written(form) for form in forms)})" for forms in words)
