"""What was built for the browser: small, complete, ours or free, and nothing from elsewhere."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from roeland.ui import vocabulary
from roeland.ui.vocabulary import ALERTS

HOUSE = Path(__file__).resolve().parents[2]
ICON = re.compile(r"""(?:\bicon(?:_name)?\s*=?\s*["'(]+|\bicon\(\s*["'])([a-z0-9_-]+)["']""")


def built(name: str) -> Path:
    found = finders.find(f"ui/built/{name}")
    assert found, f"{name} was not built: run make assets"
    return Path(found)


@pytest.fixture(scope="module")
def symbols():
    return set(re.findall(r'<symbol id="i-([^"]+)"', built("icons.svg").read_text()))


def test_every_icon_that_a_template_or_view_names_is_in_the_sprite(symbols):
    files = [path for kind in ("*.html", "*.py") for path in (HOUSE / "roeland").rglob(kind)]
    named = {name for path in files for name in ICON.findall(path.read_text(encoding="utf-8"))}
    assert named - symbols == set()


def test_every_mark_of_the_design_is_in_the_sprite(symbols):
    tables = (vocabulary.RISKS, vocabulary.ROUTES, vocabulary.STATES)
    assert {mark.icon for table in tables for mark in table.values()} | set(ALERTS.values()) <= symbols


def test_the_sprite_holds_what_the_list_names_and_nothing_else(symbols):
    listed = json.loads((HOUSE / "assets/icons.json").read_text())
    assert symbols == {*listed["lucide"], *listed["own"]}


def test_the_stylesheet_asks_no_other_host():
    css = built("roeland.css").read_text()
    assert re.findall(r"url\(([^)]*)\)", css) == ["fonts/source-sans-3-latin-wght-normal.woff2"]
    assert "@import" not in css


def test_a_first_visit_stays_light():
    words = ("roeland.css", "roeland.js", "icons.svg")
    packed = sum(len(gzip.compress(built(name).read_bytes())) for name in words)
    font = built("fonts/source-sans-3-latin-wght-normal.woff2").stat().st_size
    htmx = len(gzip.compress(Path(finders.find("django_htmx/htmx-2.min.js")).read_bytes()))
    assert packed + font + htmx < 100_000


@pytest.mark.parametrize("name", ["LICENSE-lucide.txt", "fonts/LICENSE-source-sans-3.txt"])
def test_each_foreign_part_brings_its_licence(name):
    assert built(name).stat().st_size > 500


def test_the_stylesheet_names_its_sources():
    assert built("roeland.css").read_text().startswith("/* Roeland, EUPL-1.2. Contains CSS from @utrecht/*-css")


def test_the_lock_file_names_no_registry():
    lock = (HOUSE / "package-lock.json").read_text()
    assert '"resolved"' not in lock


def test_htmx_is_version_two():
    assert 'version:"2.0.' in Path(finders.find("django_htmx/htmx-2.min.js")).read_text()


def test_a_field_that_is_still_empty_is_not_drawn_as_wrong():
    assert ":invalid" not in built("roeland.css").read_text()
