"""Logins of the support: who may look along in an organisation, once its administrator allows it."""

import argparse

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from roeland.cli.failing import CommandFailed
from roeland.organisation import services
from roeland.organisation.models import SupportConsent, User


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="act", required=True)
    acts.add_parser("list", help="show the logins of the support")
    for act, what in (("add", "make a login for the support"), ("remove", "let a login be support no longer, at once")):
        acts.add_parser(act, help=what).add_argument("email")


def run(options: argparse.Namespace) -> None:
    """Do what is asked with the logins of the support. Raises CommandFailed when that cannot be."""
    if options.act == "list":
        for user in User.objects.filter(is_support=True).order_by("email"):
            print(user.email)
    elif options.act == "add":
        add(options.email.lower())
    else:
        remove(options.email.lower())


def add(email: str) -> None:
    """Make the login, and print where its owner chooses a password. Raises CommandFailed for somebody's own login."""
    user = User.objects.filter(email=email).first()
    if user and not user.is_support:
        raise CommandFailed(f"{email} is a login of somebody already. Support needs a login of its own.")
    user = user or User.objects.create_user(email)
    user.is_support = True
    user.save(update_fields=["is_support"])
    key = [user_pk_to_url_str(user), default_token_generator.make_token(user)]
    print(f"{email} may look along where an organisation allows it. A password is chosen here:")
    print(f"{settings.PUBLIC_URL}{reverse('account_reset_password_from_key', args=key)}")


def remove(email: str) -> None:
    """Shut the login everywhere. Raises CommandFailed when it is not of the support."""
    user = User.objects.filter(email=email, is_support=True).first()
    if user is None:
        raise CommandFailed(f"{email} is no login of the support. `roeland support list` shows them.")
    user.is_support = user.is_active = False
    user.save(update_fields=["is_support", "is_active"])
    for consent in SupportConsent.objects.filter(person__user=user, withdrawn_at=None).select_related("organisation"):
        services.withdraw_support(consent=consent, actor=None)
    print(f"{email} can no longer sign in.")
