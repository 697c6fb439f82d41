"""What pages show of obligations: the words of the law beside how it stands here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.assessments import duties as law
from roeland.assessments.asking import knowers
from roeland.assessments.explaining import Knower
from roeland.assessments.models import Classification
from roeland.obligations import queries
from roeland.obligations.models import Duty
from roeland.obligations.services.noting import may_say
from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import role_name
from roeland.register.models import Application
from roeland.rules.standings import Standing

SHOWN_AT_ONCE = 8  # lines of a group


@dataclass(frozen=True)
class Line:
    """One obligation of one application, for people. `words` is None when the law no longer asks it."""

    row: Duty
    title: str
    words: law.Duty | None
    late: bool


@dataclass(frozen=True)
class Group:
    """Obligations that belong together on a page; `folded` when they need no attention now."""

    code: str
    title: str
    lines: list[Line]
    folded: bool = False


def of_application(application: Application, classification: Classification | None, today: date) -> list[Group]:
    """Everything that is asked of an application, what needs attention first. Groups without lines stay away."""
    rows = queries.of_application(application)
    words = _words(application, classification, rows, today)
    lines = [line(row, words.get(row.code), today) for row in rows]
    groups = (
        Group("now", _("Must be done now"), [one for one in lines if one.late]),
        *_by_day([one for one in lines if _is_coming(one)]),
        Group("met", _("Met"), [one for one in lines if _stands(one, Duty.Standing.MET)]),
        Group("aside", _("Does not apply, or the risk is accepted"), [one for one in lines if _is_aside(one)]),
        Group(
            "perhaps", _("Perhaps, if what is open turns out so"), [one for one in lines if _is_open_guess(one)], True
        ),
        Group("gone", _("No longer asked"), [one for one in lines if not one.row.asked], True),
    )
    return [group for group in groups if group.lines]


def line(row: Duty, words: law.Duty | None, today: date) -> Line:
    """One obligation with its words, or with its title alone."""
    return Line(row, words.title if words else title(row.code), words, row.is_late(today))


def title(code: str) -> str:
    """What an obligation is called; its code when no document knows it."""
    return law.title_of(code, language())


def one(row: Duty, classification: Classification | None, today: date) -> Line:
    """One obligation with everything that the law says of it."""
    return line(row, _words(row.application, classification, [row], today).get(row.code), today)


def sayable(row: Duty, person: Person) -> list[str]:
    """What this person may say of it, as codes of Standing; empty when nothing."""
    if not row.asked:
        return []
    return [
        standing.value
        for standing in Standing
        if may_say(person, standing, row) and (standing is not Standing.ACCEPTED or row.can_be_accepted)
    ]


def pages(request: Request, current: str) -> list[dict[str, Any]]:
    """The pages over all applications."""
    rows = (
        ("obligations:mine", _("Of my roles"), "obligation.view"),
        ("obligations:everything", _("What is asked of us"), "report.view"),
        ("instruments:everything", _("Assessments"), "assessment.list"),
        ("obligations:calendar", _("What comes at us"), "report.view"),
        ("obligations:rules", _("Kept and deviated from"), "rule.overview"),
        ("obligations:measures", _("Measures"), "measure.view"),
        ("obligations:risks", _("Risks"), "risk.overview"),
    )
    return [
        {"label": label, "url": reverse(name), "current": name == current}
        for name, label, permission in rows
        if may(request.person, permission)
    ]


def roles_of(organisation: Organisation, codes: Iterable[str]) -> dict[str, str]:
    """What the roles are called that do these obligations."""
    return {code: role_name(code, None, organisation) for code in dict.fromkeys(codes)}


def language() -> str:
    return get_language() or "nl"


def _words(
    application: Application, classification: Classification | None, rows: Iterable[Duty], today: date
) -> Mapping[str, law.Duty]:
    if classification is None:
        return {}
    holders = knowers(application, [row.for_role for row in rows])
    known = {
        role: Knower(role, role_name(role, None, application.organisation), holder) for role, holder in holders.items()
    }
    found = law.in_words(classification, classification.concluded, today, known)
    return {duty.code: duty for duty in (*found.today, *found.later, *found.possible)}


def _by_day(coming: list[Line]) -> Iterator[Group]:
    """What comes later, by the day from which it is asked; a long list is folded."""
    for day, lines in groupby(coming, key=lambda line: line.row.applies_from):
        found = list(lines)
        heading = _("From %(day)s") % {"day": date_format(day, "j F Y")}
        yield Group(f"from-{day.isoformat()}", heading, found, folded=len(found) > SHOWN_AT_ONCE)


def _stands(line: Line, *standings: str) -> bool:
    return line.row.asked and line.row.standing in standings


def _is_coming(line: Line) -> bool:
    return line.row.certain and not line.late and _stands(line, *queries.STILL)


def _is_aside(line: Line) -> bool:
    return _stands(line, Duty.Standing.NOT_APPLICABLE, Duty.Standing.ACCEPTED)


def _is_open_guess(line: Line) -> bool:
    return not line.row.certain and _stands(line, *queries.STILL)
