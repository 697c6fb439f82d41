"""Two people who write in the same thing at once: nobody's words are lost."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from roeland.portfolio.models import Experiment, Measure
from roeland.portfolio.refusals import Clashed
from roeland.register.sections import digest

Row = Experiment | Measure


def marks(row: Row, fields: Collection[str]) -> dict[str, str]:
    """What a form remembers of what its user saw, per field."""
    return {name: mark(getattr(row, name)) for name in fields}


def moved(row: Row, wanted: Mapping[str, Any], seen: Mapping[str, str] | None) -> dict[str, Any]:
    """What is to be written: what the user left alone keeps what stands there now. Without `seen` all that differs.

    Raises Clashed for what both changed, each to something else.
    """
    written = {name: value for name, value in wanted.items() if _moves(getattr(row, name), value, name, seen)}
    now = {name: getattr(row, name) for name in written}
    if seen is not None and (lost := {name: value for name, value in now.items() if mark(value) != seen.get(name)}):
        raise Clashed(lost)
    return written


def _moves(now: Any, value: Any, name: str, seen: Mapping[str, str] | None) -> bool:
    return mark(now) != mark(value) and (seen is None or mark(value) != seen.get(name))


def mark(value: Any) -> str:
    """A short sign of a value, by which a form knows whether it changed."""
    return digest(value.isoformat() if isinstance(value, date) else value)
