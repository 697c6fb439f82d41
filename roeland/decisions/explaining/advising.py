"""Refusals of who advises, oversees and warns, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.decisions import refusals
from roeland.decisions.explaining.words import Explained, Plain, Special
from roeland.decisions.showing import role_in_words
from roeland.organisation.models import Organisation


def _not_asked(refusal: refusals.NotAsked, organisation: Organisation) -> Explained:
    who = {"role": role_in_words(refusal.role, organisation) if refusal.role else ""}
    who["people"] = ", ".join(person.name for person in refusal.persons)
    if refusal.persons:
        return Explained(_("This is not asked of you."), (_("%(people)s (%(role)s) can answer.") % who,))
    return Explained(
        _("This is not asked of you."),
        (_("Nobody can answer this now. An administrator can appoint somebody to the role."),),
    )


def _already_involved(refusal: refusals.AlreadyInvolved, _organisation: Organisation) -> Explained:
    sentence = _("You are asked about this case already. You can advise there.")
    return Explained(_("This case is with you."), (sentence,), refusal.inquiry.get_absolute_url())


def _not_the_overseer(refusal: refusals.NotTheOverseer, organisation: Organisation) -> Explained:
    who = {"role": role_in_words(refusal.role, organisation) if refusal.role else ""}
    return Explained(
        _("You cannot record this."), (_("Only who is %(role)s for this application can. Ask that colleague.") % who,)
    )


def _not_accountable(refusal: refusals.NotAccountable, organisation: Organisation) -> Explained:
    who = {"role": role_in_words(refusal.appointed.role, organisation), "person": refusal.appointed.person or ""}
    sentence = _("%(person)s (%(role)s) answers.") if refusal.appointed.person else _("%(role)s answers.")
    return Explained(_("You do not answer this warning."), (sentence % who,))


SPECIAL: Special = {
    refusals.NotAsked: _not_asked,
    refusals.AlreadyInvolved: _already_involved,
    refusals.NotTheOverseer: _not_the_overseer,
    refusals.NotAccountable: _not_accountable,
}

PLAIN: Plain = {
    refusals.AdvisesOwnRequest: (
        gettext_lazy("Nobody advises on their own request."),
        gettext_lazy("You asked for this, reported it, or decide on it. A colleague with the same role can advise."),
    ),
    refusals.AnotherKind: (
        gettext_lazy("Something else is asked here."),
        gettext_lazy("Load the page again and fill in the form that it shows."),
    ),
    refusals.WordsMissing: (
        gettext_lazy("The words are missing."),
        gettext_lazy("Write one or two sentences. Who reads it must know what you mean."),
    ),
    refusals.AdviceConditionsMissing: (
        gettext_lazy("The conditions are missing."),
        gettext_lazy("Write down at least one condition, or choose positive."),
    ),
    refusals.ReferenceMissing: (
        gettext_lazy("The reference is missing."),
        gettext_lazy("Say in which document it stands, and of which day that is."),
    ),
    refusals.LinkNotSecure: (
        gettext_lazy("This link is not safe."),
        gettext_lazy("A link starts with https://. Leave it empty if there is none."),
    ),
    refusals.AlreadyAdvised: (
        gettext_lazy("There is an answer already."),
        gettext_lazy("You can change the answer as long as the request is open."),
    ),
    refusals.AlreadyPaused: (
        gettext_lazy("A question is open already."),
        gettext_lazy("The clock stands still. Wait for the answer, or advise without it."),
    ),
    refusals.NobodyToAsk: (
        gettext_lazy("There is nobody to ask this."),
        gettext_lazy("Who asked for this has left, and it has no AI owner. Ask the information manager."),
    ),
    refusals.AlreadyAnswered: (
        gettext_lazy("Somebody has answered already."),
        gettext_lazy("Read the answer below. It does not change any more."),
    ),
    refusals.NotTheOneAsked: (
        gettext_lazy("This question is not for you."),
        gettext_lazy("Who asked for the decision or the AI owner answers it."),
    ),
    refusals.AnotherRole: (
        gettext_lazy("This colleague cannot take it over."),
        gettext_lazy("Choose somebody who holds the same role here, and whose own request it is not."),
    ),
    refusals.DayNotYet: (
        gettext_lazy("This day does not fit."),
        gettext_lazy("Choose a day that has come, and not before what it answers."),
    ),
}
