"""The rows of sections that repeat: added, taken away, brought back, copied to the next version."""

from collections.abc import Container, Iterable, Mapping
from uuid import uuid4

from django.db.models import Max
from django.utils import timezone

from roeland.organisation.models import Person
from roeland.questionnaires import queries
from roeland.questionnaires.models import Row, Sheet
from roeland.rules.expanding import outer_row, row_inside

KEY, KEY_INSIDE = 12, 8


class TooManyRows(Exception):
    """There are as many rows as the questionnaire allows; `most` says how many that is."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(str(most))


class NoSuchRow(LookupError):
    """The section does not repeat, or has no such row."""


def add(sheet: Sheet, section: str, actor: Person, inside: str = "") -> Row:
    """Add a row at the end, in the row `inside` when rows of this section stand in rows of another.

    The sheet is open and locked. Raises NoSuchRow or TooManyRows.
    """
    found = queries.questionnaire_of(sheet).groups.get(section)
    if found is None or found.repeat is None:
        raise NoSuchRow(section)
    outer = found.repeat.inside
    if bool(inside) is not bool(outer) or (outer and inside not in queries.rows_of(sheet).get(outer, ())):
        raise NoSuchRow(inside)
    rows = Row.objects.filter(sheet=sheet, section=section)
    there = rows.filter(taken_away_at=None).values_list("key", flat=True)
    if sum(outer_row(key) == inside for key in there) >= found.repeat.at_most:
        raise TooManyRows(found.repeat.at_most)
    return Row.objects.create(
        organisation=sheet.organisation,
        sheet=sheet,
        section=section,
        key=row_inside(inside, uuid4().hex[: KEY_INSIDE if inside else KEY]),
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        added_by=actor,
        added_at=timezone.now(),
    )


def bring(sheet: Sheet, keys: Mapping[str, Iterable[str]], actor: Person) -> int:
    """Add rows that were made elsewhere, per section under their own keys, behind what is there; return how many.

    The sheet is open and locked.
    """
    number = Row.objects.filter(sheet=sheet).aggregate(last=Max("number"))["last"] or 0
    made = [
        Row(organisation=sheet.organisation, sheet=sheet, section=section, key=key, added_by=actor)
        for section, several in keys.items()
        for key in several
    ]
    for place, row in enumerate(made, start=number + 1):
        row.number, row.added_at = place, timezone.now()
    return len(Row.objects.bulk_create(made))


def take_away(sheet: Sheet, key: str, actor: Person) -> Row:
    """Take a row away; what stands in it is kept. Raises NoSuchRow."""
    row = _row(sheet, key)
    row.taken_away_by, row.taken_away_at = actor, timezone.now()
    row.save(update_fields=["taken_away_by", "taken_away_at"])
    return row


def bring_back(sheet: Sheet, key: str) -> Row:
    """Bring back a row that was taken away, with what stood in it. Raises NoSuchRow."""
    row = _row(sheet, key)
    row.taken_away_by = row.taken_away_at = None
    row.save(update_fields=["taken_away_by", "taken_away_at"])
    return row


def copy(sheet: Sheet, like: Sheet, groups: Container[str]) -> frozenset[str]:
    """Give a sheet the rows of an earlier one; return their keys, and "" for what stands in no row."""
    kept = [row for row in Row.objects.filter(sheet=like, taken_away_at=None) if row.section in groups]
    Row.objects.bulk_create(
        Row(
            organisation=sheet.organisation,
            sheet=sheet,
            section=row.section,
            key=row.key,
            number=row.number,
            added_by_id=row.added_by_id,
            added_at=row.added_at,
        )
        for row in kept
    )
    return frozenset({"", *(row.key for row in kept)})


def _row(sheet: Sheet, key: str) -> Row:
    row = Row.objects.filter(sheet=sheet, key=key).first()
    if row is None:
        raise NoSuchRow(key)
    return row
