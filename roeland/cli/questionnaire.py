"""Print a questionnaire whole: every question, when it is asked, who knows, and its words."""

import argparse

from roeland.cli import questionnaire_markdown
from roeland.cli.failing import Misunderstood
from roeland.cli.telling import tell, tell_json
from roeland.content import outlining, shipped
from roeland.content.loader import Document
from roeland.rules.questionnaire import Questionnaire


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="intake for its newest version, or intake@1")
    parser.add_argument("--format", choices=["md", "json"], default="md", help="for people, or for machines")


def run(options: argparse.Namespace) -> None:
    """Print the questionnaire. Raises Misunderstood when there is none of that name."""
    described = outlining.described(called(options.name))
    if options.format == "json":
        tell_json(described)
    else:
        tell(questionnaire_markdown.page(described))


def called(name: str) -> Document:
    """The questionnaire of this name or reference. Raises Misunderstood."""
    try:
        found = shipped.find(name)
    except shipped.NoSuchDocument:
        found = None
    if found is None or not isinstance(found.meaning, Questionnaire):
        known = ", ".join(shipped.references_of(Questionnaire))
        raise Misunderstood(f"there is no questionnaire '{name}'. There is: {known}.")
    return found
