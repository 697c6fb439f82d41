"""Create organisations, or list them."""

import argparse

from roeland.cli.failing import CommandFailed
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


def run(options: argparse.Namespace) -> None:
    """Print all organisations, or make one. Raises CommandFailed for a slug that is taken."""
    if options.act == "list":
        for organisation in Organisation.objects.order_by("slug"):
            mark = "  (demonstration)" if organisation.demonstration else ""
            print(f"{organisation.slug:<24} {organisation.jurisdiction:<8} {organisation.name}{mark}")
        return
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


def called(slug: str) -> Organisation:
    """Return the organisation with this slug. Raises CommandFailed when there is none."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise CommandFailed(f"there is no organisation '{slug}'. `roeland organisation list` shows them.")
    return found
