"""One cell of a sheet as the value of a field: numbers, money, months and words as people write them."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from roeland.register import tagging
from roeland.register.importing.sheets.fields import SheetField
from roeland.register.importing.values import WEB, Wrong
from roeland.register.markup import SCHEME, rich

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MONEY = re.compile(r"^(?:€|eur\b)?\s*(-?[\d.,'\s]*\d(?:[.,]-{1,2})?)\s*(?:€|eur\b|euro\b)?$", re.IGNORECASE)
MOST_MONEY = Decimal("9999999999.99")
NUMBER = re.compile(r"^(?:AI-)?0*(\d{1,7})$", re.IGNORECASE)
LAST_NUMBER = 9_999_999
DAY = re.compile(
    r"^(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4}))"
)
MONTH = re.compile(r"^(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<y2>\d{4}))$")
BETWEEN = ";\n|"
SPLIT = re.compile(f"[{BETWEEN}]")


def words(cell: Any) -> str:
    """Return what a cell says, as text on its own; a number as people write it. Raises Wrong."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    if NOT_TEXT.search(text):
        raise Wrong("bad_character")
    return text


def text(field: SheetField, cell: Any) -> str:
    said = words(cell)
    if field.limit and len(said) > field.limit:
        raise Wrong("too_long_cell", f"{field.limit} ({len(said)})")
    if SCHEME.match(said):
        raise Wrong("unsafe")
    return said


def rich_text(field: SheetField, cell: Any) -> str:
    """Plain text, as the form keeps it."""
    return rich(text(field, cell))


def money(_field: SheetField, cell: Any) -> Decimal:
    """An amount in euro: 1.234,50 or 1234.50 or € 1 234. What can mean two things is asked, never guessed."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _amount(str(cell), str(cell))
    said = words(cell)
    found = MONEY.match(said.replace("\xa0", " ").replace("\u202f", " "))
    if not found:
        raise Wrong("not_money", said)
    return _amount(_figures(found[1], said), said)


def _figures(written: str, said: str) -> str:
    """Return an amount with a point before the cents and nothing between the thousands."""
    plain = re.sub(r"[\s']", "", written).replace("--", "").rstrip("-").rstrip(".,")
    marks = sorted(set(plain) & set(".,"), key=plain.rfind)
    if not marks:
        return plain
    last = marks[-1]
    behind = len(plain) - plain.rfind(last) - 1
    if len(marks) == 1 and (plain.count(last) > 1 or (last == "." and behind == 3)):
        return plain.replace(last, "")
    if behind == 3:
        raise Wrong("two_meanings", said)
    return plain.replace(marks[0] if len(marks) > 1 else " ", "").replace(last, ".")


def _amount(figures: str, said: str) -> Decimal:
    try:
        amount = Decimal(figures)
        exact = amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise Wrong("not_money", said) from None
    if exact.is_nan() or not 0 <= exact <= MOST_MONEY:
        raise Wrong("not_money", said)
    return exact


def month(_field: SheetField, cell: Any) -> str:
    """A year and month; of a day its month."""
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    said = words(cell)
    if found := DAY.match(said):
        return _existing(found, said)
    if not (found := MONTH.match(said)):
        raise Wrong("not_a_month", said)
    parts = found.groupdict()
    year, number = (int(parts[name] or parts[f"{name}2"]) for name in ("y", "m"))
    if not 1 <= number <= 12:
        raise Wrong("not_a_month", said)
    return f"{year:04d}-{number:02d}"


def _existing(found: re.Match[str], said: str) -> str:
    parts = found.groupdict()
    try:
        day = date(*(int(parts[name] or parts[f"{name}2"]) for name in ("y", "m", "d")))
    except ValueError:
        raise Wrong("not_a_date", said) from None
    return f"{day:%Y-%m}"


def number(_field: SheetField, cell: Any) -> int:
    said = words(cell)
    found = NUMBER.match(said)
    if not found or not 1 <= int(found[1]) <= LAST_NUMBER:
        raise Wrong("not_a_number", said)
    return int(found[1])


def choice(field: SheetField, cell: Any) -> str:
    said = words(cell)
    found = next((one for one in field.choices if one.casefold() == said.casefold()), None)
    if found is None:
        raise Wrong("not_a_choice", said)
    return found


def many(field: SheetField, cell: Any) -> list[str]:
    """Several of the words of the form: one a line, or with a semicolon or bar between."""
    parts = [part.strip() for part in SPLIT.split(words(cell))]
    return [choice(field, part) for part in dict.fromkeys(parts) if part]


def links(field: SheetField, cell: Any) -> list[list[str]]:
    """Titles and addresses, one pair a line with a bar between."""
    pairs = []
    for line in filter(None, (line.strip() for line in words(cell).split("\n"))):
        title, _bar, link = (part.strip() for part in line.partition("|"))
        if not link and WEB.match(title):
            title, link = "", title
        if link and not WEB.match(link):
            raise Wrong("not_a_link", link)
        if max(len(title), len(link)) > field.limit:
            raise Wrong("too_long_cell", field.limit)
        pairs.append([title, link])
    return pairs


def labels(field: SheetField, cell: Any) -> list[str]:
    """The words by which an application is grouped; with a comma between when there is no semicolon or bar.

    A word that has such a sign in it stands between quotes.
    """
    said = words(cell)
    parts = several if len(several := tagging.parts(said, BETWEEN)) > 1 else tagging.parts(said, ",")
    found = {part.strip().casefold(): part.strip() for part in parts if part.strip()}
    if long := next((one for one in found.values() if len(one) > field.limit), ""):
        raise Wrong("too_long_cell", f"{field.limit} ({len(long)})")
    return list(found.values())


READERS: dict[str, Callable[[SheetField, Any], Any]] = {
    "text": text,
    "rich": rich_text,
    "money": money,
    "month": month,
    "number": number,
    "choice": choice,
    "many": many,
    "links": links,
    "labels": labels,
}
