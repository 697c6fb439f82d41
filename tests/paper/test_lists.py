import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from odfdo import Document
from openpyxl import load_workbook

from roeland.paper import lists

COLUMNS = ["Toepassing", "Gemeld op", "Aantal"]
ROWS = [["Vertaalhulp “Écrit”", date(2026, 3, 1), 12], ["Chatbot", None, 0]]


def made(format: str, columns: Sequence[str] = COLUMNS, rows: Any = ROWS, title: str = "Register") -> bytes:
    return b"".join(lists.write(format, columns, rows, title))


def read(format: str, content: bytes) -> list[list[Any]]:
    if format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    if format == "xlsx":
        return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]
    return [list(row) for row in Document(io.BytesIO(content)).body.get_table(0).get_values()]


@pytest.mark.parametrize("format", lists.TYPES)
def test_the_columns_stand_above_the_rows(format):
    rows = read(format, made(format))
    assert rows[0] == COLUMNS
    assert [row[0] for row in rows[1:]] == ["Vertaalhulp “Écrit”", "Chatbot"]


def test_csv_opens_in_a_spreadsheet_of_these_countries():
    content = made("csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == "Vertaalhulp “Écrit”;2026-03-01;12"


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_numbers_stay_numbers_and_dates_stay_dates(format):
    _name, day, number = read(format, made(format))[1]
    assert number == 12
    assert (day.year, day.month, day.day) == (2026, 3, 1)


@pytest.mark.parametrize("format", lists.TYPES)
@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "\r=1"]
)
def test_text_never_becomes_a_formula(format, formula):
    shown = read(format, made(format, rows=[[formula, None, None]]))[1][0]
    assert shown.lstrip()[:1] == "'"


def test_a_formula_is_kept_readable():
    assert read("csv", made("csv", rows=[["=1+1", "", ""]]))[1][0] == "'=1+1"


@pytest.mark.parametrize("format", lists.TYPES)
def test_a_column_name_never_becomes_a_formula(format):
    assert read(format, made(format, columns=["=1+1", "b", "c"]))[0][0] == "'=1+1"


def test_a_negative_number_is_no_formula():
    assert read("csv", made("csv", rows=[["a", None, -5]]))[1][2] == "-5"


@pytest.mark.parametrize("format", lists.TYPES)
def test_control_characters_do_not_spoil_the_file(format):
    assert read(format, made(format, rows=[["a\x00b\x0bc\ud800", None, None]]))[1][0] == "abc"


@pytest.mark.parametrize("format", lists.TYPES)
def test_separators_quotes_and_lines_stay_in_their_cell(format):
    text = 'een; "twee"\ndrie'
    assert read(format, made(format, rows=[[text, None, None]]))[1][0] == text


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_a_moment_is_written_in_local_time(format):
    noon = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    with timezone.override("Europe/Brussels"):
        assert read(format, made(format, rows=[[noon, None, None]]))[1][0] == datetime(2026, 7, 1, 12, 0)


def test_a_moment_in_csv_is_readable():
    with timezone.override("Europe/Brussels"):
        moment = read("csv", made("csv", rows=[[datetime(2026, 7, 1, 10, 0, tzinfo=UTC), "", ""]]))[1][0]
    assert moment == "2026-07-01 12:00:00"


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_yes_and_no_stay_yes_and_no(format):
    assert read(format, made(format, rows=[[True, False, Decimal("2.5")]]))[1] == [True, False, 2.5]


@pytest.mark.parametrize("format", lists.TYPES)
def test_an_empty_list_still_has_its_columns(format):
    assert read(format, made(format, rows=[])) == [COLUMNS]


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_any_title_makes_a_sheet(format):
    assert made(format, title="Register [2026]: AI/algoritmen? *alles* 'en meer', van Groep Gent")
    assert made(format, title="[]")


def test_an_unknown_format_is_refused():
    with pytest.raises(lists.UnknownFormat):
        lists.write("pdf", COLUMNS, ROWS, "Register")


def test_the_download_is_named_after_its_title_and_the_day():
    answer = lists.answer("ods", COLUMNS, ROWS, title="Register van Gent")
    name = f"register-van-gent-{timezone.localdate():%Y-%m-%d}.ods"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert read("ods", b"".join(answer.streaming_content))[0] == COLUMNS


def test_csv_is_sent_while_it_is_written():
    asked = []

    def rows():
        for number in range(3):
            asked.append(number)
            yield [number, None, None]

    pieces = lists.write("csv", COLUMNS, rows(), "Register")
    next(pieces), next(pieces)
    assert asked == [0]


def test_spaces_and_markup_come_back_as_they_were():
    text = "  twee  spaties, <b>vet</b> & 'aanhaling'"
    assert read("ods", made("ods", rows=[[text, None, None]]))[1][0] == text
