"""Filtering the register: the numbers beside the filters follow what was chosen, without a new page."""

from tests.building.register import an_application


def test_the_numbers_follow_a_choice_while_the_filter_stays_open(town, visit):
    an_application(town.organisation, "Cv-selectie", ai_class="high", phase="production")
    an_application(town.organisation, "Spelling", ai_class="minimal", phase="reported")
    page = visit(town.employee, "/register/")
    facet = page.locator("details.rl-facet", has=page.locator("input[name=class]"))
    facet.locator("summary").click()
    assert page.locator("#count-phase-reported").text_content() == "1"
    facet.locator("input[value=high]").check()
    page.locator("#count-phase-reported", has_text="0").wait_for(state="attached")
    assert page.locator("#count-class-minimal").text_content() == "1"
    assert facet.locator("input[value=high]").is_visible()
