"""Inviting a person to sign in: a signed link, good for one week and for one use."""

from datetime import timedelta

from django.core import signing
from django.db import transaction

from roeland.journal.services import record
from roeland.organisation.models import Person, User
from roeland.organisation.services.acting import administers
from roeland.organisation.services.people import give_login

SALT = "roeland.invitation"
GOOD_FOR = timedelta(days=7)


class InvitationNotValid(Exception):
    """The link is altered, too old, already used, or its person has left."""


@transaction.atomic
def invite(*, person: Person, actor: Person | None) -> str:
    """Return a fresh invitation for a person without a login. Raises InvitationNotValid when there is one."""
    administers(actor, person.organisation, person)
    made = invitation(person)
    record("person.invited", subject=person, actor=actor)
    return made


def invitation(person: Person) -> str:
    """Return the signed code for a link. Raises InvitationNotValid for who needs or may have none."""
    if person.user_id is not None or not person.active or not person.email:
        raise InvitationNotValid
    return signing.dumps([str(person.pk), person.email.lower()], salt=SALT)


def read_invitation(code: str) -> Person:
    """Return for whom an invitation is. Raises InvitationNotValid."""
    try:
        key, email = signing.loads(code, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature as error:
        raise InvitationNotValid from error
    rows = Person.objects.filter(pk=key, user=None, active=True, email__iexact=email)
    person = rows.select_related("organisation").first()
    if person is None:
        raise InvitationNotValid
    return person


@transaction.atomic
def accept_invitation(*, code: str, password: str = "", user: User | None = None) -> Person:
    """Give the invited person a login: a new one with `password`, or the `user` that is signed in already.

    An address that has a login needs that login. Raises InvitationNotValid.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=read_invitation(code).pk)
    known = User.objects.filter(email=person.email.lower()).first()
    if known != user or person.user_id is not None:
        raise InvitationNotValid
    return give_login(person=person, user=known or User.objects.create_user(person.email, password), actor=None)
