"""What one does with a sheet: start it, save answers, submit it, settle what was left open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from roeland.content import shipped
from roeland.organisation.access import same_organisation
from roeland.organisation.models import Person
from roeland.questionnaires import queries, rows
from roeland.questionnaires.models import Answer, Attached, Sheet
from roeland.rules import questionnaire as rules
from roeland.rules.expanding import bare, row_of
from roeland.rules.logic import Condition

WRITTEN = ("value", "unknown", "complete", "answered_by", "answered_at")


class AlreadySubmitted(Exception):
    """The sheet was submitted: its answers stand."""


class NotOpen(Exception):
    """These questions are settled, or were never asked; only a new sheet can answer them otherwise."""

    def __init__(self, questions: Iterable[str]) -> None:
        self.questions = tuple(questions)
        super().__init__(", ".join(self.questions))


class Incomplete(Exception):
    """Nothing was said yet on these questions, not even "I don't know"."""

    def __init__(self, questions: Iterable[str]) -> None:
        self.questions = tuple(questions)
        super().__init__(", ".join(self.questions))


@dataclass(frozen=True)
class Conflict:
    """Somebody else answered a question while one was answering it too; theirs stands, mine is here."""

    question: str
    mine: rules.Answer
    theirs: rules.Answer
    by: Person
    at: datetime


@dataclass(frozen=True)
class Saved:
    """Which answers are kept, and which met the answer of somebody else."""

    kept: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@transaction.atomic
def start(*, questionnaire: str, actor: Person, like: Sheet | None = None) -> Sheet:
    """Take a new sheet of a questionnaire ("intake": its newest version), filled in `like` an earlier one."""
    sheet = Sheet.objects.create(
        organisation=actor.organisation,
        questionnaire=shipped.find(questionnaire).ref,
        started_by=actor,
        started_at=timezone.now(),
    )
    if like is not None:
        same_organisation(actor, like)
        _take_over(sheet, like)
    return sheet


@transaction.atomic
def pass_on(*, sheet: Sheet, person: Person) -> Sheet:
    """Let somebody else go on with a sheet; the answers stay. Raises AlreadySubmitted or OtherOrganisation."""
    same_organisation(person, sheet)
    sheet = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.submitted_at is not None:
        raise AlreadySubmitted
    sheet.started_by = person
    sheet.save(update_fields=["started_by"])
    return sheet


@transaction.atomic
def save(
    *, sheet: Sheet, answers: Mapping[str, rules.Answer], actor: Person, seen: Mapping[str, str] | None = None
) -> Saved:
    """Keep these answers. Raises AlreadySubmitted, or NotOpen for a question that the questionnaire does not have.

    `seen` has per question the mark (`queries.mark`) of the answer that the person had on the screen. An answer that
    somebody else changed since then is not overwritten but comes back as a conflict. Without `seen` all are kept.
    """
    sheet = open_sheet(sheet, actor)
    filled = queries.filled(sheet, only=answers)
    if strange := [code for code in answers if code not in filled.questionnaire.by_code]:
        raise NotOpen(strange)
    same_organisation(actor, *_persons(filled, answers), *_files(filled, answers))
    return _keep(filled, answers, actor, seen)


def _persons(filled: queries.Filled, answers: Mapping[str, rules.Answer]) -> Iterable[Person]:
    """The persons that these answers name; of another organisation too, so that it can be refused."""
    by_code = filled.questionnaire.by_code
    keys = [a.value for code, a in answers.items() if by_code[code].kind is rules.Kind.PERSON and a.value]
    return Person.objects.filter(pk__in=keys) if keys else ()


def _files(filled: queries.Filled, answers: Mapping[str, rules.Answer]) -> Iterable[Attached]:
    """The files that these answers name. Raises NotOpen for one that nobody attached to a question."""
    by_code = filled.questionnaire.by_code
    keys = {code: a.value for code, a in answers.items() if by_code[code].kind is rules.Kind.FILE and a.value}
    found = list(Attached.objects.filter(file__in=keys.values())) if keys else []
    if len(found) < len(set(keys.values())):
        raise NotOpen(keys)
    return found


@transaction.atomic
def settle(
    *, sheet: Sheet, answers: Mapping[str, rules.Answer], actor: Person, seen: Mapping[str, str] | None = None
) -> Saved:
    """Answer what a submitted sheet left open. Raises NotOpen on anything that would change what was said.

    "I don't know" of somebody else than before is kept too: it says who was asked.
    """
    sheet = _locked(sheet, actor)
    filled = queries.filled(sheet)
    _must_be_open(filled, answers)
    return _keep(filled, answers, actor, seen, again=True)


@transaction.atomic
def submit(*, sheet: Sheet, actor: Person, conditions: Iterable[Condition] | None = None) -> Sheet:
    """Freeze the sheet. Raises AlreadySubmitted, or Incomplete when a question that is needed has no answer.

    With `conditions` a question is needed only if it can still change one of these.
    """
    sheet = open_sheet(sheet, actor)
    filled = queries.filled(sheet)
    if missing := filled.reading.needed(conditions):
        raise Incomplete(missing)
    return _closed_at(sheet, timezone.now())


@transaction.atomic
def freeze(*, sheet: Sheet, actor: Person) -> Sheet:
    """Close a sheet for changes, whether or not all is answered. Raises AlreadySubmitted."""
    return _closed_at(open_sheet(sheet, actor), timezone.now())


@transaction.atomic
def reopen(*, sheet: Sheet, actor: Person) -> Sheet:
    """Open a frozen sheet again, so that people can change it."""
    return _closed_at(_locked(sheet, actor), None)


def _closed_at(sheet: Sheet, moment: datetime | None) -> Sheet:
    sheet.submitted_at = moment
    sheet.save(update_fields=["submitted_at"])
    return sheet


def open_sheet(sheet: Sheet, actor: Person) -> Sheet:
    """The sheet, locked. Raises AlreadySubmitted or OtherOrganisation."""
    sheet = _locked(sheet, actor)
    if sheet.submitted_at is not None:
        raise AlreadySubmitted(str(sheet))
    return sheet


def _locked(sheet: Sheet, actor: Person) -> Sheet:
    same_organisation(actor, sheet)
    return Sheet.objects.select_for_update().get(pk=sheet.pk)


def _keep(
    filled: queries.Filled,
    answers: Mapping[str, rules.Answer],
    actor: Person,
    seen: Mapping[str, str] | None,
    again: bool = False,
) -> Saved:
    kept, conflicts = {}, []
    for code, mine in answers.items():
        theirs, row = filled.answers.get(code, rules.NO_ANSWER), filled.rows.get(code)
        before = queries.mark(theirs) if seen is None else seen.get(code, "")
        if again and mine.unknown and row is not None and row.answered_by_id != actor.pk:
            before = before or queries.mark(theirs)  # said once more, by somebody else
        elif queries.mark(mine) in (before, queries.mark(theirs)):
            continue  # not touched, or the same as what stands there
        # A second click of the same person may go out before the page knows of the first.
        if before == queries.mark(theirs) or row is None or row.answered_by_id == actor.pk:
            kept[code] = mine
        else:
            conflicts.append(Conflict(code, mine, theirs, row.answered_by, row.answered_at))
    _write(filled.sheet, kept, actor)
    return Saved(tuple(kept), tuple(conflicts))


def _write(sheet: Sheet, answers: Mapping[str, rules.Answer], actor: Person) -> None:
    if not answers:
        return
    now = timezone.now()
    rows = [
        Answer(
            organisation=sheet.organisation,
            sheet=sheet,
            question=code,
            value=list(answer.value) if isinstance(answer.value, tuple) else answer.value,
            unknown=answer.unknown,
            complete=answer.complete,
            answered_by=actor,
            answered_at=now,
        )
        for code, answer in answers.items()
    ]
    Answer.objects.bulk_create(rows, update_conflicts=True, unique_fields=["sheet", "question"], update_fields=WRITTEN)
    sheet.version += 1
    sheet.save(update_fields=["version"])


def _must_be_open(filled: queries.Filled, answers: Mapping[str, rules.Answer]) -> None:
    still = set(queries.open_codes(filled))
    closed = [
        code
        for code, new in answers.items()
        if queries.mark(new) != queries.mark(filled.answers.get(code, rules.NO_ANSWER))
        and (code not in still or _drops(filled.answers.get(code, rules.NO_ANSWER), new))
    ]
    if closed:
        raise NotOpen(closed)


def _drops(old: rules.Answer, new: rules.Answer) -> bool:
    """Whether something that was ticked is no longer."""
    if not isinstance(old.value, tuple):
        return False
    return not set(old.value) <= set(new.value if isinstance(new.value, tuple) else ())


def _take_over(sheet: Sheet, like: Sheet) -> None:
    """Copy the answers that still fit: an earlier sheet may be of another version of the questionnaire."""
    whole = queries.questionnaire_of(sheet)
    rows_kept = rows.copy(sheet, like, whole.groups)
    fitting = {question.code for question in whole.questions()}
    given = Answer.objects.filter(sheet=like)
    Answer.objects.bulk_create(
        Answer(
            organisation=sheet.organisation,
            sheet=sheet,
            question=row.question,
            value=row.value,
            unknown=row.unknown,
            complete=row.complete,
            answered_by_id=row.answered_by_id,
            answered_at=row.answered_at,
        )
        for row in given
        if bare(row.question) in fitting and row_of(row.question) in rows_kept
    )
