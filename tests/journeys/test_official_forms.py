"""An official form from file to file: brought in, looked at, filled in together, taken along."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from roeland.assessments.models import Assessment
from roeland.library.models import ImportedForm
from roeland.questionnaires import queries as sheets
from roeland.register.models import Application
from tests.building.assessments import BENEFITS, a_classification
from tests.building.official import FLOWS
from tests.journeys.acting import go, press, submit


@pytest.fixture
def benefits(town) -> Application:
    return a_classification(BENEFITS, actor=town.employee, unit=town.team, name="Toeslagenhulp").application


def bring_in(page: Page, tmp_path) -> None:
    """The form, from its file to the list of what is in use."""
    file = tmp_path / "stromen.json"
    file.write_text(json.dumps(FLOWS), encoding="utf-8")
    go(page, page.locator("main a[href$='/import/']").first)
    page.locator("input[type=file]").set_input_files(file)
    page.locator("input[name=licence]").fill("EUPL-1.2")
    page.locator("input[name=attribution]").fill("Stad Elders")
    page.locator("select[name=activity]").select_option("s16")
    submit(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_form_is_brought_in_filled_in_and_taken_along(town, visit, benefits, tmp_path, script):
    page = visit(town.privacy_officer, "/library/forms/", java_script_enabled=script)
    bring_in(page, tmp_path)
    expect(page.locator("main")).to_contain_text("Partijen")
    assert ImportedForm.objects.get().state == "draft"
    go(page, page.get_by_role("button", name="In gebruik nemen"))
    assert ImportedForm.objects.get().state == "used"

    page.goto(f"/assessments/of/{benefits.pk}/")
    go(page, page.get_by_role("button", name="Begin: Stromenkaart"))
    go(page, page.get_by_role("link", name="2.1 Stromen: Stroom", exact=True))
    press(page, "go", "add")
    page.get_by_label(re.compile("^2.1.1 Naam")).first.fill("Intake")
    go(page, page.get_by_role("button", name="Bewaar en naar het volgende deel"))
    go(page, page.get_by_role("button", name=re.compile("Een toevoegen bij Intake")))
    page.get_by_label(re.compile("^3.1.1.1 Naam")).first.fill("De leverancier")
    go(page, page.get_by_role("button", name="Bewaar en terug naar het overzicht"))

    row = Assessment.objects.get()
    said = {str(each.value) for each in sheets.answers(row.sheet).values()}
    assert {"Intake", "De leverancier"} <= said
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="De antwoorden downloaden").click()
    file = json.loads(downloaded.value.path().read_bytes())
    assert file["answers"]["3.1.1"][0]["3.1.1.1"]["value"] == "De leverancier"
