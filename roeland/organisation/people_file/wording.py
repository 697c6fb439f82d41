"""What is wrong with a file or a row, in words that say what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.organisation import refusals
from roeland.organisation.models import Organisation
from roeland.organisation.people_file.columns import ColumnsMissing
from roeland.organisation.people_file.planning import MAX_ROWS, Problem, TooManyPeople
from roeland.paper import tables

COLUMNS = {
    "name": gettext_lazy("name"),
    "email": gettext_lazy("e-mail address"),
    "function": gettext_lazy("function"),
    "unit": gettext_lazy("unit"),
    "roles": gettext_lazy("roles"),
    "role_for": gettext_lazy("role counts for"),
}
PROBLEMS = {
    "missing": gettext_lazy("This cell is empty. Fill it in."),
    "too_long": gettext_lazy("This is longer than %(about)s signs. Make it shorter."),
    "no_address": gettext_lazy("“%(about)s” is not an e-mail address."),
    "no_unit": gettext_lazy("There is no unit “%(about)s”. Add it first, or use the name that it has here."),
    "several_units": gettext_lazy(
        "Several units are called “%(about)s”. Write the units above it too: Department / Team."
    ),
    "several_people": gettext_lazy("Several people here have this address. Give each an address of their own first."),
    "has_left": gettext_lazy("%(about)s has left, and can only come back by hand. Take this row out of the file."),
    "no_role": gettext_lazy("There is no role “%(about)s”. Use the name or the code that it has here."),
    "no_place": gettext_lazy("“%(about)s” is not a place. Write “organisation” or “unit”."),
    "no_own_unit": gettext_lazy("The role counts for the unit of this person, but there is none. Fill in the unit."),
    "twice": gettext_lazy("This address also stands in row %(about)s. Keep one of the two."),
}
UNREADABLE = {
    "unknown": gettext_lazy("This is not a table that Roeland can read. Save it as CSV, XLSX or ODS."),
    "old_excel": gettext_lazy("This is an old Excel file, or one with a password. Save it as XLSX without a password."),
    "no_table": gettext_lazy("There is no table in this file. Save the table as CSV, XLSX or ODS."),
    "broken": gettext_lazy("This file is damaged. Save it again from your spreadsheet."),
}


def of_problem(problem: Problem, organisation: Organisation) -> str:
    """Return what is wrong with a cell, and what to do."""
    if problem.refusal is not None:
        return refusals.sentence(problem.refusal, organisation)
    return str(PROBLEMS[problem.code]) % {"about": problem.about}


def of_file(error: Exception) -> str:
    """Return why a file as a whole is refused, and what to do. Raises the error when it is not about a file."""
    if isinstance(error, tables.Unreadable):
        return str(UNREADABLE[error.code])
    if isinstance(error, tables.NotUtf8):
        return _("Line %(line)s holds signs that Roeland cannot read. Save the file as UTF-8.") % {"line": error.line}
    if isinstance(error, ColumnsMissing):
        named = ", ".join(str(COLUMNS[code]) for code in error.missing)
        return _("The first row has no column for: %(columns)s. Give that column this name.") % {"columns": named}
    if isinstance(error, TooManyPeople | tables.Limited):
        return _too_much(error)
    if isinstance(error, tables.Empty):
        return _("There is nobody in this file. Put the names of the columns in the first row, and people below.")
    raise error


def _too_much(error: Exception) -> str:
    if isinstance(error, tables.TooManyColumns):
        return _("This file has more than %(limit)s columns. Keep only those that Roeland reads.") % {
            "limit": error.limit
        }
    if isinstance(error, tables.TooLarge):
        megabytes = error.limit // (1024 * 1024)
        return _("This file is larger than %(limit)s MB. Keep only the columns that Roeland reads.") % {
            "limit": megabytes
        }
    return _("This file has more than %(limit)s rows. Split it in two files.") % {"limit": MAX_ROWS}
