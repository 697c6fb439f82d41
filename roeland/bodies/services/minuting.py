"""Verbs after a session: write the minutes, close it, and correct the minutes later."""

from django.db import transaction
from django.utils import timezone

from roeland.bodies import queries
from roeland.bodies.models import Minutes, Session
from roeland.bodies.services.meeting import ReasonMissing
from roeland.bodies.services.planning import locked, tell_members
from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person


class Unfinished(Exception):
    """The session cannot be closed yet. `reasons`: not_held, items_open, minutes_missing."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class NotClosed(Exception):
    """The minutes are still a draft; they can simply be changed."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the minutes after the actor opened them. `minutes` is how they stand now."""

    def __init__(self, minutes: Minutes) -> None:
        super().__init__(str(minutes.pk))
        self.minutes = minutes


@transaction.atomic
def write(*, session: Session, text: str, is_public: bool, actor: Person, seen: str = "") -> Minutes:
    """Write the draft of the minutes; `seen` is when the draft was written that the actor had open, empty for none.

    Raises NotPermitted, OtherOrganisation, Closed, ReasonMissing (no text) or ChangedMeanwhile.
    """
    row = locked(session, actor)
    plain = plain_text(text)
    if not plain:
        raise ReasonMissing("text")
    draft = queries.minutes(row)
    if draft and draft.written_at.isoformat() != seen:
        raise ChangedMeanwhile(draft)
    draft = draft or Minutes(organisation_id=row.organisation_id, session=row, version=1)
    draft.text, draft.is_public, draft.written_by, draft.written_at = plain, is_public, actor, timezone.now()
    draft.save()
    record("session.minutes_written", subject=row, actor=actor)
    return draft


@transaction.atomic
def close(*, session: Session, actor: Person) -> Session:
    """Close a session: agenda, votes and minutes are fixed, and the members hear that the minutes are ready.

    Raises NotPermitted, OtherOrganisation, Closed or Unfinished.
    """
    row = locked(session, actor)
    if reasons := open_ends(row):
        raise Unfinished(reasons)
    now = timezone.now()
    Minutes.objects.filter(session=row).update(fixed_at=now)
    row.state, row.closed_at = Session.State.CLOSED, now
    row.quorum_reached = not queries.session_quorum_gaps(row)
    row.save(update_fields=["state", "closed_at", "quorum_reached"])
    record("session.closed", subject=row, actor=actor)
    tell_members("session_minutes_ready", row, actor)
    return row


@transaction.atomic
def correct(*, session: Session, text: str, is_public: bool, why: str, actor: Person) -> Minutes:
    """Write a new version of minutes that are fixed; the earlier one stays. Raises NotPermitted, OtherOrganisation,
    NotClosed or ReasonMissing."""
    same_organisation(actor, session)
    must(actor, "body.manage", session)
    row = Session.objects.select_for_update(of=("self",)).select_related("body").get(pk=session.pk)
    last = queries.minutes(row)
    if not row.is_closed or last is None:
        raise NotClosed
    plain = plain_text(text)
    if not plain or not why.strip():
        raise ReasonMissing
    now = timezone.now()
    made = Minutes.objects.create(
        organisation_id=row.organisation_id,
        session=row,
        version=last.version + 1,
        text=plain,
        is_public=is_public,
        why=why.strip(),
        written_by=actor,
        written_at=now,
        fixed_at=now,
    )
    record("session.minutes_corrected", subject=row, actor=actor)
    tell_members("session_minutes_ready", row, actor)
    return made


def open_ends(session: Session) -> tuple[str, ...]:
    """What keeps a session from being closed, as codes."""
    checks = {
        "not_held": session.state == Session.State.PLANNED,
        "items_open": session.items.filter(concluded_at=None).exists(),
        "minutes_missing": queries.minutes(session) is None,
    }
    return tuple(code for code, holds in checks.items() if holds)


def plain_text(text: str) -> str:
    """Text of lines and nothing else: no signs that turn, hide or steer what stands around them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join("".join(sign for sign in line if sign.isprintable()).rstrip() for line in lines).strip()
