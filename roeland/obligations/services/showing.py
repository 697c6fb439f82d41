"""What shows that an obligation is met: brought, replaced by a newer version, withdrawn. Nothing is thrown away."""

from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from roeland.files import documents
from roeland.files import services as files
from roeland.journal.services import record
from roeland.obligations.models import Duty, Evidence
from roeland.obligations.refusals import AlreadyWithdrawn, Refused
from roeland.obligations.services.locking import locked
from roeland.obligations.services.noting import reopen
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person

LARGEST = 20 * 1024 * 1024  # bytes


@transaction.atomic
def add_evidence(
    *,
    duty: Duty,
    title: str,
    actor: Person,
    note: str = "",
    link: str = "",
    upload: File | None = None,
    valid_until: date | None = None,
    replaces: Evidence | None = None,
) -> Evidence:
    """Keep what shows it; with `replaces` it is the next version of that. Something must be there to look at.

    Raises NotPermitted, OtherOrganisation, NoLongerAsked, AlreadyWithdrawn, Refused (nothing_to_see),
    documents.Refused, or of files TooLarge and Empty.
    """
    must(actor, "obligation.work", duty)
    same_organisation(actor, duty, replaces)
    row = locked(duty)
    if not (note.strip() or link or upload):
        raise Refused("nothing_to_see")
    before = _standing_one(row, replaces) if replaces is not None else None
    if upload is not None:
        documents.check(upload)
    made = Evidence.objects.create(
        organisation=row.organisation,
        duty=row,
        title=title.strip(),
        note=note.strip(),
        link=link,
        file=_kept(row, upload, actor) if upload is not None else None,
        valid_until=valid_until,
        number=before.number + 1 if before else 1,
        replaces=before,
        added_by=actor,
        added_at=timezone.now(),
    )
    values = {"obligation": row.code, "title": made.title, "number": made.number}
    record("obligation.evidence_added", subject=row.application, actor=actor, values=values)
    return made


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, because: str, actor: Person) -> Evidence:
    """Say that something shows it no longer, and why; an obligation that had nothing else is under way again.

    Raises NotPermitted, NoLongerAsked, AlreadyWithdrawn or Refused (no_reason).
    """
    must(actor, "obligation.work", evidence)
    row = locked(evidence.duty)
    found = _standing_one(row, evidence)
    if not because.strip():
        raise Refused("no_reason")
    found.withdrawn_at, found.withdrawn_because = timezone.now(), because.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_because"])
    values = {"obligation": row.code, "title": found.title, "number": found.number}
    record(
        "obligation.evidence_withdrawn",
        subject=row.application,
        actor=actor,
        reason=found.withdrawn_because,
        values=values,
    )
    reopen(duty=row, today=timezone.localdate())
    return found


def _standing_one(duty: Duty, evidence: Evidence) -> Evidence:
    rows = Evidence.objects.select_for_update(of=("self",)).filter(duty=duty, withdrawn_at=None, replaced_by=None)
    found = rows.filter(pk=evidence.pk).first()
    if found is None:
        raise AlreadyWithdrawn
    return found


def _kept(duty: Duty, upload: File, actor: Person) -> files.StoredFile:
    return files.keep(organisation=duty.organisation_id, upload=upload, actor=actor, limit=LARGEST)
