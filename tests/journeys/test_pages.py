"""Every page can be read by everybody: by axe, on a phone, in the dark; and in both languages from top to bottom."""

import html
import re
from collections.abc import Iterator
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from django.test import Client
from playwright.sync_api import Page

from roeland.content import shipped
from tests.browser import scrolls_sideways
from tests.building.openid import operators_file
from tests.house import city
from tests.house.doors import client_of
from tests.house.tree import PACKAGE
from tests.journeys.conftest import session_of
from tests.journeys.places import OF_ONES_OWN, SIGNED_OUT, THEIRS_ELSEWHERE, Place, names_of_theirs, places

PARTS = 2  # so that workers share the pages
SCREEN, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 900}
FINDINGS = {"resultTypes": ["violations"]}
ONLY_CONTRAST = FINDINGS | {"runOnly": ["color-contrast"]}


@pytest.fixture
def world(transactional_db, settings, tmp_path) -> city.City:
    settings.DEMO = True
    settings.OPENID_CONNECT = operators_file(tmp_path)
    return city.build()


def test_no_address_of_the_accounts_is_overlooked():
    assert names_of_theirs() - {*SIGNED_OUT, *OF_ONES_OWN, "account_reset_password_from_key"} == THEIRS_ELSEWHERE


def wrong_with(page: Page) -> Iterator[str]:
    """What is wrong with the page: as wide as a screen, in the dark, where only colours can be, and on a phone."""
    yield from axe_says(page, FINDINGS)
    if scrolls_sideways(page):
        yield "scrolls sideways"
    page.emulate_media(color_scheme="dark")
    yield from (f"dark, {line}" for line in axe_says(page, ONLY_CONTRAST))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    yield from (f"phone, {line}" for line in axe_says(page, FINDINGS))
    if scrolls_sideways(page):
        yield "phone, scrolls sideways"
    page.set_viewport_size(SCREEN)


def axe_says(page: Page, options: dict) -> list[str]:
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_can_be_read_by_everybody(world, open_page, live_server, part):
    browsers: dict[str, Page] = {}

    def browser_of(place: Place) -> Page:
        key = str(place.person.pk) if place.person else ""
        if key not in browsers:
            state = {"storage_state": session_of(place.person, live_server.url)} if key else {}
            still = {"reduced_motion": "reduce"}  # half-way from light to dark nothing can be read
            browsers[key] = open_page("/account/login/", **state, **still)
            browsers[key].add_init_script(Axe().axe_script)
        return browsers[key]

    wrong = {}
    for place in list(places(world))[part::PARTS]:
        page = browser_of(place)
        answer = page.goto(place.url)
        found = [] if answer and answer.status == place.status else [f"answers {answer.status}"]
        if found := [*found, *wrong_with(page)]:
            wrong[place.name] = found
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


@cache
def catalogue() -> tuple[frozenset[str], frozenset[str]]:
    """Every sentence of the interface and of the content that is said in only one language: English, Dutch."""
    english, dutch = set(), set()
    for path in PACKAGE.glob("*/locale/nl/LC_MESSAGES/django.po"):
        for message in read_po(path.open("rb")):
            if isinstance(message.id, str) and isinstance(message.string, str):
                english.add(message.id)
                dutch.add(message.string)
    for name in shipped.names():
        for code in shipped.document(name).meaning.codes():
            for language, sentences in (("en", english), ("nl", dutch)):
                sentences |= {shipped.text(name, code, language).label, shipped.text(name, code, language).help}
    return plain(english - dutch), plain(dutch - english)


def plain(sentences: set[str]) -> frozenset[str]:
    """Those with words in them and nothing to fill in, and long enough to be no coincidence."""
    return frozenset(one for one in sentences if one and len(one) > 5 and not re.search(r"[%{<]", one))


def lines_of(page: bytes) -> set[str]:
    """What stands between the tags, and in the labels that only some hear."""
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page.decode())
    text = re.sub(r"(?s)<(?!html)(\w+)[^>]* lang=.*?</\1>", "", text)  # says itself in which language it is
    spoken = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]+)"', text)
    between = re.findall(r">([^<>]+)<", text)
    return {" ".join(html.unescape(line).split()) for line in (*between, *spoken)}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_complete_in_its_language(world, language):
    foreign = catalogue()[0 if language == "nl" else 1]
    wrong = {}
    for place in places(world):
        client = client_of(place.person) if place.person else Client()
        page = client.get(place.url, headers={"Accept-Language": language}, follow=True).content
        found = sorted(lines_of(page) & foreign)
        if f'<html lang="{language}"'.encode() not in page:
            found.append("says another language")
        if found:
            wrong[place.name] = found
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())
