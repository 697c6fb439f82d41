"""How the columns of one sheet are read: what a person chose, kept with the run and under a name."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from roeland.register.columns import Role
from roeland.register.importing.sheets.fields import FIELDS, KEEP, LEAVE

KEYS = ("number", "source_id", "name")


@dataclass(frozen=True)
class SheetMapping:
    """Per column what it becomes, the same values for every row, and what counts when a row comes again.

    `key` is one of KEYS. With `overwrite` the sheet wins from what somebody changed here; with `make` suppliers and
    labels that are new are made.
    """

    choices: tuple[str, ...]
    constants: tuple[tuple[str, str], ...] = ()
    key: str = "name"
    overwrite: bool = False
    make: bool = True

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def fields(self) -> list[str]:
        """The fields that the sheet or a constant fills."""
        return [code for code in (*self.choices, *(code for code, _ in self.constants)) if code in FIELDS]

    @property
    def stored(self) -> frozenset[str]:
        """The fields of which this mapping says something."""
        return frozenset(code for code in self.fields if FIELDS[code].role is Role.FIELD)


def from_kept(kept: Mapping[str, Any]) -> SheetMapping:
    """Read a mapping back; what Roeland no longer knows as a field is kept without a place."""
    return SheetMapping(
        choices=tuple(_known(choice) for choice in kept.get("choices", ())),
        constants=tuple((code, str(value)) for code, value in kept.get("constants", ()) if code in FIELDS),
        key=next((key for key in KEYS if key == kept.get("key")), "name"),
        overwrite=bool(kept.get("overwrite")),
        make=bool(kept.get("make", True)),
    )


def _known(choice: Any) -> str:
    return choice if choice in FIELDS or choice in {KEEP, LEAVE} else KEEP


@dataclass(frozen=True)
class Flaw:
    """Why a mapping cannot be used: a code of TEXTS, and the field it is about."""

    code: str
    field: str = ""
    columns: tuple[int, ...] = ()


def flaws(mapping: SheetMapping) -> list[Flaw]:
    """Say what is wrong with a mapping: no name, a field twice, a key without its column."""
    found = [Flaw("twice", code, _where(mapping.choices, code)) for code in _twice(mapping.fields)]
    if "name" not in mapping.fields:
        found.append(Flaw("no_name"))
    if mapping.key != "name" and mapping.key not in mapping.choices:
        found.append(Flaw("no_key_column", mapping.key))
    return found


def _twice(codes: Sequence[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if codes.count(code) > 1]


def _where(choices: Sequence[str], code: str) -> tuple[int, ...]:
    return tuple(position for position, choice in enumerate(choices) if choice == code)
