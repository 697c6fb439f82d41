"""Start what is due: once, or every so many seconds."""

import argparse
import signal
import sys
import threading

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from roeland.work import ticking


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, and start what is due every so often")


def run(options: argparse.Namespace) -> None:
    """Tick; with --every go on until asked to stop, also when the database is away for a while."""
    if not options.every:
        ticking.tick(timezone.now())
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        tick_again()
        stop.wait(options.every)


def tick_again() -> None:
    """Tick once; say so when the database did not answer, the next tick makes up for it."""
    close_old_connections()
    try:
        ticking.tick(timezone.now())
    except DatabaseError as error:
        print(f"This tick failed, the next one makes up for it: {error}", file=sys.stderr, flush=True)
    finally:
        close_old_connections()
