"""Verify the journal: is every sealed entry still what it was?"""

import argparse
from uuid import UUID

from roeland.cli.failing import CommandFailed
from roeland.cli.organisation import called
from roeland.journal import queries, services
from roeland.organisation.models import Organisation


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["verify", "seal"], help="seal: first seal what is not sealed yet")
    parser.add_argument("--organisation", metavar="SLUG", help="only this organisation")


def run(options: argparse.Namespace) -> None:
    """Verify (or first seal) the journals; raises CommandFailed when one is not what was sealed."""
    broken = []
    for name, key in chosen(options.organisation):
        if options.act == "seal":
            services.seal(key)
        if not sound(name, key):
            broken.append(name)
    if broken:
        raise CommandFailed(
            f"the journal of {', '.join(broken)} is not what was sealed. "
            "Keep this database as it is, and compare it with the last backup whose journal verifies."
        )


def chosen(slug: str | None) -> list[tuple[str, UUID]]:
    """Return names and keys of the journals to look at: also of organisations that are no more."""
    if slug:
        return [(slug, called(slug).pk)]
    slugs = dict(Organisation.objects.values_list("pk", "slug"))
    return sorted((slugs.get(key, str(key)), key) for key in {*slugs, *queries.organisations()})


def sound(name: str, key: UUID) -> bool:
    """Print what was found in one journal; say whether it is what was sealed."""
    verdict = services.verify(key)
    if verdict.ok:
        print(f"{name}: sound; {verdict.seals} seals, {verdict.unsealed} entries not sealed yet; last {verdict.head}")
        return True
    place = f"{verdict.reason}, entry {verdict.entry}" if verdict.entry else verdict.reason
    print(f"{name}: BROKEN at seal {verdict.broken_sequence} ({place}); {verdict.unsealed} entries not sealed yet")
    return False
