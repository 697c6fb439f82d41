"""What every test can count on: its own database, quick passwords, and a journal that only the flush may empty."""

import gc
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django import DjangoDbBlocker

from roeland.journal import triggers
from tests import mould

# How long an example takes says something of the machine, not of the code; timings belong to the bench.
examples.register_profile("roeland", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("roeland")


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2PasswordHasher"]


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    """A page that was asked in English leaves its language behind in the thread."""
    with translation.override("nl"):
        yield


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], datetime]:
    """Return a function that moves the clock of the machine to a moment."""

    def moved(moment: datetime) -> datetime:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return moved


USES_A_DATABASE = {"db", "transactional_db", "live_server", "prepared"}  # the last has an installation of its own
left_out = pytest.StashKey[int]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--dist loadgroup` a file stays in one process, so that what its tests share is made once; so do all files
    on the demonstration, of which loading takes longer than they do.

    On PostgreSQL only what uses a database runs; Django refuses it to all other tests, so they would tell the same.
    Of what is looked at in a browser only the English journeys run there too.

    The run says at its end how many those are.
    """
    for item in items:
        file = item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group("demo" if file.startswith("tests/demo/") else file))
    if connection.vendor != "postgresql":
        return
    rest = [item for item in items if not _uses_a_database(item)]
    config.stash[left_out] = len(rest)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = len(rest)
    config.hook.pytest_deselected(items=rest)
    items[:] = [item for item in items if _uses_a_database(item)]


def _uses_a_database(item: pytest.Item) -> bool:
    if "browser" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("english"):
        return False  # what a browser draws does not depend on the database; one journey of each kind looks
    if "/stories/" in item.nodeid and "[BE-VLG" in item.nodeid:
        return False  # the law of a country does not depend on it either; the stories of the other one run
    named = USES_A_DATABASE.intersection(getattr(item, "fixturenames", ()))
    return bool(named) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every worker collects the same tests, and leaves out the same."""
    node.config.stash[left_out] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if count := config.stash.get(left_out, 0):
        terminalreporter.write_line(
            f"{count} tests use no database, or a browser, or tell a story once more: left out on PostgreSQL, "
            "they run on SQLite."
        )


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
# What every migration fills again, one by one: it is the same after each test.
ALWAYS_THERE = {"django_content_type", "auth_permission"}


def _emptying(database: BaseDatabaseWrapper) -> list[str]:
    """What empties the tables that hold something. A test fills a few; emptying all takes longer than the test."""
    names = sorted(set(database.introspection.django_table_names()) - ALWAYS_THERE - {"django_migrations"})
    quoted = {name: database.ops.quote_name(name) for name in names}
    asked = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {table})" for name, table in quoted.items()]
    with database.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [f"DELETE FROM {quoted[name]}" for (name,) in cursor.fetchall()]


def _with_triggers_lifted(flush: Flush) -> Flush:
    def flush_all(operations: BaseDatabaseOperations, _statements: Sequence[str]) -> None:
        triggers.lift(operations.connection)
        flush(operations, _emptying(operations.connection))
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
