"""Verbs of an advice: write, change, send."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.library import queries, services
from roeland.library.models import Document, Kind
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import holders_of
from roeland.reporting.advice import figures
from roeland.work import services as work

READERS = ("directorate",)


@transaction.atomic
def write(*, title: str, dated: date, body: dict[str, Any], actor: Person) -> Document:
    """Begin an advice with the figures of now, beside those of the last one that was sent. Raises NotPermitted."""
    previous = last_sent(actor.organisation)
    frozen = figures.of_now(actor.organisation, timezone.localdate(), previous)
    return services.draft(
        kind=Kind.ADVICE, title=title, dated=dated, body=body, figures=frozen, previous=previous, actor=actor
    )


@transaction.atomic
def change(
    *,
    document: Document,
    title: str,
    dated: date,
    body: dict[str, Any],
    actor: Person,
    seen: str = "",
    renew: bool = False,
) -> Document:
    """Change a draft; `renew` takes the figures of now. Raises what `library.services.change` raises."""
    fresh = figures.of_now(actor.organisation, timezone.localdate(), document.previous) if renew else None
    return services.change(
        document=document, title=title, dated=dated, body=body, seen=seen, figures=fresh, actor=actor
    )


@transaction.atomic
def send(*, document: Document, actor: Person) -> Document:
    """Send a draft for good, and tell the directorate. Raises NotPermitted, OtherOrganisation or AlreadySent."""
    sent = services.send(document=document, actor=actor)
    persons = [person for person in readers(actor.organisation) if person.pk != actor.pk]
    if persons:
        work.tell(code="advice_sent", persons=persons, subject=sent, actor=actor)
    return sent


def readers(organisation: Organisation) -> list[Person]:
    """Who hears of an advice: everybody in the directorate."""
    rows = holders_of(organisation, READERS, timezone.localdate())
    return list({row.person_id: row.person for row in rows}.values())


def last_sent(organisation: Organisation) -> Document | None:
    """The advice that was sent last."""
    return queries.sent(organisation, Kind.ADVICE).first()
