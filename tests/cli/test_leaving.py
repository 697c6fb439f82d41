"""An organisation that takes all along and leaves, by the hands of who runs the server."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from roeland.cli.main import main
from roeland.organisation import services
from roeland.organisation.models import Organisation, Person
from tests.building.organisation import a_person, an_organisation

pytestmark = pytest.mark.django_db
LEAVE = ["--name", "Dorp Voorbeeld", "--ground", "Contract voorbij"]


@pytest.fixture
def village() -> Organisation:
    village = an_organisation("Dorp Voorbeeld", slug="dorp")
    services.add_person(
        organisation=village, name="An", email="an@dorp.test", actor=a_person(village, role="administrator")
    )
    return village


def exported(place: Path, capsys) -> str:
    assert main(["organisation", "export", "dorp", str(place)]) == 0
    return re.search(r"SHA-256: ([0-9a-f]{64})", capsys.readouterr().out)[1]


def test_an_export_is_a_file_for_its_owner_alone(village, tmp_path, capsys):
    exported(tmp_path, capsys)
    made = tmp_path / "dorp.zip"
    assert made.stat().st_mode & 0o777 == 0o600
    assert "An" in ZipFile(made).read("tables/organisation.Person.jsonl").decode()


def test_an_export_never_writes_over_a_file(village, tmp_path, capsys):
    exported(tmp_path / "a.zip", capsys)
    assert main(["organisation", "export", "dorp", str(tmp_path / "a.zip")]) == 1
    assert "already" in capsys.readouterr().err


def test_an_organisation_is_removed_with_its_export_and_the_journal_still_verifies(village, tmp_path, capsys):
    digest = exported(tmp_path, capsys)
    assert main(["organisation", "remove", "dorp", *LEAVE, "--export", digest]) == 0
    assert "certificate of destruction" in capsys.readouterr().out
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()
    assert main(["journal", "verify"]) == 0
    assert str(village.pk) in capsys.readouterr().out


def test_without_an_export_one_has_to_say_so(village, capsys):
    with pytest.raises(SystemExit):
        main(["organisation", "remove", "dorp", *LEAVE])
    assert main(["organisation", "remove", "dorp", *LEAVE, "--without-export"]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", "dorp", "--ground", "x", "--without-export"], "is called 'Dorp Voorbeeld'"),
        (["--name", "Dorp Voorbeeld", "--ground", " ", "--without-export"], "--ground"),
        ([*LEAVE, "--export", "0" * 64], "no export"),
    ],
)
def test_a_removal_that_may_be_a_mistake_is_refused(village, capsys, words, said):
    assert main(["organisation", "remove", "dorp", *words]) == 1
    assert said in capsys.readouterr().err
    assert Organisation.objects.filter(pk=village.pk).exists()


def test_an_export_that_misses_what_happened_later_is_refused(village, tmp_path, capsys):
    digest = exported(tmp_path, capsys)
    services.rename_organisation(organisation=village, name="Dorp Voorbeeld", actor=None)
    services.add_person(organisation=village, name="Bart", actor=None)
    assert main(["organisation", "remove", "dorp", *LEAVE, "--export", digest]) == 1
    assert "1 acts came after" in capsys.readouterr().err
