import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from roeland.paper import gathering, lists, tables

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def read(content: bytes | str, name: str = "people.csv") -> tables.Table:
    raw = content.encode() if isinstance(content, str) else content
    return tables.read(io.BytesIO(raw), name)


def written(format: str, columns: list[str], rows: list[list[Any]]) -> bytes:
    return b"".join(lists.write(format, columns, rows, "People"))


def book(rows: list[list[Any]], **also: list[list[Any]]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for title, more in also.items():
        sheet = made.create_sheet(title)
        for row in more:
            sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def packed(**parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def sheet(body: str, before: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{short}="urn:{short}"' for short in ("office", "table", "text"))
    content = f"<?xml version='1.0'?>{before}<office:document {spaces}><table:table table:name='One'>{body}"
    return packed(mimetype=MIMETYPE, content_xml=content + "</table:table></office:document>")


def line(*cells: str) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def grid(table: tables.Table) -> list[list[Any]]:
    return [list(row.values) for row in table.rows]


# What Roeland writes, it reads --------------------------------------------------------------------------------------
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
TEXTS = st.lists(LINES, max_size=3).map("\n".join).map(str.strip)
DAYS = st.dates(date(1900, 3, 1), date(2100, 1, 1))
MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
NUMBERS = st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9).map(lambda number: round(number, 4))
VALUES = TEXTS | DAYS | MOMENTS | NUMBERS | st.booleans() | st.none()


def kept(value: Any) -> Any:
    """What a cell holds, apart from space around it; an apostrophe that somebody typed stays."""
    return (value.strip() or None) if isinstance(value, str) else value


def filled(rows: list[list[Any]]) -> list[list[Any]]:
    values = [[kept(value) for value in row] for row in rows]
    return [row for row in values if any(value is not None for value in row)]


@pytest.mark.parametrize("format", ["xlsx", "ods"])
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_spreadsheet_that_roeland_writes_is_read_back_equal(format, rows):
    table = read(written(format, ["a", "b", "c"], [["first", 1, 2], *rows]), f"people.{format}")
    assert table.columns == ("a", "b", "c")
    assert grid(table) == [["first", 1, 2], *filled(rows)]


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=4))
@example(rows=[["", "", "'\n0"], ["'=1", "=1", "''-2"]])
def test_csv_that_roeland_writes_is_read_back_equal(rows):
    table = read(written("csv", ["a", "b", "c"], [["first", "1", "2"], *rows]))
    assert grid(table) == [["first", "1", "2"], *filled(rows)]


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.xlsx", "a.ods", "a"]))
def test_whatever_the_bytes_the_answer_is_a_table_or_a_refusal(raw, name):
    try:
        table = read(raw, name)
    except tables.Refused:
        return
    assert all(len(row.values) == len(table.columns) for row in table.rows)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), format=st.sampled_from(["xlsx", "ods"]))
def test_a_damaged_spreadsheet_is_refused_or_read(data, format):
    raw = bytearray(written(format, ["a"], [["b"]]))
    for place in data.draw(st.lists(st.integers(0, 999), min_size=1, max_size=5)):
        raw[place * len(raw) // 1000] ^= data.draw(st.integers(1, 255))
    try:
        read(bytes(raw), f"a.{format}")
    except tables.Refused:
        return


# CSV ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_sign_between_columns_is_found(delimiter):
    table = read(delimiter.join(["naam", "mail"]) + "\r\n" + delimiter.join(["An", "an@example.org"]))
    assert table.columns == ("naam", "mail")
    assert grid(table) == [["An", "an@example.org"]]


def test_a_sign_in_quotes_does_not_mislead():
    assert read('"naam, voornaam, titel";mail\n"De Smet, An";an@example.org').columns == (
        "naam, voornaam, titel",
        "mail",
    )


def test_a_line_for_the_spreadsheet_is_no_row():
    table = read("sep=,\r\nnaam,mail\r\nAn,a@example.org")
    assert (table.columns, table.rows[0].number) == (("naam", "mail"), 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_every_usual_encoding_is_read(encoding):
    table = read("naam;mail\nJosé Ünal – café;j@example.org".encode(encoding))
    assert grid(table) == [["José Ünal – café", "j@example.org"]]
    assert table.encoding == ("utf-8" if encoding == "utf-8-sig" else encoding)


def test_text_in_no_known_encoding_says_on_which_line():
    with pytest.raises(tables.NotUtf8) as refused:
        read(b"naam;mail\nAn;a@example.org\nB\x81;b@example.org")
    assert refused.value.line == 3


def test_an_open_quote_does_not_swallow_the_rest():
    with pytest.raises(tables.Unreadable, match="broken"):
        read('naam;mail\n"An;a@example.org\nBob;b@example.org')


def test_rows_carry_the_numbers_of_a_spreadsheet():
    table = read('\n\nnaam;mail\n"An\nDe Smet";a@example.org\n;;\nBob;b@example.org')
    assert [row.number for row in table.rows] == [4, 6]


def test_a_code_with_zeros_stays_as_it_was_written():
    assert grid(read("code;n\n007;1")) == [["007", "1"]]


def test_what_stands_outside_the_columns_gets_a_column_without_a_name():
    table = read("naam;mail\nAn;a@example.org;extra\nBob")
    assert table.columns == ("naam", "mail", "")
    assert grid(table) == [["An", "a@example.org", "extra"], ["Bob", None, None]]


@pytest.mark.parametrize("content", ["", "  \n \n", "naam;mail\n", "naam;mail\n;\n", "\ufeff"])
def test_a_file_without_a_row_is_empty(content):
    with pytest.raises(tables.Empty):
        read(content)


# What is no table ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xd0\xcf\x11\xe0old", "old_excel"),
        (b"%PDF-1.7 naam;mail", "unknown"),
        (b"naam;mail\nA\x00n;a", "unknown"),
        (b"PK\x03\x04 no container", "broken"),
        (packed(mimetype="application/vnd.oasis.opendocument.text", content_xml="<a/>"), "no_table"),
        (packed(word__document_xml="<a/>"), "no_table"),
        (packed(mimetype=MIMETYPE), "broken"),
        (packed(mimetype=MIMETYPE, content_xml="<a><b></a>"), "broken"),
        (packed(xl__workbook_xml="<a/>"), "broken"),
    ],
)
def test_what_is_no_table_says_why(raw, code):
    with pytest.raises(tables.Unreadable) as refused:
        read(raw)
    assert refused.value.code == code


def test_text_with_the_name_of_a_spreadsheet_is_refused():
    with pytest.raises(tables.Unreadable, match="unknown"):
        read("naam;mail\nAn;a@example.org", "people.XLSX")


# Limits -------------------------------------------------------------------------------------------------------------
def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(tables, "MAX_BYTES", 20)
    with pytest.raises(tables.TooLarge) as refused:
        read("naam;mail\nAn;a@example.org")
    assert refused.value.limit == 20


@pytest.mark.parametrize("part", [{"xl__workbook_xml": b"0" * 70_000_000}, {"content_xml": b"0" * 70_000_000}])
def test_a_small_container_with_much_in_it_is_refused(part):
    raw = packed(mimetype=MIMETYPE, **part)
    assert len(raw) < 100_000
    with pytest.raises(tables.TooLarge):
        read(raw)


def test_ten_thousand_columns_are_refused():
    wide = [f"c{number}" for number in range(10_000)]
    for raw in (";".join(wide) + "\n1", book([wide, wide]), sheet(line(*wide) + line("a"))):
        with pytest.raises(tables.TooManyColumns):
            read(raw)


def test_a_column_far_to_the_right_is_not_passed_over():
    far = [None] * 300 + ["far"]
    with pytest.raises(tables.TooManyColumns):
        read(book([["a", "b", *far], ["c"]]))


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(gathering, "MAX_ROWS", 3)
    for raw in ("a\n" + "b\n" * 4, book([["a"], ["b"], ["b"], ["b"], ["b"]]), sheet(line("a") + line("b") * 4)):
        with pytest.raises(tables.TooManyRows):
            read(raw)
    assert len(read("a\n" + "b\n" * 3).rows) == 3


def test_a_million_repeated_rows_are_refused():
    with pytest.raises(tables.TooManyRows):
        read(
            sheet(
                line("a")
                + line("b").replace("<table:table-row", '<table:table-row table:number-rows-repeated="1048576"')
            )
        )


# Spreadsheets -------------------------------------------------------------------------------------------------------
def test_a_formula_gives_what_the_spreadsheet_last_showed_and_is_never_worked_out():
    table = read(book([["a", "b"], ["=1+1", "x"]]))
    assert grid(table) == [[None, "x"]]  # a file that no spreadsheet has opened yet shows nothing
    shown = '<table:table-row><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    assert grid(read(sheet(line("a") + shown + "</table:table-row>"))) == [[2]]


def test_only_the_first_sheet_that_is_shown_is_read():
    made = Workbook()
    made.active.title, made.active.sheet_state = "Lists", "hidden"
    people = made.create_sheet("People")
    people.append(["naam"]), people.append(["An"])
    made.create_sheet("Notes")
    file = io.BytesIO()
    made.save(file)
    table = read(file.getvalue())
    assert (table.sheet, table.other_sheets, grid(table)) == ("People", ("Notes",), [["An"]])


def test_what_opendocument_repeats_or_leaves_out_is_filled_in():
    row = (
        line("", "x")
        .replace("<table:table-cell", "<table:table-cell table:number-columns-repeated='2'")
        .replace("<table:table-cell table:number-columns-repeated='2'", "<table:table-cell", 1)
    )
    nothing = '<table:table-cell table:number-columns-repeated="1024"/><table:covered-table-cell/></table:table-row>'
    empty, end = (f'<table:table-row table:number-rows-repeated="{times}">{nothing}' for times in (3, 1_048_000))
    table = read(sheet(line("a", "b", "c") + empty + row + end))
    assert [(one.number, one.values) for one in table.rows] == [(5, (None, "x", "x"))]


def test_a_remark_is_not_what_a_cell_holds():
    noted = (
        '<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>check!</text:p>'
        "</office:annotation><text:p>An<text:s text:c='2'/>De<text:line-break/>Smet</text:p></table:table-cell>"
        "</table:table-row>"
    )
    assert grid(read(sheet(line("naam") + noted))) == [["An  De\nSmet"]]


def test_a_moment_and_a_day_are_told_apart():
    rows = [[datetime(2026, 3, 1), date(2026, 3, 1), datetime(2026, 3, 1, 9, 30)]]
    for format in ("xlsx", "ods"):
        values = grid(read(written(format, ["a", "b", "c"], rows)))[0]
        assert [type(value) for value in values] == [datetime, date, datetime]


def test_a_moment_elsewhere_is_read_as_it_was_written():
    made = written("ods", ["a"], [[datetime(2026, 7, 1, 10, 0, tzinfo=UTC)]])
    assert grid(read(made)) == [[datetime(2026, 7, 1, 12, 0)]]


def test_a_document_type_is_refused():
    before = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(tables.Unreadable, match="broken"):
        read(sheet(line("a") + line("&d;"), before))


def test_a_spreadsheet_that_lies_about_its_size_is_read_whole():
    raw = book([["a", "b"], ["c", "d"]])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B2"', b'ref="A1:A1"'))
    assert grid(read(file.getvalue())) == [["c", "d"]]
