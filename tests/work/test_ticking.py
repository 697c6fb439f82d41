import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail as sent
from django.db import connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from roeland.journal.models import Seal
from roeland.work import background, services
from roeland.work.models import OutgoingMail
from roeland.work.ticking import tick
from tests.building.organisation import an_organisation
from tests.building.register import a_reported_application

HOLD_A_LOCK = """
import fcntl, sys
file = open(sys.argv[1], "a")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def running_task(worker, *, since=timedelta(0)):
    background.send_mail.enqueue()
    found = DBTaskResult.objects.latest("enqueued_at")
    found.claim(worker)
    DBTaskResult.objects.filter(pk=found.pk).update(started_at=timezone.now() - since)
    return found


def status(found):
    found.refresh_from_db()
    return found.status


@pytest.fixture
def a_worker():
    """Another process that holds the lock of a worker, until it is killed."""
    file = Path(settings.DATA) / "workers" / "host-1-abc.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD_A_LOCK, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    file.unlink(missing_ok=True)


@pytest.mark.django_db
def test_a_tick_seals_the_journal(leen):
    a_reported_application(leen)
    assert tick(timezone.now()).sealed == 1
    assert Seal.objects.get().organisation == leen.organisation_id
    assert tick(timezone.now()).sealed == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("at_once")
def test_a_tick_lets_waiting_mail_go_out_once(leen, chatbot):
    services.tell(code="decision_taken", persons=[leen], subject=chatbot, actor=None)
    assert tick(timezone.now()).mail_started
    assert not tick(timezone.now()).mail_started
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_a_tick_without_work_does_nothing():
    an_organisation()
    ticked = tick(timezone.now())
    assert (ticked.put_back, ticked.sealed, ticked.mail_started) == (0, 0, False)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_the_task_of_a_living_worker_stays_where_it_is(a_worker):
    found = running_task("host-1-abc", since=timedelta(hours=5))
    assert tick(timezone.now()).put_back == 0
    assert status(found) == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_the_task_of_a_killed_worker_is_put_back_at_once(a_worker):
    found = running_task("host-1-abc")
    a_worker.send_signal(signal.SIGKILL)
    a_worker.wait()
    assert tick(timezone.now()).put_back == 1
    assert status(found) == TaskResultStatus.READY


@pytest.mark.django_db
@pytest.mark.parametrize(("since", "after"), [(10, TaskResultStatus.RUNNING), (70, TaskResultStatus.READY)])
def test_a_worker_on_another_machine_gets_an_hour(since, after):
    found = running_task("elsewhere-1-abc", since=timedelta(minutes=since))
    tick(timezone.now())
    assert status(found) == after


@pytest.mark.django_db
def test_a_worker_key_is_never_a_path():
    assert background._file("../../etc/passwd").parent == Path(settings.DATA) / "workers"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("at_once")
def test_a_worker_runs_what_waits_and_cleans_up_after_itself(leen, chatbot):
    services.tell(code="decision_taken", persons=[leen], subject=chatbot, actor=None)
    tick(timezone.now())
    background.run_worker(interval=0, once=True)
    assert [message.to for message in sent.outbox] == [[leen.email]]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
    assert not list((Path(settings.DATA) / "workers").glob("*.lock"))


KILLED_WHILE_SENDING = """
import os, signal, django
django.setup()
from django.core.mail.backends.base import BaseEmailBackend
from django.core import mail as django_mail
from django.utils import timezone
from roeland.work import mail

sent = 0
class Server(BaseEmailBackend):
    def send_messages(self, messages):
        global sent
        print(messages[0].extra_headers["Message-ID"], flush=True)
        sent += 1
        if sent == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return 1

django_mail.get_connection = lambda *args, **kwargs: Server()
mail.EmailMessage.get_connection = lambda self, fail_silently=False: Server()
mail.send_waiting()
"""


def own_address():
    """The address of the test's own database, for another process."""
    options = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{options['NAME']}"
    return f"postgresql://{options['USER']}:@/{options['NAME']}?host={options['HOST']}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("at_once")
def test_kill_9_while_mail_goes_out_loses_nothing_and_repeats_only_the_mail_in_hand(leen, bart, chatbot):
    services.tell(code="decision_taken", persons=[leen, bart], subject=chatbot, actor=None)
    services.tell(code="gate_requested", persons=[leen], subject=chatbot, actor=None)
    environment = os.environ | {"ROELAND_DATABASE": own_address()}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_SENDING], env=environment, capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(killed.stdout.split()) == 2
    assert OutgoingMail.objects.filter(sent_at=None).count() == 2

    OutgoingMail.objects.filter(sent_at=None).update(not_before=timezone.now())  # the time in hand is over
    assert background.mail.send_waiting() == 2
    again = {message.extra_headers["Message-ID"] for message in sent.outbox}
    assert again & set(killed.stdout.split()) == {killed.stdout.split()[1]}
    assert not OutgoingMail.objects.filter(sent_at=None).exists()
