"""Experiments, as they stand in the YAML of the demonstration."""

import msgspec


class MeasureRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    what: str
    unit: str
    before: float
    after: float | None = None
    how: str = ""


class SurveyRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A round among those who do the work: five scores for each; a round that is over shows its results."""

    moment: str
    answers: dict[str, tuple[int, int, int, int, int]]
    silent: tuple[str, ...] = ()  # who is asked and has not answered
    is_over: bool = True


class ExperimentRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An experiment that runs since some days, once a decision lets it begin; with an outcome it ended today."""

    application: str
    by: str
    hypothesis: str
    safeguards: str
    max_people: int
    hours: int
    days_ago: int
    days_to_go: int
    measures: tuple[MeasureRow, ...]
    surveys: tuple[SurveyRow, ...] = ()
    lessons: dict[str, str] = {}  # the text, and what it says
    outcome: str = ""
    reason: str = ""
    concluded_by: str = ""
