"""Experiments, as they stand in the YAML of the demonstration."""

import msgspec


class MeasureRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    what: str
    unit: str
    before: float
    after: float | None = None
    how: str = ""


class ExperimentRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An experiment that runs since some days; with an outcome it ended today."""

    application: str
    by: str
    accountable: str
    hypothesis: str
    safeguards: str
    max_people: int
    hours: int
    days_ago: int
    days_to_go: int
    measures: tuple[MeasureRow, ...]
    lessons: dict[str, str] = {}  # the text, and what it says
    outcome: str = ""
    reason: str = ""
