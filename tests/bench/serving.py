"""The production server as a child process, with what it costs to start and to keep."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2


@dataclass
class Server:
    port: int
    started_in: float  # seconds until the first answer
    process: subprocess.Popen

    def memory(self) -> list[float]:
        """Megabytes in use by each process of the server, the largest first."""
        return sorted((_resident(pid) for pid in self.family()), reverse=True)

    def busy(self) -> float:
        """Milliseconds of processor time that all processes of the server took so far; the database is not in it."""
        return sum(_processor_ticks(pid) for pid in self.family()) * 1000 / os.sysconf("SC_CLK_TCK")

    def family(self) -> list[int]:
        return [self.process.pid, *_children(self.process.pid)]


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _processor_ticks(pid: int) -> int:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])  # in the program, and in the system for it


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port: int) -> float:
    begun = time.perf_counter()
    while time.perf_counter() - begun < 60:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/").close()
            return time.perf_counter() - begun
        except urllib.error.HTTPError as error:
            raise SystemExit(f"the server answers {error.code} at its sign-in page") from error
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the server did not answer within a minute")


@contextmanager
def server(environment: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "4"]
    process = subprocess.Popen([*command, "tests.bench.wsgi:application"], env=os.environ | environment)
    try:
        yield Server(port, _wait_for(port), process)
    finally:
        process.terminate()
        process.wait(timeout=20)
