"""What the pages of newer rules show: how far it is, what comes out otherwise, and for whom it matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roeland.assessments.comparing import Changed, between
from roeland.assessments.newer_rules import newest
from roeland.decisions.models import Recheck, Rechecked
from roeland.decisions.newer_rules import duties
from roeland.organisation.access import may
from roeland.organisation.models import Person
from roeland.rules.classification import AIClass, Route, State
from roeland.rules.outcome import Standing

ON_A_PAGE = 25
LAPSES = Q(decision__isnull=False) | Q(gate_request__isnull=False) | Q(lapse__isnull=False)
HEAVY = ("classification__answers", "classification__facts", "classification__open_questions")  # columns left alone
ALONG = ("application__unit", "classification", "lapse")


@dataclass(frozen=True)
class Line:
    """An application that comes out otherwise."""

    row: Rechecked
    changed: Changed
    duties: list[tuple[str, list[str]]]

    @property
    def day(self) -> date | None:
        """The day from which the same answers mean something else, when that day is another one."""
        return self.row.next_change if self.row.next_change != self.row.classification.next_change else None


@dataclass(frozen=True)
class Part:
    """A part of what changes, as a link: all, what becomes heavier, what lapses, obligations, one's own."""

    code: str
    label: str | Promise
    only: Q


def parts(person: Person) -> tuple[Part, ...]:
    own = Q(application__owner=person) | Q(application__reporter=person) | Q(decision__taken_by=person)
    return (
        Part("", _("Everything"), Q()),
        Part("heavier", _("Becomes heavier"), Q(heavier=True)),
        Part("lapses", _("A decision or request lapses"), LAPSES),
        Part("duties", _("An obligation changes"), duties.ANY),
        Part("own", _("Yours"), own | Q(lapse__decision__taken_by=person)),
    )


def shown(recheck: Recheck, person: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of one version shows; an unknown part is all, an unknown page the last.

    asked: show (a part), page, and duty with change: one kind of change of one obligation.
    """
    all_parts = parts(person)
    part = next((part for part in all_parts if part.code == asked.get("show", "")), all_parts[0])
    counts = {each.code: rows(recheck).filter(each.only).count() for each in all_parts}
    chosen = duties.chosen(recheck, asked.get("duty", ""), asked.get("change", ""))
    found = rows(recheck).filter(part.only)
    if chosen:
        found = found.alias(**duties.SAID).filter(chosen.only)
    page: Page[Rechecked] = Paginator(_ordered(found), ON_A_PAGE).get_page(asked.get("page", "1"))
    return {
        "recheck": recheck,
        "links": [_link(recheck, each, counts, current=each is part) for each in all_parts],
        "counts": counts,
        "chosen": chosen,
        "duties": duties.table(recheck),
        "columns": [duties.COLUMNS[column][0] for column in duties.columns(recheck)],
        "folded": len(recheck.duties) > duties.FOLDED_FROM,
        "page": page,
        "lines": [_line(row) for row in page],
        "may_move": recheck.state == Recheck.State.READY and may(person, "recheck.move", recheck),
        "is_newest": newest() == recheck.content,
    }


def _link(recheck: Recheck, part: Part, counts: Mapping[str, int], *, current: bool) -> dict[str, Any]:
    here = recheck.get_absolute_url()
    return {
        "label": f"{part.label} ({counts[part.code]})",
        "url": f"{here}?show={part.code}" if part.code else here,
        "current": current,
    }


def rows(recheck: Recheck) -> QuerySet[Rechecked]:
    return Rechecked.objects.filter(organisation=recheck.organisation_id, recheck=recheck)


def _ordered(found: QuerySet[Rechecked]) -> QuerySet[Rechecked]:
    """What lapses soonest first, then what becomes heavier."""
    soonest = F("lapses_after").asc(nulls_last=True)
    return found.select_related(*ALONG).defer(*HEAVY).order_by(soonest, "-heavier", "pk")


def _line(row: Rechecked) -> Line:
    was = row.classification
    before = {code: State(state) for code, state, _after in row.findings if state}
    after = {code: State(state) for code, _before, state in row.findings if state}
    return Line(
        row,
        between(
            _standing(before, was.certain_class, was.possible_class, was.route_at_least, was.route_at_most),
            _standing(after, row.certain_class, row.possible_class, row.route_at_least, row.route_at_most),
            row.rules,
        ),
        duties.in_words(row.duties),
    )


def _standing(states: dict[str, State], certain: str, possible: str, at_least: str, at_most: str) -> Standing:
    return Standing(states, AIClass(certain), AIClass(possible), Route(at_least), Route(at_most))
