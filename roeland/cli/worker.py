"""Do the work that waits in the database, until asked to stop."""

import argparse

from roeland.work import background


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="stop when nothing waits any more")


def run(options: argparse.Namespace) -> None:
    """Look for work every half second; a stop is obeyed after the work in hand."""
    background.run_worker(interval=0.5, once=options.once)
