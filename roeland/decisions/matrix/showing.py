"""What the pages of the matrix show."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.decisions.matrix import services, words
from roeland.decisions.matrix.grid import Grid, Look
from roeland.library import queries
from roeland.library.models import OwnVersion
from roeland.organisation.access import held_by
from roeland.organisation.governance import Track, gaps, tracks
from roeland.organisation.models import Organisation, Person
from roeland.rules.matrix import Governance
from roeland.rules.matrix_checks import Problem, place_of
from roeland.rules.matrix_comparing import Difference
from roeland.ui.pieces.badges import in_words

PERSONS = 3
"""How many holders of a role the poster names."""


@dataclass(frozen=True)
class Standing:
    """Which version holds, and how it came to hold."""

    reference: str
    matrix: Governance
    version: OwnVersion | None

    @property
    def is_proposal(self) -> bool:
        return self.version is None

    @property
    def sentence(self) -> str:
        """Where it comes from, in words."""
        if self.version is None:
            return _("This is a proposal that comes with Roeland. Nobody has adopted it here yet.")
        told = {"number": self.version.number, "day": in_words(self.version.adopted_on)}
        return _("Version %(number)d, adopted on %(day)s.") % told

    @property
    def proposals(self) -> frozenset[str]:
        """The places that nobody has adopted: all of them, or those of an organ without its act beside them."""
        if self.version is None:
            return frozenset((*(one.code for one in self.matrix.activities), *map(place_of, self.matrix.gates)))
        return frozenset() if self.version.has_act else frozenset(framework(self.matrix))


def standing(organisation: Organisation) -> Standing:
    """The version that holds here."""
    reference, matrix = queries.governance(organisation)
    return Standing(reference, matrix, version_of(organisation, reference))


def version_of(organisation: Organisation, reference: str) -> OwnVersion | None:
    """The own version of a reference; None for what Roeland ships."""
    number = reference.partition("@own-")[2]
    return queries.versions(organisation).filter(number=int(number)).first() if number.isdecimal() else None


def framework(matrix: Governance) -> list[str]:
    """The places at which an organ is accountable that decides in its own system."""
    organs = {role.code for role in shipped.meaning("roles", Roles).roles if role.organ}
    return [activity.code for activity in matrix.activities if activity.accountable in organs]


def poster(organisation: Organisation, today: date) -> dict[str, Any]:
    """The five tracks with their roles, and who each is here."""
    shown: list[Track] = [track for track in tracks(organisation, today, first=PERSONS) if track.code]
    return {
        "standing": standing(organisation),
        "tracks": shown,
        "gaps": gaps(shown),
        "roles": sum(len(track.roles) for track in shown),
    }


def look_at(standing: Standing, person: Person, only: str, found: tuple[Difference, ...] = ()) -> Grid:
    """The matrix as this person sees it; what was `found` to differ is marked."""
    mine = frozenset(row.role for row in held_by(person) if row.person_id == person.pk)
    # While all of it is a proposal the page says so once; a sign on every line would only be noise.
    proposals = frozenset() if standing.is_proposal else standing.proposals
    return Grid(
        standing.matrix, person.organisation, Look(only=only, mine=mine, proposals=proposals, changed=cells(found))
    )


def draft(version: OwnVersion, *, may_change: bool) -> dict[str, Any]:
    """A draft with what is wrong in it beside each place, and what differs from the one that holds."""
    matrix, organisation = queries.meaning_of(version), version.organisation
    problems = services.problems_of(matrix) if version.is_open else ()
    found = services.differs(version)
    look = Look(
        problems=_sentences(problems, matrix, organisation),
        edit=_edit(version, matrix) if may_change else {},
        changed=cells(found),
    )
    return {
        "grid": Grid(matrix, organisation, look),
        "problems": [
            {
                "place": problem.cell.place,
                "title": words.place(problem.cell.place, matrix),
                "sentence": words.problem(problem, matrix, organisation),
            }
            for problem in problems
        ],
        "differences": in_rows(found, matrix, organisation),
    }


def cells(found: tuple[Difference, ...]) -> frozenset[tuple[str, str]]:
    """The cells that differ: place and role."""
    return frozenset((each.place, each.role) for each in found)


def in_rows(found: tuple[Difference, ...], matrix: Governance, organisation: Organisation) -> list[dict[str, str]]:
    """Differences as rows of a table."""
    return [words.difference(each, matrix, organisation) for each in found]


def references(organisation: Organisation) -> list[tuple[str, str]]:
    """The versions with which one can compare: adopted ones, and what Roeland ships."""
    kept = [version for version in queries.versions(organisation) if version.is_kept]
    own = [(version.reference, _("version %(number)d") % {"number": version.number}) for version in kept]
    return [*own, (queries.proposal()[0], _("the proposal of Roeland"))]


def _sentences(
    problems: tuple[Problem, ...], matrix: Governance, organisation: Organisation
) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        found[problem.cell.place].append(words.problem(problem, matrix, organisation))
    return dict(found)


def _edit(version: OwnVersion, matrix: Governance) -> dict[str, str]:
    places = [*(activity.code for activity in matrix.activities), *map(place_of, matrix.gates)]
    return {place: reverse("governance:change", args=[version.pk, place]) for place in places}
