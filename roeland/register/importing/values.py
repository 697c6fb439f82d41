"""One value of a record: is it what the form says, and how do we keep it."""

import re
from datetime import date
from typing import Any

from roeland.register import markup
from roeland.register.standard import MONTH, Field

WEB = re.compile(r"^https?://\S+$")
DAY = re.compile(r"^(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})-(?P<m2>\d{1,2})-(?P<y2>\d{4}))")
SHORT = 60


class Wrong(Exception):
    """The value cannot be imported. `code` is one of problems.TEXTS."""

    def __init__(self, code: str, value: object = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = short(value)


def short(value: object) -> str:
    text = str(value).encode("utf-8", "replace").decode().replace("\x00", "?")
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def is_gap(value: Any) -> bool:
    """Say whether nothing was filled in."""
    return value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip())


def safe_text(value: str) -> str:
    """Return the text. Raises Wrong when it cannot be stored, or could run in a page."""
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise Wrong("bad_character")
    if markup.is_active(value):
        raise Wrong("unsafe")
    return value


def _limited(value: str, limit: int, counted: str) -> str:
    if limit and len(counted) > limit:
        raise Wrong("too_long", limit)
    return value


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("wrong_type", value)
    return _limited(safe_text(value), field.limit, value.strip())


def _rich(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("wrong_type", value)
    text = safe_text(value)
    return _limited(markup.clean(text) if markup.is_foreign(text) else text, field.limit, markup.plain(text))


def _month(field: Field, value: Any) -> str:
    text = value.strip() if isinstance(value, str) else value
    if not isinstance(text, str) or not re.match(MONTH, text):
        raise Wrong("not_a_month", value)
    return text


def _date_text(field: Field, value: Any) -> str:
    text = _text(field, value)
    found = DAY.match(text.strip())
    if found and not _exists(found.groupdict()):
        raise Wrong("not_a_date", value)
    return text


def _exists(parts: dict[str, str | None]) -> bool:
    year, month, day = (int(parts[name] or parts[f"{name}2"] or 0) for name in ("y", "m", "d"))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _address(field: Field, value: Any) -> str:
    text = _text(field, value)
    if markup.SCHEME.match(text):
        raise Wrong("unsafe")
    return text


def _choice(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("wrong_type", value)
    found = next((choice for choice in field.choices if choice.casefold() == value.strip().casefold()), None)
    if found is None:
        raise Wrong("unknown_value", value)
    # A language code keeps its capitals; of words the form's own spelling is kept.
    return value if field.name == "lang" else found


def _many(field: Field, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise Wrong("wrong_type", value)
    return [_choice(field, item) for item in value]


def _links(field: Field, value: Any) -> list[list[str]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Wrong("wrong_type", value)
    return [_link(field, item) for item in value]


def _link(field: Field, item: dict[str, Any]) -> list[str]:
    title, link = (item.get(name) if item.get(name) is not None else "" for name in ("title", "link"))
    if not isinstance(title, str) or not isinstance(link, str):
        raise Wrong("wrong_type", item)
    if markup.SCHEME.match(link):
        raise Wrong("unsafe")
    _limited(title, field.title_limit, title.strip())
    return [safe_text(title), _limited(safe_text(link), field.limit, link.strip())]


READERS = {
    "text": _text,
    "code": _text,
    "rich": _rich,
    "month": _month,
    "date": _date_text,
    "address": _address,
    "contact": _address,
    "choice": _choice,
    "many": _many,
    "links": _links,
}


def read(field: Field, value: Any) -> Any:
    """Return the value as it is kept. Raises Wrong."""
    return READERS[field.kind](field, value)


def remarks(field: Field, raw: Any) -> list[tuple[str, str]]:
    """Return what is worth a look about a good value: codes of problems.TEXTS with what fills them."""
    if field.kind == "rich" and markup.is_foreign(raw):
        return [("tags_removed", "")]
    if field.kind == "address" and not WEB.match(raw.strip()):
        return [("not_an_address", short(raw))]
    if field.kind == "contact" and "@" not in raw and not WEB.match(raw.strip()):
        return [("not_an_address", short(raw))]
    if field.kind == "links":
        links = [(item.get("link") or "").strip() for item in raw]
        return [("not_an_address", short(link)) for link in links if link and not WEB.match(link)]
    return []
