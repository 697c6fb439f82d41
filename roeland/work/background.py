"""Work that goes on when nobody looks: the tasks that a worker runs, and the worker itself."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult
from uuid6 import uuid7

from roeland.work import mail

# A worker on another machine cannot be seen from here: after this long its task is put back anyway.
LONGEST = timedelta(hours=1)
UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@task()
def send_mail() -> int:
    """Send the mail that waits; return how many went out."""
    return mail.send_waiting()


def start_once(job: Task) -> bool:
    """Put a task without arguments in the queue, unless it is waiting or under way; say whether it was put there."""
    path = f"{job.func.__module__}.{job.func.__qualname__}"
    if DBTaskResult.objects.filter(task_path=path, status__in=UNFINISHED).exists():
        return False
    job.enqueue()
    return True


def put_back_dead(now: datetime) -> int:
    """Put tasks back in the queue whose worker died; return how many. Every task is safe to run twice."""
    running = DBTaskResult.objects.running().only("pk", "worker_ids", "started_at")
    dead = [found.pk for found in running if _is_dead(found, now)]
    again = DBTaskResult.objects.running().filter(pk__in=dead)
    return again.update(status=TaskResultStatus.READY, started_at=None)


def run_worker(*, interval: float = 1.0, once: bool = False) -> None:
    """Run tasks until stopped (or, with `once`, until none waits). The lock on our file shows that we live."""
    key = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid7().hex[:16]}"
    with _alive(key):
        call_command(
            "db_worker", worker_id=key, interval=interval, batch=once, startup_delay=False, reload=False, verbosity=0
        )


def _is_dead(found: DBTaskResult, now: datetime) -> bool:
    file = _file(found.worker_ids[-1]) if found.worker_ids else None
    if file is None or not file.exists():
        return found.started_at is None or found.started_at < now - LONGEST
    with file.open("a") as opened:
        return _locks(opened)


@contextmanager
def _alive(key: str) -> Iterator[None]:
    """Hold a lock that the system lets go of when this process ends, however it ends."""
    file = _file(key)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    file.unlink(missing_ok=True)


def _locks(opened: IO[str]) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _file(key: str) -> Path:
    return Path(settings.DATA) / "workers" / f"{Path(key).name}.lock"
