"""Import descriptions of algorithms, in the form of the Dutch register, into the register of an organisation."""

import argparse
from pathlib import Path

from django.utils import translation

from roeland.cli.failing import CommandFailed
from roeland.cli.organisation import called
from roeland.organisation.models import Organisation
from roeland.register import importing
from roeland.register.models import ImportRun


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["register"])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON, as the register delivers it")
    parser.add_argument("--organisation", metavar="SLUG", help="needed when there is more than one")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")


def run(options: argparse.Namespace) -> None:
    """Import each file whole or not at all. Raises CommandFailed when one was refused."""
    if missing := [str(path) for path in options.files if not path.is_file()]:
        raise CommandFailed(f"there is no file {', '.join(missing)}. Nothing was imported.")
    organisation = called(options.organisation) if options.organisation else the_only_one()
    with translation.override("en"):
        runs = importing.run(options.files, organisation, dry_run=options.dry_run)
        for done in runs:
            tell(done)
    if refused := [done.file_name for done in runs if done.state == ImportRun.State.REFUSED]:
        raise CommandFailed(f"refused, nothing of it is stored: {', '.join(refused)}. Mend what is listed, and repeat.")


def the_only_one() -> Organisation:
    """Return the organisation when there is exactly one. Raises CommandFailed otherwise."""
    slugs = Organisation.objects.order_by("slug").values_list("slug", flat=True)
    if len(slugs) != 1:
        raise CommandFailed(f"say which organisation, with --organisation: {', '.join(slugs) or 'there is none yet'}.")
    return called(slugs[0])


def tell(done: ImportRun) -> None:
    """Print what came of one file: counts, problems and remarks."""
    print(f"{done.file_name}: {done.get_state_display()}")
    print(f"  records {done.records}, new {done.created}, changed {done.updated}, the same {done.unchanged}")
    for kept in (*done.problems, *done.remarks):
        print(f"  - {importing.line_of(kept)}")
