"""A real browser for tests: Debian's Chromium, or Playwright's own. Loaded as a plugin.

Fixtures: `browser` (one a run), `open_page(path, width=…, scheme=…, language=…)`, `page` (1280 px, light, Dutch).
"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

# The one without windows draws the same pages in three quarters of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
# A page that answers 4xx on purpose is no mistake of the page.
EXPECTED = ("Failed to load resource", "Response Status Error Code")


def chromium_executable() -> str | None:
    """Return the path of the machine's Chromium, or None for the one that Playwright installed."""
    if chosen := os.environ.get("ROELAND_CHROMIUM"):
        return chosen
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def axe_findings(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands, one line for each place."""
    violations = Axe().run(page).response["violations"]
    return [f"{found['id']}: {node['html'][:160]}" for found in violations for node in found["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    """Say whether the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once. Playwright keeps a loop in this thread, which Django would take for async code."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_executable(), args=list(SWITCHES))
        yield started
        started.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Open pages of the live server, each as a visitor of its own; a mistake in their console fails the test."""
    contexts, mistakes = [], []

    def note(kind: str, text: str, expects: tuple[str, ...]) -> None:
        if kind == "error" and not any(words in text for words in (*EXPECTED, *expects)):
            mistakes.append(text)

    def open_one(
        path: str = "/",
        *,
        width: int = 1280,
        scheme: str = "light",
        language: str = "nl",
        expects: tuple[str, ...] = (),
        **options,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale=language,
            **{"base_url": live_server.url} | options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: note(message.type, message.text, expects))
        page.on("pageerror", lambda error: note("error", str(error), expects))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert mistakes == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Return a page at the front door: 1280 px wide, light, Dutch, nobody signed in."""
    return open_page()
