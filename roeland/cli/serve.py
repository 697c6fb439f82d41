"""Start the server, the worker and the clock under one supervisor."""

import argparse
import http.client
import os
import socket
import sys
import threading
from collections.abc import Callable

from roeland.cli.failing import CommandFailed
from roeland.cli.supervising import Child, Supervisor

FIRST_ANSWER = 60  # seconds that the server gets to come up
ROELAND = (sys.executable, "-m", "roeland.cli.main")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--workers", type=int, default=1, help="server processes (default: 1)")
    parser.add_argument("--threads", type=int, default=4, help="requests that one process answers at once (default: 4)")


def run(options: argparse.Namespace) -> None:
    """Serve until the process is asked to stop."""
    serve(options, ready=lambda: print(f"Roeland answers on http://{options.host}:{options.port}", flush=True))


def serve(options: argparse.Namespace, *, ready: Callable[[], None]) -> None:
    """Keep everything running; call `ready` at the server's first answer. Raises CommandFailed on a port in use."""
    must_be_free(options.host, options.port)
    supervisor = Supervisor(children(options), say=lambda text: print(text, file=sys.stderr, flush=True))
    supervisor.listen()
    waiting = (options.host, options.port, supervisor.stop, ready)
    threading.Thread(target=announce, args=waiting, daemon=True).start()
    supervisor.run()


def children(options: argparse.Namespace) -> list[Child]:
    """Return the three processes of Roeland, not started yet; the first page comes before the work."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"]
    server += ["--host", options.host, "--port", str(options.port)]
    server += ["--workers", str(options.workers), "--blocking-threads", str(options.threads)]
    server += ["--respawn-failed-workers", "--respawn-interval", "0.5", "roeland.config.wsgi:application"]
    return [
        Child("server", server),
        Child("worker", [*ROELAND, "worker"], after=2.0),
        Child("clock", [*ROELAND, "tick", "--every", "60"], after=3.0),
    ]


def must_be_free(host: str, port: int) -> None:
    """Raise CommandFailed when something listens on `port` already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandFailed(
                f"port {port} is not free ({os.strerror(error.errno or 0)}). "
                f"Stop the program that uses it, or choose another one: --port {port + 1}, or make run PORT={port + 1}."
            ) from error


def announce(host: str, port: int, stop: threading.Event, ready: Callable[[], None]) -> None:
    """Wait for the first answer of the server, then call `ready`."""
    for _attempt in range(FIRST_ANSWER * 10):
        if stop.wait(0.1):
            return
        if answers(host, port):
            ready()
            return


def answers(host: str, port: int) -> bool:
    """Say whether a server gives any answer at all on this port."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/account/login/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
