"""Load the demonstration organisations."""

import argparse

from django.conf import settings

from roeland.cli.failing import CommandFailed
from roeland.demo import loading


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["load"])


def run(options: argparse.Namespace) -> None:
    """Load them when they are not there yet. Raises CommandFailed outside a demonstration."""
    if not settings.DEMO:
        raise CommandFailed("this is not a demonstration. Set ROELAND_DEMO=1 on a machine that may be one.")
    if loading.is_loaded():
        print("The demonstration is there already.")
        return
    loading.load(say=print)
