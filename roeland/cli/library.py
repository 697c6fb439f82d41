"""Look at an official questionnaire (Invulhulpen format), import it, or read what its own rules conclude."""

import argparse
import json
from importlib import import_module
from pathlib import Path

import django

from roeland.cli.failing import CommandFailed, Misunderstood
from roeland.cli.telling import tell, tell_json
from roeland.content.official.reading import LARGEST
from roeland.content.reading import ContentError
from roeland.library.understanding import Flaw, Understood, read
from roeland.rules.official import answers_in, outcomes, scores

CANNOT_BE_USED = "the definition cannot be used as it is. Mend what is wrong, and try again."


def arguments(parser: argparse.ArgumentParser) -> None:
    below = parser.add_subparsers(dest="what", required=True)
    check = below.add_parser("check", help="say what was understood of a definition, and what is wrong with it")
    check.add_argument("file", help="a definition, version 1 or 2, YAML or JSON")
    evaluate = below.add_parser("evaluate", help="say what the rules of a definition conclude from answers")
    evaluate.add_argument("file", help="a definition, version 1 or 2, YAML or JSON")
    evaluate.add_argument("answers", help="a file of the form assessment-output.v2")
    _arguments_of_import(below.add_parser("import", help="bring a definition into an organisation, as a draft"))


def _arguments_of_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a definition, version 1 or 2, YAML or JSON")
    parser.add_argument("--dry-run", action="store_true", help="only say what is understood of it; needs nothing else")
    parser.add_argument("--organisation", metavar="SLUG", help="for whom")
    parser.add_argument("--as", dest="actor", metavar="EMAIL", help="who imports it: the address of somebody there")
    parser.add_argument("--licence", default="", help="under which licence it may be used")
    parser.add_argument("--attribution", default="", help="who made it")
    parser.add_argument("--origin", default="", help="where it comes from: a link, or in words")
    parser.add_argument("--activity", default="", metavar="CODE", help="of the role matrix: who works with it")


def run(options: argparse.Namespace) -> None:
    """Print it, and keep it when that was asked. Raises Misunderstood for a file that cannot be read, CommandFailed
    after what is wrong in it. Only keeping it needs a database.
    """
    file = Path(options.file)
    content = _content(file)
    try:
        understood = read(content, file.name)
    except ContentError as error:
        raise Misunderstood(f"this is not a definition that Roeland can read.\n  {error}") from error
    if options.what == "evaluate":
        _evaluate(understood, Path(options.answers))
        return
    _describe(understood)
    if understood.wrong:
        raise CommandFailed(f"{CANNOT_BE_USED} Nothing is stored." if options.what == "import" else CANNOT_BE_USED)
    if options.what == "import" and not options.dry_run:
        django.setup()
        import_module("roeland.cli.library_import").store(file.name, content, options)


def _content(file: Path) -> bytes:
    """What stands in the file, and no more of it than is needed to see that it is too large."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise Misunderstood(f"{file} cannot be read: {error.strerror}.") from error


def _tell_flaws(title: str, flaws: tuple[Flaw, ...]) -> None:
    if flaws:
        tell(f"{title}:")
    for one in flaws:
        tell(f"  {one.where}{f' (line {one.line})' if one.line else ''}: {one.message}")


def _describe(understood: Understood) -> None:
    definition = understood.definition
    tasks = list(definition.every_task())
    tell(f"{definition.name} ({definition.urn}:{definition.version})")
    tell(f"  {understood.questions} questions in {len(definition.tasks)} parts")
    tell(f"  {sum(task.repeatable for task in tasks)} groups or questions that repeat")
    tell(f"  {sum(len(task.dependencies) for task in tasks)} dependencies")
    tell(f"  {sum(task.calculation is not None for task in tasks)} calculations")
    tell(f"  {sum(len(each.levels) for each in definition.assessments)} rules about other assessments")
    for one in understood.chapters:
        counts = f"{one.questions} questions, {one.repeats} that repeat, {one.conditions} conditions"
        tell(f"  - {one.title}: {counts}, {one.calculations} calculations")
    _tell_flaws("Wrong", understood.wrong)
    _tell_flaws("Never works, as far as Roeland sees", understood.never)


def _evaluate(understood: Understood, answers: Path) -> None:
    definition = understood.definition
    if understood.wrong:
        _tell_flaws("Wrong", understood.wrong)
        raise CommandFailed(CANNOT_BE_USED)
    try:
        output = json.loads(answers.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise Misunderstood(f"the answers cannot be read as JSON: {error}.") from error
    if not isinstance(output, dict) or not isinstance(output.get("answers"), dict):
        raise Misunderstood("the answers must be an object with 'answers', as assessment-output.v2 says.")
    given = answers_in(definition, output)
    tell_json(
        {
            "definition": f"{definition.urn}:{definition.version}",
            "scores": scores(definition, given),
            "outcomes": [
                {
                    "assessment": one.assessment,
                    "level": one.level or None,
                    "result": one.result,
                    "because": list(one.because),
                    "open": list(one.open),
                }
                for one in outcomes(definition, given)
            ],
            "faults": [f"{one.where}: {one.message}" for one in understood.flaws],
        }
    )
