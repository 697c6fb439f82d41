"""Working with the list: keep one and share it, and change many applications after a look at what that does."""

import pytest

from roeland.register.models import Application, Tagging
from tests.building.register import an_application
from tests.journeys.acting import go, press, submit


@pytest.fixture
def three(town):
    make = {"owner": town.employee, "unit": town.team}
    an_application(town.organisation, "Cv-selectie", ai_class="high", **make)
    an_application(town.organisation, "Rangschikken", ai_class="high")
    an_application(town.organisation, "Spelling", ai_class="minimal", **make)


def rows(page):
    return page.locator("#results tbody th a").all_text_contents()


@pytest.mark.parametrize("script", [True, False], ids=["scripted", "plain"])
def test_a_list_is_kept_and_shared_and_somebody_else_opens_it(town, three, visit, script):
    page = visit(town.information_manager, "/register/", java_script_enabled=script)
    facet = page.locator("details.rl-facet", has=page.locator("input[name=class]"))
    facet.locator("summary").click()
    if script:
        with page.expect_response(lambda response: "class=high" in response.url):
            facet.locator("input[value=high]").check()
        page.locator("#results a[href*='/register/lists/new/?class=high']").wait_for()
    else:
        facet.locator("input[value=high]").check()
        go(page, facet.locator("button"))
    go(page, page.locator("#results a[href*='/register/lists/new/']"))
    page.locator("input[name=name]").fill("Zwaar werk")
    page.locator("input[name=who][value=everybody]").check()
    submit(page)
    assert rows(page) == ["Cv-selectie", "Rangschikken"]
    colleague = visit(town.employee, "/register/")
    go(colleague, colleague.locator(".rl-views a", has_text="Zwaar werk"))
    assert rows(colleague) == ["Cv-selectie", "Rangschikken"]
    assert colleague.locator(".rl-views a[aria-current]").text_content() == "Zwaar werk"


def test_a_long_filter_is_searched_without_a_new_page(town, visit):
    for number in range(12):
        an_application(town.organisation, f"Toepassing {number}", supplier=f"Leverancier {number:02}")
    page = visit(town.employee, "/register/")
    page.locator("details.rl-facetmore > summary").click()
    facet = page.locator("details.rl-facet", has=page.locator("input[name=supplier]"))
    facet.locator("summary").click()
    assert facet.locator("input[name=supplier]").count() == 10
    facet.locator("input[type=search]").fill("11")
    facet.locator("input[type=search]").press("Enter")
    facet.locator("label", has_text="Leverancier 11").wait_for()
    facet.locator("label", has_text="Leverancier 11").click()
    page.locator("#results tbody th a", has_text="Toepassing 11").wait_for()
    page.locator("#results .rl-chip").wait_for()
    assert rows(page) == ["Toepassing 11"]


@pytest.mark.english
def test_many_change_after_a_look(town, three, visit):
    page = visit(town.information_manager, "/register/")
    for name in ("Cv-selectie", "Rangschikken"):
        page.locator("tr", has_text=name).locator("input[name=pick]").check()
    go(page, page.locator("#change button").first)
    page.locator("select[name=unit]").select_option(str(town.team.pk))
    page.locator("input[name=add_tag]").fill("proef")
    press(page, "step", "look")
    assert page.locator("tbody tr").count() == 2
    assert not Tagging.objects.exists()
    press(page, "step", "again")
    assert page.locator("input[name=add_tag]").input_value() == "proef"
    press(page, "step", "look")
    press(page, "step", "do")
    assert Tagging.objects.count() == 2
    assert Application.objects.filter(unit=town.team).count() == 3
    assert "/register/?" in page.url
