"""Update, check or compile the translations."""

import argparse

from roeland.cli import messages
from roeland.cli.failing import CommandFailed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["update", "check", "compile"])
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="only these rooms (default: all)")


def run(options: argparse.Namespace) -> None:
    """Do one thing with the catalogues; raises CommandFailed when a check finds something."""
    rooms = options.rooms or None
    if options.act == "check":
        problems = messages.check(rooms)
        print(*problems, sep="\n") if problems else print("Every message is translated.")
        if problems:
            raise CommandFailed(f"{len(problems)} messages need attention. Write them in the .po files.")
        return
    written = messages.update(rooms) if options.act == "update" else messages.compile_all(rooms)
    for path in written:
        print(path.relative_to(messages.HOUSE))
