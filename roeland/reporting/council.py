"""What a council asks: how many, which affect people, who is accountable."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.decisions.appointing import row_for
from roeland.decisions.models import Gate
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import holders_of, role_name
from roeland.register.models import AIClass, Answered, Application, Route
from roeland.reporting.picture import keeping, tables
from roeland.reporting.picture.narrowing import IN_USE, UNDECIDED

SHOWN = 100
SENTENCE = 200
ANSWERING = ("ai_hub", "information_manager")
SHOWN_OF_IT = (
    "name",
    "number",
    "summary",
    "purpose",
    "ai_class",
    "route",
    "route_at_most",
    "unit__name",
    "unit__entity__name",
)


@dataclass(frozen=True)
class Line:
    """An application that affects people: what it is for, which service uses it, and which role is accountable."""

    application: Application
    purpose: str
    service: str
    entity: str
    accountable: str
    accountable_code: str


def figures(organisation: Organisation, today: date) -> dict[str, tables.Figure]:
    """The four numbers; what is not yet known counts apart, never as no."""
    read = keeping.reader(organisation, today, IN_USE)
    return {
        "in_use": read.figure(_("applications in use or on trial")),
        "affects": read.figure(_("affect people directly"), affects=[Answered.YES.value]),
        "unknown": read.figure(_("not yet known whether they affect people"), affects=[Answered.UNKNOWN.value]),
        "undecided": read.figure(_("in use without a decision so far"), mark=[UNDECIDED]),
    }


def lead(numbers: dict[str, tables.Figure]) -> str:
    """The conclusion in one sentence."""
    many, affects = numbers["in_use"].value, numbers["affects"].value
    return _("%(applications)s; %(affecting)s. Of %(unknown)d we do not know yet.") % {
        "applications": ngettext("We use %(n)d application with AI", "We use %(n)d applications with AI", many)
        % {"n": many},
        "affecting": ngettext("%(n)d affects people directly", "%(n)d affect people directly", affects)
        % {"n": affects},
        "unknown": numbers["unknown"].value,
    }


def lines(organisation: Organisation) -> list[Line]:
    """The applications in use that affect people directly: the strictest class first, then by name."""
    rows = Application.objects.of(organisation).filter(phase__in=IN_USE.phases, affects_people=Answered.YES)
    rows = rows.select_related("unit__entity").only(*SHOWN_OF_IT, "unit__entity_id", "phase")
    order = {code: place for place, code in enumerate(AIClass.values)}
    found = sorted(rows.order_by("name", "pk")[: SHOWN + 1], key=lambda row: order[row.ai_class])
    return [_line(application, organisation) for application in found[:SHOWN]]


def who_answers(organisation: Organisation, today: date) -> Person | None:
    """Whom the council can ask: somebody of the AI hub, or else the information manager."""
    rows = sorted(holders_of(organisation, ANSWERING, today), key=lambda row: ANSWERING.index(row.role))
    return rows[0].person if rows else None


def _line(application: Application, organisation: Organisation) -> Line:
    unit = application.unit
    application.organisation = organisation
    code = accountable(application)
    return Line(
        application,
        in_a_sentence(application.summary or application.purpose),
        unit.name if unit else "",
        unit.entity.name if unit and unit.entity else "",
        role_name(code, None, organisation) if code else "",
        code,
    )


def accountable(application: Application) -> str:
    """The role that the matrix holds accountable on its route, or on the heaviest that is still possible."""
    route = application.route if application.route != Route.UNKNOWN else application.heaviest_route
    return row_for(application.organisation, Gate.START, route or Route.FULL).accountable


def in_a_sentence(text: str) -> str:
    """The first sentence of a text, or as much of it as fits."""
    plain = " ".join(text.split())
    first = plain.split(". ")[0].rstrip(".")
    return f"{first[: SENTENCE - 1]}…" if len(first) > SENTENCE else f"{first}." if first else ""


def page(organisation: Organisation, today: date) -> dict[str, Any]:
    """Everything that the page shows."""
    numbers = figures(organisation, today)
    return {
        "figures": list(numbers.values()),
        "lead": lead(numbers),
        "lines": lines(organisation),
        "more": max(0, numbers["affects"].value - SHOWN),
        "affects": numbers["affects"],
        "unknown": numbers["unknown"],
        "who_answers": who_answers(organisation, today),
    }
