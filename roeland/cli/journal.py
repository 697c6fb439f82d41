"""Verify the journal: is every sealed entry still what it was?"""

import argparse

from roeland.cli.failing import CommandFailed
from roeland.journal import services
from roeland.organisation.models import Organisation


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["verify", "seal"])
    parser.add_argument("--organisation", metavar="SLUG", help="only this organisation")


def run(options: argparse.Namespace) -> None:
    """Verify (or first seal) the journals; raises CommandFailed when a seal is broken."""
    broken = []
    for organisation in chosen(options.organisation):
        if options.act == "seal":
            services.seal(organisation.pk)
        if not sound(organisation):
            broken.append(organisation.slug)
    if broken:
        raise CommandFailed(
            f"the journal of {', '.join(broken)} is not what was sealed. "
            "Keep this database as it is, and compare it with the last backup whose journal verifies."
        )


def chosen(slug: str | None) -> list[Organisation]:
    """Return the organisations to look at. Raises CommandFailed when there is none by that name."""
    found = Organisation.objects.order_by("slug")
    found = found.filter(slug=slug) if slug else found
    if slug and not found:
        raise CommandFailed(f"there is no organisation '{slug}'. `roeland organisation list` shows them.")
    return list(found)


def sound(organisation: Organisation) -> bool:
    """Print what was found for one organisation; say whether its journal is what was sealed."""
    verdict = services.verify(organisation.pk)
    if verdict.ok:
        print(f"{organisation.slug}: sound; {verdict.unsealed} entries not sealed yet")
    else:
        print(f"{organisation.slug}: BROKEN at seal {verdict.broken_sequence}; {verdict.unsealed} entries not sealed")
    return bool(verdict.ok)
