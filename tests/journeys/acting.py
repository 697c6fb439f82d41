"""What people do on a page, in steps that are the same in every language."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page

SPELLING = {
    "technique": ("learned",),
    "output": ("edit",),
    "users": ("staff_use",),
    "origin": ("bought",),
    "personal_data": "no",
}
"""A spelling aid, as its user would tell about it; to everything else the answer is no or none."""


def press(page: Page, name: str, value: str = "") -> None:
    """Press the button with this name (and value), and wait for the page that follows."""
    go(page, page.locator(f"button[name={name}]" + (f"[value={value}]" if value else "")))


def go(page: Page, button: Locator) -> None:
    with page.expect_navigation():
        button.click()


def submit(page: Page) -> None:
    """Press the main button of the page's form."""
    go(page, page.locator("main form button.nl-button--primary"))


def report(page: Page, name: str, purpose: str) -> None:
    """Tell what one wants to use: from the home page to the first questions."""
    go(page, page.locator("a[href='/intake/new/']").first)
    page.locator("input[name=name]").fill(name)
    page.locator("[name=purpose]").fill(purpose)
    submit(page)


def fill_in(page: Page, known: Mapping[str, str | tuple[str, ...]]) -> None:
    """Answer page by page what is asked, until the page to check."""
    while "/step/" in page.url:
        done: set[str] = set()
        while question := next_question(page, done):
            answer(page, question, known)
            done.add(question)
        press(page, "go", "on")
    assert page.url.endswith("/check/")


def settle(page: Page, known: Mapping[str, str | tuple[str, ...]]) -> None:
    """Answer what a colleague left open, and what that leads to, until nothing waits any more."""
    while "/open/" in page.url and next_question(page, set()):
        done: set[str] = set()
        while question := next_question(page, done):
            answer(page, question, known)
            done.add(question)
        submit(page)


def next_question(page: Page, done: set[str]) -> str:
    """The first question on the page that is not in `done`; empty when there is none."""
    shown = page.locator(".rl-field[id^='q-']:visible").evaluate_all("all => all.map(one => one.id.slice(2))")
    return next((code for code in shown if code not in done), "")


def answer(page: Page, code: str, known: Mapping[str, str | tuple[str, ...]]) -> None:
    field = page.locator(f"#q-{code}")
    closing = f"{code}.closing"
    if field.locator(f"input[name='{closing}']").count():
        ticks = known.get(code, ())
        if ticks == "unknown":
            choose(page, field, closing, "unknown")
            return
        for option in ticks:
            choose(page, field, code, option)
        choose(page, field, closing, "complete" if ticks else "none")
    elif said := known.get(code):
        choose(page, field, code, str(said))
    else:
        no = field.locator(f"input[name='{code}'][value=no]")
        choose(page, field, code, "no" if no.count() else first_option(field))


def first_option(field: Locator) -> str:
    return field.locator("input[type=radio]").first.get_attribute("value") or ""


def choose(page: Page, field: Locator, name: str, value: str) -> None:
    """Choose one option; with JavaScript the page keeps it at once, and we wait for that."""
    box = field.locator(f"input[name='{name}'][value='{value}']")
    if box.is_checked():
        return
    if not scripted(page) or "/step/" not in page.url:
        box.check()
        return
    with page.expect_response(lambda response: response.url.endswith("/keep/")):
        box.check()
    page.locator("html:not(:has(.htmx-request, .htmx-swapping, .htmx-settling))").wait_for(state="attached")


def scripted(page: Page) -> bool:
    """Say whether scripts run here."""
    return page.locator("html.js").count() > 0
