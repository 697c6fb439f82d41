"""Which acts of organs count for a decision here."""

from roeland.bodies.models import Reference
from roeland.bodies.queries import reference_fits
from roeland.decisions.refusals import OrganDoesNotFit
from roeland.organisation.models import Unit

Organ, Outcome = Reference.Organ, Reference.Outcome
COMPETENT = (Organ.COUNCIL, Organ.COLLEGE, Organ.PERMANENT_BUREAU, Organ.SPECIAL_COMMITTEE, Organ.OWN_BOARD)
COURT = (Organ.COURT,)


def must_fit(act: Reference, unit: Unit | None, organs: tuple[str, ...]) -> None:
    """The act is of one of these organs, of the entity that answers, and decides something. Raises OrganDoesNotFit."""
    reasons = reference_fits(act, unit, organs=organs)
    if act.outcome == Outcome.NOTED:
        reasons = (*reasons, "noted")
    if reasons:
        raise OrganDoesNotFit(reasons)


def must_decide(act: Reference, unit: Unit | None, opens: bool) -> None:
    """The act of the competent organ says the same as the answer. Raises OrganDoesNotFit."""
    must_fit(act, unit, COMPETENT)
    if opens and act.outcome == Outcome.AGAINST:
        raise OrganDoesNotFit(("against",))
