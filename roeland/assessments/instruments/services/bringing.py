"""Filling in an official form from a file with answers."""

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from roeland.assessments.instruments import official
from roeland.assessments.instruments.refusals import NotTheirPart
from roeland.assessments.instruments.services.filling import may_fill
from roeland.assessments.instruments.services.locking import State, locked, told
from roeland.assessments.models import Assessment
from roeland.content.official import bringing
from roeland.content.official.as_instrument import Official
from roeland.files.documents import Refused
from roeland.files.services import Empty, TooLarge
from roeland.journal.services import record
from roeland.organisation.access import must
from roeland.organisation.models import Person
from roeland.questionnaires import attaching, rows
from roeland.questionnaires import queries as sheets
from roeland.questionnaires import services as answering
from roeland.questionnaires.models import Sheet
from roeland.rules.expanding import bare, row_of
from roeland.rules.questionnaire import NO_ANSWER

ENDINGS = {"png": "png", "jpeg": "jpg"}


@transaction.atomic
def bring_in(*, assessment: Assessment, file: Any, actor: Person) -> bringing.Brought:
    """Fill in what a file (assessment-output.v2) says, beside what stands there already; nothing is overwritten.

    What has no place is told in `left`. Raises NotPermitted, NotNow, NotTheirPart for who may not fill in every part,
    or NoAnswers for a file of another form.
    """
    must(actor, "assessment.fill", assessment)
    row = locked(assessment, State.FILLING)
    form = official.of(row)
    if form is None:
        raise bringing.NoAnswers
    if {section.code for section in row.form.sections} - may_fill(actor, row):
        raise NotTheirPart
    brought = bringing.read(form, file, lambda: uuid4().hex)
    sheet = answering.open_sheet(row.sheet, actor)
    said = sheets.answers(sheet)
    for code in [code for code in brought.answers if not row_of(code) and said.get(code, NO_ANSWER).given]:
        if sheets.mark(said[code]) != sheets.mark(brought.answers[code]):
            brought.left.append((form.task_of[code], bringing.Left.ANSWERED))
        del brought.answers[code]
    rows.bring(sheet, brought.rows, actor)
    answering.save(sheet=sheet, answers=brought.answers, actor=actor)
    _pictures(sheet, brought, form, actor)
    values = told(row, answers=len(brought.answers), rows=sum(map(len, brought.rows.values())))
    record("assessment.brought_in", subject=row.application, actor=actor, values=values)
    return brought


def _pictures(sheet: Sheet, brought: bringing.Brought, form: Official, actor: Person) -> None:
    """Keep the pictures; what is no picture after all, or too large, is told."""
    for code, image in brought.images.items():
        name = f"{image.title.rpartition('.')[0] or image.title or 'afbeelding'}.{ENDINGS[image.kind]}"
        try:
            with transaction.atomic():
                attaching.attach(sheet=sheet, question=code, upload=ContentFile(image.content, name), actor=actor)
        except (Refused, TooLarge, Empty):
            brought.left.append((form.task_of[bare(code)], bringing.Left.NO_FIT))
