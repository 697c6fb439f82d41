"""What is read of bodies, their sessions and the acts of other organs."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from roeland.bodies.models import AgendaItem, Body, Member, Minutes, Presence, Reference, Session
from roeland.organisation.access import may
from roeland.organisation.models import Organisation, Person, Unit
from roeland.rules import bodies as rules
from roeland.rules.bodies import Choice, Quorum, Seat, Way


def bodies(organisation: Organisation, kind: str = "") -> QuerySet[Body]:
    """The bodies of an organisation, those that still exist first."""
    rows = Body.objects.filter(organisation=organisation, **({"kind": kind} if kind else {}))
    return rows.order_by(F("ended").desc(nulls_first=True), "name", "pk")


def ethics_board(organisation: Organisation, today: date) -> Body | None:
    """The ethics board that exists today; None while there is none, which is the default."""
    return next((body for body in bodies(organisation, Body.Kind.ETHICS_BOARD) if body.exists_on(today)), None)


def members(body: Body, day: date) -> list[Member]:
    """Who sits in a body on a day: the chair first, then the secretary, then by name."""
    order: list[str] = [Member.Part.CHAIR, Member.Part.SECRETARY, Member.Part.MEMBER]
    rows = Member.objects.filter(body=body, starts__lte=day).filter(Q(ends=None) | Q(ends__gte=day))
    return sorted(rows.select_related("person"), key=lambda seat: (order.index(seat.part), seat.person.name))


def former_members(body: Body, day: date) -> QuerySet[Member]:
    """Whose term ended before a day, the latest first."""
    return Member.objects.filter(body=body, ends__lt=day).select_related("person").order_by("-ends", "pk")


def sessions(body: Body) -> QuerySet[Session]:
    """The sessions of a body, the newest first, with how many items each has."""
    rows = Session.objects.filter(organisation=body.organisation_id, body=body).select_related("body")
    return rows.annotate(number_of_items=Count("items")).order_by("-day", "-starts_at", "-pk")


def next_session(body: Body, today: date) -> Session | None:
    """The first session that is still to come."""
    planned = Session.objects.filter(body=body, state=Session.State.PLANNED, day__gte=today)
    return planned.order_by("day", "starts_at", "pk").first()


def waiting_items(body: Body) -> QuerySet[AgendaItem]:
    """What waits for a session that nobody planned yet."""
    return AgendaItem.objects.filter(body=body, session=None).select_related("body").order_by("asked_at", "pk")


def agenda(session: Session) -> list[AgendaItem]:
    """The items of a session in their order, with papers, recusals and votes."""
    rows = session.items.select_related("body", "session", "asked_by").order_by("order", "asked_at", "pk")
    return list(rows.prefetch_related("papers__file", "recusals__member__person", "votes__member__person"))


def seats(item: AgendaItem) -> list[Seat]:
    """The members with a vote at an item, as the rules read them; before there is a session nobody."""
    if item.session is None:
        return []
    recused = {row.member_id for row in item.recusals.all()}
    here = presences(item.session)
    return [_seat(member, here, recused) for member in members(item.body, item.session.day) if member.votes]


def presences(session: Session) -> dict[object, bool]:
    """Who was noted as present or absent: key of the member to yes or no. Who is not in it, is unknown."""
    return dict(Presence.objects.filter(session=session).values_list("member", "present"))


def quorum_gaps(item: AgendaItem, at: Sequence[Seat] | None = None) -> tuple[str, ...]:
    """Why there is no quorum for this item; empty when there is."""
    body = item.body
    return rules.quorum_gaps(seats(item) if at is None else at, Quorum(body.quorum_rule), body.quorum_number)


def session_quorum_gaps(session: Session) -> tuple[str, ...]:
    """Why there is no quorum for the session as a whole; a recusal is of one item and does not count here."""
    here = presences(session)
    at = [_seat(member, here, frozenset()) for member in members(session.body, session.day) if member.votes]
    return rules.quorum_gaps(at, Quorum(session.body.quorum_rule), session.body.quorum_number)


def outcome_gaps(item: AgendaItem) -> tuple[str, ...]:
    """Why the item cannot be concluded with the advice as it is written now."""
    at = seats(item)
    votes = votes_of(item)
    body = item.body
    return rules.outcome_gaps(
        rules.Outcome(item.outcome) if item.outcome else None,
        quorum=quorum_gaps(item, at),
        carried=rules.carried_gaps(at, votes, Way(body.way), casting_vote=body.casting_vote),
    )


def votes_of(item: AgendaItem) -> dict[str, Choice]:
    """What each member said, by key."""
    return {str(vote.member_id): Choice(vote.choice) for vote in item.votes.all()}


def version_of(item: AgendaItem) -> str:
    """What tells two states of a written advice and its votes apart."""
    said = sorted(votes_of(item).items())
    written = repr((item.outcome, item.conditions, item.text, item.openness, said))
    return sha256(written.encode()).hexdigest()


def minutes(session: Session) -> Minutes | None:
    """The newest version of the minutes; None while nobody wrote any."""
    return Minutes.objects.filter(session=session).select_related("written_by").order_by("-version").first()


def minutes_for(session: Session, person: Person) -> Minutes | None:
    """The newest version that this person may read: fixed and public, or any for who reads the papers."""
    found = minutes(session)
    if found is None or may(person, "body.read", session):
        return found
    return found if found.is_public and found.fixed_at is not None else None


def of_subject(organisation_id: UUID, subject_id: UUID) -> QuerySet[AgendaItem]:
    """Where a thing stood or stands on an agenda, the newest first."""
    rows = AgendaItem.objects.filter(organisation=organisation_id, subject_id=subject_id)
    return rows.select_related("body", "session__body").order_by("-asked_at", "-pk")


def references(organisation: Organisation, words: str = "", organ: str = "") -> QuerySet[Reference]:
    """The acts of organs that still stand, the newest first; `words` in the number or the subject."""
    rows = Reference.objects.filter(organisation=organisation).select_related("entity", "noted_by")
    rows = rows.exclude(Exists(Reference.objects.filter(corrects=OuterRef("pk"))))
    if words:
        rows = rows.filter(Q(number__icontains=words) | Q(subject__icontains=words) | Q(entity__name__icontains=words))
    return (rows.filter(organ=organ) if organ else rows).order_by("-dated", "-pk")


def reference_fits(reference: Reference, unit: Unit | None, *, organs: Iterable[str] = ()) -> tuple[str, ...]:
    """Why the act of an organ does not count for a unit; empty when it does. The organ of another entity never does.

    `organs` are the kinds of organ that count; empty for all. Codes: entity_unknown, other_entity, other_organ,
    corrected.
    """
    of_unit = unit.entity_id if unit is not None and unit.organisation_id == reference.organisation_id else None
    return rules.reference_gaps(
        entity=str(reference.entity_id),
        of_unit=str(of_unit) if of_unit else None,
        corrected=reference.is_corrected,
        allowed=tuple(organs),
        organ=reference.organ,
    )


def _seat(member: Member, here: dict[object, bool], recused: Iterable[object]) -> Seat:
    is_chair = member.part == Member.Part.CHAIR
    return Seat(str(member.pk), here.get(member.pk), member.pk in recused, is_chair)
