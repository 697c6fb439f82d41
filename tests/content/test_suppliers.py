"""The real files of suppliers: every record has its worked case, and every case finds its record."""

import json
import os
import warnings
from pathlib import Path

import pytest

from tests.content.worked_cases import supplier_cases

FOLDER = Path(os.environ.get("ROELAND_REAL_DATA", "../shared/data")) / "algoritmeregister" / "suppliers"
KNOWN = {case.file for case in supplier_cases()}


def records_in(folder):
    """Every record of every file, as (file, id)."""
    return [
        (path.name, record["id"]) for path in sorted(folder.glob("*.json")) for record in json.loads(path.read_bytes())
    ]


def without_a_case(folder):
    have = {(case.file, case.record) for case in supplier_cases()}
    return [record for record in records_in(folder) if record not in have]


@pytest.mark.real_data
def test_every_record_of_a_known_file_has_its_case():
    missing = without_a_case(FOLDER)
    if new := sorted({file for file, _ in missing} - KNOWN):
        warnings.warn(f"new files, without worked cases: {', '.join(new)}", UserWarning, stacklevel=1)
    lacking = [f"{file}: {record}" for file, record in missing if file in KNOWN]
    assert lacking == [], "write a case in tests/content/cases/suppliers for these records"


@pytest.mark.real_data
@pytest.mark.parametrize("case", supplier_cases(), ids=lambda case: case.record)
def test_a_case_finds_its_record(case):
    assert records_in(FOLDER).count((case.file, case.record)) == 1


def test_a_record_that_came_later_is_found_to_have_no_case(tmp_path):
    (tmp_path / "Zivver.json").write_text('[{"id": "zivver-smart-classification"}, {"id": "zivver-later"}]')
    (tmp_path / "Later.json").write_text('[{"id": "later"}]')
    assert without_a_case(tmp_path) == [("Later.json", "later"), ("Zivver.json", "zivver-later")]


@pytest.mark.parametrize("case", supplier_cases(), ids=lambda case: case.record)
def test_every_answer_of_a_supplier_case_has_a_reason(case):
    assert [code for code, said in case.said.items() if not said.reason] == []
