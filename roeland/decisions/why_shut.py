"""Why a gate is shut, in words: each reason, and who can act."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roeland.content.loader import Text
from roeland.decisions.reasons import Actor, Reason
from roeland.decisions.showing import role_in_words, text
from roeland.organisation.models import Organisation
from roeland.ui.pieces.badges import in_words


@dataclass(frozen=True)
class Shut:
    """One reason: what is not met, what to do, and who can act."""

    said: Text
    who: tuple[str, ...]


def why(reasons: Iterable[Reason], organisation: Organisation) -> list[Shut]:
    """The reasons in words, in the order of the content."""
    return [Shut(text(one.code), tuple(_actor(who, organisation) for who in one.who)) for one in reasons]


def _actor(who: Actor, organisation: Organisation) -> str:
    role = role_in_words(who.role, organisation) if who.role else ""
    if who.person and role:
        named = _("%(person)s (%(role)s)") % {"person": who.person, "role": role}
    elif who.role:
        named = _("%(role)s: nobody has this role yet") % {"role": role}
    else:
        named = str(who.person or _("nobody yet"))
    named = f"{named}: {who.about}" if who.about else named
    return _("%(who)s, before %(day)s") % {"who": named, "day": in_words(who.due)} if who.due else named
