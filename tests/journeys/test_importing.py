"""An administrator brings in descriptions; the worker takes them in, the list shows them."""

import json
import os
from pathlib import Path

import pytest

from roeland.paper import lists
from roeland.register.models import Application
from roeland.work.background import run_worker
from tests.journeys.acting import go, submit

ROOT = Path(__file__).resolve().parents[2]
REAL_DATA = Path(os.environ.get("ROELAND_REAL_DATA", ROOT.parent / "shared" / "data"))


def bring_in(page, file):
    """Choose a file on the page of the import, and go to its run."""
    page.goto("/register/import/")
    page.locator("input[type=file]").set_input_files(file)
    submit(page)


@pytest.mark.real_data
def test_an_administrator_imports_the_real_files_and_finds_them_in_the_list(town, visit):
    files = sorted((REAL_DATA / "algoritmeregister" / "suppliers").glob("*.json"))
    assert files
    names = [record["name"] for file in files for record in json.loads(file.read_text())]
    page = visit(town.administrator)
    for file in files:
        bring_in(page, file)
        assert page.locator("progress").is_visible()

    run_worker(interval=0, once=True)  # the page asks every two seconds how far it is
    page.get_by_text("Het bestand is ingelezen.").wait_for()
    assert "1 toegevoegd" in page.locator("#run").inner_text()

    go(page, page.locator("#run a[href='/register/']"))
    listed = page.locator("tbody th a").all_inner_texts()
    assert sorted(listed) == sorted(name.strip() for name in names)
    assert Application.objects.filter(description__is_template=True).count() == len(
        [record for file in files for record in json.loads(file.read_text()) if not record.get("organization")]
    )
    page.locator("tbody th a", has_text="Zivver").click()
    assert page.locator("h1").inner_text() == "Zivver"


def test_half_a_file_is_refused_and_nothing_is_stored(town, visit, tmp_path):
    half = tmp_path / "half.json"
    half.write_text('[{"name": "Parkeerteller", "organization": "Stad')
    page = visit(town.administrator)
    bring_in(page, half)

    run_worker(interval=0, once=True)
    page.get_by_text("Er is niets bewaard.").wait_for()
    assert page.get_by_text("Wat er niet klopt").is_visible()
    assert not Application.objects.exists()


@pytest.mark.english
def test_an_administrator_imports_in_english(town, visit, tmp_path):
    file = tmp_path / "counting.json"
    file.write_text(json.dumps([{"name": "Car counter", "uuid": "c-1", "organization": "Stad Voorbeeld"}]))
    page = visit(town.administrator, language="en")
    bring_in(page, file)

    run_worker(interval=0, once=True)
    page.get_by_text("The file is imported.").wait_for()
    page.goto("/register/")
    assert page.get_by_role("link", name="Car counter").is_visible()


def test_an_administrator_repairs_a_wrong_row_and_imports_the_sheet_twice(town, visit, tmp_path):
    page = visit(town.administrator)
    owner = town.administrator.name

    def bring(*rows):
        file = tmp_path / "toepassingen.xlsx"
        file.write_bytes(b"".join(lists.write("xlsx", ["Naam", "Eigenaar", "Kleur"], rows, "Lijst")))
        bring_in(page, file)
        page.get_by_role("heading", name="Kies de kolommen").wait_for()
        go(page, page.get_by_role("button", name="Toon wat er bewaard zou worden"))
        run_worker(interval=0, once=True)

    def confirm():
        page.get_by_text("Elke rij is goed.").wait_for()
        go(page, page.get_by_role("button", name="Lees nu in"))
        run_worker(interval=0, once=True)
        page.get_by_text("Het bestand is ingelezen.").wait_for()

    bring(("Parkeerteller", owner, "rood"), ("Wegdekcamera", "Niemand", "blauw"))
    page.get_by_text("Rij 3, kolom B “Eigenaar”").wait_for()
    assert not page.get_by_role("button", name="Lees nu in").count()
    go(page, page.get_by_role("link", name="Kies het verbeterde bestand"))

    bring(("Parkeerteller", owner, "rood"), ("Wegdekcamera", owner, "blauw"))
    confirm()
    assert "2 toegevoegd" in page.locator("#run").inner_text()
    bring(("Parkeerteller", owner, "rood"), ("Wegdekcamera", owner, "blauw"))
    confirm()
    assert "0 toegevoegd, 0 gewijzigd, 2 ongewijzigd" in page.locator("#run").inner_text()
    assert Application.objects.count() == 2
