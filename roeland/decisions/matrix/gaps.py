"""What nobody does here, and what is shaky: activities and roles without a person, deputies, terms, combinations."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.decisions.matrices import matrix_of
from roeland.decisions.matrix import words
from roeland.decisions.showing import USERS, role_in_words, text
from roeland.organisation.models import Organisation, RoleHeld
from roeland.organisation.wording import in_a_sentence
from roeland.rules.matrix import Governance, Mark
from roeland.ui.pieces.badges import in_words

SOON = timedelta(days=90)
SHOWN = 25
LONGER_AGO = timedelta(days=365)


@dataclass(frozen=True)
class Gap:
    """One thing that misses, what that means, and where it can be mended."""

    title: str
    sentence: str
    url: str


@dataclass(frozen=True)
class Kind:
    """One kind of gap: the first of them, and how many there are."""

    code: str
    title: str | Promise
    good: str | Promise
    gaps: list[Gap]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.gaps)


class Here:
    """Who holds what today, read once; the rest follows from it."""

    def __init__(self, organisation: Organisation, today: date) -> None:
        self.organisation, self.today = organisation, today
        self.matrix: Governance = matrix_of(organisation)
        self.roles = shipped.meaning("roles", Roles)
        named = self.matrix.roles() | {role.code for role in self.roles.roles if role.track}
        rows = RoleHeld.objects.filter(organisation=organisation, role__in=named - {USERS}, starts__lte=today)
        rows = rows.filter(Q(ends=None) | Q(ends__gte=today - LONGER_AGO))
        rows = rows.select_related("person", "deputy", "unit").order_by("ends", "person__name", "pk")
        self.held = list(rows)
        for row in self.held:
            row.organisation = organisation
        self.now = [row for row in self.held if not row.is_over(today) and row.person.active]
        self.filled = {row.role for row in self.now}
        self.organs = {role.code for role in self.roles.roles if role.organ}

    def name(self, role: str) -> str:
        """What a role is called here."""
        return in_a_sentence(role_in_words(role, self.organisation))

    def is_vacant(self, role: str) -> bool:
        """Say whether this role needs a person and nobody holds it: an organ decides elsewhere, anybody is a user."""
        return role not in self.filled and role not in self.organs and role != USERS

    def who_else(self, role: str) -> str:
        """Where one gives the role to somebody."""
        return f"{reverse('organisation:who_is_who')}?role={role}"


def kinds(organisation: Organisation, today: date) -> list[Kind]:
    """Every kind of gap, in the order of how much it hinders. Two queries."""
    here = Here(organisation, today)
    return [_kind(code, title, good, find(here)) for code, title, good, find in KINDS]


def _kind(code: str, title: Any, good: Any, found: Iterable[Gap]) -> Kind:
    everything = list(found)
    return Kind(code, title, good, everything[:SHOWN], len(everything))


def _activities(here: Here) -> Iterator[Gap]:
    for activity in here.matrix.activities:
        for role, mark in _needed(activity):
            if here.is_vacant(role):
                yield Gap(text(activity.code).label, _what_then(mark) % {"role": here.name(role)}, here.who_else(role))


def _needed(activity: Any) -> list[tuple[str, Mark]]:
    marks = [(activity.accountable, Mark.ACCOUNTABLE)] if activity.accountable else []
    marks += [(role, Mark.DOES) for role in activity.does] + [(role, Mark.ADVISES) for role in activity.advises]
    return marks


def _what_then(mark: Mark) -> str:
    return {
        Mark.ACCOUNTABLE: _("Nobody is %(role)s, so nobody is accountable. Give somebody this role."),
        Mark.DOES: _("Nobody is %(role)s. Until somebody is, the process owner does this."),
        Mark.ADVISES: _("Nobody is %(role)s, so this advice is missing. Who is accountable says how that is covered."),
    }[mark]


def _gates(here: Here) -> Iterator[Gap]:
    for row in here.matrix.gates:
        if here.is_vacant(row.accountable):
            told = {"role": here.name(row.accountable)}
            sentence = _("Nobody is %(role)s. Requests go to the next level up.") % told
            yield Gap(words.row_in_words(row.gate, row.route), sentence, here.who_else(row.accountable))


def _roles(here: Here) -> Iterator[Gap]:
    for role in here.roles.roles:
        if role.track and here.is_vacant(role.code):
            yield Gap(capfirst(here.name(role.code)), _("Nobody holds this role."), here.who_else(role.code))


def _deputies(here: Here) -> Iterator[Gap]:
    for row in here.now:
        if row.deputy is None:
            yield _about(row, _("Has no deputy. When they are away, work waits."))
        elif not row.deputy.active:
            yield _about(row, _("The deputy no longer works here. Choose another one."))


def _terms(here: Here) -> Iterator[Gap]:
    for row in here.held:
        if row.ends is None or not row.person.active or row.ends > here.today + SOON:
            continue
        if row.is_over(here.today) and not _goes_on(row, here):
            yield _about(row, _("The term ended on %(day)s, and nobody took it over.") % {"day": in_words(row.ends)})
        elif not row.is_over(here.today):
            yield _about(row, _("The term ends on %(day)s.") % {"day": in_words(row.ends)})


def _goes_on(over: RoleHeld, here: Here) -> bool:
    return any(row.role == over.role and row.unit_id == over.unit_id for row in here.now)


def _combinations(here: Here) -> Iterator[Gap]:
    """Roles that one person holds together and should not, or only with a written mitigation."""
    by_person: dict[Any, list[RoleHeld]] = defaultdict(list)
    for row in here.now:
        by_person[row.person_id].append(row)
    for rows in by_person.values():
        yield from _of_person(rows, here)


def _of_person(rows: list[RoleHeld], here: Here) -> Iterator[Gap]:
    held = {row.role: row for row in rows}
    for role in sorted(held):
        known = here.roles.by_code.get(role)
        others = {other for other in (*known.apart_from, *known.careful_with) if other in held} if known else set()
        for other in sorted(one for one in others if one > role):
            pair = (held[role], held[other])
            if known and (other in known.apart_from or not any(row.mitigation.strip() for row in pair)):
                yield _about(pair[0], _together(other in known.apart_from) % {"other": here.name(other)})


def _together(forbidden: bool) -> str:
    if forbidden:
        return _("Is also %(other)s. Nobody may hold both: nobody checks their own work.")
    return _("Is also %(other)s. Write down how you keep that sound (the mitigation).")


def _mandates(here: Here) -> Iterator[Gap]:
    deciding = {row.accountable for row in here.matrix.gates}
    for row in here.now:
        if row.role in deciding and not row.mandate.strip():
            yield _about(row, _("Decides without a mandate: what they decide is only a proposal."))


def _about(row: RoleHeld, sentence: str) -> Gap:
    return Gap(f"{row.person.name}, {row.name}", sentence, reverse("organisation:person", args=[row.person_id]))


KINDS: tuple[tuple[str, Promise, Promise, Callable[[Here], Iterable[Gap]]], ...] = (
    ("gates", gettext_lazy("Decisions without somebody"), gettext_lazy("Every gate has somebody who decides."), _gates),
    (
        "activities",
        gettext_lazy("Activities without somebody"),
        gettext_lazy("Every activity has its people."),
        _activities,
    ),
    ("roles", gettext_lazy("Roles that nobody holds"), gettext_lazy("Somebody holds every role."), _roles),
    (
        "combinations",
        gettext_lazy("Roles that do not go together"),
        gettext_lazy("Nobody holds roles that do not go together."),
        _combinations,
    ),
    ("terms", gettext_lazy("Terms that end"), gettext_lazy("No term ends within three months."), _terms),
    ("mandates", gettext_lazy("Without a mandate"), gettext_lazy("Who decides has a mandate."), _mandates),
    ("deputies", gettext_lazy("Without a deputy"), gettext_lazy("Everybody has a deputy."), _deputies),
)
