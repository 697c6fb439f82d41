"""Insertions worked out ahead, so that the transaction that needs them only has to send them.

Putting a thousand rows into words takes several times as long as writing them, and on SQLite everybody waits for
whoever holds the pen. The words are those of bulk_create, on either database.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

LONGEST = 500  # rows of one statement


class Statement(NamedTuple):
    """What is sent to the database, and the values that go with it."""

    text: str
    values: Sequence[Any]


def inserts(rows: list[Any], *, over: Sequence[str] = ()) -> Iterator[Statement]:
    """Yield the statements that insert rows of one model; `over` names the columns to renew of rows that exist."""
    if not rows:
        return
    fields = rows[0]._meta.concrete_fields
    length = max(min(LONGEST, connection.ops.bulk_batch_size(fields, rows)), 1)
    for start in range(0, len(rows), length):
        query = _query(type(rows[0]), over)
        query.insert_values(fields, rows[start : start + length])
        for text, values in query.get_compiler(connection=connection).as_sql():
            yield Statement(text, values)


def _query(model: type[Model], over: Sequence[str]) -> InsertQuery:
    if not over:
        return InsertQuery(model)
    renewed = [model._meta.get_field(name) for name in over]
    return InsertQuery(model, on_conflict=OnConflict.UPDATE, update_fields=renewed, unique_fields=[model._meta.pk])


def send(statements: Sequence[Statement]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.text, statement.values)
