"""Verbs about what an organisation is: its name, and whose law it follows."""

from django.db import transaction

from roeland.journal.services import record
from roeland.organisation.models import Jurisdiction, Organisation, Person
from roeland.organisation.services.acting import administers, changed


class UnknownJurisdiction(Exception):
    """Roeland does not know the law of this place."""


@transaction.atomic
def rename_organisation(*, organisation: Organisation, name: str, actor: Person | None) -> Organisation:
    """Let an organisation be called otherwise; its short name for commands stays."""
    administers(actor, organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if differing := changed(organisation, {"name": name}):
        organisation.save(update_fields=["name"])
        record("organisation.renamed", subject=organisation, actor=actor, fields=differing, values=differing)
    return organisation


@transaction.atomic
def change_jurisdiction(
    *, organisation: Organisation, jurisdiction: str, reason: str, actor: Person | None
) -> Organisation:
    """Follow the law of another place from the next result on; what was found before stays as it is.

    Raises UnknownJurisdiction.
    """
    administers(actor, organisation)
    if jurisdiction not in Jurisdiction.values:
        raise UnknownJurisdiction(jurisdiction)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if differing := changed(organisation, {"jurisdiction": jurisdiction}):
        organisation.save(update_fields=["jurisdiction"])
        record(
            "organisation.jurisdiction_changed",
            subject=organisation,
            actor=actor,
            reason=reason,
            fields=differing,
            values=differing,
        )
    return organisation
