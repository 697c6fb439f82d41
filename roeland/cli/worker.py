"""Do the work that waits in the database, until asked to stop."""

import argparse

from django.core.management import call_command


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="stop when nothing waits any more")


def run(options: argparse.Namespace) -> None:
    """Look for work every half second; a stop is obeyed after the work in hand."""
    call_command("db_worker", verbosity=0, interval=0.5, batch=options.once, reload=False, startup_delay=False)
