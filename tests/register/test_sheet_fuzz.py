"""Whatever a file holds: it is imported right or refused with a reason; never by halves, never with an error page."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from roeland.paper import lists
from roeland.register.importing.problems import TEXTS
from roeland.register.importing.reading import Unreadable
from roeland.register.importing.sheets import cells, proposing
from roeland.register.importing.sheets.checking import check_table
from roeland.register.importing.sheets.fields import FIELDS, KEEP, SheetField
from roeland.register.importing.sheets.lookups import lookups
from roeland.register.importing.sheets.mapping import SheetMapping
from roeland.register.importing.sheets.reading import read_table
from roeland.register.importing.values import Wrong
from roeland.register.models import Application, ImportRun
from tests.register.sheets import begun, looked_at

IMPORT = reverse("register:import")
HARD = st.sampled_from(
    [
        *("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\x00", "\x07bel", "a\x1fb", "x" * 40_000, "00012", "1e5"),
        *("31-02-2026", "2026-13", "29-02-2025", "1.234", "1,234", "€ ,", "-5", "NaN", "Infinity", "1/0", "AI-0", "ja"),
        *("<script>alert(1)</script>", "javascript:alert(1)", "💥", "\u202eomgekeerd", "; | \n", "AI-99999999999", "٣"),
    ]
)
CELL = HARD | st.text(max_size=30) | st.none() | st.integers() | st.floats() | st.booleans() | st.datetimes()
BUSY = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([one for one in FIELDS.values() if one.kind in cells.READERS]), CELL)
@example(FIELDS["cost_once"], float("nan"))
def test_a_cell_is_a_value_or_wrong_for_a_known_reason(field: SheetField, cell):
    code = ""
    try:
        cells.READERS[field.kind](field, cell)
    except Wrong as wrong:
        code = wrong.code
    assert code in {"", *TEXTS}


@given(st.lists(st.text(max_size=40), max_size=20))
def test_a_field_is_proposed_for_one_column_only(headers):
    chosen = [one.choice for one in proposing.propose(headers, [[] for _ in headers])]
    fields = [choice for choice in chosen if choice in FIELDS]
    assert len(fields) == len(set(fields))


def read_or_none(file: bytes, name: str):
    """The table in a file, or nothing when it was refused; any other error is a mistake."""
    try:
        return read_table(io.BytesIO(file), name)
    except Unreadable:
        return None


@pytest.mark.django_db
@BUSY
@given(
    st.lists(st.lists(CELL, min_size=1, max_size=25), min_size=1, max_size=6), st.sampled_from(["csv", "xlsx", "ods"])
)
def test_a_sheet_of_anything_is_read_or_refused_and_stores_nothing_by_itself(town, rows, kind):
    width = max(map(len, rows))
    fields = [*FIELDS, KEEP][:width]
    file = b"".join(lists.write(kind, fields, ([*row, *[None] * (width - len(row))] for row in rows), "Blad"))
    table = read_or_none(file, f"x.{kind}")
    if table is None:
        return
    choices = tuple([*fields, *[KEEP] * width][: len(table.columns)])
    result, _ = check_table(table, SheetMapping(choices), town)
    assert {problem.code for problem in result.problems} <= set(TEXTS)
    assert all(problem.row for problem in result.problems)
    assert len(result.records) == len(table.rows)
    assert lookups(town, make=True).suppliers == {}


@pytest.mark.django_db
@BUSY
@given(
    st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), min_size=1, max_size=20).filter(str.strip),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from([";", ",", "\t"]),
)
def test_a_name_is_read_in_every_encoding_and_with_every_separator(manager, name, encoding, separator):
    quoted = name.replace('"', '""')
    content = f'Naam{separator}Product\r\n"{quoted}"{separator}T1\r\n'.encode(encoding)
    run = looked_at(begun(manager, ContentFile(content, name="x.csv")), manager)
    if encoding == "cp1252" and run.sheet["encoding"] == "utf-8":
        return  # the same bytes are good UTF-8 too; nobody can tell
    assert [one["code"] for one in run.problems] in ([], ["unsafe"])
    if not run.problems:
        assert run.created == 1


def zip_bomb() -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
            bomb.writestr("xl/workbook.xml", b"<a/>")
            bomb.writestr("xl/worksheets/sheet1.xml", b" " * (80 * 1024 * 1024))
        return file.getvalue()


def a_book() -> bytes:
    return b"".join(lists.write("xlsx", ["Naam"], [["Teller"]], "Blad"))


BROKEN = {
    "nothing": (b"", "x.csv"),
    "only names": (b"Naam;Kleur\r\n", "x.csv"),
    "ten thousand columns": (";".join(f"k{number}" for number in range(10_000)).encode() + b"\r\n1", "x.csv"),
    "too many rows": (b"Naam\n" + b"x\n" * 10_001, "x.csv"),
    "a bomb": (zip_bomb(), "x.xlsx"),
    "cut off": (a_book()[:-100], "x.xlsx"),
    "old excel, or with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "x.xlsx"),
    "text that is called xlsx": (b"Naam\nTeller\n", "x.xlsx"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "x.csv"),
    "another encoding": ("Naam\n\u0416".encode("utf-8") + b"\x81\x8d\n", "x.csv"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_at_once_with_a_reason(as_manager, what):
    content, name = BROKEN[what]
    answer = as_manager.post(IMPORT, {"file": ContentFile(content, name=name)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
@BUSY
@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda noise: a_book()[:200] + noise + a_book()[200:]))
def test_noise_never_breaks_the_page(as_manager, content):
    answer = as_manager.post(IMPORT, {"file": ContentFile(content, name="x.xlsx")})
    assert answer.status_code in {302, 422}
    assert not Application.objects.exists()
