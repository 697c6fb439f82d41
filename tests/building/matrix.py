"""Versions of the matrix, for tests."""

from datetime import date

from roeland.decisions.matrix import services
from roeland.decisions.matrix.editing import Letters
from roeland.library.models import OwnVersion
from roeland.library.versioning import Act
from roeland.organisation.models import Person

LATER = date(2090, 1, 1)


def a_draft(actor: Person, does: str = "lawyer") -> OwnVersion:
    """A draft in which somebody else watches over AI literacy (s02)."""
    version = services.begin(actor=actor)
    letters = Letters("directorate", does=[does], informs=["team_manager"])
    return services.change_activity(version=version, place="s02", letters=letters, actor=actor)


def an_offered_version(actor: Person, does: str = "lawyer", reason: str = "De jurist volgt dit op.") -> OwnVersion:
    """One that waits for the directorate."""
    return services.offer(version=a_draft(actor, does), reason=reason, actor=actor)


def an_adopted_version(
    actor: Person, director: Person, does: str = "architect", act_organ: str = "", review_on: date = LATER
) -> OwnVersion:
    """One that holds, maybe with the act of an organ."""
    version = an_offered_version(actor, does)
    act = Act(act_organ, "2026/14", date(2026, 10, 5), "https://besluiten.test/14") if act_organ else None
    return services.adopt(version=version, review_on=review_on, act=act, actor=director)
