"""A file as the answer to a question: brought, taken out, read again."""

from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from roeland.files import documents
from roeland.files import services as files
from roeland.files.models import StoredFile
from roeland.organisation.models import Person
from roeland.questionnaires import services
from roeland.questionnaires.models import Attached, Sheet
from roeland.questionnaires.queries import expanded
from roeland.rules.questionnaire import NO_ANSWER, Answer, Kind

LARGEST = 20 * 1024 * 1024  # bytes


@transaction.atomic
def attach(*, sheet: Sheet, question: str, upload: File, actor: Person) -> Attached:
    """Keep a file, and make it the answer. Nothing is kept when it is refused.

    Raises NotOpen (no question that takes a file), AlreadySubmitted, OtherOrganisation, documents.Refused, or of
    files TooLarge and Empty.
    """
    asked = expanded(sheet).by_code.get(question)
    if asked is None or asked.kind is not Kind.FILE:
        raise services.NotOpen([question])
    sheet = services.open_sheet(sheet, actor)
    documents.check(upload)
    stored = files.keep(organisation=sheet.organisation_id, upload=upload, actor=actor, limit=LARGEST)
    made = Attached.objects.create(
        organisation=sheet.organisation,
        sheet=sheet,
        question=question,
        file=stored,
        added_by=actor,
        added_at=timezone.now(),
    )
    services.save(sheet=sheet, answers={question: Answer(str(stored.pk))}, actor=actor)
    return made


def take_out(*, sheet: Sheet, question: str, actor: Person) -> None:
    """Let the question have no file any more. Raises NotOpen, AlreadySubmitted or OtherOrganisation."""
    asked = expanded(sheet).by_code.get(question)
    if asked is None or asked.kind is not Kind.FILE:
        raise services.NotOpen([question])
    services.save(sheet=sheet, answers={question: NO_ANSWER}, actor=actor)


def file_of(sheet: Sheet, question: str) -> StoredFile | None:
    """The file that is the answer now; a next version still has that of the one before."""
    row = sheet.answers.filter(question=question).first()
    if row is None or not isinstance(row.value, str):
        return None
    rows = Attached.objects.filter(organisation=sheet.organisation_id, file=UUID(row.value))
    found = rows.select_related("file").first()
    return found.file if found else None
