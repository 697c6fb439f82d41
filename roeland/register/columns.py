"""The columns of the register as a sheet: what the export writes, and what an import finds back by its header."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roeland.register import tagging
from roeland.register.models import Application


class Role(Enum):
    """What an import does with a column."""

    FIELD = "field"  # it is stored
    KEY = "key"  # it says which application is meant
    STATEMENT = "statement"  # it follows from an intake or a decision: kept as what the source says, never stored
    DERIVED = "derived"  # Roeland works it out again


@dataclass(frozen=True)
class Column:
    """One column. `value` gives what stands in its cell for an application."""

    code: str
    label: str | Promise
    value: Callable[[Application], Any]
    role: Role = Role.FIELD


def _name_of(field: str) -> Callable[[Application], str]:
    return lambda application: str(getattr(application, field) or "")


def _plain(field: str) -> Callable[[Application], Any]:
    return lambda application: getattr(application, field)


def _shown(field: str) -> Callable[[Application], str]:
    return lambda application: getattr(application, f"get_{field}_display")()


def _words(thing: Any) -> str:
    return thing.name if thing else ""


def _whether(there: Any, mark: bool) -> str:
    return (gettext("yes") if mark else gettext("no")) if there else ""


def _questions(number: int | None) -> str | int:
    return gettext("No intake yet") if number is None else number


def labels_of(application: Application) -> list[str]:
    """The words by which an application is grouped, in one order."""
    return sorted(tagging.tag.name for tagging in application.tagging_set.all())


COLUMNS = (
    Column("number", _("Number"), _plain("code"), Role.KEY),
    Column("name", _("Application"), _plain("name")),
    Column("unit", _("Unit"), _name_of("unit")),
    Column("ai_class", _("AI class"), _shown("ai_class"), Role.STATEMENT),
    Column("phase", _("Phase"), _shown("phase")),
    Column("undecided", _("Not yet decided"), lambda row: _whether(row, row.undecided), Role.DERIVED),
    Column("owner", _("AI owner"), _name_of("owner")),
    Column("route", _("Route"), _shown("route"), Role.STATEMENT),
    Column("next_step", _("Next step"), _plain("next_step"), Role.DERIVED),
    Column("decide_by", _("Decide before"), _plain("decide_by"), Role.DERIVED),
    Column("entity", _("Entity"), lambda row: _words(row.unit.entity if row.unit else None), Role.DERIVED),
    Column("owner_accepted", _("AI owner accepted"), lambda row: _whether(row.owner, row.owner_accepted), Role.DERIVED),
    Column("process_owner", _("Process owner"), _name_of("process_owner")),
    Column("supplier", _("Supplier"), _name_of("supplier")),
    Column("product", _("Product"), _plain("product")),
    Column("version", _("Version"), _plain("version")),
    Column("field_of_use", _("Field of use"), _name_of("field_of_use")),
    Column("labels", _("Labels"), lambda row: tagging.as_text(labels_of(row), "; ")),
    Column("personal_data", _("Personal data"), _shown("personal_data"), Role.DERIVED),
    Column("affects_people", _("Affects people"), _shown("affects_people"), Role.DERIVED),
    Column("open_questions", _("Open questions"), lambda row: _questions(row.open_questions), Role.DERIVED),
    Column("summary", _("In short"), _plain("summary")),
    Column("purpose", _("Purpose"), _plain("purpose")),
    Column("users", _("Who works with it"), _plain("users")),
    Column("affected", _("Whom it affects"), _plain("affected")),
    Column("cost_once", _("Cost, once (€)"), _plain("cost_once")),
    Column("cost_yearly", _("Cost per year (€)"), _plain("cost_yearly")),
    Column("classified_on", _("Classified on"), _plain("classified_on"), Role.DERIVED),
    Column("created_at", _("Reported on"), lambda row: timezone.localtime(row.created_at).date(), Role.DERIVED),
    Column("changed_at", _("Last changed"), lambda row: timezone.localtime(row.changed_at).date(), Role.DERIVED),
)


def with_columns(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Read with these applications all that their columns show."""
    named = rows.select_related("unit__entity", "owner", "process_owner", "supplier", "field_of_use")
    return named.prefetch_related("tagging_set__tag")


def headers() -> list[str]:
    return [str(column.label) for column in COLUMNS]


def line(application: Application) -> list[Any]:
    return [column.value(application) for column in COLUMNS]
