"""Why a gate is shut, in words: each reason, and who can act."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roeland.content.loader import Text
from roeland.decisions.experiments import NO_PLAN
from roeland.decisions.reasons import PLANNED, Actor, AtDecision, Reason
from roeland.decisions.showing import role_in_words, text
from roeland.organisation.access import may
from roeland.organisation.models import Organisation, Person
from roeland.portfolio.words import in_words as plan_in_words
from roeland.ui.pieces.badges import in_words


@dataclass(frozen=True)
class Shut:
    """One reason: what is not met, what to do, and who can act; where, when this reader can go there."""

    said: Text
    who: tuple[str, ...]
    gaps: tuple[str | Promise, ...] = ()
    link: str = ""


def why(here: AtDecision, reader: Person) -> list[Shut]:
    """The reasons in words, in the order of the content."""
    return [_shut(reason, here, reader) for reason in here.reasons]


def _shut(reason: Reason, here: AtDecision, reader: Person) -> Shut:
    organisation = here.standing.application.organisation
    who = tuple(_actor(one, organisation) for one in reason.who if one.role or one.person or not one.gaps)
    gaps = tuple(plan_in_words(code for one in reason.who for code in one.gaps if code != NO_PLAN))
    return Shut(text(reason.code), who, gaps, _plan_of(here, reader) if reason.code == PLANNED else "")


def _plan_of(here: AtDecision, reader: Person) -> str:
    """Where the plan is, or is made by who may."""
    application = here.standing.application
    if here.plan.experiment is not None:
        return here.plan.experiment.get_absolute_url()
    return reverse("portfolio:plan", args=[application.pk]) if may(reader, "experiment.plan", application) else ""


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
