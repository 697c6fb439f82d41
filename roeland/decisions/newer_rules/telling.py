"""Who is asked to look at what newer rules change, and who hears that they were applied: each person once."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from roeland.decisions.models import Advice, Recheck, Rechecked
from roeland.organisation.models import Person
from roeland.organisation.queries import holders
from roeland.work import services as work

LOOK = "look_at_newer_rules"
KEEPS = "information_manager"
HEAR = ("lawyer", "policy_adviser", "ai_hub")


def ask_to_look(recheck: Recheck) -> None:
    """Ask who keeps the whole picture to look, and tell who knows the law."""
    found = holders(recheck.organisation, (KEEPS, *HEAR), None, timezone.localdate())
    keeper = found.pop(KEEPS, None)
    work.ask(kind=LOOK, person=keeper.person if keeper else None, subject=recheck, actor=None, role=KEEPS)
    others = {held.person.pk: held.person for held in found.values()}
    if keeper:
        others.pop(keeper.person.pk, None)
    if others:
        work.tell(code="newer_rules_compared", persons=others.values(), subject=recheck, actor=None)


def tell_moved(recheck: Recheck) -> None:
    """Tell each person once: first those for whom something lapses, then who owns or reported what changed."""
    moved = Rechecked.objects.filter(organisation=recheck.organisation_id, recheck=recheck, state=Rechecked.State.MOVED)
    lapse = _of_lapses(moved)
    _tell("newer_rules_lapse", lapse, recheck)
    _tell("newer_rules_moved", _close_by(moved) - lapse, recheck)


def _tell(code: str, keys: set[UUID | None], recheck: Recheck) -> None:
    persons = Person.objects.filter(organisation=recheck.organisation_id, pk__in=keys - {recheck.moved_by_id})
    active = [person for person in persons if person.active]
    if active:
        work.tell(code=code, persons=active, subject=recheck, actor=recheck.moved_by)


def _of_lapses(moved: QuerySet[Rechecked]) -> set[UUID | None]:
    """Who owns, asked for, decided or advised on what lapses, and who had to decide on a request that lapsed."""
    decided, asked = moved.exclude(lapse=None), moved.exclude(gate_request=None)
    at = "lapse__decision"
    found = _keys(decided, "application__owner", f"{at}__taken_by", f"{at}__gate_request__asked_by")
    found |= _keys(asked, "gate_request__asked_by", "gate_request__holder")
    advised = Advice.objects.filter(inquiry__gate_request__in=decided.values(f"{at}__gate_request"))
    return found | set(advised.order_by().values_list("given_by", flat=True).distinct())


def _close_by(moved: QuerySet[Rechecked]) -> set[UUID | None]:
    return _keys(moved, "application__owner", "application__reporter")


def _keys(rows: QuerySet[Rechecked], *columns: str) -> set[UUID | None]:
    found: set[UUID | None] = set()
    for column in columns:
        found |= {key for key in rows.order_by().values_list(column, flat=True).distinct() if key}
    return found
