"""What may stand in a cell: safe text, a number, a date or yes or no."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

Cell = str | int | float | bool | date | datetime | None

# A spreadsheet takes text that starts with one of these for a formula; an apostrophe in front keeps it text.
# Text that starts with an apostrophe and one of these gets another, so that `plain` gives back what it was.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@]|[\t\r\n])")
# What XML cannot hold: a spreadsheet with one of these does not open.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767  # characters that a spreadsheet's cell can hold


def cell(value: Any) -> Cell:
    """Numbers, dates and yes or no as they are, moments in local time; all else as text that is no formula."""
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, bool | int | float | date):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return text(value)


def text(value: Any) -> str:
    """Text that every spreadsheet opens, and none runs."""
    clean = _NOT_IN_XML.sub("", str(value))
    return ("'" + clean if _FORMULA.match(clean) else clean)[:LONGEST]


def plain(written: str) -> str:
    """The text as it was before `text` put a guard in front of it."""
    return written[1:] if written[:1] == "'" and _FORMULA.match(written[1:]) else written
