"""Insertions worked out ahead, so that the transaction that needs them only has to send them.

Putting a thousand rows into words takes several times as long as writing them, and on SQLite everybody waits for
whoever holds the pen. The words are those of bulk_create for one row, on either database.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery


class Statement(NamedTuple):
    """What is sent to the database for one row, and the values of every row that it is sent for."""

    text: str
    rows: list[list[Any]]


def inserts(rows: Sequence[Any], *, over: Sequence[str] = ()) -> list[Statement]:
    """Return what inserts rows of one model; `over` names the columns to renew of rows that exist."""
    if not rows:
        return []
    fields, database = rows[0]._meta.concrete_fields, connections[DEFAULT_DB_ALIAS]
    values = [[field.get_db_prep_save(field.pre_save(row, True), database) for field in fields] for row in rows]
    query = _query(type(rows[0]), over)
    query.insert_values(fields, [rows[0]])
    ((text, _values),) = query.get_compiler(connection=database).as_sql()
    return [Statement(text, values)]


def column(model: type[Model], name: str) -> int:
    """Return where a field stands among the values of a row."""
    return [field.name for field in model._meta.concrete_fields].index(name)


def _query(model: type[Model], over: Sequence[str]) -> InsertQuery:
    if not over:
        return InsertQuery(model)
    renewed = [model._meta.get_field(name) for name in over]
    return InsertQuery(model, on_conflict=OnConflict.UPDATE, update_fields=renewed, unique_fields=[model._meta.pk])


def send(statements: Iterable[Statement]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.executemany(statement.text, statement.rows)
