"""A migrated database, made once in a run of tests: every process after the first begins with a copy.

The migrations still run on the copy, so it is never behind. The mould stands in ROELAND_TEST_MOULD.
"""

import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper

FOLDER = Path(os.environ["ROELAND_TEST_MOULD"])
SQLITE = FOLDER / "mould.sqlite3"
POSTGRES = "roeland_mould"

_busy: list[IO[str]] = []


def pour(connection: BaseDatabaseWrapper) -> None:
    """Fill the test database from the mould; without a mould, keep others waiting until `cast` has made it."""
    _busy.append((FOLDER / f"mould.{connection.vendor}.lock").open("w"))
    fcntl.flock(_busy[-1], fcntl.LOCK_EX)
    name = connection.creation._get_test_db_name()
    if connection.vendor == "postgresql":
        _pour_postgres(connection, name)
    elif SQLITE.exists():
        shutil.copy(SQLITE, name)
    if _is_cast(connection):
        _busy.pop().close()


def cast(connection: BaseDatabaseWrapper) -> None:
    """Make the mould from the test database, which has just been migrated, unless another process did."""
    if not _busy:
        return
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        connection.close()  # nobody may be looking while it is copied
        _on_server(connection, f'CREATE DATABASE {POSTGRES} TEMPLATE "{name}"')
    else:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(SQLITE)])
    _busy.pop().close()


def _pour_postgres(connection: BaseDatabaseWrapper, name: str) -> None:
    _on_server(connection, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    if _is_cast(connection):
        _on_server(connection, f'CREATE DATABASE "{name}" TEMPLATE {POSTGRES}')


def _is_cast(connection: BaseDatabaseWrapper) -> bool:
    if connection.vendor != "postgresql":
        return SQLITE.exists()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [POSTGRES])
        return cursor.fetchone() is not None


def _on_server(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
