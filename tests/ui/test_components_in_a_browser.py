"""The page of components, seen by a real browser and by axe."""

import pytest

from tests.browser import axe_findings, scrolls_sideways

pytestmark = pytest.mark.django_db(transaction=True)
COMPONENTS = "/ui/"


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, width, scheme):
    assert axe_findings(open_page(COMPONENTS, width=width, scheme=scheme)) == []


@pytest.mark.parametrize("width", [320, 390, 768, 900, 1024, 1280, 1600])
def test_no_width_scrolls_sideways(open_page, width):
    assert not scrolls_sideways(open_page(COMPONENTS, width=width))


def test_a_dialog_opens_takes_the_focus_and_closes_by_its_safe_button(open_page):
    page = open_page(COMPONENTS)
    page.get_by_role("button", name="Open de dialoog").click()
    dialog = page.get_by_role("dialog", name="Deze toepassing stoppen?")
    assert dialog.is_visible()
    assert axe_findings(page) == []
    dialog.get_by_role("button", name="Annuleren").click()
    assert not dialog.is_visible()


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(open_page):
    page = open_page(COMPONENTS)
    assert page.evaluate("document.activeElement.className").endswith("rl-summary")
    page.get_by_role("link", name="Over hoeveel mensen gaat het per jaar?").click()
    assert page.evaluate("document.activeElement.name") == "people"


def test_what_was_typed_stands_beside_its_error(open_page):
    field = open_page(COMPONENTS).get_by_label("Over hoeveel mensen gaat het per jaar?").first
    assert field.input_value() == "many"
    assert field.get_attribute("aria-invalid") == "true"


def test_dark_mode_is_remembered_without_script(open_page):
    page = open_page(COMPONENTS, java_script_enabled=False)
    page.locator("details.rl-menu summary").click()
    page.get_by_role("button", name="Donker").click()
    assert page.locator("html").get_attribute("data-modus") == "donker"
    page.reload()
    assert page.locator("html").get_attribute("data-modus") == "donker"


def test_the_language_changes_on_the_same_page(open_page):
    page = open_page(f"{COMPONENTS}?page=2")
    assert page.get_by_role("heading", level=1).inner_text() == "Bouwstenen van Roeland"
    page.locator("details.rl-menu summary").click()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "The parts of Roeland"
    assert page.url.endswith("?page=2")


def test_filters_fold_on_a_phone_and_stand_open_on_a_desk(open_page):
    assert open_page(COMPONENTS, width=390).locator(".rl-facetwrap").get_attribute("open") is None
    assert open_page(COMPONENTS).locator(".rl-facetwrap").get_attribute("open") is not None


def test_escape_closes_a_filter_and_gives_the_focus_back(open_page):
    page = open_page(COMPONENTS)
    facet = page.locator("details.rl-facet").first
    facet.locator("summary").click()
    page.keyboard.press("Escape")
    assert facet.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_paper_shows_what_is_folded_and_leaves_the_shell_out(open_page):
    page = open_page(COMPONENTS)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".rl-why").first.get_attribute("open") is not None
    assert not page.locator(".rl-topbar").is_visible()


def test_every_icon_on_the_page_exists(open_page):
    page = open_page(COMPONENTS)
    sprite = page.evaluate("fetch(document.querySelector('use').href.baseVal).then(answer => answer.text())")
    asked = page.evaluate("[...document.querySelectorAll('use')].map(use => use.href.baseVal.split('#')[1])")
    assert [name for name in set(asked) if f'id="{name}"' not in sprite] == []


def test_paper_is_white_in_the_middle_of_the_night(open_page):
    page = open_page(COMPONENTS, scheme="dark")
    page.evaluate("document.documentElement.dataset.modus = 'donker'")
    assert page.evaluate("getComputedStyle(document.querySelector('.rl-card')).backgroundColor") != "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.rl-card')).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_with_every_menu_and_filter_open(open_page, width):
    page = open_page(f"{COMPONENTS}?class=high", width=width)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert axe_findings(page) == []


def test_the_menu_of_a_phone_opens_with_its_button_and_stands_open_without_script(open_page):
    page = open_page(COMPONENTS, width=390)
    button = page.get_by_role("button", name="Menu", exact=True)
    assert button.get_attribute("aria-expanded") == "false"
    assert not page.locator("#menu").is_visible()
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator("#menu").is_visible()
    assert open_page(COMPONENTS, width=390, java_script_enabled=False).locator("#menu").is_visible()


def test_the_skip_link_is_seen_with_the_keyboard_and_leads_to_the_content(open_page):
    page = open_page(COMPONENTS)
    link = page.get_by_role("link", name="Naar de inhoud")
    assert link.bounding_box()["y"] < 0
    link.focus()
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_typed_text_is_not_lost_without_asking(open_page):
    page = open_page(COMPONENTS)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Naam").first.press_sequentially("x")
    page.reload()
    assert asked == ["beforeunload"]


def test_a_form_that_is_sent_does_not_ask(open_page):
    page = open_page(COMPONENTS)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Naam").first.press_sequentially("x")
    page.get_by_role("button", name="Bewaren en verder").click()
    page.wait_for_load_state()
    assert asked == []


def test_a_part_that_does_not_come_says_so_and_leaves_the_page_alone(open_page):
    page = open_page(COMPONENTS)
    page.get_by_label("Naam").first.fill("Kept")
    page.evaluate("htmx.ajax('GET', '/ui/nowhere/', '#content')")
    page.get_by_text("Dat lukte niet.").first.wait_for()
    assert page.locator("#rl-failed-here").inner_text().startswith("Dat lukte niet.")
    assert page.get_by_label("Naam").first.input_value() == "Kept"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_that_is_not_there_can_be_read_by_everybody(open_page, width, scheme):
    page = open_page("/nowhere/at/all/", width=width, scheme=scheme)
    assert page.get_by_role("heading", level=1).inner_text() == "Deze pagina is er niet"
    assert axe_findings(page) == []
    assert not scrolls_sideways(page)
