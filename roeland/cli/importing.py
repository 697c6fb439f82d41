"""Import into the register of an organisation: descriptions in the form of the Dutch register, or a sheet."""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils import translation

from roeland.cli.failing import CommandFailed, Misunderstood
from roeland.cli.organisation import called
from roeland.organisation.models import Organisation
from roeland.register import importing
from roeland.register.importing.sheets import at_once
from roeland.register.importing.sheets.likely import Answer
from roeland.register.models import ImportRun

OF_A_SHEET = ("mapping", "likely", "reason")
FLAWS = {
    "no_name": "no column holds the name of the application",
    "twice": "two columns became the same field",
    "no_key_column": "the column by which rows are known again is not there",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["register", "sheet"])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON of the register; CSV, XLSX or ODS")
    parser.add_argument("--organisation", metavar="SLUG", help="needed when there is more than one")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.add_argument("--language", choices=[code for code, _ in settings.LANGUAGES], default="en")
    sheet = parser.add_argument_group("of a sheet")
    sheet.add_argument("--mapping", metavar="NAME", help="the name under which its columns were kept")
    sheet.add_argument("--likely", choices=["skip", "new"], help="what to do with rows that look like one here")
    sheet.add_argument("--reason", metavar="TEXT", help="with --likely new: why they are other ones")


def run(options: argparse.Namespace) -> None:
    """Import each file whole or not at all. Raises CommandFailed when one was refused."""
    if missing := [str(path) for path in options.files if not path.is_file()]:
        raise CommandFailed(f"there is no file {', '.join(missing)}. Nothing was imported.")
    if options.what == "register" and any(getattr(options, name) for name in OF_A_SHEET):
        raise Misunderstood("--mapping, --likely and --reason are for a sheet. Nothing was imported.")
    answer = answer_in(options)
    organisation = called(options.organisation) if options.organisation else the_only_one()
    runs = []
    with translation.override(options.language):
        for path in options.files:
            runs.append(taken_in(path, organisation, options, answer))
            tell(runs[-1])
    if refused := [done.file_name for done in runs if done.state == ImportRun.State.REFUSED]:
        raise CommandFailed(f"refused, nothing of it is stored: {', '.join(refused)}. Mend what is listed, and repeat.")


def answer_in(options: argparse.Namespace) -> Answer | None:
    """Return what is said of rows that look like an application here. Raises Misunderstood without a reason."""
    if options.likely == "skip":
        return Answer(skip=True)
    if (options.likely == "new") != bool((options.reason or "").strip()):
        raise Misunderstood("--likely new and --reason go together: say why they are other ones.")
    return Answer(reason=options.reason) if options.likely else None


def taken_in(path: Path, organisation: Organisation, options: argparse.Namespace, answer: Answer | None) -> ImportRun:
    """Import one file. Raises CommandFailed when nobody can say what its columns are."""
    if options.what == "register":
        return importing.run([path], organisation, dry_run=options.dry_run)[0]
    try:
        return at_once.run_sheet(
            path,
            organisation,
            mapping=options.mapping or "",
            dry_run=options.dry_run,
            likely=answer,
            step=show_step,
        )
    except at_once.NoSuchMapping as reason:
        known = ", ".join(reason.known) or "none"
        raise CommandFailed(
            f"no columns were kept as “{options.mapping}” for a file like {path.name}. Kept for it: {known}."
        ) from reason
    except at_once.BadMapping as reason:
        why = ", ".join(dict.fromkeys(FLAWS[flaw.code] for flaw in reason.flaws))
        raise CommandFailed(
            f"{path.name}: {why}. Choose its columns once on the page Import, keep them, and use --mapping."
        ) from reason


def show_step(state: str, done: int, of: int) -> None:
    """Say on stderr how far it is."""
    print(f"  {ImportRun.State(state).label}: {done}/{of}", file=sys.stderr)


def the_only_one() -> Organisation:
    """Return the organisation when there is exactly one. Raises CommandFailed otherwise."""
    slugs = Organisation.objects.order_by("slug").values_list("slug", flat=True)
    if len(slugs) != 1:
        raise CommandFailed(f"say which organisation, with --organisation: {', '.join(slugs) or 'there is none yet'}.")
    return called(slugs[0])


def tell(done: ImportRun) -> None:
    """Print what came of one file: counts, problems and remarks."""
    print(f"{done.file_name}: {done.get_state_display()}")
    skipped = f", skipped {done.skipped}" if done.skipped else ""
    print(f"  records {done.records}, new {done.created}, changed {done.updated}, the same {done.unchanged}{skipped}")
    for kept in (*done.problems, *done.remarks):
        print(f"  - {importing.line_of(kept)}")
