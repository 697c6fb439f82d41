"""Add a person to an organisation, or make a link with which they can sign in."""

import argparse

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from roeland.cli.failing import CommandFailed
from roeland.cli.organisation import called
from roeland.organisation import services
from roeland.organisation.models import Organisation, Person


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="act", required=True)
    add = acts.add_parser("add", help="add a person, and print the link with which they choose a password")
    add.add_argument("name")
    add.add_argument("--function", default="")
    add.add_argument("--role", action="append", default=[], metavar="CODE", help="a role to hold, may be repeated")
    invite = acts.add_parser("invite", help="print a fresh link for somebody who has no login yet")
    for act in (add, invite):
        act.add_argument("--organisation", required=True, metavar="SLUG")
        act.add_argument("--email", required=True)


def run(options: argparse.Namespace) -> None:
    """Print an invitation. Raises CommandFailed for who has a login, is there already, or is not there."""
    organisation = called(options.organisation)
    person = add(organisation, options) if options.act == "add" else known(organisation, options.email)
    try:
        code = services.invite(person=person, actor=None)
    except services.InvitationNotValid as error:
        raise CommandFailed(f"{person.name} has a login already, or has left.") from error
    print(f"{person.name} can sign in after opening this link, which works once:")
    print(f"{settings.PUBLIC_URL.rstrip('/')}{reverse('organisation:invitation', args=[code])}")


@transaction.atomic
def add(organisation: Organisation, options: argparse.Namespace) -> Person:
    """Make the person with the roles asked for. Raises CommandFailed when one of these cannot be."""
    if Person.objects.filter(organisation=organisation, email__iexact=options.email).exists():
        raise CommandFailed(f"{options.email} is in {organisation.slug} already. `roeland person invite` makes a link.")
    person = services.add_person(
        organisation=organisation, name=options.name, email=options.email, function=options.function, actor=None
    )
    for role in options.role:
        try:
            services.give_role(person=person, role=role, actor=None)
        except services.RoleRefused as refused:
            raise CommandFailed(f"the role '{role}' cannot be given: {refused}.") from refused
    return person


def known(organisation: Organisation, email: str) -> Person:
    """Return who has this address here. Raises CommandFailed when nobody does."""
    found = Person.objects.filter(organisation=organisation, email__iexact=email).first()
    if found is None:
        raise CommandFailed(f"nobody in {organisation.slug} has the address {email}. `roeland person add` adds them.")
    return found
