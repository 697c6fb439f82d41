"""Who can be signed in as: the people of demonstration organisations, by the track of their first role."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.demo.reading import GREETERS, mail_of
from roeland.organisation import queries
from roeland.organisation.models import Organisation, Person
from roeland.work.models import OutgoingMail

BESIDE = ""  # the track of roles that stand beside the seventeen


@dataclass(frozen=True)
class Guest:
    """Somebody to sign in as, with the roles in words."""

    person: Person
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Track:
    """The people whose first role belongs to one track."""

    anchor: str
    title: str
    guests: tuple[Guest, ...]


@dataclass(frozen=True)
class Town:
    """A demonstration organisation with its people; the greeters are good to start with."""

    organisation: Organisation
    greeters: tuple[Guest, ...]
    tracks: tuple[Track, ...]


def demonstration_persons() -> QuerySet[Person]:
    """Return everybody that a visitor may be: active, with a login, in an organisation made to demonstrate."""
    persons = Person.objects.filter(organisation__demonstration=True, active=True, user__isnull=False)
    return persons.select_related("organisation", "user").prefetch_related("roles_held").order_by("pk")


def mails() -> QuerySet[OutgoingMail]:
    """Return the mails to people of demonstration organisations, the newest first."""
    rows = OutgoingMail.objects.filter(organisation__demonstration=True)
    return rows.select_related("person__user").order_by("-queued_at", "-pk")


def towns(language: str) -> list[Town]:
    """Return the demonstration organisations, first made first."""
    by_organisation = defaultdict(list)
    for person in demonstration_persons():
        by_organisation[person.organisation].append(person)
    return [_town(organisation, found, language) for organisation, found in by_organisation.items()]


def _town(organisation: Organisation, persons: list[Person], language: str) -> Town:
    roles = shipped.meaning("roles", Roles)
    order = list(roles.by_code)
    words = {code: queries.role_name(code, language, organisation) for code in order}
    by_track, by_email = defaultdict(list), {}
    for person in persons:
        codes = sorted({held.role for held in person.roles_held.all()}, key=order.index)
        guest = Guest(person, tuple(words[code] for code in codes))
        by_track[roles.by_code[codes[0]].track if codes else BESIDE].append(guest)
        by_email[person.email] = guest
    greeters = [by_email[email] for email in map(mail_of, GREETERS) if email in by_email]
    tracks = [
        Track(f"{organisation.slug}-{track or 'beside'}", _title(track, language), tuple(by_track[track]))
        for track in (*roles.tracks, BESIDE)
        if track in by_track
    ]
    # A village is small enough to do without.
    return Town(organisation, tuple(greeters) if len(persons) > 2 * len(GREETERS) else (), tuple(tracks))


def _title(track: str, language: str) -> str:
    return shipped.text("roles", f"track.{track}", language).label if track else ""
