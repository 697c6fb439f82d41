"""The supervisor: starts processes, starts them again when they die, and stops them together."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

LOOK_EVERY = 0.25  # seconds
STEADY = 30.0  # after so many seconds of life a process may start again at once
LONGEST_PAUSE = 30.0
PATIENCE = 20.0  # seconds that a process gets to finish its work in hand


class Child:
    """One process, at the head of its own process group, that must keep running.

    With `after` (seconds) it lets the others have the machine first.
    """

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str] | None = None, *, after: float = 0.0
    ) -> None:
        self.name = name
        self.command = command
        self.environment = {**os.environ, **(environment or {})}
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = 0.0
        self.started = 0.0
        self.not_before = time.monotonic() + after

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, env=self.environment, start_new_session=True)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, number: int, *, everybody: bool = False) -> None:
        """Send a signal to the process, or to everybody in its group."""
        with suppress(ProcessLookupError):
            if self.process and everybody:
                os.killpg(self.process.pid, number)
            elif self.process and self.alive:
                self.process.send_signal(number)

    def bury(self) -> int:
        """Clear away what a dead process left behind; say when it may start again. Return its exit status."""
        self.send(signal.SIGKILL, everybody=True)
        now = time.monotonic()
        self.pause = 0.0 if now - self.started > STEADY else min(max(2 * self.pause, 0.5), LONGEST_PAUSE)
        self.not_before = now + self.pause
        status = self.process.wait() if self.process else 0
        self.process = None
        return status


class Supervisor:
    """Keeps children running until `stop` is set (by SIGTERM or SIGINT, once `listen` was called)."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.stop = threading.Event()

    def listen(self) -> None:
        """Stop in order when the terminal or the machine asks for it."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stop.set())

    def run(self) -> None:
        """Start all, look after them until it is time to stop, and stop all."""
        try:
            while not self.stop.is_set():
                for child in self.children:
                    self.look_after(child)
                self.stop.wait(LOOK_EVERY)
        finally:
            self.finish()

    def look_after(self, child: Child) -> None:
        """Start `child` when it does not run, unless it died a moment ago."""
        if child.alive:
            return
        if child.process is not None:
            status = child.bury()
            self.say(f"The {child.name} stopped (status {status}); it starts again.")
        if time.monotonic() >= child.not_before:
            child.start()

    def finish(self) -> None:
        """Ask every child to stop, wait for the work in hand, then make an end of what is left."""
        for child in self.children:
            child.send(signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        for child in self.children:
            if child.process is not None:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(timeout=max(until - time.monotonic(), 0.1))
                child.bury()
