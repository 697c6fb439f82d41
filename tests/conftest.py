"""What every test can count on: its own database, quick passwords, and a journal that only the flush may empty."""

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation
from pytest_django import DjangoDbBlocker

from roeland.journal import triggers
from tests import mould


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2PasswordHasher"]


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    """A page that was asked in English leaves its language behind in the thread."""
    with translation.override("nl"):
        yield


def pytest_collection_finish() -> None:
    """What stands in memory by now stays: looking through it for garbage, again and again, takes a fifth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The test database is there already, poured from the mould; it goes with the folder of the run."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """SQLite gets a file, so that threads, live servers and other processes see the same database."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(settings.DATA) / "test.sqlite3")
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    with django_db_blocker.unblock():
        mould.pour(connection)


Flush = Callable[[BaseDatabaseOperations, Sequence[str]], None]


def _with_triggers_lifted(flush: Flush) -> Flush:
    def flush_all(operations: BaseDatabaseOperations, statements: Sequence[str]) -> None:
        triggers.lift(operations.connection)
        flush(operations, statements)
        triggers.create(operations.connection)
        cache.clear()

    return flush_all


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The journal refuses to be emptied; the flush after a test with real transactions is the one exception.

    It holds for every connection: a browser's loop in this thread makes Django open another one.
    """
    with django_db_blocker.unblock():
        mould.cast(connection)
    operations = type(connection.ops)
    plain = operations.execute_sql_flush
    operations.execute_sql_flush = _with_triggers_lifted(plain)
    yield
    operations.execute_sql_flush = plain
