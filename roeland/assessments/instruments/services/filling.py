"""Filling in together: answers, rows, parts asked of people, remarks and proposals."""

from collections.abc import Mapping

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from roeland.assessments.instruments import telling
from roeland.assessments.instruments.queries import read
from roeland.assessments.instruments.refusals import NotTheirPart, SomethingOpen
from roeland.assessments.instruments.services.locking import State, locked, told
from roeland.assessments.models import Assessment, Contribution
from roeland.journal.services import record
from roeland.organisation.access import held_by, must, same_organisation
from roeland.organisation.models import Person
from roeland.questionnaires import attaching, remarks, rows
from roeland.questionnaires import services as answering
from roeland.questionnaires.models import Attached, Remark, Row
from roeland.questionnaires.services import Saved
from roeland.rules.expanding import bare
from roeland.rules.questionnaire import Answer

EVERY_PART = frozenset({"writer", "owner"})
KEEPS_THE_WHOLE = frozenset({"information_manager", "ai_hub"})


def may_fill(person: Person, assessment: Assessment) -> frozenset[str]:
    """The parts that this person may fill in: all for who writes, owns or keeps the whole, else their own.

    Own is what somebody was asked for, and what is for a role that they hold here.
    """
    sections = assessment.form.sections
    held = {row.role for row in held_by(person) if row.unit_id is None or row.covers(assessment.unit)}
    if EVERY_PART & assessment.relations(person) or KEEPS_THE_WHOLE & held:
        return frozenset(section.code for section in sections)
    asked = Contribution.objects.filter(assessment=assessment, person=person).values_list("section", flat=True)
    return frozenset({*asked, *(section.code for section in sections if section.role in held)})


@transaction.atomic
def save(
    *, assessment: Assessment, answers: Mapping[str, Answer], actor: Person, seen: Mapping[str, str] | None = None
) -> Saved:
    """Keep answers; see `questionnaires.services.save`. Raises NotPermitted, NotTheirPart, NotNow or NotOpen.

    A part that was ready is no longer so when an answer in it changed.
    """
    must(actor, "assessment.fill", assessment)
    row = locked(assessment, State.FILLING)
    part_of = {question.code: section.code for section in row.form.sections for question in section.questions}
    if strange := [code for code in answers if bare(code) not in part_of]:
        raise answering.NotOpen(strange)
    touched = {part_of[bare(code)] for code in answers}
    if touched - may_fill(actor, row):
        raise NotTheirPart
    saved = answering.save(sheet=row.sheet, answers=answers, actor=actor, seen=seen)
    _not_ready(row, {part_of[bare(code)] for code in saved.kept})
    return saved


@transaction.atomic
def add_row(*, assessment: Assessment, section: str, actor: Person, inside: str = "") -> Row:
    """Add a row to a part that repeats, perhaps in a row of another part. Raises as `save`, NoSuchRow, TooManyRows."""
    row = _for_part(assessment, section, actor)
    made = rows.add(answering.open_sheet(row.sheet, actor), section, actor, inside)
    _not_ready(row, {section})
    return made


@transaction.atomic
def take_away_row(*, assessment: Assessment, section: str, key: str, actor: Person) -> Row:
    """Take a row away; it can come back with all that stood in it. Raises as `save`, or NoSuchRow."""
    row = _for_part(assessment, section, actor)
    gone = rows.take_away(answering.open_sheet(row.sheet, actor), key, actor)
    record("assessment.row_removed", subject=row.application, actor=actor, values=told(row, section=section))
    _not_ready(row, {section})
    return gone


@transaction.atomic
def bring_back_row(*, assessment: Assessment, section: str, key: str, actor: Person) -> Row:
    """Bring a row back. Raises as `save`, or NoSuchRow."""
    row = _for_part(assessment, section, actor)
    back = rows.bring_back(answering.open_sheet(row.sheet, actor), key)
    record("assessment.row_restored", subject=row.application, actor=actor, values=told(row, section=section))
    _not_ready(row, {section})
    return back


@transaction.atomic
def attach(*, assessment: Assessment, question: str, upload: File, actor: Person) -> Attached:
    """Make a file the answer. Raises as `save`, and as `questionnaires.attaching.attach` for a file that is refused."""
    row = _for_part(assessment, _part_of(assessment, question), actor)
    made = attaching.attach(sheet=row.sheet, question=question, upload=upload, actor=actor)
    values = told(row, question=question, name=made.file.name)
    record("assessment.file_attached", subject=row.application, actor=actor, values=values)
    _not_ready(row, {_part_of(row, question)})
    return made


@transaction.atomic
def take_out(*, assessment: Assessment, question: str, actor: Person) -> None:
    """Let a question have no file any more. Raises as `save`."""
    row = _for_part(assessment, _part_of(assessment, question), actor)
    attaching.take_out(sheet=row.sheet, question=question, actor=actor)
    record("assessment.file_taken_out", subject=row.application, actor=actor, values=told(row, question=question))
    _not_ready(row, {_part_of(row, question)})


@transaction.atomic
def ask(*, assessment: Assessment, section: str, person: Person, actor: Person) -> Contribution:
    """Ask somebody to fill in a part. Raises NotPermitted, OtherOrganisation, NotTheirPart or NotNow."""
    same_organisation(actor, assessment, person)
    row = _for_part(assessment, section, actor)
    found, _made = Contribution.objects.get_or_create(
        assessment=row, section=section, defaults={"organisation": row.organisation}
    )
    before = found.person
    found.person, found.asked_by, found.asked_at = person, actor, timezone.now()
    found.ready_by = found.ready_at = None
    found.save()
    record("assessment.part_asked", subject=row.application, actor=actor, values=told(row, section=section))
    telling.ask_for_parts(row, person, actor)
    if before is not None and before != person:
        telling.ask_for_parts(row, before, actor)
    return found


@transaction.atomic
def ready(*, assessment: Assessment, section: str, actor: Person) -> Contribution:
    """Say that a part is ready. Raises as `save`, or SomethingOpen when nothing was said yet on a question."""
    row = _for_part(assessment, section, actor)
    if silent := read(row).silent(section):
        raise SomethingOpen({section: len(silent)})
    found, _made = Contribution.objects.get_or_create(
        assessment=row, section=section, defaults={"organisation": row.organisation}
    )
    found.ready_by, found.ready_at = actor, timezone.now()
    found.save(update_fields=["ready_by", "ready_at"])
    record("assessment.part_ready", subject=row.application, actor=actor, values=told(row, section=section))
    if found.person is not None:
        telling.ask_for_parts(row, found.person, actor)
    return found


@transaction.atomic
def remark(
    *,
    assessment: Assessment,
    question: str,
    text: str,
    actor: Person,
    proposal: str = "",
    to: Person | None = None,
    under: Remark | None = None,
) -> Remark:
    """Say something of a question, perhaps to somebody, perhaps with another answer; see `questionnaires.remarks.say`.

    Raises NotPermitted beside what it raises.
    """
    must(actor, "assessment.remark", assessment)
    same_organisation(actor, assessment, to, under)
    made = remarks.say(
        sheet=assessment.sheet, question=question, text=text, actor=actor, proposal=proposal, to=to, under=under
    )
    first = made.under or made
    told_of = {person for person in (to, first.said_by if under else None) if person and person != actor}
    telling.remarked(assessment, told_of, actor)
    return made


@transaction.atomic
def settle_remark(*, assessment: Assessment, remark: Remark, taken_over: bool, actor: Person) -> Remark:
    """Take the proposed answer over, or close the remark. Raises as `save`, Settled or DoesNotFit."""
    must(actor, "assessment.fill", assessment)
    row = locked(assessment, State.FILLING)
    part = _part_of(row, remark.question)
    if part not in may_fill(actor, row):
        raise NotTheirPart
    if not taken_over:
        return remarks.close(remark=remark, actor=actor)
    done = remarks.take_over(remark=remark, actor=actor)
    _not_ready(row, {part})
    values = told(row, question=remark.question, proposed_by=remark.said_by_id)
    record("assessment.proposal_taken_over", subject=row.application, actor=actor, values=values)
    return done


def _part_of(assessment: Assessment, question: str) -> str:
    """The part in which a question stands; "" when there is no such question."""
    parts = {each.code: section.code for section in assessment.form.sections for each in section.questions}
    return parts.get(bare(question), "")


def _for_part(assessment: Assessment, section: str, actor: Person) -> Assessment:
    must(actor, "assessment.fill", assessment)
    row = locked(assessment, State.FILLING)
    if section not in may_fill(actor, row):
        raise NotTheirPart
    return row


def _not_ready(assessment: Assessment, sections: set[str]) -> None:
    rows = Contribution.objects.filter(assessment=assessment, section__in=sections, ready_at__isnull=False)
    again = list(rows.select_related("person"))
    rows.update(ready_by=None, ready_at=None)
    for person in {row.person for row in again if row.person is not None}:
        telling.ask_for_parts(assessment, person, None)
