"""A room knows only the floors below it, also in the forms that an import linter cannot see."""

import re

from tests.house.tree import FLOOR, PACKAGE, files, may_know, room_of, strings_in

ROOMS = "|".join(sorted(FLOOR))
STRING_KEY = re.compile(rf"^({ROOMS})\.[A-Z][A-Za-z]+$")  # "register.Application"
DOTTED_NAME = re.compile(rf"^roeland\.({ROOMS})\b")
URL_NAME = re.compile(rf"^({ROOMS}):[a-z_]+$")
TEMPLATE_NAME = re.compile(rf"^({ROOMS})/[\w/]+\.html$")
TEMPLATE_LINK = re.compile(rf"{{%\s*(?:include|extends)\s+[\"']({ROOMS})/")
TEMPLATE_URL = re.compile(rf"{{%\s*url\s+[\"']({ROOMS}):")


def test_every_room_stands_on_a_floor():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms == set(FLOOR)


def test_no_room_names_a_higher_room_in_a_string():
    upward = [
        f"{path.relative_to(PACKAGE)}:{constant.lineno} {constant.value}"
        for path in files(".py")
        if room_of(path) and room_of(path) != "config"
        for constant in strings_in(path)
        for pattern in (STRING_KEY, DOTTED_NAME, URL_NAME, TEMPLATE_NAME)
        if (found := pattern.match(constant.value)) and not may_know(room_of(path), found[1])
    ]
    assert upward == []


def test_no_template_includes_or_links_to_a_higher_room():
    upward = [
        f"{path.relative_to(PACKAGE)} → {other}"
        for path in files(".html")
        for pattern in (TEMPLATE_LINK, TEMPLATE_URL)
        for other in pattern.findall(path.read_text())
        if not may_know(room_of(path), other)
    ]
    assert upward == []
