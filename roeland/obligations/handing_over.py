"""The measures that somebody who leaves looks after: a colleague goes on with them."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from roeland.obligations import services
from roeland.obligations.models import Measure
from roeland.organisation.leaving.kinds import Kind, Move, Thing, one_by_one
from roeland.organisation.models import Person
from roeland.work.roles import keeper

KEEPERS = ("information_manager", "ai_hub", "administrator")


def _held(person: Person) -> list[Thing]:
    rows = Measure.objects.filter(organisation=person.organisation_id, owner=person, ended_on=None).order_by("title")
    return [Thing(f"measure:{row.pk}", row.title, row.get_absolute_url()) for row in rows]


def _hand_over(key: UUID, move: Move) -> None:
    """Nobody chosen: who keeps the whole picture, so that somebody is asked to look."""
    rows = Measure.objects.filter(organisation=move.leaver.organisation_id, owner=move.leaver, ended_on=None)
    measure = rows.filter(pk=key).first()
    person = move.successor or keeper(move.leaver.organisation, KEEPERS)
    if measure is not None and person is not None and person != move.leaver:
        services.hand_over_measure(measure=measure, person=person, actor=move.actor)


MEASURES = Kind(_("Measures"), _("goes to the information manager."), _held, one_by_one(_hand_over))
