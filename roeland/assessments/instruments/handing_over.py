"""The parts of assessments that somebody who leaves was asked for: a colleague fills them in."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from roeland.assessments.instruments import queries, telling
from roeland.journal.services import record
from roeland.organisation.leaving.kinds import Kind, Move, Thing, one_by_one
from roeland.organisation.models import Person

PARTS_KEY = "part"


def _held(person: Person) -> list[Thing]:
    rows = queries.asked_of(person).order_by("asked_at", "pk")
    return [Thing(f"{PARTS_KEY}:{row.pk}", str(row.assessment), row.assessment.get_absolute_url()) for row in rows]


def _hand_over(key: UUID, move: Move) -> None:
    """Nobody chosen: who holds the role of the part sees that it waits; nothing of it is lost."""
    row = queries.asked_of(move.leaver).filter(pk=key).first()
    if row is None or move.successor == move.leaver:
        return
    row.person = move.successor
    row.save(update_fields=["person"])
    values = {"instrument": row.assessment.instrument, "section": row.section}
    record("assessment.handed_over", subject=row.assessment.application, actor=move.actor, values=values)
    telling.ask_for_parts(row.assessment, move.leaver, move.actor)
    if move.successor is not None:
        telling.ask_for_parts(row.assessment, move.successor, move.actor)


PARTS = Kind(_("Parts of assessments"), _("waits for who holds the role."), _held, one_by_one(_hand_over))
