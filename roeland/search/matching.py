"""The one place where the two databases are asked in their own words: SQLite's FTS5, PostgreSQL's tsquery."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Value


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


def found(words: Sequence[Sequence[str]]) -> Any:
    """A condition on IndexedText: of every word at least one form is there. A form that ends in * is a beginning.

    Forms hold letters and digits only, so nothing in them can be taken for an operator.
    """
    if connection.vendor == "postgresql":
        return _InVector(F("stems"), Value(_joined(words, " | ", " & ", "{}", "{}:*")))
    return _InFullText(F("pk"), Value(_joined(words, " OR ", " AND ", '"{}"', '"{}"*')))


def _joined(words: Sequence[Sequence[str]], either: str, both: str, whole: str, begin: str) -> str:
    def written(form: str) -> str:
        return begin.format(form[:-1]) if form.endswith("*") else whole.format(form)

    return both.join(f"({either.join(written(form) for form in forms)})" for forms in words)
