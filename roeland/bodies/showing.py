"""What the pages of a session show: the agenda with its advice, who was there, and what still has to happen."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roeland.bodies import queries
from roeland.bodies.forms.meeting import IN_CONSENSUS
from roeland.bodies.models import AgendaItem, Body, Member, Session, Vote
from roeland.bodies.reasons import in_words
from roeland.bodies.services.minuting import open_ends


@dataclass(frozen=True)
class There:
    """A member at a session; `word` says present, absent or not noted."""

    member: Member
    word: str
    known: bool


@dataclass(frozen=True)
class Said:
    """What a member said to an advice, in the words of this body."""

    name: str
    word: str | Promise


def page(session: Session) -> dict[str, Any]:
    """What who reads the papers sees of a session."""
    gaps = queries.session_quorum_gaps(session)
    held = session.state in (Session.State.HELD, Session.State.CLOSED)
    return {
        "items": queries.agenda(session),
        "there": there(session),
        "held": held,
        "quorum": not gaps,
        "quorum_gaps": in_words(gaps),
        "open_ends": in_words(open_ends(session)) if not session.is_closed else [],
        "versions": session.minutes.select_related("written_by").order_by("-version"),
    }


def there(session: Session) -> list[There]:
    """Who sits in the body on the day of the session, and whether they were there."""
    here = queries.presences(session)
    words = {True: _("Present"), False: _("Absent"), None: _("Not noted")}
    return [
        There(member, words[here.get(member.pk)], member.pk in here)
        for member in queries.members(session.body, session.day)
    ]


def public_advice(session: Session) -> list[AgendaItem]:
    """The advice that everybody in the organisation may read: of a closed session, and marked as public."""
    if not session.is_closed:
        return []
    rows = session.items.filter(openness=AgendaItem.Openness.PUBLIC).exclude(concluded_at=None)
    return list(rows.select_related("session").order_by("order", "asked_at", "pk"))


def said(item: AgendaItem) -> list[Said]:
    """Who said what, by name."""
    words = dict(IN_CONSENSUS if item.body.way == Body.Way.CONSENSUS else Vote.Choice.choices)
    rows = item.votes.select_related("member__person").order_by("member__person__name", "pk")
    return [Said(vote.member.person.name, words[vote.choice]) for vote in rows]


def subject_link(item: AgendaItem) -> str:
    """Where the thing stands that is asked about; empty without one, or when it is gone."""
    address = getattr(item.subject, "get_absolute_url", None) if item.subject_id else None
    return address() if address else ""
