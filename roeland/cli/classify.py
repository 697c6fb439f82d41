"""Say what a file of answers means by law: the profile that the pages show, as JSON."""

import argparse
from datetime import date, datetime
from zoneinfo import ZoneInfo

from roeland.cli import answers_file
from roeland.cli.failing import Misunderstood
from roeland.cli.telling import tell_json
from roeland.content import shipped
from roeland.content.profile import profile
from roeland.rules.logic import Facts
from roeland.rules.questionnaire import Questionnaire

ZONE = "Europe/Brussels"
"""Where it is today; the same as on the pages."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("answers", metavar="ANSWERS.json", help="question code → value; - reads standard input")
    parser.add_argument("--as-of", type=a_date, metavar="DATE", help="2026-12-02; today when left out")
    parser.add_argument("--jurisdiction", metavar="NL|BE-VLG", help="unknown when left out, and shown as not given")


def run(options: argparse.Namespace) -> None:
    """Print the profile. Raises Misunderstood for a mistake in the words or in the answers."""
    questionnaire = shipped.questionnaire(shipped.classification().questionnaire)
    given = given_facts(questionnaire, options.jurisdiction)
    answers = answers_file.answers(options.answers, questionnaire)
    tell_json(profile(answers, given, options.as_of or datetime.now(ZoneInfo(ZONE)).date()))


def a_date(text: str) -> date:
    """A date as 2026-12-02. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date such as 2026-12-02") from error


def given_facts(questionnaire: Questionnaire, jurisdiction: str | None) -> Facts:
    """What the organisation would tell. Raises Misunderstood for a jurisdiction that the content does not know."""
    known = questionnaire.given.get("jurisdiction", ())
    if jurisdiction is not None and jurisdiction not in known:
        raise Misunderstood(f"--jurisdiction: '{jurisdiction}' is not one of {', '.join(known)}.")
    return {"jurisdiction": jurisdiction}
