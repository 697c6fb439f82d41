"""Risks: how heavy one is by a matrix of likelihood and impact, and why what is left of it cannot be accepted.

What nobody judged counts as the worst it can be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import msgspec

from roeland.rules.retention import months_later

Cells = Sequence[Sequence[str]]
"""Per likelihood, from the rarest, per impact, from the smallest, the code of a level."""


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How heavy a risk is. accepted_by: the role that may live with what is left; for at most `months`."""

    code: str
    accepted_by: str
    months: int


class RiskMatrix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The steps of likelihood and impact, the levels from light to heavy, and which cell has which level."""

    likelihood: tuple[str, ...]
    impact: tuple[str, ...]
    levels: tuple[Level, ...]
    cells: tuple[tuple[str, ...], ...]

    @cached_property
    def weight(self) -> dict[str, int]:
        """How heavy each level is, from 0."""
        return {level.code: number for number, level in enumerate(self.levels)}

    def of(self, code: str) -> Level:
        """The level with this code. Raises KeyError."""
        return self.levels[self.weight[code]]

    def level(self, likelihood: int | None, impact: int | None) -> str:
        """The level of a risk, both steps from 1; a step that nobody judged counts as the highest."""
        row, column = likelihood or len(self.likelihood), impact or len(self.impact)
        return self.cells[row - 1][column - 1]

    def with_cells(self, cells: Cells) -> "RiskMatrix":
        """The same with other levels in its cells."""
        return msgspec.structs.replace(self, cells=tuple(tuple(row) for row in cells))

    def codes(self) -> Iterator[str]:
        """Every code that needs a text."""
        yield from (f"likelihood.{code}" for code in self.likelihood)
        yield from (f"impact.{code}" for code in self.impact)
        yield from (f"level.{level.code}" for level in self.levels)


def matrix_gaps(matrix: RiskMatrix) -> tuple[str, ...]:
    """Return why a matrix makes no sense: wrong_shape, unknown_level or lighter_when_worse; empty when it does."""
    rows, columns = len(matrix.likelihood), len(matrix.impact)
    if len(matrix.cells) != rows or any(len(row) != columns for row in matrix.cells):
        return ("wrong_shape",)
    if any(code not in matrix.weight for row in matrix.cells for code in row):
        return ("unknown_level",)
    heavy = [[matrix.weight[code] for code in row] for row in matrix.cells]
    rises = all(row == sorted(row) for row in heavy) and all(list(c) == sorted(c) for c in zip(*heavy, strict=True))
    return () if rises else ("lighter_when_worse",)


@dataclass(frozen=True)
class Left:
    """What is left of a risk after what is done about it, and what somebody says who wants to live with it."""

    level: str
    judged: bool  # somebody judged both likelihood and impact of what is left
    treated: bool  # somebody chose what to do about it
    reason: str
    until: date | None
    own: bool = False  # who accepts it looks after it too


def acceptance_gaps(left: Left, matrix: RiskMatrix, today: date) -> tuple[str, ...]:
    """Return why it cannot be accepted; empty when it can.

    not_treated, not_judged, no_reason, no_until, until_past, until_too_far or own_risk.
    """
    longest = months_later(today, matrix.of(left.level).months)
    gaps = {
        "not_treated": not left.treated,
        "not_judged": not left.judged,
        "no_reason": not left.reason.strip(),
        "no_until": left.until is None,
        "until_past": left.until is not None and left.until <= today,
        "until_too_far": left.until is not None and left.until > longest,
        "own_risk": left.own,
    }
    return tuple(code for code, there in gaps.items() if there)
