"""Keep database and files in a folder, while Roeland runs."""

import argparse
from pathlib import Path

from django.utils import timezone

from roeland.cli import keeping


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where the backup goes; it gets a folder of its own in there")


def run(options: argparse.Namespace) -> None:
    """Make a backup in a new folder named after this moment, and print its path."""
    moment = timezone.localtime().strftime("%Y-%m-%d-%H%M%S")
    print(keeping.back_up(options.folder / f"roeland-{moment}"))
