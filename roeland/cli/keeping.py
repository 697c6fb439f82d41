"""Backup and restore: the database first, then the files, with a list of digests to check both by."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from roeland.cli.failing import CommandFailed
from roeland.organisation.models import Organisation

MANIFEST, FILES = "manifest.json", "files.tar"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}


def back_up(folder: Path) -> Path:
    """Write a backup into `folder`, which must not exist; return it. A backup that fails leaves no folder.

    The database goes first: files are added and never changed, so every file that it names is in the backup.
    """
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    if folder.exists() or unfinished.exists():
        raise CommandFailed(f"{folder} is there already. Choose another folder, or remove that one.")
    unfinished.mkdir(parents=True, mode=0o700)
    try:
        keep_database(unfinished / DATABASES[connection.vendor])
        keep_files(unfinished / FILES)
        write_manifest(unfinished)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    return unfinished.rename(folder)


def keep_database(target: Path) -> None:
    """Copy the database as it is at one moment, while others go on writing."""
    if connection.vendor == "postgresql":
        postgres("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        return
    try:
        copy_sqlite(target)
    except sqlite3.Error as error:
        raise CommandFailed(f"the database cannot be read ({error}). Use an earlier backup.") from error


def copy_sqlite(target: Path) -> None:
    """Copy with SQLite's online backup, into one file without a log beside it. Raises sqlite3.Error."""
    live = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    with closing(live) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def keep_files(target: Path) -> None:
    """Put all stored files in one archive."""
    with tarfile.open(target, "w") as archive:
        for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
            if path.is_file():
                archive.add(path, arcname=path.relative_to(settings.MEDIA_ROOT).as_posix())


def write_manifest(folder: Path) -> None:
    """Write down what the backup is of, and the digest of each part."""
    parts = {path.name: digest(path) for path in sorted(folder.iterdir())}
    about = {"roeland": version("roeland"), "made_at": timezone.now().isoformat(), "database": connection.vendor}
    (folder / MANIFEST).write_text(json.dumps({**about, "sha256": parts}, indent=2) + "\n")


def restore(folder: Path, *, replace: bool) -> None:
    """Put the backup in `folder` in the place of database and files.

    Raises CommandFailed, before anything changes, when the backup is damaged or for the other kind of database,
    and when there is something here already, unless `replace`.
    """
    must_be_whole(folder)
    if not replace and holds_organisations():
        raise CommandFailed("this Roeland holds organisations. Stop it, and use --replace to lose what is in it now.")
    connections.close_all()
    put_database_back(folder / DATABASES[connection.vendor])
    put_files_back(folder / FILES)


def must_be_whole(folder: Path) -> None:
    """Raise CommandFailed unless every part of the backup is what it was when it was made."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise CommandFailed(f"{folder} is not a finished backup ({error}).") from error
    if manifest["database"] != connection.vendor:
        raise CommandFailed(f"this is a backup of {manifest['database']}, and here runs {connection.vendor}.")
    for name, expected in manifest["sha256"].items():
        if not (folder / name).exists() or digest(folder / name) != expected:
            raise CommandFailed(f"{name} in the backup is missing or damaged. Use another backup.")


def holds_organisations() -> bool:
    """Say whether there is anything in this database that somebody may miss."""
    return Organisation._meta.db_table in connection.introspection.table_names() and Organisation.objects.exists()


def put_database_back(source: Path) -> None:
    if connection.vendor == "sqlite":
        swap(Path(settings.DATABASES["default"]["NAME"]), lambda fresh: shutil.copyfile(source, fresh))
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connections.close_all()
    postgres("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(source))


def put_files_back(source: Path) -> None:
    def unpack(fresh: Path) -> None:
        fresh.mkdir(parents=True)
        with tarfile.open(source) as archive:
            for member in archive.getmembers():
                # What `filter="data"` does, which Python 3.11.2 and 3.11.3 do not know yet.
                if not belongs(member):
                    raise CommandFailed(f"the backup holds a file that does not belong there: {member.name}.")
                archive.extract(member, fresh, set_attrs=False)

    swap(Path(settings.MEDIA_ROOT), unpack)


def belongs(member: tarfile.TarInfo) -> bool:
    """Say whether a member is a plain file or folder below the place where it is unpacked."""
    path = PurePosixPath(member.name)
    return (member.isfile() or member.isdir()) and not path.is_absolute() and ".." not in path.parts


def swap(place: Path, make: Callable[[Path], object]) -> None:
    """Make a new file or folder beside `place`, and only when it is complete put it there."""
    fresh, old = place.with_name(f"{place.name}.fresh"), place.with_name(f"{place.name}.old")
    for leftover in (fresh, old):
        remove(leftover)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    make(fresh)
    if place.exists():
        place.rename(old)
    for beside in ("-wal", "-shm"):
        place.with_name(f"{place.name}{beside}").unlink(missing_ok=True)
    fresh.rename(place)
    remove(old)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def postgres(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs on our database. Raises CommandFailed with what it said."""
    database = settings.DATABASES["default"]
    given = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = {**os.environ, **{name: str(database[key]) for name, key in given.items() if database.get(key)}}
    target = [f"--dbname={database['NAME']}"] if program == "pg_restore" else []
    try:
        subprocess.run([program, *target, *words], env=environment, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise CommandFailed(f"{program} is not on this machine. As root: apt-get install postgresql-client") from error
    except subprocess.CalledProcessError as error:
        raise CommandFailed(f"{program} refused: {error.stderr.strip()}") from error


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
