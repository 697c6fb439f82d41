"""kill -9 of server and worker, in the middle of saving and importing: nothing half, nothing lost."""

import json
import os
import signal
import threading
from pathlib import Path

import pytest

from tests.cli.visitor import Visitor, until

WRITERS = 3
RECORDS = 900

PEOPLE = """
from roeland.organisation import services
from roeland.organisation.models import User
from roeland.register.services import report
town = services.create_organisation(name="Stad", slug="stad", jurisdiction="NL", demonstration=True)
user = User.objects.create_user("nele@stad.invalid")
nele = services.add_person(organisation=town, name="Nele", email=user.email, user=user, actor=None)
services.give_role(person=nele, role="information_manager", actor=None)
print(nele.pk)
"""
APPLICATIONS = """
from roeland.organisation.models import Person
from roeland.register.services import report
nele = Person.objects.get()
for number in range({count}):
    print(report(actor=nele, name=f"Toepassing {{number}}", purpose="begin", unit=None).pk)
"""
KEPT = """
import json
from roeland.journal.queries import entries_of
from roeland.register.models import Application
told = lambda row: [entry.detail.values["purpose"][1] for entry in entries_of(row.organisation_id, subject=row)
    if entry.verb == "application.edited"][::-1]
print(json.dumps({str(row.pk): [row.purpose, told(row)] for row in Application.objects.all()}))
"""
IMPORT = """
from django.core.files.base import ContentFile
from roeland.organisation.models import Person
from roeland.register.importing import start
start(upload=ContentFile(open({path!r}, "rb").read(), name="bron.json"), dry_run=False, actor=Person.objects.get())
"""


@pytest.fixture
def nele(installation):
    """The key of an information manager in a demonstration organisation."""
    return installation.python(PEOPLE)


def below(pid):
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def process_called(supervisor, word):
    """The process under the supervisor with this word in its command."""
    for pid in below(supervisor.pid):
        if word in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
            return pid
    return None


class Writer(threading.Thread):
    """Saves the same application again and again, and remembers what the server said was saved."""

    def __init__(self, port, person, application):
        super().__init__()
        self.port, self.person, self.application = port, person, application
        self.saved, self.cut_off = [], []
        self.enough = threading.Event()

    def run(self):
        visitor = self.sign_in()
        number = 0
        while not self.enough.is_set():
            number += 1
            text = f"tekst {number}"
            try:
                self.save(visitor, text)
                self.saved.append(text)
            except OSError:
                self.cut_off.append(text)
                self.enough.wait(0.1)

    def sign_in(self):
        visitor = Visitor(self.port)
        visitor.post("/demo/", f"/demo/{self.person}/")
        return visitor

    def save(self, visitor, text):
        page = f"/register/{self.application}/edit/identity/"
        assert visitor.post(page, page, purpose=text) == f"/register/{self.application}/"


def test_a_server_that_is_killed_while_saving_loses_nothing_and_leaves_nothing_half(installation, nele, free_port):
    applications = installation.python(APPLICATIONS.format(count=WRITERS)).split()
    supervisor = installation.start("serve", "--port", free_port)
    until(Visitor(free_port).answers)
    writers = [Writer(free_port, nele, application) for application in applications]
    for writer in writers:
        writer.start()
    for already in (3, 6):
        until(lambda enough=already: all(len(writer.saved) >= enough for writer in writers))
        os.killpg(process_called(supervisor, "granian"), signal.SIGKILL)
        until(Visitor(free_port).answers)
    until(lambda: all(len(writer.saved) >= 9 for writer in writers))
    for writer in writers:
        writer.enough.set()
        writer.join()
    assert sum(len(writer.cut_off) for writer in writers) > 0
    kept = json.loads(installation.python(KEPT))
    for writer in writers:
        stands, told = kept[writer.application]
        assert told[-1] == stands
        assert set(writer.saved) <= set(told) <= {*writer.saved, *writer.cut_off}
        assert len(told) == len(set(told))
    assert "stad: sound" in installation.run("journal", "seal").stdout


def test_every_process_that_is_killed_comes_back_and_a_stop_ends_all(installation, nele, free_port):
    supervisor = installation.start("serve", "--port", free_port)
    until(Visitor(free_port).answers)
    for word in ("granian", "worker", "tick"):
        until(lambda word=word: process_called(supervisor, word) is not None)
        first = process_called(supervisor, word)
        os.kill(first, signal.SIGKILL)
        until(lambda word=word, first=first: process_called(supervisor, word) not in (None, first))
    until(Visitor(free_port).answers)
    everything = [supervisor.pid, *below(supervisor.pid)]
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(timeout=40) == 0
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everything))


def test_a_port_that_is_taken_is_said_before_anything_starts(installation, nele, free_port):
    installation.start("serve", "--port", free_port)
    until(Visitor(free_port).answers)
    second = installation.run("serve", "--port", free_port, succeeds=False)
    assert second.returncode == 1
    assert f"port {free_port} is not free" in second.stderr
    assert f"--port {free_port + 1}" in second.stderr


@pytest.fixture
def source(tmp_path):
    """A file of the register's form with many records, all invented."""
    records = [
        {
            "name": f"Voorbeeld {number}",
            "organization": "Gemeente Voorbeeld",
            "description_short": f"Een verzonnen beschrijving met nummer {number}.",
            "status": "In gebruik",
            "lars": f"{number:08d}",
            "goal": "Sneller werken.",
            "standard_version": "1.0",
            "lang": "NLD",
        }
        for number in range(1, RECORDS + 1)
    ]
    path = tmp_path / "bron.json"
    path.write_text(json.dumps(records))
    return path


def applications(installation):
    return installation.ask("SELECT count(*) FROM register_application")


def staged(installation):
    return installation.ask("SELECT coalesce(max(staged), 0) FROM register_importrun")


def test_a_worker_that_is_killed_while_importing_leaves_nothing_half_and_another_goes_on(installation, nele, source):
    installation.python(IMPORT.format(path=str(source)))
    for reached in (1, RECORDS):
        worker = installation.start("worker")
        until(lambda reached=reached: staged(installation) >= reached)
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=20)
        assert applications(installation) in (0, RECORDS)
        installation.run("tick")
    installation.run("worker", "--once")
    assert applications(installation) == RECORDS
    assert installation.ask("SELECT count(DISTINCT number) FROM register_application") == RECORDS
    assert installation.ask("SELECT max(number) FROM register_application") == RECORDS
    assert installation.ask("SELECT count(*) FROM register_importrun WHERE state = 'done'") == 1
    assert installation.ask("SELECT count(*) FROM journal_entry WHERE verb = 'application.imported'") == RECORDS
    assert "stad: sound" in installation.run("journal", "seal").stdout


def test_an_import_from_the_command_line_that_is_killed_stores_all_or_nothing_and_can_be_repeated(
    installation, nele, source
):
    importing = installation.start("import", "register", source)
    until(lambda: staged(installation) >= 1)
    importing.send_signal(signal.SIGKILL)
    importing.wait(timeout=20)
    assert applications(installation) in (0, RECORDS)
    assert f"records {RECORDS}" in installation.run("import", "register", source).stdout
    assert applications(installation) == RECORDS
    assert "stad: sound" in installation.run("journal", "seal").stdout
