"""Create organisations, list them, export one, or remove one."""

import argparse
from pathlib import Path

from roeland.cli.failing import CommandFailed
from roeland.journal.services import GroundMissing
from roeland.organisation import services
from roeland.organisation.models import Jurisdiction, Organisation


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="act", required=True)
    acts.add_parser("list", help="show the organisations")
    create = acts.add_parser("create", help="let an organisation begin")
    create.add_argument("name", help="its name, as people say it")
    create.add_argument("--slug", required=True, help="its short name, for commands: groep-gent")
    create.add_argument("--jurisdiction", required=True, choices=Jurisdiction.values)
    create.add_argument(
        "--demonstration", action="store_true", help="with ROELAND_DEMO=1 anybody can sign in as anybody"
    )
    export = acts.add_parser("export", help="write all that an organisation has into one archive")
    export.add_argument("slug")
    export.add_argument("place", type=Path, help="a file that is not there yet, or a folder")
    export.add_argument("--confidential", action="store_true", help="also what is otherwise left empty")
    remove = acts.add_parser("remove", help="remove an organisation for good; only the seals of its journal stay")
    remove.add_argument("slug")
    remove.add_argument("--name", required=True, help="its full name, so that it cannot be another one")
    remove.add_argument("--ground", required=True, help="why it may go, for the certificate of destruction")
    known = remove.add_mutually_exclusive_group(required=True)
    known.add_argument("--export", metavar="SHA256", help="the digest of the export that keeps what is removed")
    known.add_argument("--without-export", action="store_true", help="nothing is kept")


def run(options: argparse.Namespace) -> None:
    """Do what is asked with organisations. Raises CommandFailed when that cannot be."""
    {"list": show, "create": create, "export": export, "remove": remove}[options.act](options)


def show(options: argparse.Namespace) -> None:
    """Print all organisations."""
    for organisation in Organisation.objects.order_by("slug"):
        mark = "  (demonstration)" if organisation.demonstration else ""
        print(f"{organisation.slug:<24} {organisation.jurisdiction:<8} {organisation.name}{mark}")


def create(options: argparse.Namespace) -> None:
    """Make an organisation. Raises CommandFailed for a slug that is taken."""
    if Organisation.objects.filter(slug=options.slug).exists():
        raise CommandFailed(f"there is an organisation '{options.slug}' already. Choose another --slug.")
    made = services.create_organisation(
        name=options.name,
        slug=options.slug,
        jurisdiction=options.jurisdiction,
        demonstration=options.demonstration,
        actor=None,
    )
    print(f"{made.slug} is made. Now its first administrator:")
    print(f"  roeland person add --organisation {made.slug} --role administrator --email … 'Name'")


def export(options: argparse.Namespace) -> None:
    """Write the archive, readable for its owner alone, and print its digest. Raises CommandFailed for a taken name."""
    organisation = called(options.slug)
    place = options.place / f"{organisation.slug}.zip" if options.place.is_dir() else options.place
    if place.exists():
        raise CommandFailed(f"{place} is there already. Choose another name.")
    place.touch(mode=0o600)
    with place.open("w+b") as target:
        digest = services.export_organisation(
            organisation=organisation, target=target, actor=None, confidential=options.confidential
        )
    print(f"{place} holds all that {organisation.slug} has. SHA-256: {digest}")


def remove(options: argparse.Namespace) -> None:
    """Remove the organisation. Raises CommandFailed when the name is another one or the export is not complete."""
    organisation = called(options.slug)
    if options.name != organisation.name:
        raise CommandFailed(f"'{options.slug}' is called '{organisation.name}'. Give that name to remove it.")
    if options.export:
        must_be_exported(organisation, options.export)
    try:
        counts = services.remove_organisation(organisation=organisation, ground=options.ground)
    except GroundMissing as error:
        raise CommandFailed("say on which --ground it may go.") from error
    print(
        f"{organisation.slug} is removed: {sum(counts.values())} rows. Its seals and a certificate of destruction stay."
    )
    print("Backups still hold it: they go when their own term is over.")


def must_be_exported(organisation: Organisation, digest: str) -> None:
    """Raise CommandFailed unless the export with this digest holds all that happened."""
    try:
        services.must_be_exported(organisation, digest)
    except services.NotExported as error:
        raise CommandFailed("there is no export with this digest. `roeland organisation export` makes one.") from error
    except services.ChangedSinceExport as changed:
        raise CommandFailed(f"{changed.number} acts came after that export. Make a new one.") from changed


def called(slug: str) -> Organisation:
    """Return the organisation with this slug. Raises CommandFailed when there is none."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise CommandFailed(f"there is no organisation '{slug}'. `roeland organisation list` shows them.")
    return found
