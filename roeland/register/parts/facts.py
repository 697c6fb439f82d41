"""The facts of an application in short: what is known, and in words what is not."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roeland.register.models import Application
from roeland.register.money import euros

MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Fact:
    """A label and what is known; `known` is false where the words say that it is not known."""

    label: str | Promise
    words: str
    known: bool = True


def from_the_intake(application: Application) -> list[Fact]:
    """What the latest classification handed down. What nobody knows is said, never left out."""
    return [
        _answered(gettext_lazy("Personal data"), application.personal_data, application.get_personal_data_display()),
        _answered(
            gettext_lazy("Affects people directly"),
            application.affects_people,
            application.get_affects_people_display(),
        ),
        _open(application),
    ]


def further(application: Application) -> list[Fact]:
    """What is good to know and need not be in sight; only what is filled in."""
    described, field = application.description, application.field_of_use
    pairs = (
        (_("Field of use"), field.name if field else ""),
        (_("Who works with it"), application.users),
        (_("Whom it affects"), application.affected),
        (_("Cost, once"), euros(application.cost_once)),
        (_("Cost per year"), euros(application.cost_yearly)),
        (_("Start"), month(described.begin_date)),
        (_("End"), month(described.end_date)),
        (_("Status as stated"), described.status),
    )
    return [Fact(label, words) for label, words in pairs if words]


def product(application: Application) -> str:
    """Supplier, product and version, as far as they are known."""
    version = _("version %(version)s") % {"version": application.version} if application.version else ""
    supplier = application.supplier.name if application.supplier else ""
    return " · ".join(filter(None, (supplier, application.product, version)))


def place(application: Application) -> str:
    """The unit, and the legal entity that it is part of."""
    unit = application.unit
    if unit is None:
        return ""
    entity = unit.entity if unit.entity_id != unit.pk else None
    return f"{unit.name} ({entity.name})" if entity else unit.name


def month(text: str) -> str:
    """Return "2026-03" in words; any other text as it is."""
    found = MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        return text
    return date_format(date(int(found[1]), int(found[2]), 1), "F Y")


def _answered(label: Promise, code: str, words: str) -> Fact:
    return Fact(label, words if code != "unknown" else _("not yet known"), code != "unknown")


def _open(application: Application) -> Fact:
    count, label = application.open_questions, _("Open questions")
    if count is None:
        return Fact(label, _("not yet known: the intake is not filled in"), known=False)
    return Fact(
        label, ngettext("%(count)s question", "%(count)s questions", count) % {"count": count} if count else _("none")
    )
