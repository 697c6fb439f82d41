"""The import from the command line: what it says, and when it refuses."""

import json

import pytest

from roeland.cli.main import main
from roeland.register.models import Application
from tests.building.organisation import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return an_organisation("Stad Voorbeeld", slug="stad")


@pytest.fixture
def file(tmp_path):
    """Write records as a file of the register's form."""

    def write(*records, name="bron.json"):
        path = tmp_path / name
        path.write_text(json.dumps(records))
        return str(path)

    return write


def record(number=1, **fields):
    usual = {"name": f"Voorbeeld {number}", "organization": "Stad", "lars": f"{number:08d}", "status": "In gebruik"}
    return usual | fields


def test_a_file_is_imported_and_counted(town, file, capsys):
    assert main(["import", "register", file(record(1), record(2))]) == 0
    assert "bron.json" in (told := capsys.readouterr().out)
    assert "records 2, new 2, changed 0, the same 0" in told
    assert Application.objects.of(town).count() == 2


def test_a_second_time_nothing_is_new(town, file, capsys):
    words = ["import", "register", file(record(1))]
    main(words)
    assert main(words) == 0
    assert "new 0, changed 0, the same 1" in capsys.readouterr().out


def test_a_dry_run_stores_nothing(town, file, capsys):
    assert main(["import", "register", "--dry-run", file(record(1))]) == 0
    assert "new 1" in capsys.readouterr().out
    assert not Application.objects.exists()


def test_a_refused_file_says_why_in_english_and_the_good_one_is_kept(town, file, capsys):
    good, bad = file(record(1), name="goed.json"), file(record(2, begin_date="31-02-2026"), name="fout.json")
    assert main(["import", "register", good, bad]) == 1
    told = capsys.readouterr()
    assert "refused, nothing of it is stored: fout.json" in told.err
    assert "begin_date" in told.out
    assert "Record 1" in told.out
    assert [row.name for row in Application.objects.of(town)] == ["Voorbeeld 1"]


def test_a_file_that_is_not_there_is_said_before_anything_is_imported(town, file, capsys):
    assert main(["import", "register", file(record(1)), "/no/such/file.json"]) == 1
    assert "there is no file /no/such/file.json" in capsys.readouterr().err
    assert not Application.objects.exists()


def test_with_two_organisations_one_must_be_named(town, file, capsys):
    other = an_organisation("Dorp", slug="dorp")
    path = file(record(1))
    assert main(["import", "register", path]) == 1
    assert "--organisation: dorp, stad" in capsys.readouterr().err
    assert main(["import", "register", "--organisation", "dorp", path]) == 0
    assert Application.objects.of(other).count() == 1
    assert not Application.objects.of(town).exists()


def test_without_an_organisation_there_is_nowhere_to_import(file, capsys):
    assert main(["import", "register", file(record(1))]) == 1
    assert "there is none yet" in capsys.readouterr().err
