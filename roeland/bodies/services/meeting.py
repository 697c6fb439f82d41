"""Verbs at a session: who is there, who stays out of what, what is said, and what is advised."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.bodies import queries
from roeland.bodies.models import AgendaItem, Member, Presence, Recusal, Session, Vote
from roeland.bodies.services.planning import locked, open_item
from roeland.journal.services import record
from roeland.organisation.access import NotPermitted, may, same_organisation
from roeland.organisation.models import Person
from roeland.rules import bodies as rules
from roeland.rules.bodies import Quorum
from roeland.work.services import tell


class NotYet(Exception):
    """The day of the session has not come, or nobody noted yet that it was held."""


class NotAMember(Exception):
    """This member does not sit in the body on the day of the session."""


class ReasonMissing(Exception):
    """Who stays out says why; who gives conditions, or no advice, says which."""


class DoesNotTakePart(Exception):
    """A vote was noted of somebody who is not there, has no vote, or stays out of this item."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote advice or votes after the actor opened them. `item` is how it stands now."""

    def __init__(self, item: AgendaItem) -> None:
        super().__init__(str(item.pk))
        self.item = item


class NotCarried(Exception):
    """The item cannot be concluded with this advice. `reasons` are codes of the rules."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def note_presence(*, session: Session, present: Mapping[Member, bool | None], actor: Person) -> Session:
    """Note who is there; from then on the session is held. None: not known, and so not counted.

    Raises NotPermitted, OtherOrganisation, Closed, NotYet or NotAMember.
    """
    row = locked(session, actor)
    same_organisation(actor, *present)
    if not row.may_be_held(timezone.localdate()):
        raise NotYet
    if not set(present) <= set(queries.members(row.body, row.day)):
        raise NotAMember
    for member, here in present.items():
        where: dict[str, Any] = {"session": row, "member": member}
        if here is None:
            Presence.objects.filter(**where).delete()
        else:
            new: dict[str, Any] = {"organisation_id": row.organisation_id, "present": here}
            Presence.objects.update_or_create(**where, defaults=new)
    row.state = Session.State.HELD
    row.save(update_fields=["state"])
    record("session.presence_noted", subject=row, actor=actor)
    return row


@transaction.atomic
def recuse(*, item: AgendaItem, member: Member, reason: str, actor: Person) -> Recusal:
    """Let a member stay out of an item: whoever manages the body notes it, or the member does. A vote of theirs goes.

    Raises NotPermitted, OtherOrganisation, Closed, NotAMember or ReasonMissing.
    """
    same_organisation(actor, item, member)
    row = open_item(item, actor, "body.read")
    if member.person_id != actor.pk and not may(actor, "body.manage", item):
        raise NotPermitted("body.manage", actor)
    if row.session is None or member not in queries.members(row.body, row.session.day):
        raise NotAMember
    if not reason.strip():
        raise ReasonMissing
    values: dict[str, Any] = {"organisation_id": row.organisation_id, "reason": reason.strip()}
    values |= {"noted_by": actor, "noted_at": timezone.now()}
    made, _new = Recusal.objects.update_or_create(item=row, member=member, defaults=values)
    Vote.objects.filter(item=row, member=member).delete()
    record("session.recused", subject=row, actor=actor)
    return made


@transaction.atomic
def take_back(*, recusal: Recusal, actor: Person) -> None:
    """Undo that a member stays out. Raises NotPermitted, OtherOrganisation or Closed."""
    same_organisation(actor, recusal)
    row = open_item(recusal.item, actor)
    Recusal.objects.filter(pk=recusal.pk).delete()
    record("session.recusal_withdrawn", subject=row, actor=actor)


@transaction.atomic
def discuss(
    *,
    item: AgendaItem,
    outcome: str,
    votes: Mapping[Member, str],
    actor: Person,
    conditions: str = "",
    text: str = "",
    openness: str = AgendaItem.Openness.OPINION,
    seen: str = "",
) -> AgendaItem:
    """Write the advice and what each member says to it, together: a vote is about the advice as it is written.

    `seen` is the version that the actor had open (`queries.version_of`). Raises NotPermitted, OtherOrganisation,
    Closed, NotYet, ChangedMeanwhile, ReasonMissing or DoesNotTakePart.
    """
    row = _at_a_session(item, actor)
    if seen and seen != queries.version_of(row):
        raise ChangedMeanwhile(row)
    same_organisation(actor, *votes)
    _must_be_explained(outcome, conditions, text)
    taking_part = {seat.key for seat in queries.seats(row) if seat.takes_part}
    if not {str(member.pk) for member in votes} <= taking_part:
        raise DoesNotTakePart
    row.outcome, row.conditions, row.text = outcome, conditions.strip(), text.strip()
    row.openness = openness
    row.save(update_fields=["outcome", "conditions", "text", "openness"])
    row.votes.all().delete()
    Vote.objects.bulk_create(
        Vote(organisation_id=row.organisation_id, item=row, member=member, choice=choice)
        for member, choice in votes.items()
    )
    record("session.item_discussed", subject=row, actor=actor)
    return row


@transaction.atomic
def conclude(*, item: AgendaItem, actor: Person) -> AgendaItem:
    """End an item with the advice as it is written. The journal says so, so that who asked can take it up.

    Raises NotPermitted, OtherOrganisation, Closed, NotYet or NotCarried; then nothing has changed.
    """
    row = _at_a_session(item, actor)
    if reasons := queries.outcome_gaps(row):
        raise NotCarried(reasons)
    at = queries.seats(row)
    count = rules.counted(at, queries.votes_of(row))
    row.needed = rules.needed(Quorum(row.body.quorum_rule), len(at), row.body.quorum_number)
    row.took_part = sum(seat.takes_part for seat in at)
    row.in_favour, row.against, row.abstained = count.in_favour, count.against, count.abstained
    row.concluded_at = timezone.now()
    row.save()
    record("session.item_concluded", subject=row, actor=actor, fields=[f"outcome:{row.outcome}"])
    asker = row.asked_by
    if asker and asker.active and asker != actor:
        tell(code="body_advised", persons=[asker], subject=row, actor=actor)
    return row


def _at_a_session(item: AgendaItem, actor: Person) -> AgendaItem:
    """An open item of a session that is held. Raises NotYet too."""
    row = open_item(item, actor)
    if row.session is None or row.session.state != Session.State.HELD:
        raise NotYet
    return row


def _must_be_explained(outcome: str, conditions: str, text: str) -> None:
    """Conditions belong to an advice with conditions, a reason to no advice. Raises ReasonMissing."""
    if outcome == rules.Outcome.CONDITIONAL and not conditions.strip():
        raise ReasonMissing("conditions")
    if outcome == rules.Outcome.NO_ADVICE and not text.strip():
        raise ReasonMissing("text")
