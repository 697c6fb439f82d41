"""What is checked of a risk matrix beyond its schema."""

from collections.abc import Iterator

from roeland.rules.risks import RiskMatrix, matrix_gaps

Complaint = tuple[tuple[str | int, ...], str]


def check(meaning: RiskMatrix) -> Iterator[Complaint]:
    """What is wrong with it: each cell has a level that exists, and nothing worse is lighter."""
    yield from ((("cells",), f"{code.replace('_', ' ')}") for code in matrix_gaps(meaning))
