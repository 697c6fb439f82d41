"""A refusal in words: what happened, why, and what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from roeland.decisions.refusals import (
    AlreadyAsked,
    AlreadyClosed,
    ConditionsMissing,
    GateClosed,
    Lapsed,
    NothingToStart,
    NotTheHolder,
    NotTheRequester,
    NoYesHere,
    OwnRequest,
    ReasonMissing,
    Refused,
)
from roeland.decisions.showing import role_in_words, text
from roeland.organisation.models import Organisation


@dataclass(frozen=True)
class Explained:
    """What a page says about a refusal."""

    title: str
    sentences: tuple[str, ...]
    url: str = ""


def explained(refusal: Refused, organisation: Organisation) -> Explained:
    """Put a refusal in words, in the language of the reader."""
    if isinstance(refusal, GateClosed):
        reasons = [text(requirement.code) for requirement in refusal.requirements]
        return Explained(_("This gate is still shut."), tuple(f"{reason.label} {reason.help}" for reason in reasons))
    if isinstance(refusal, NotTheHolder):
        return _not_the_holder(refusal, organisation)
    if isinstance(refusal, AlreadyAsked):
        return _already_asked(refusal)
    title, sentence = _plain()[type(refusal)]
    return Explained(title, (sentence,))


def _not_the_holder(refusal: NotTheHolder, organisation: Organisation) -> Explained:
    who = {"role": role_in_words(refusal.appointed.role, organisation), "person": refusal.appointed.person or ""}
    if refusal.appointed.person is None:
        return Explained(_("You do not decide on this."), (_("This goes to %(role)s.") % who,))
    return Explained(_("You do not decide on this."), (_("%(person)s (%(role)s) decides.") % who,))


def _already_asked(refusal: AlreadyAsked) -> Explained:
    sentence = _("Somebody already asked. You can follow that request.")
    return Explained(_("This decision has been asked."), (sentence,), refusal.gate_request.get_absolute_url())


def _plain() -> dict[type[Refused], tuple[str, str]]:
    return {
        NothingToStart: (
            _("There is nothing to start."),
            _("This application has started, stopped or was rejected. Look at its phase in the register."),
        ),
        OwnRequest: (
            _("Nobody decides on their own request."),
            _("You asked for this or reported it yourself. The next level up decides."),
        ),
        NotTheRequester: (
            _("Only who asked can withdraw a request."),
            _("Ask that colleague to withdraw it."),
        ),
        NoYesHere: (
            _("Yes does not exist here."),
            _("The law prohibits this practice. You can only reject or stop it."),
        ),
        AlreadyClosed: (
            _("This request is already closed."),
            _("Somebody decided on it or withdrew it. Read what happened below."),
        ),
        Lapsed: (
            _("This request has lapsed."),
            _("The facts have changed since it was asked. It must be asked again."),
        ),
        ReasonMissing: (_("A no needs a reason."), _("Say why not, in one or two sentences.")),
        ConditionsMissing: (
            _("The conditions are missing."),
            _("Write down at least one condition, or choose yes."),
        ),
    }
