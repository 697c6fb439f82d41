"""The shipped content: does it hold together, what waits for a lawyer, and what differs between two documents?"""

import argparse
from collections import Counter

from roeland.cli import content_diff
from roeland.cli.failing import CommandFailed
from roeland.content import checking, shipped, status


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="act", required=True)
    acts.add_parser("check", help="load every document, and see whether they agree")
    acts.add_parser("status", help="list what a lawyer must still release")
    diff = acts.add_parser("diff", help="say what differs between two documents, in meaning and in words")
    for name in ("before", "after"):
        diff.add_argument(name, help="intake@1, intake for the newest, or the folder of a version")


def run(options: argparse.Namespace) -> None:
    """Do one thing with the content; raises CommandFailed when it does not hold together."""
    if options.act == "check":
        check()
    elif options.act == "status":
        say_status()
    else:
        content_diff.say(options.before, options.after)


def check() -> None:
    """Print every problem. Raises CommandFailed when there is any."""
    if problems := checking.problems():
        print(*problems, sep="\n")
        raise CommandFailed(f"{len(problems)} problems in the shipped content. Mend what is listed.")
    print(f"{len(shipped.names())} documents in {len(shipped.references())} versions hold together.")


def say_status() -> None:
    """Print one line per thing that waits."""
    lines = status.lines()
    for line in lines:
        sources = "; ".join(shipped.source_text(source, "en").text for source in line.sources)
        print(f"{line.document:<20} {line.code:<38} {line.reason:<11} {sources}".rstrip())
    reasons = ", ".join(f"{reason} {times}" for reason, times in Counter(line.reason for line in lines).items())
    print(f"{len(lines)} things wait for a lawyer: {reasons}." if lines else "Nothing waits for a lawyer.")
