"""Refusals of who asks, and of any act on a request, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.decisions import refusals
from roeland.decisions.explaining.words import Explained, Plain, Special
from roeland.decisions.showing import text
from roeland.organisation.models import Organisation


def _gate_closed(refusal: refusals.GateClosed, _organisation: Organisation) -> Explained:
    reasons = [text(requirement.code) for requirement in refusal.requirements]
    return Explained(_("This gate is still shut."), tuple(f"{reason.label} {reason.help}" for reason in reasons))


def _already_asked(refusal: refusals.AlreadyAsked, _organisation: Organisation) -> Explained:
    sentence = _("Somebody already asked. You can follow that request.")
    return Explained(_("This decision has been asked."), (sentence,), refusal.gate_request.get_absolute_url())


SPECIAL: Special = {refusals.GateClosed: _gate_closed, refusals.AlreadyAsked: _already_asked}

PLAIN: Plain = {
    refusals.NothingToStart: (
        gettext_lazy("There is nothing to start."),
        gettext_lazy("This application has started, stopped or was rejected. Look at its phase in the register."),
    ),
    refusals.OwnRequest: (
        gettext_lazy("Nobody decides on their own request."),
        gettext_lazy("You asked for this or reported it yourself. The next level up decides."),
    ),
    refusals.NotTheRequester: (
        gettext_lazy("Only who asked can withdraw a request."),
        gettext_lazy("Ask that colleague to withdraw it."),
    ),
    refusals.AlreadyClosed: (
        gettext_lazy("This request is already closed."),
        gettext_lazy("Somebody decided on it or withdrew it. Read what happened below."),
    ),
    refusals.Lapsed: (
        gettext_lazy("This request has lapsed."),
        gettext_lazy("The facts have changed since it was asked. It must be asked again."),
    ),
}
