"""People from a file: what its columns are, and what each row would do here."""

from roeland.organisation.people_file.columns import ColumnsMissing
from roeland.organisation.people_file.planning import MAX_ROWS, Kind, Line, Plan, TooManyPeople, plan

__all__ = ["MAX_ROWS", "ColumnsMissing", "Kind", "Line", "Plan", "TooManyPeople", "plan"]
