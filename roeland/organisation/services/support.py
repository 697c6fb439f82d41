"""Verbs about the support of who runs the server: it looks along only where, and as long as, that is allowed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.models import Organisation, Person, SupportConsent, User
from roeland.organisation.services.acting import administers

MOST_DAYS = 5


class NoSupportLogin(Exception):
    """This address is no login of the support."""


class TooLong(Exception):
    """Support looks along for some time from now on, and never longer than MOST_DAYS."""


@transaction.atomic
def allow_support(
    *, organisation: Organisation, email: str, purpose: str, until: datetime, actor: Person
) -> SupportConsent:
    """Let a login of the support look along until then; what it had here before ends.

    Raises NoSupportLogin or TooLong.
    """
    administers(actor, organisation)
    now = timezone.now()
    if not now < until <= now + timedelta(days=MOST_DAYS):
        raise TooLong
    user = User.objects.filter(email=email.lower(), is_support=True, is_active=True).first()
    if user is None:
        raise NoSupportLogin
    person = _person(organisation, user)
    person.active, person.support_until = True, until
    person.save()
    running = SupportConsent.objects.filter(organisation=organisation, person=person, withdrawn_at=None, until__gt=now)
    running.update(withdrawn_at=now)
    consent = SupportConsent.objects.create(
        organisation=organisation, person=person, purpose=purpose, given_by=actor, given_at=now, until=until
    )
    values = {"until": ["", until]}
    record("support.allowed", subject=consent, actor=actor, reason=purpose, fields=["until"], values=values)
    return consent


@transaction.atomic
def withdraw_support(*, consent: SupportConsent, actor: Person | None) -> None:
    """Shut the door for the support at once; the very next page it asks for is closed."""
    administers(actor, consent.organisation, consent)
    rows = SupportConsent.objects.select_for_update(of=("self",)).select_related("organisation", "person")
    consent = rows.get(pk=consent.pk)
    now = timezone.now()
    if not consent.runs(now):
        return
    consent.withdrawn_at = now
    consent.save(update_fields=["withdrawn_at"])
    Person.objects.filter(pk=consent.person_id).update(active=False)
    record("support.withdrawn", subject=consent, actor=actor)


def _person(organisation: Organisation, user: User) -> Person:
    known = Person.objects.select_for_update().filter(organisation=organisation, user=user).first()
    return known or Person(organisation=organisation, user=user, name=user.email[:120], email=user.email)
