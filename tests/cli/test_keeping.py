"""Backup and restore, proven with real processes on the database of this run."""

import json
import os
import shutil
import sqlite3
import tarfile
from pathlib import Path

import pytest

from roeland.cli import keeping
from roeland.cli.failing import CommandFailed
from roeland.cli.keeping import belongs
from tests.cli.conftest import POSTGRES, begin, end

FILL = """
from django.core.files.base import ContentFile
from roeland.files.services import keep
from roeland.journal.services import seal
from roeland.organisation import services
village = services.create_organisation(name="Dorpsveld", slug="dorpsveld", jurisdiction="NL")
an = services.add_person(organisation=village, name="An", email="an@dorpsveld.example", actor=None)
keep(organisation=village, upload=ContentFile(b"hallo", name="brief.txt"), actor=an)
seal(village.pk)
"""
LOOK = """
from roeland.files.models import StoredFile
from roeland.journal.models import Entry, Seal
from roeland.organisation.models import Organisation, Person
print(sorted(Organisation.objects.values_list("slug", flat=True)), Person.objects.count())
print(Entry.objects.count(), Seal.objects.count(), [file.content.read() for file in StoredFile.objects.all()])
"""
LATER = """
from roeland.organisation import services
services.create_organisation(name="Later", slug="later", jurisdiction="NL")
"""
REWRITE_THE_JOURNAL = """
from django.db import connection
from roeland.journal import triggers
triggers.lift(connection)
connection.cursor().execute("UPDATE journal_entry SET reason = 'another'")
triggers.create(connection)
"""
TOUCH_THE_JOURNAL = """
from django.db import DatabaseError, connection
try:
    connection.cursor().execute("UPDATE journal_entry SET verb = 'x'")
    print("changed")
except DatabaseError:
    print("refused")
"""


def found(text):
    assert Path(text.strip()).is_dir()
    return Path(text.strip())


@pytest.fixture(scope="module")
def filled(prepared, tmp_path_factory):
    """A Roeland with an organisation, a person, a file and a sealed journal: to copy, or to look at."""
    made = begin(tmp_path_factory.mktemp("filled") / "data", prepared)
    made.python(FILL)
    yield made
    end(made)


@pytest.fixture(scope="module")
def kept(filled, tmp_path_factory):
    return found(filled.run("backup", tmp_path_factory.mktemp("backups")).stdout)


@pytest.fixture
def backup(kept, tmp_path):
    """A backup that a test may damage."""
    return Path(shutil.copytree(kept, tmp_path / "backup"))


def test_a_backup_comes_back_in_an_empty_roeland_that_goes_on_with_its_journal(filled, backup, installation):
    done = installation.run("restore", backup)
    assert "dorpsveld: sound" in done.stdout
    assert installation.python(LOOK) == filled.python(LOOK)
    assert "hallo" in installation.python(LOOK)
    assert installation.python(TOUCH_THE_JOURNAL) == "refused"
    installation.run("person", "add", "--organisation", "dorpsveld", "--email", "bo@dorpsveld.example", "Bo")
    assert "dorpsveld: sound; 2 seals, 0 entries" in installation.run("journal", "seal").stdout


def test_restore_does_not_touch_a_roeland_that_holds_something(filled, backup, copy):
    other = copy(filled)
    other.python(LATER)
    before = other.python(LOOK)
    done = other.run("restore", backup, succeeds=False)
    assert done.returncode == 1
    assert "--replace" in done.stderr
    assert other.python(LOOK) == before


def test_replace_gives_up_what_came_after_the_backup(filled, backup, copy):
    other = copy(filled)
    other.python(LATER)
    other.run("restore", "--replace", backup)
    assert other.python(LOOK) == filled.python(LOOK)


@pytest.mark.parametrize("part", ["database", "files.tar"])
def test_a_damaged_backup_is_refused(backup, part):
    target = next(path for path in backup.iterdir() if path.name.startswith(part))
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    with pytest.raises(CommandFailed, match=f"{target.name} in the backup is missing or damaged"):
        keeping.must_be_whole(backup)


def test_a_backup_with_a_part_missing_is_refused(backup):
    (backup / "files.tar").unlink()
    with pytest.raises(CommandFailed, match=r"files\.tar in the backup is missing"):
        keeping.must_be_whole(backup)


def test_an_unfinished_backup_is_refused(backup):
    (backup / "manifest.json").unlink()
    with pytest.raises(CommandFailed, match="not a finished backup"):
        keeping.must_be_whole(backup)


def test_a_backup_of_the_other_kind_of_database_is_refused(backup):
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["database"] = "sqlite" if POSTGRES else "postgresql"
    (backup / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(CommandFailed, match="this is a backup of"):
        keeping.must_be_whole(backup)


def test_restore_says_when_the_journal_in_the_backup_is_broken(filled, copy, installation, tmp_path):
    tampered = copy(filled)
    tampered.python(REWRITE_THE_JOURNAL)
    backup = found(tampered.run("backup", tmp_path / "backups").stdout)
    done = installation.run("restore", backup, succeeds=False)
    assert done.returncode == 1
    assert "BROKEN at seal 1" in done.stdout
    assert "not what was sealed" in done.stderr


def test_a_backup_that_fails_leaves_no_folder(installation, tmp_path):
    if POSTGRES:
        done = installation.run("backup", tmp_path / "backups", succeeds=False, PATH="/nowhere")
        assert "pg_dump is not on this machine" in done.stderr
    else:
        (installation.data / "files").write_text("a file where a folder must be")
        os.truncate(installation.data / "roeland.sqlite3", 5000)
        done = installation.run("backup", tmp_path / "backups", succeeds=False)
        assert "the database cannot be read" in done.stderr
    assert done.returncode == 1
    assert not list((tmp_path / "backups").glob("*"))


def test_nothing_is_written_over_an_earlier_backup(backup):
    with pytest.raises(CommandFailed, match="is there already"):
        keeping.back_up(backup)


def test_only_the_owner_reads_a_backup(kept):
    assert kept.stat().st_mode & 0o077 == 0
    if not POSTGRES:
        with sqlite3.connect(kept / "database.sqlite3") as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("files/a.pdf", tarfile.REGTYPE, True),
        ("files", tarfile.DIRTYPE, True),
        ("../a.pdf", tarfile.REGTYPE, False),
        ("files/../../a.pdf", tarfile.REGTYPE, False),
        ("/etc/passwd", tarfile.REGTYPE, False),
        ("files/link", tarfile.SYMTYPE, False),
        ("files/hard", tarfile.LNKTYPE, False),
        ("files/device", tarfile.CHRTYPE, False),
    ],
)
def test_a_backup_puts_plain_files_back_below_their_folder_and_nothing_else(name, kind, expected):
    member = tarfile.TarInfo(name)
    member.type = kind
    assert belongs(member) is expected
