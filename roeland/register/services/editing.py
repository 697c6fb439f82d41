"""Changing what stands in the register, by section; nobody's words are lost."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.register import finding, tagging
from roeland.register.models import Application, Appointment, Link
from roeland.register.sections import LABELS, LINKS, OF_APPLICATION, SECTIONS, digest, normal, read, stored, told
from roeland.register.services.appointing import appoint
from roeland.register.services.reporting import supplier_called

DUTIES = frozenset(Appointment.Duty.values)  # who takes one on is asked first


class Conflict(Exception):
    """Somebody else changed the same fields meanwhile. `fields` gives what stands there now, per field."""

    def __init__(self, fields: dict[str, Any]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@transaction.atomic
def edit_section(
    *,
    application: Application,
    section: str,
    changes: Mapping[str, Any],
    actor: Person,
    seen: Mapping[str, str] | None = None,
) -> Application:
    """Change fields of one section: plain text, lists, or things of the same organisation.

    `seen` holds per field the digest (sections.digest) of what the actor had before them: a field that the
    actor left alone keeps what stands there now, and one that both changed raises Conflict. Without `seen`
    the changes hold. Whoever is made owner or process owner is asked first (appointing.appoint).
    Raises NotPermitted, OtherOrganisation, NotHere, or KeyError for a field of another section.
    """
    must(actor, "application.edit", application)
    same_organisation(actor, *(value for value in changes.values() if hasattr(value, "organisation_id")))
    if foreign := set(changes) - set(SECTIONS[section].fields):
        raise KeyError(f"{section}: {sorted(foreign)}")
    row = Application.objects.select_for_update().get(pk=application.pk)
    moved = {field: (read(row, field), _meant(row, field, value)) for field, value in changes.items()}
    moved = {field: pair for field, pair in moved.items() if _moves(field, *pair, seen)}
    if overlapping := {field: now for field, (now, _) in moved.items() if _unseen(field, now, seen)}:
        raise Conflict(overlapping)
    written = {field: pair for field, pair in moved.items() if field not in DUTIES}
    if written:
        _write(row, {field: value for field, (_, value) in written.items()})
        finding.index(row)
        record("application.edited", subject=row, actor=actor, fields=sorted(written), values=_told(written))
    for duty in DUTIES.intersection(moved):
        appoint(application=row, duty=duty, person=moved[duty][1], actor=actor)
    return row


def _meant(row: Application, field: str, value: Any) -> Any:
    return tagging.spelled(row.organisation, value) if field == LABELS else value


def _moves(field: str, now: Any, value: Any, seen: Mapping[str, str] | None) -> bool:
    if normal(now) == normal(value):
        return False
    return seen is None or digest(value) != seen.get(field)


def _unseen(field: str, now: Any, seen: Mapping[str, str] | None) -> bool:
    return seen is not None and digest(now) != seen.get(field)


def _write(row: Application, values: Mapping[str, Any]) -> None:
    described = {}
    for field, value in values.items():
        if field in LINKS:
            replace_links(row, LINKS[field], value)
        elif field == "supplier":
            row.supplier = supplier_called(row.organisation, value)
        elif field == LABELS:
            tagging.retag(row, value)
        elif field in OF_APPLICATION:
            setattr(row, field, stored(field, value))
        else:
            described[field] = stored(field, value)
    for field, value in described.items():
        setattr(row.description, field, value)
    if described:
        row.description.save(update_fields=list(described))
    row.save()


def replace_links(application: Application, kind: str, pairs: list[list[str]]) -> None:
    application.links.filter(kind=kind).delete()
    Link.objects.bulk_create(links_of_kind(application, kind, pairs))


def links_of_kind(application: Application, kind: str, pairs: list[list[str]]) -> list[Link]:
    """Return links for pairs of title and address, in their order, not yet stored."""
    return [
        Link(
            organisation_id=application.organisation_id,
            application=application,
            kind=kind,
            title=title,
            link=link,
            order=order,
        )
        for order, (title, link) in enumerate(pairs)
    ]


def _told(moved: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    return {field: [told(before), told(after)] for field, (before, after) in moved.items()}
