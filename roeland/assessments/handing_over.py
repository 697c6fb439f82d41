"""The unfinished intakes of who leaves: a colleague goes on with the answers that are there."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from roeland.assessments import queries
from roeland.assessments.models import Intake
from roeland.journal.services import record
from roeland.organisation.leaving.kinds import Kind, Move, Thing, one_by_one
from roeland.organisation.models import Person
from roeland.questionnaires import services as sheets
from roeland.work import services as work
from roeland.work.roles import keeper

INTAKE_HANDED_OVER = "intake_handed_over"
KEEPERS = ("information_manager", "ai_hub", "administrator")


def _held(person: Person) -> list[Thing]:
    rows = queries.unfinished(person)
    return [Thing(f"intake:{row.pk}", row.application.name, row.application.get_absolute_url()) for row in rows]


def _hand_over(key: UUID, move: Move) -> None:
    """Nobody chosen: who keeps the whole picture, so that it does not lie there unseen."""
    intake = queries.unfinished(move.leaver).filter(pk=key).first()
    person = move.successor or keeper(move.leaver.organisation, KEEPERS)
    if intake is None or person is None or person == move.leaver:
        return
    sheets.pass_on(sheet=intake.sheet, person=person)
    values = {"intake": intake.pk}
    record("intake.handed_over", subject=intake.application, actor=move.actor, values=values)
    _tell(intake, person, move)


def _tell(intake: Intake, person: Person, move: Move) -> None:
    if person != move.actor:
        work.tell(code=INTAKE_HANDED_OVER, persons=[person], subject=intake, actor=move.actor)


INTAKES = Kind(
    _("Unfinished intakes"),
    _("goes to the information manager."),
    _held,
    one_by_one(_hand_over),
)
