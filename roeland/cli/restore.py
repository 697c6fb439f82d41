"""Put a backup back, and verify that its journal is what was sealed."""

import argparse
from pathlib import Path

from roeland.cli import journal, keeping, setup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the folder that `roeland backup` printed")
    parser.add_argument("--replace", action="store_true", help="replace what is there now; nothing of it remains")


def run(options: argparse.Namespace) -> None:
    """Restore, bring the tables up to this version, verify. Raises CommandFailed when any of these fails."""
    keeping.restore(options.folder, replace=options.replace)
    setup.migrate()
    journal.run(argparse.Namespace(act="verify", organisation=None))
    print("Restored.")
