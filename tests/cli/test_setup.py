"""Set-up: does what is needed, once."""

import sqlite3

import pytest

from tests.cli.conftest import POSTGRES


def test_a_second_time_there_is_nothing_to_do(installation):
    assert installation.run("setup").stdout == ""


def test_a_changed_way_of_storing_static_files_collects_them_again(installation):
    assert "Collecting" in installation.run("setup", ROELAND_PLAIN_STATIC="0").stdout
    assert (installation.data / "static" / "staticfiles.json").exists()
    assert installation.run("setup", ROELAND_PLAIN_STATIC="0").stdout == ""


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(installation):
    key = installation.data / "secret_key"
    environment = {"ROELAND_SECRET_KEY": ""}
    installation.run("setup", **environment)
    first = key.read_text()
    installation.run("setup", **environment)
    assert key.read_text() == first
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_database_that_does_not_answer_is_said_in_one_sentence(installation):
    address = "postgresql://nobody:secret@127.0.0.1:1/nothing"
    done = installation.run("setup", succeeds=False, ROELAND_DATABASE=address)
    assert done.returncode == 1
    assert "the database does not answer" in done.stderr
    assert "ROELAND_DATABASE" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("later", ["", ", '0002_obligations_compared'"])
def test_a_database_from_before_the_first_release_that_missed_a_step_is_not_touched_and_says_what_to_do(
    installation, later
):
    """Also when steps came after the one that took the place of the first, whether it had these or not."""
    steps = f"'0008_newer_rules', '0001_squashed'{later}"
    forget = f"DELETE FROM django_migrations WHERE app = 'decisions' AND name IN ({steps})"
    installation.python(f"from django.db import connection\nconnection.cursor().execute({forget!r})")
    done = installation.run("setup", succeeds=False)
    assert done.returncode == 1
    assert "from before its first release (decisions). Nothing was changed." in done.stderr
    assert "`git checkout b6b629a`" in done.stderr


@pytest.mark.parametrize("table", ["register_application", "shared_cache", "django_tasks_database_dbtaskresult"])
def test_every_table_is_there(installation, table):
    code = f"from django.db import connection\nprint({table!r} in connection.introspection.table_names())"
    assert installation.python(code) == "True"


def test_the_file_of_sqlite_writes_ahead(installation):
    if POSTGRES:
        assert installation.python("from django.db import connection; print(connection.vendor)") == "postgresql"
        return
    with sqlite3.connect(installation.data / "roeland.sqlite3") as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
