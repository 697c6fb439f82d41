"""Make database, static files and translations ready; quick when nothing changed."""

import argparse
import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from roeland.cli import messages
from roeland.cli.failing import CommandFailed

TOO_OLD = """the database is of an earlier state of Roeland, from before its first release (%s). Nothing was changed.
  Bring it up to date in two steps: first `git checkout b6b629a` and `make run`, then this version again."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """`roeland setup` takes no arguments."""


def run(options: argparse.Namespace) -> None:
    """Do all of the set-up that is not done yet."""
    prepare()


def prepare() -> None:
    """Migrate, compile and collect, each only when something changed. Raises CommandFailed without a database."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    messages.compile_all()
    migrate()
    collect()


def migrate() -> None:
    """Bring the database to the tables of this version."""
    try:
        behind = plan()
    except OperationalError as error:
        raise CommandFailed(f"the database does not answer ({error}). Check ROELAND_DATABASE.") from error
    if behind:
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def plan() -> list[tuple[Migration, bool]]:
    """Return the migrations that this database has not had. Raises CommandFailed for one that is too old for them."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    ends = loader.graph.leaf_nodes()
    left_out = loader.migrated_apps - {room for room, _name in ends}
    if too_old := sorted(left_out | _halfway(loader)):
        raise CommandFailed(TOO_OLD % ", ".join(too_old))
    return executor.migration_plan(ends)


def _halfway(loader: MigrationLoader) -> set[str]:
    """The rooms that had some of the steps that one step took the place of, and not all; later steps cannot follow."""
    had = loader.applied_migrations
    return {
        room
        for (room, name), step in loader.disk_migrations.items()
        if (room, name) not in had and any(replaced in had for replaced in step.replaces)
    }


def collect() -> None:
    """Collect the static files when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    print("Collecting the static files …", flush=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def fingerprint() -> str:
    """Return a digest over name, size and time of every static file, and the way of storing them."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = os.stat(storage.path(name))
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
