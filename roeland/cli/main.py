"""The door of the `roeland` command: finds the command that is asked for, and loads no more than that one needs."""

import argparse
import os
import sys
from dataclasses import dataclass
from importlib import import_module

import django

from roeland.cli.failing import CommandFailed


@dataclass(frozen=True)
class Command:
    """One word after `roeland`. Its module offers `arguments(parser)` and `run(options)`, which may return a status."""

    word: str
    module: str
    help: str
    needs_django: bool = True


COMMANDS = (
    Command("setup", "roeland.cli.setup", "make the database, the static files and the translations ready"),
    Command("run", "roeland.cli.run", "set up, load the demonstration when ROELAND_DEMO=1, and serve"),
    Command("serve", "roeland.cli.serve", "start server, worker and clock, and keep them running", needs_django=False),
    Command("worker", "roeland.cli.worker", "do the work that waits in the database"),
    Command("tick", "roeland.cli.tick", "start what is due"),
    Command("organisation", "roeland.cli.organisation", "create, list, export or remove organisations"),
    Command("person", "roeland.cli.person", "add a person, or make a link with which one can sign in"),
    Command("support", "roeland.cli.support", "logins that may look along where an organisation allows it"),
    Command("import", "roeland.cli.importing", "import descriptions of algorithms into the register"),
    Command("journal", "roeland.cli.journal", "verify the journal"),
    Command("questionnaire", "roeland.cli.questionnaire", "print the questions, for machines", needs_django=False),
    Command("library", "roeland.cli.library", "look at an official questionnaire, or import one", needs_django=False),
    Command("classify", "roeland.cli.classify", "say what a file of answers means by law", needs_django=False),
    Command(
        "content", "roeland.cli.content", "check or compare content, list what is not released", needs_django=False
    ),
    Command("messages", "roeland.cli.catalogues", "update, check or compile the translations", needs_django=False),
    Command("backup", "roeland.cli.backup", "keep database and files in a folder"),
    Command("restore", "roeland.cli.restore", "put a backup back, and verify its journal"),
    Command("demo", "roeland.cli.demo", "load the demonstration organisations"),
)


def main(words: list[str] | None = None) -> int:
    """Run one command; return 0 when it is done, 1 when it was refused, 2 for a mistake in what was asked."""
    words = sys.argv[1:] if words is None else words
    outline = argparse.ArgumentParser(prog="roeland", description="The command of Roeland.")
    choices = outline.add_subparsers(metavar="command", required=True)
    for command in COMMANDS:
        choices.add_parser(command.word, help=command.help, add_help=False).set_defaults(command=command)
    command = outline.parse_known_args(words[:1])[0].command
    return perform(command, words[1:])


def perform(command: Command, words: list[str]) -> int:
    """Load `command` and run it with `words`; a refusal goes to stderr as one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roeland.config.settings")
    if command.needs_django:
        django.setup()
    module = import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"roeland {command.word}", description=command.help)
    module.arguments(parser)
    options = parser.parse_args(words)
    try:
        status = module.run(options) or 0
        sys.stdout.flush()  # here, where a reader who went away can still be told from a mistake
        return status
    except CommandFailed as failed:
        print(f"roeland {command.word}: {failed}", file=sys.stderr)
        return failed.status
    except BrokenPipeError:
        # Whoever read the output (head, less) has seen enough; nothing may be written to it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
