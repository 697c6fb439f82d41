"""Risks as people see them: the heat map, and one risk in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from roeland.content import shipped
from roeland.obligations.models import Risk
from roeland.obligations.risk_matrices import MATRIX
from roeland.rules.risks import RiskMatrix

LEFT = ("likelihood", "impact", "left_likelihood", "left_impact")
Place = tuple[int, int]
"""Likelihood and impact, each from 1; 0 is not known."""


def place(likelihood: int | None, impact: int | None, left_likelihood: int | None, left_impact: int | None) -> Place:
    """Where what is left of a risk stands; what nobody judged after the treatment stands where it was."""
    return (left_likelihood or likelihood or 0, left_impact or impact or 0)


def within(rows: QuerySet[Risk], cell: str) -> QuerySet[Risk]:
    """Those of a cell "4-5" of the map; all of them for what is no cell."""
    parts = cell.split("-")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) == 1 for part in parts):
        return rows
    rows = rows.annotate(row=Coalesce("left_likelihood", "likelihood"), column=Coalesce("left_impact", "impact"))
    row, column = (int(part) or None for part in parts)
    return rows.filter(row=row, column=column)


@dataclass(frozen=True)
class Names:
    """What the steps and levels are called, with what they mean; the steps from 1."""

    likelihood: dict[int, tuple[str, str]]
    impact: dict[int, tuple[str, str]]
    levels: dict[str, str]


def names(matrix: RiskMatrix, language: str) -> Names:
    def of(kind: str, codes: tuple[str, ...]) -> dict[int, tuple[str, str]]:
        texts = [shipped.text(MATRIX, f"{kind}.{code}", language) for code in codes]
        return {number: (text.label, text.help) for number, text in enumerate(texts, 1)}

    levels = {level.code: shipped.text(MATRIX, f"level.{level.code}", language).label for level in matrix.levels}
    return Names(of("likelihood", matrix.likelihood), of("impact", matrix.impact), levels)


@dataclass(frozen=True)
class Cell:
    """One cell: its level and how many risks stand there."""

    address: str
    level: str
    label: str
    number: int


@dataclass(frozen=True)
class Map:
    """The heat map as a table: the worst likelihood above, per row what each impact has."""

    impacts: list[str]
    rows: list[tuple[str, list[Cell]]]
    unknown: int


def heat_map(matrix: RiskMatrix, numbers: Mapping[Place, int], language: str) -> Map:
    called = names(matrix, language)
    rows = []
    for row in range(len(matrix.likelihood), 0, -1):
        codes = [(column, matrix.level(row, column)) for column in range(1, len(matrix.impact) + 1)]
        cells = [
            Cell(f"{row}-{column}", code, called.levels[code], numbers.get((row, column), 0)) for column, code in codes
        ]
        rows.append((called.likelihood[row][0], cells))
    unknown = sum(number for (row, column), number in numbers.items() if not (row and column))
    return Map([label for label, _help in called.impact.values()], rows, unknown)


@dataclass(frozen=True)
class Line:
    """One risk in a list."""

    risk: Risk
    level: str
    left: str
    accepted: bool


def line(risk: Risk, today: date, language: str) -> Line:
    called = [shipped.text(MATRIX, f"level.{code}", language).label for code in (risk.level, risk.left_level)]
    return Line(risk, called[0], called[1], risk.is_accepted(today))
