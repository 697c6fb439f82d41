"""The supervisor: with small real processes."""

import os
import signal
import sys
import threading

import pytest

from roeland.cli.supervising import Child, Supervisor
from tests.cli.visitor import until

SLEEPER = (sys.executable, "-c", "import signal; signal.pause()")
PARENT = (
    sys.executable,
    "-c",
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import signal; signal.pause()'])",
)
STUBBORN = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True)\nwhile True: signal.pause()",
)


@pytest.fixture
def supervise():
    """Run a supervisor in the background; it has stopped when the test ends."""
    running = []

    def start(*children):
        heard = []
        supervisor = Supervisor(children, say=heard.append)
        thread = threading.Thread(target=supervisor.run)
        thread.start()
        running.append((supervisor, thread))
        until(lambda: all(child.alive for child in children))
        return supervisor, heard

    yield start
    for supervisor, thread in running:
        supervisor.stop.set()
        thread.join(timeout=30)
        assert not thread.is_alive()


def exists(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_child_starts_again_and_the_others_go_on(supervise):
    one, other = Child("one", SLEEPER), Child("other", SLEEPER)
    _supervisor, heard = supervise(one, other)
    first, beside = one.process.pid, other.process.pid
    os.kill(first, signal.SIGKILL)
    until(lambda: one.alive and one.process.pid != first)
    assert other.process.pid == beside
    assert heard == ["The one stopped (status -9); it starts again."]


def test_what_a_killed_child_had_started_dies_with_it(supervise):
    parent = Child("parent", PARENT)
    supervise(parent)
    first = parent.process.pid
    until(lambda: descendants(first))
    (below,) = descendants(first)
    os.kill(first, signal.SIGKILL)
    until(lambda: not exists(below))


def test_a_child_that_dies_at_once_is_not_started_in_a_hurry(supervise):
    broken = Child("broken", (sys.executable, "-c", "raise SystemExit(3)"))
    supervisor = Supervisor([broken], say=lambda text: None)
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    until(lambda: broken.pause >= 1.0)
    supervisor.stop.set()
    thread.join(timeout=10)
    assert broken.not_before - broken.started >= 1.0


def test_a_stop_ends_every_child(supervise):
    one, other = Child("one", SLEEPER), Child("other", SLEEPER)
    supervisor, _heard = supervise(one, other)
    pids = [one.process.pid, other.process.pid]
    supervisor.stop.set()
    until(lambda: not any(map(exists, pids)))


def test_a_child_that_does_not_listen_is_ended_after_some_patience(supervise, monkeypatch):
    monkeypatch.setattr("roeland.cli.supervising.PATIENCE", 0.5)
    stubborn = Child("stubborn", STUBBORN)
    supervisor, _heard = supervise(stubborn)
    pid = stubborn.process.pid
    supervisor.stop.set()
    until(lambda: not exists(pid))


def descendants(pid):
    """The processes that a process started, as Linux tells it."""
    with open(f"/proc/{pid}/task/{pid}/children") as listed:
        return [int(word) for word in listed.read().split()]
