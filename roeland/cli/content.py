"""Say which shipped content a lawyer must still release."""

import argparse

from roeland.content import status


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["status"])


def run(options: argparse.Namespace) -> None:
    """Print one line per thing that waits."""
    lines = status.lines()
    for line in lines:
        print(f"{line.document:<20} {line.code:<28} {line.reason}")
    print(f"{len(lines)} things wait for a lawyer." if lines else "Nothing waits for a lawyer.")
