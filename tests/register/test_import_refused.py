"""A bad file is refused with a clear reason, and nothing of it is stored."""

import gzip
import io
import json
import zipfile

import pytest

from roeland.journal.models import Entry
from roeland.register import importing
from roeland.register.importing.reading import MAX_BYTES, MAX_RECORDS, Unreadable, read
from roeland.register.models import Application, ImportRun, StagedRecord
from tests.register.importing import a_record, as_bytes, bring_in, codes


def refused(run):
    """Say that nothing was stored, and give the reasons."""
    assert run.state == ImportRun.State.REFUSED
    assert not Application.objects.exists()
    assert not StagedRecord.objects.exists()
    return codes(run)


def zipped():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b"[" + b" " * 5_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (as_bytes(a_record())[:-4], "broken_json"),
        (b'[{"name": "Scan"', "broken_json"),
        (b"[" * 100_000, "broken_json"),
        (b'[{"name": "Scan", "id": ' + b"9" * 5_000 + b"}]", "broken_json"),
        (b'[{"name": "Scan", "id": NaN}]', "broken_json"),
        (b'[{"name": "Scan", "name": "Nog eens"}]', "field_twice"),
        ('[{"name": "Één"}]'.encode("latin-1"), "wrong_encoding"),
        ('[{"name": "Scan"}]'.encode("utf-16"), "wrong_encoding"),
        (zipped(), "compressed"),
        (gzip.compress(b"[]", mtime=0), "compressed"),
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"[]", "empty"),
        (b'"tekst"', "no_records"),
        (b"12", "no_records"),
        (json.dumps([{}] * (MAX_RECORDS + 1)).encode(), "too_many"),
    ],
)
def test_what_is_no_file_of_the_form_is_refused_as_a_whole(town, content, code):
    assert refused(bring_in(town, content)) == [(0, "", code)]


def test_a_file_that_says_it_is_huge_is_refused_before_it_is_read():
    class Untouched(io.BytesIO):
        def read(self, *args):
            raise AssertionError("read")

    with pytest.raises(Unreadable) as refusal:
        read(Untouched(), 200 * 1024 * 1024)
    assert refusal.value.code == "too_large"


def test_a_file_that_lies_about_its_size_is_read_only_up_to_the_limit():
    with pytest.raises(Unreadable) as refusal:
        read(io.BytesIO(b" " * (MAX_BYTES + 5)), 10)
    assert refusal.value.code == "too_large"


def test_a_mark_at_the_start_of_the_file_does_no_harm(town):
    assert bring_in(town, b"\xef\xbb\xbf" + as_bytes(a_record())).created == 1


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": None}, ("name", "missing")),
        ({"name": "  "}, ("name", "missing")),
        ({"name": 12}, ("name", "wrong_type")),
        ({"name": "x" * 101}, ("name", "too_long")),
        ({"description_short": "x" * 401}, ("description_short", "too_long")),
        ({"goal": f"<p>{'x' * 2501}</p>"}, ("goal", "too_long")),
        ({"goal": ["lijst"]}, ("goal", "wrong_type")),
        ({"status": "Bijna klaar"}, ("status", "unknown_value")),
        ({"status": 1}, ("status", "wrong_type")),
        ({"category": "Verkeer"}, ("category", "wrong_type")),
        ({"category": ["Ruimtevaart"]}, ("category", "unknown_value")),
        ({"publication_category": "Geheim"}, ("publication_category", "unknown_value")),
        ({"lang": "fry"}, ("lang", "unknown_value")),
        ({"standard_version": "0.4"}, ("standard_version", "unknown_value")),
        ({"begin_date": "31-02-2026"}, ("begin_date", "not_a_month")),
        ({"begin_date": "2026-13"}, ("begin_date", "not_a_month")),
        ({"end_date": 2026}, ("end_date", "not_a_month")),
        ({"publication_dt": "31-02-2026"}, ("publication_dt", "not_a_date")),
        ({"publication_dt": "2026-02-31T10:00:00"}, ("publication_dt", "not_a_date")),
        ({"goal": "<p>Hoi<script>alert(1)</script></p>"}, ("goal", "unsafe")),
        ({"goal": '<p onclick="x()">Hoi</p>'}, ("goal", "unsafe")),
        ({"goal": '<a href="javascript:x()">Hoi</a>'}, ("goal", "unsafe")),
        ({"goal": "<svg/onload=alert(1)>"}, ("goal", "unsafe")),
        ({"name": "<script>alert(1)</script>"}, ("name", "unsafe")),
        ({"iets_nieuws": "<iframe src=x>"}, ("iets_nieuws", "unsafe")),
        ({"website": "javascript:alert(1)"}, ("website", "unsafe")),
        ({"source_data_grouping": [{"title": "x", "link": "javascript:x"}]}, ("source_data_grouping", "unsafe")),
        ({"source_data_grouping": ["RDW"]}, ("source_data_grouping", "wrong_type")),
        ({"source_data_grouping": [{"title": 1, "link": "x"}]}, ("source_data_grouping", "wrong_type")),
        ({"lawful_basis_grouping": [{"title": "x" * 101}]}, ("lawful_basis_grouping", "too_long")),
        ({"tags": "a\x00b"}, ("tags", "bad_character")),
        ({"tags": "\ud800"}, ("tags", "bad_character")),
        ({"x" * 201: "y"}, (f"{'x' * 60}…", "too_long")),
        ({"groot": "y" * 100_001}, ("groot", "too_long")),
    ],
)
def test_a_bad_field_is_named_with_its_record(town, fields, problem):
    run = bring_in(town, as_bytes(a_record("GOED"), a_record("SLECHT", **fields)))
    assert refused(run) == [(2, *problem)]


def test_a_record_that_is_no_object_is_named(town):
    assert refused(bring_in(town, as_bytes(a_record(), "tekst"))) == [(2, "", "not_a_record")]


@pytest.mark.parametrize("key", ["lars", "source_id", "uuid", "id"])
def test_two_records_with_one_key_are_refused(town, key):
    first, second = a_record("1", **{key: "dubbel"}), a_record("2", **{key: "dubbel"})
    assert refused(bring_in(town, as_bytes(first, second))) == [(2, key, "duplicate")]


def test_every_problem_of_a_file_is_told_at_once(town):
    run = bring_in(town, as_bytes(a_record("1", status="x", begin_date="x"), a_record("2", name=None)))
    assert len(refused(run)) == 3


def test_length_counts_without_tags(town):
    goal = "<p>" + "<br>".join(["x" * 100] * 24) + "</p>"
    assert len(goal) > 2400
    assert bring_in(town, as_bytes(a_record(goal=goal))).created == 1


def test_the_word_javascript_is_no_code(town):
    assert bring_in(town, as_bytes(a_record(methods_and_models="Gemaakt in javascript: onclick en a < b"))).created == 1


def test_a_refusal_stands_in_the_journal(town, manager):
    bring_in(town, b"[]", actor=manager)
    assert Entry.objects.get().verb == "register.import_refused"


def test_a_problem_reads_as_a_sentence_with_its_place(town):
    run = bring_in(town, as_bytes(a_record("1", name="Scan", begin_date="31-02-2026")))
    assert importing.line_of(run.problems[0]) == (
        "Record 1, Scan, begin_date: “31-02-2026” is geen maand. Schrijf jaar en maand, bijvoorbeeld 2026-03."
    )
