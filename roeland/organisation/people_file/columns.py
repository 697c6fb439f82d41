"""Which column of a file holds what, by its Dutch or English name."""

from collections.abc import Iterator
from dataclasses import dataclass

from roeland.paper.tables import Row, Table

KNOWN = {
    "name": ("naam", "name", "volledige naam", "full name"),
    "email": ("e-mail", "email", "mail", "e-mailadres", "emailadres", "mailadres", "e-mail address", "email address"),
    "function": ("functie", "function", "job title", "title", "functietitel"),
    "unit": ("onderdeel", "unit", "afdeling", "department", "dienst", "team"),
    "roles": ("rol", "rollen", "role", "roles"),
    "role_for": ("rol geldt voor", "rollen gelden voor", "role counts for", "roles count for"),
}
NEEDED = ("name", "email")


class ColumnsMissing(Exception):
    """A column without which nobody can be told apart is not in the file. `missing`: its codes."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True)
class Columns:
    """The place of each known column, and the names of those that are not read."""

    places: dict[str, int]
    unread: tuple[str, ...]

    def values(self, row: Row) -> dict[str, str]:
        """Return what a row says, as text, by the code of the column."""
        return {code: _text(row.values[place]) for code, place in self.places.items()}


def columns(table: Table) -> Columns:
    """Find the known columns; of two with one name the first counts. Raises ColumnsMissing."""
    places: dict[str, int] = {}
    unread = []
    for place, name in enumerate(table.columns):
        code = _code(name)
        if code and code not in places:
            places[code] = place
        elif name:
            unread.append(name)
    if missing := tuple(code for code in NEEDED if code not in places):
        raise ColumnsMissing(missing)
    return Columns(places, tuple(unread))


def examples() -> Iterator[tuple[str, str]]:
    """Give each column with the names under which it is found, for people to read."""
    yield from ((code, ", ".join(names)) for code, names in KNOWN.items())


def _code(name: str) -> str:
    wanted = " ".join(name.lower().split())
    return next((code for code, names in KNOWN.items() if wanted in names), "")


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
