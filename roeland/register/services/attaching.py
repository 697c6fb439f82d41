"""Documents of an application: bring one in, take one away."""

from hashlib import sha256

from django.core.files.base import File
from django.db import transaction

from roeland.files import documents
from roeland.files import services as files
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.register import finding
from roeland.register.models import Application, Attachment
from roeland.register.parts import standing
from roeland.register.services.belonging import AlreadyThere

LARGEST = 20 * 1024 * 1024  # bytes
MOST = 100  # documents of one application


class TooMany(Exception):
    """The application has as many documents as Roeland keeps for one."""


@transaction.atomic
def attach(*, application: Application, title: str = "", upload: File, actor: Person) -> Attachment:
    """Keep a document of an application; without a title it is called as its file.

    Raises NotPermitted, OtherOrganisation, documents.Refused, TooMany, AlreadyThere (the same file), or of files
    TooLarge and Empty.
    """
    same_organisation(actor, application)
    must(actor, "application.edit", application)
    documents.check(upload)
    row = Application.objects.select_for_update().get(pk=application.pk)
    before, there = standing.documents(row), Attachment.objects.filter(application=row)
    if len(before) >= MOST:
        raise TooMany
    if there.filter(file__sha256=_digest(upload)).exists():
        raise AlreadyThere
    file = files.keep(organisation=row.organisation_id, upload=upload, actor=actor, limit=LARGEST)
    made = Attachment.objects.create(
        organisation_id=row.organisation_id,
        application=row,
        title=title.strip() or file.name.rpartition(".")[0] or file.name,
        file=file,
        added_by=actor,
    )
    finding.index_document(made)
    row.save(update_fields=["changed_at"])
    values = {"documents": [before, standing.documents(row)]}
    record("application.document_added", subject=row, actor=actor, fields=["documents"], values=values)
    return made


@transaction.atomic
def detach(*, attachment: Attachment, actor: Person) -> None:
    """Take a document off its application; the file goes, the journal keeps that it was there.

    Raises NotPermitted or OtherOrganisation.
    """
    same_organisation(actor, attachment)
    must(actor, "application.edit", attachment)
    row = Application.objects.select_for_update().get(pk=attachment.application_id)
    found = Attachment.objects.select_related("file").filter(pk=attachment.pk).first()
    if found is None:
        return
    before = standing.documents(row)
    finding.forget_document(found)
    found.delete()
    files.let_go(file=found.file)
    row.save(update_fields=["changed_at"])
    values = {"documents": [before, standing.documents(row)]}
    record("application.document_removed", subject=row, actor=actor, fields=["documents"], values=values)


def _digest(upload: File) -> str:
    digest = sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return digest.hexdigest()
