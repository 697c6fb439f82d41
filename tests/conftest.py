"""What every test can count on: its own database, quick passwords, and a journal that only the flush may empty."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from roeland.journal import triggers


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2PasswordHasher"]


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    """A page that was asked in English leaves its language behind in the thread."""
    with translation.override("nl"):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """SQLite gets a file, so that threads, live servers and other processes see the same database."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(settings.DATA) / "test.sqlite3")
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


Flush = Callable[[BaseDatabaseOperations, Sequence[str]], None]


def _with_triggers_lifted(flush: Flush) -> Flush:
    def flush_all(operations: BaseDatabaseOperations, statements: Sequence[str]) -> None:
        triggers.lift(operations.connection)
        flush(operations, statements)
        triggers.create(operations.connection)
        cache.clear()

    return flush_all


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """The journal refuses to be emptied; the flush after a test with real transactions is the one exception.

    It holds for every connection: a browser's loop in this thread makes Django open another one.
    """
    operations = type(connection.ops)
    plain = operations.execute_sql_flush
    operations.execute_sql_flush = _with_triggers_lifted(plain)
    yield
    operations.execute_sql_flush = plain
