"""`roeland library import`: look at a file without keeping anything, or keep it as a draft."""

import pytest

from roeland.cli.main import main
from roeland.library.models import ImportedForm
from tests.building.library import DEFINITION
from tests.building.organisation import a_person, an_organisation

pytestmark = pytest.mark.django_db

BESIDE = ["--licence", "EUPL-1.2", "--attribution", "Stad Voorbeeld", "--activity", "s16"]


@pytest.fixture
def town():
    return an_organisation("Stad Voorbeeld", slug="stad")


@pytest.fixture
def officer(town):
    return a_person(town, "Petra Claes", role="privacy_officer", email="petra@stad.test")


@pytest.fixture
def file(tmp_path):
    def write(text=DEFINITION):
        path = tmp_path / "toets.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def brought(file, *words, email="petra@stad.test", beside=BESIDE):
    return main(["library", "import", file, "--organisation", "stad", "--as", email, *beside, *words])


def test_a_dry_run_says_what_is_understood_and_stores_nothing(file, capsys):
    assert main(["library", "import", "--dry-run", file()]) == 0
    told = capsys.readouterr().out
    assert "Kleine toets (urn:nl:kleine-toets:1.0)" in told
    assert "- Begin: 2 questions, 0 that repeat, 1 conditions, 1 calculations" in told
    assert not ImportedForm.objects.exists()


def test_it_becomes_a_draft_of_who_is_named(file, officer, capsys):
    assert brought(file(), "--origin", "Van de maker") == 0
    form = ImportedForm.objects.get()
    assert (form.imported_by, form.file_name, form.origin) == (officer, "toets.yaml", "Van de maker")
    assert form.state == ImportedForm.State.DRAFT
    assert f"It is a draft of stad: {form.reference}" in capsys.readouterr().out


def test_what_never_works_is_said_and_no_reason_to_stop(file, officer, capsys):
    assert brought(file(DEFINITION.replace("bool(answers('1.1'))", "bool(answers('1.2'))"))) == 0
    assert "TOETS (line " in capsys.readouterr().out


def test_what_is_wrong_is_said_with_its_line_and_nothing_is_stored(file, officer, capsys):
    assert brought(file(DEFINITION.replace('id: "1.2"', 'id: "1.1"'))) == 1
    assert "1.1 (line 11): this id stands there 2 times" in capsys.readouterr().out
    assert brought(file("name: [")) == 2
    assert "toets.yaml, line " in capsys.readouterr().err
    assert main(["library", "import", "--dry-run", "nowhere.yaml"]) == 2
    assert main(["library", "import", "--dry-run", file(DEFINITION + "#" * 6_000_000)]) == 2
    assert "larger than 5 MB" in capsys.readouterr().err
    assert not ImportedForm.objects.exists()


def test_without_what_belongs_beside_it_nothing_is_stored_and_each_option_is_named(file, officer, capsys):
    assert brought(file(), beside=["--activity", "s99"]) == 2
    told = capsys.readouterr().err
    assert "--licence: " in told
    assert "--attribution: " in told
    assert "--activity: " in told
    assert main(["library", "import", file()]) == 2
    assert "--organisation SLUG --as EMAIL" in capsys.readouterr().err
    assert not ImportedForm.objects.exists()


def test_who_is_not_there_or_may_not_imports_nothing(file, town, officer, capsys):
    a_person(town, "Ann Mol", email="ann@stad.test")
    assert brought(file(), email="niemand@stad.test") == 1
    assert brought(file(), email="ann@stad.test") == 1
    assert "Ann Mol may not import a form" in capsys.readouterr().err
    assert not ImportedForm.objects.exists()


def test_the_same_file_again_or_a_second_draft_is_refused(file, officer, capsys):
    brought(file())
    assert brought(file()) == 1
    assert "this file is here already: Kleine toets, version 1.0 (Draft)" in capsys.readouterr().err
    assert brought(file(DEFINITION.replace('"1.0"', '"2.0"'))) == 1
    assert "a version of this form still waits" in capsys.readouterr().err
    assert ImportedForm.objects.count() == 1
