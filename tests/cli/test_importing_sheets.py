"""The import of a sheet from the command line: the same checks as on its pages, and when it refuses."""

import pytest

from roeland.cli.main import main
from roeland.register.importing.sheets.starting import headers_digest
from roeland.register.models import Application, ImportRun, Relation, SavedMapping
from tests.building.organisation import an_organisation
from tests.building.register import a_reported_application, an_information_manager
from tests.register.sheets import a_sheet

pytestmark = pytest.mark.django_db
HEADERS = ("Naam", "Eigenaar", "Kleur")
LIKE = ("Schrijfhulp klare taal", "", "rood")


@pytest.fixture
def town():
    return an_organisation("Stad Voorbeeld", slug="stad")


@pytest.fixture
def writer(town):
    return a_reported_application(an_information_manager(town), "Schrijfhulp voor klare taal")


@pytest.fixture
def file(tmp_path):
    """Write rows as a sheet; return its path."""

    def write(*rows, headers=HEADERS, kind="xlsx"):
        path = tmp_path / f"lijst.{kind}"
        path.write_bytes(a_sheet(headers, *rows, kind=kind).read())
        return str(path)

    return write


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_sheet_is_imported_and_counted(town, file, capsys, kind):
    assert main(["import", "sheet", file(("Teller", "", "rood"), ("Gids", "", ""), kind=kind)]) == 0
    told = capsys.readouterr()
    assert "records 2, new 2, changed 0, the same 0" in told.out
    assert "Being checked: 0/2" in told.err
    assert "Being compared with the register: 2/2" in told.err
    assert Application.objects.of(town).get(name="Teller").leftovers.get().value == "rood"


def test_a_second_time_nothing_is_new(town, file, capsys):
    words = ["import", "sheet", file(("Teller", "", "rood"))]
    assert main(words) == main(words) == 0
    assert "new 0, changed 0, the same 1" in capsys.readouterr().out


def test_a_dry_run_of_a_sheet_stores_nothing(town, file, capsys):
    assert main(["import", "sheet", "--dry-run", file(("Teller", "", "rood"))]) == 0
    assert "new 1" in capsys.readouterr().out
    assert not Application.objects.exists()
    assert ImportRun.objects.get().state == ImportRun.State.CHECKED


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Row 3, column B “Eigenaar”: Nobody here is called “Niemand”."),
        ("nl", "Rij 3, kolom B “Eigenaar”: Niemand heet hier “Niemand”."),
    ],
)
def test_what_is_wrong_is_said_per_row_and_column_in_either_language(town, file, capsys, language, said):
    path = file(("Teller", "", "rood"), ("Gids", "Niemand", ""))
    assert main(["import", "sheet", "--language", language, path]) == 1
    told = capsys.readouterr()
    assert said in told.out
    assert "refused, nothing of it is stored: lijst.xlsx" in told.err
    assert not Application.objects.exists()


def test_what_is_no_sheet_is_refused_with_why(town, tmp_path, capsys):
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(b"geen blad")
    assert main(["import", "sheet", str(path)]) == 1
    assert "no table" in capsys.readouterr().out


def test_a_sheet_without_a_name_says_how_to_choose_its_columns(town, file, capsys):
    assert main(["import", "sheet", file(("x",), headers=("Kleur",))]) == 1
    assert "no column holds the name of the application" in capsys.readouterr().err
    assert not ImportRun.objects.exists()


def test_columns_that_were_kept_under_a_name_are_used(town, file, capsys):
    kept = {"choices": ["summary", "-leave", "name"], "key": "name"}
    SavedMapping.objects.create(organisation=town, name="Van ICT", headers=headers_digest(HEADERS), mapping=kept)
    path = file(("Telt fietsen", "", "Teller"))
    assert main(["import", "sheet", "--mapping", "Van HR", path]) == 1
    assert "Kept for it: Van ICT." in capsys.readouterr().err
    assert main(["import", "sheet", "--mapping", "Van ICT", path]) == 0
    assert Application.objects.of(town).values_list("name", "summary").get() == ("Teller", "Telt fietsen")


def test_columns_of_another_organisation_are_not_there(town, file, capsys):
    other = an_organisation("Dorp", slug="dorp")
    kept = {"choices": ["name", "-leave", "-leave"]}
    SavedMapping.objects.create(organisation=other, name="Van ICT", headers=headers_digest(HEADERS), mapping=kept)
    assert main(["import", "sheet", "--organisation", "stad", "--mapping", "Van ICT", file(("Teller", "", ""))]) == 1
    assert "Kept for it: none." in capsys.readouterr().err


def test_a_row_that_looks_like_one_here_is_not_imported_without_a_word(town, writer, file, capsys):
    assert main(["import", "sheet", file(LIKE)]) == 1
    assert f"Row 2 (Schrijfhulp klare taal): This row looks like {writer.code}" in capsys.readouterr().out
    assert main(["import", "sheet", "--dry-run", file(LIKE)]) == 0
    assert f"looks like {writer.code}" in capsys.readouterr().out
    assert Application.objects.get() == writer


def test_a_row_that_looks_like_one_here_is_skipped_or_told_apart(town, writer, file, capsys):
    assert main(["import", "sheet", "--likely", "skip", file(LIKE)]) == 0
    assert "new 0, changed 0, the same 0, skipped 1" in capsys.readouterr().out
    assert main(["import", "sheet", "--likely", "new", "--reason", "Die is voor kinderen.", file(LIKE)]) == 0
    told = Relation.objects.get()
    assert (told.other, told.reason, told.said_by) == (writer, "Die is voor kinderen.", None)


@pytest.mark.parametrize(
    "words",
    [
        ["sheet", "--likely", "new"],
        ["sheet", "--likely", "new", "--reason", " "],
        ["sheet", "--reason", "Anders."],
        ["register", "--likely", "skip"],
    ],
)
def test_words_that_do_not_go_together_are_refused(town, file, capsys, words):
    assert main(["import", *words, file(("Teller", "", ""))]) == 2
    assert "--reason" in capsys.readouterr().err
    assert not ImportRun.objects.exists()
