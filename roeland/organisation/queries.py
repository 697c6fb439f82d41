"""What can be asked about an organisation and its people."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.journal.models import Entry
from roeland.organisation.holding import Holder, Standing, all_holders, holder, holders, holders_around
from roeland.organisation.models import Organisation, Person, RoleHeld, SupportConsent, Unit
from roeland.organisation.wording import role_name

__all__ = [
    "Holder",
    "Standing",
    "all_holders",
    "declined_by",
    "has_been_here",
    "holder",
    "holders",
    "holders_around",
    "holders_of",
    "last_export",
    "names_of",
    "persons_choices",
    "persons_of",
    "role_name",
    "role_task",
    "roles",
    "roles_of",
    "support_here",
    "term",
    "unit_choices",
]


ALONG = ("unit", "person", "deputy")
LATELY = timedelta(days=90)


def roles_of(person: Person, today: date) -> list[RoleHeld]:
    """Return the roles that `person` holds today or deputises for; a deputy of an expired term still counts."""
    rows = RoleHeld.objects.filter(organisation_id=person.organisation_id, starts__lte=today)
    own = Q(person=person) & (Q(ends=None) | Q(ends__gte=today))
    return list(rows.filter(own | Q(deputy=person)).select_related(*ALONG).order_by("role", "starts", "pk"))


def holders_of(organisation: Organisation, roles: Iterable[str], today: date) -> QuerySet[RoleHeld]:
    """Return the rows of these roles that hold today, with their persons."""
    rows = RoleHeld.objects.filter(organisation=organisation, role__in=tuple(roles), starts__lte=today)
    rows = rows.filter(Q(ends=None) | Q(ends__gte=today), person__active=True)
    return rows.select_related("person", "deputy", "unit").order_by("role", "person__name", "pk")


def declined_by(person: Person, today: date) -> list[RoleHeld]:
    """Return the roles that the person said no to lately, with why."""
    rows = RoleHeld.objects.filter(person=person, answer=RoleHeld.Answer.DECLINED, answered_on__gte=today - LATELY)
    return list(rows.select_related(*ALONG, "organisation").order_by("-answered_on", "pk"))


def persons_of(user_id: UUID) -> QuerySet[Person]:
    """Return who a login is, in each of its organisations; support only as long as it may look along."""
    persons = Person.objects.filter(user_id=user_id, active=True)
    persons = persons.filter(Q(support_until=None) | Q(support_until__gt=timezone.now()))
    return persons.select_related("organisation", "unit").order_by("organisation__name")


def persons_choices(organisation: Organisation) -> QuerySet[Person]:
    """Return who can be chosen in a form: the persons who work here."""
    return Person.objects.filter(organisation=organisation, active=True, support_until=None).order_by("name", "pk")


def support_here(organisation: Organisation, now: datetime) -> QuerySet[SupportConsent]:
    """Return the consents with which somebody of the support may look along now."""
    running = SupportConsent.objects.filter(organisation=organisation, withdrawn_at=None, until__gt=now)
    return running.select_related("person").order_by("until")


def unit_choices(organisation: Organisation) -> QuerySet[Unit]:
    """Return the units that can be chosen in a form, by name."""
    return Unit.objects.filter(organisation=organisation).order_by("name", "pk")


def names_of(organisation_id: UUID, persons: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names that belong to keys of persons, in one query; keys of others are left out."""
    rows = Person.objects.filter(organisation_id=organisation_id, pk__in=set(persons))
    return dict(rows.values_list("pk", "name"))


def has_been_here(person: Person) -> bool:
    """Say whether the person signed in to this organisation before."""
    return Entry.objects.filter(organisation=person.organisation_id, subject=person.pk, verb="sign_in.done").exists()


def last_export(organisation: Organisation) -> datetime | None:
    """Return when everything of the organisation was last exported; None for never."""
    made = Entry.objects.filter(organisation=organisation.pk, subject=organisation.pk, verb="organisation.export_made")
    return made.order_by("-at").values_list("at", flat=True).first()


def roles() -> Roles:
    """Return all roles that Roeland knows."""
    return shipped.meaning("roles", Roles)


def role_task(code: str, language: str | None = None) -> str:
    """Return what a role does, in one sentence. Raises KeyError."""
    return shipped.text("roles", code, language or get_language() or "nl").help


def term(organisation: Organisation, key: str, language: str | None = None) -> str:
    """Return the word for `key`, a term or a role: the organisation's own, else the shipped one. Raises KeyError."""
    wanted = language or get_language() or "nl"
    if key in roles().by_code:
        return role_name(key, wanted, organisation)
    return organisation.own_words.get((key, wanted)) or shipped.text("terms", key, wanted).label
