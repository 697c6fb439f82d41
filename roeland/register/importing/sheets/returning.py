"""The rows that cannot be imported, to be corrected and brought in again."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from roeland.register.importing.problems import text_of
from roeland.register.importing.sheets.reading import shown_whole
from roeland.register.importing.sheets.starting import result_of, table_of
from roeland.register.models import ImportRun


def wrong_rows(run: ImportRun) -> tuple[list[str], Iterator[list[Any]]]:
    """Return the columns of the file with one for what is wrong, and the rows that are. Raises Unreadable."""
    table = table_of(run)
    said: dict[int, list[str]] = defaultdict(list)
    for kept in [problem.kept() for problem in result_of(run).problems] + run.problems:
        sentence = f"{kept['column']} {kept['field']}: {text_of(kept)}" if kept["column"] else text_of(kept)
        if kept["row"] and sentence not in said[kept["row"]]:
            said[kept["row"]].append(sentence)
    lines = ([*map(shown_whole, row.values), "\n".join(said[row.number])] for row in table.rows if row.number in said)
    return [*table.columns, gettext("What is wrong")], lines
