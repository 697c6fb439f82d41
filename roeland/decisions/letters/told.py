"""Who was told about a request, in what role and when: read from the messages that were sent, never worked out."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from roeland.decisions.appointing import row_at
from roeland.decisions.models import Advice, GateRequest
from roeland.organisation.models import Person, RoleHeld
from roeland.organisation.wording import role_name
from roeland.work import notices
from roeland.work.models import Message


@dataclass(frozen=True)
class Told:
    """One message. person: None when this reader may not know who it is, since reporting must be safe."""

    person: Person | None
    roles: tuple[str, ...]
    what: str
    at: datetime

    @property
    def in_roles(self) -> str:
        return ", ".join(self.roles)


def told(gate_request: GateRequest, *, sees_who_asked: bool) -> list[Told]:
    """Everybody who was told about the request and its decision, the first message first. A fixed number of queries."""
    about = Message.objects.filter(organisation_id=gate_request.organisation_id, subject_id=gate_request.pk)
    rows = list(about.select_related("person").order_by("at", "person__name", "pk"))
    parts = Parts(gate_request, {row.person_id for row in rows})
    return [one for row in rows for one in _lines(row, parts, gate_request, sees_who_asked)]


def _lines(row: Message, parts: "Parts", gate_request: GateRequest, sees_who_asked: bool) -> list[Told]:
    """One line, or two where who asked is shown apart from the name that they have in another role."""
    what = notices.title(row.code, gate_request)
    own, others = parts.own(row.person_id), parts.others(row.person_id, timezone.localdate(row.at))
    if not own or sees_who_asked:
        return [Told(row.person, (*own, *others), what, row.at)]
    named = [Told(row.person, others, what, row.at)] if others else []
    return [Told(None, own, what, row.at), *named]


class Parts:
    """What each of several people was to a request. Asks the database a fixed number of times."""

    def __init__(self, gate_request: GateRequest, keys: set[UUID]) -> None:
        self.gate_request, self.keys = gate_request, keys

    def own(self, key: UUID) -> tuple[str, ...]:
        """Whether the person asked or reported it."""
        asked = (_("asked for the decision"),) if key == self.gate_request.asked_by_id else ()
        reported = (_("reported the application"),) if key == self.gate_request.application.reporter_id else ()
        return (*asked, *reported)

    def others(self, key: UUID, day: date) -> tuple[str, ...]:
        """What else the person was: owner, who decides, adviser, or somebody in a role that hears of it."""
        application = self.gate_request.application
        roles = [held.role for held in self._held if self._counts(held, key, day)]
        roles += [role for given_by, role in self._advised if given_by == key]
        roles += [self.gate_request.role] if key == self.gate_request.holder_id else []
        owner = (_("AI owner"),) if key == application.owner_id else ()
        return (*owner, *(role_name(role, None, self.gate_request.organisation) for role in dict.fromkeys(roles)))

    @cached_property
    def _held(self) -> list[RoleHeld]:
        told_of = row_at(self.gate_request).told
        rows = RoleHeld.objects.filter(organisation=self.gate_request.organisation_id, role__in=told_of)
        return list(rows.select_related("unit").order_by("role"))

    @cached_property
    def _advised(self) -> list[tuple[UUID, str]]:
        rows = Advice.objects.filter(inquiry__gate_request=self.gate_request)
        return list(rows.order_by("given_at").values_list("given_by", "role"))

    def _counts(self, held: RoleHeld, key: UUID, day: date) -> bool:
        on_that_day = held.starts <= day and not held.is_over(day)
        return key in (held.person_id, held.deputy_id) and on_that_day and held.covers(self.gate_request.unit)
