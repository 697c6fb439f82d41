"""Queries that are put into SQL once in a process. A dossier reads twenty that differ in nothing but their keys.

To build such a query costs Django more time than the database needs for its answer: ADR 0011.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, update_wrapper
from typing import Any, Generic, TypeVar, get_type_hints
from uuid import UUID, uuid4

from django.db import connections
from django.db.models import DateTimeField, QuerySet, UUIDField
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Key = UUID | datetime
REMEMBERED = 500  # statements of one connection
FIELDS: dict[Any, Any] = {UUID: UUIDField(), datetime: DateTimeField()}
"""The kinds of keys, each with the field that puts it into the form of the database."""


@dataclass(frozen=True)
class Place:
    """Where in the SQL one of the keys goes."""

    number: int


@dataclass(frozen=True)
class Made:
    """A query that is in SQL: its rows still to be read, and per parameter a value or the place of a key."""

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]
    kinds: tuple[Any, ...]

    def of(self, keys: tuple[Key, ...]) -> QuerySet[Any, Any]:
        """Return the rows of these keys, not yet read."""
        rows: Any = self.rows.all()
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[rows.db]  # that of this thread
        known = _as_stored(self.kinds, keys, compiler.connection)
        filled = tuple(known[each.number] if isinstance(each, Place) else each for each in self.parameters)
        compiler.as_sql = lambda *_, **__: (self.sql, filled)
        rows.query.get_compiler = lambda *_, **__: compiler
        return rows


class Prepared(Generic[Row]):
    """A function that returns the rows of a query, which another function builds from keys alone."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        update_wrapper(self, build)
        self._build: Any = build

    def __call__(self, *keys: Key) -> list[Row]:
        """Return the rows of these keys."""
        return list(self._made.of(keys))

    def first(self, *keys: Key) -> Row | None:
        """Return the first row; None when there is none. How many are read, the query says."""
        return next(iter(self(*keys)), None)

    @cached_property
    def _made(self) -> Made:
        kinds = tuple(kind for name, kind in get_type_hints(self._build).items() if name != "return")
        marks = tuple(_mark(kind) for kind in kinds)
        rows = self._build(*marks)
        compiler = rows.query.get_compiler(rows.db)
        sql, parameters = compiler.as_sql()
        known = _as_stored(kinds, marks, compiler.connection)
        places = tuple(Place(known.index(each)) if each in known else each for each in parameters)
        return Made(rows, compiler, sql, places, kinds)


def _mark(kind: Any) -> Key:
    """A key that stands nowhere else in the query, by which its place is found."""
    mark = uuid4()
    return mark if kind is UUID else datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=mark.int % 10**15)


def _as_stored(kinds: tuple[Any, ...], keys: tuple[Key, ...], connection: Any) -> list[Any]:
    return [FIELDS[kind].get_db_prep_value(key, connection) for kind, key in zip(kinds, keys, strict=True)]


def keep_prepared(connection: Any, **_news: Any) -> None:
    """Let a new connection to PostgreSQL remember all that the pages ask: of fewer, each would push out another."""
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = REMEMBERED


def prepared(build: Callable[..., QuerySet[Any, Row]]) -> Prepared[Row]:
    """Make of a function that builds a query from keys a function that returns its rows.

    What else the query compares with is put into it for good: a day or a list of that moment does not belong there.
    """
    return Prepared(build)
