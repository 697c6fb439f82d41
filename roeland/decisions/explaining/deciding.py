"""Refusals of who decides, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.decisions import refusals
from roeland.decisions.explaining.words import Explained, Plain, Special
from roeland.decisions.showing import role_in_words
from roeland.organisation.models import Organisation
from roeland.rules.hearing import Problem


def _not_the_holder(refusal: refusals.NotTheHolder, organisation: Organisation) -> Explained:
    who = {"role": role_in_words(refusal.appointed.role, organisation), "person": refusal.appointed.person or ""}
    if refusal.appointed.person is None:
        return Explained(_("You do not decide on this."), (_("This goes to %(role)s.") % who,))
    return Explained(_("You do not decide on this."), (_("%(person)s (%(role)s) decides.") % who,))


def _may_not_stop(refusal: refusals.MayNotStop, organisation: Organisation) -> Explained:
    who = {"role": role_in_words(refusal.appointed.role, organisation), "person": refusal.appointed.person or ""}
    sentence = _("%(person)s (%(role)s) can stop it.") if refusal.appointed.person else _("%(role)s can stop it.")
    return Explained(
        _("You cannot stop this application."), (sentence % who, _("Call that colleague when it is urgent."))
    )


def _not_weighed(refusal: refusals.NotWeighed, organisation: Organisation) -> Explained:
    sentences = tuple(str(WEIGHED[problem]) for problem in dict.fromkeys(refusal.problems.values()))
    return Explained(_("Your decision does not say enough about an advice."), sentences)


def _organ_does_not_fit(refusal: refusals.OrganDoesNotFit, organisation: Organisation) -> Explained:
    sentences = tuple(str(ORGAN[reason]) for reason in refusal.reasons)
    return Explained(_("This act does not open the gate."), sentences)


WEIGHED = {
    Problem.NOT_WEIGHED: gettext_lazy("Say for each advice that is not simply positive what you do with it."),
    Problem.REASON_MISSING: gettext_lazy("Give a reason for each advice that you do not follow, or do not wait for."),
    Problem.CONDITIONS_NOT_TAKEN: gettext_lazy("You follow an advice with conditions: take over at least one of them."),
    Problem.NOT_FOLLOWED_BY_YES: gettext_lazy(
        "A yes does not follow a negative advice. Say why you deviate, or say no."
    ),
    Problem.CONSENT_STANDS: gettext_lazy("Nobody can deviate from the consent of the works council."),
}
ORGAN = {
    "entity_unknown": gettext_lazy("Nobody noted which legal entity answers for it. Note the unit first."),
    "other_entity": gettext_lazy("The organ belongs to another entity than the one that answers for this application."),
    "against": gettext_lazy("The organ did not say yes."),
    "corrected": gettext_lazy("A newer act corrects this one. Choose that one."),
    "noted": gettext_lazy("The organ took note, and decided nothing."),
    "other_organ": gettext_lazy("This organ does not take such decisions."),
}
SPECIAL: Special = {
    refusals.NotTheHolder: _not_the_holder,
    refusals.MayNotStop: _may_not_stop,
    refusals.NotWeighed: _not_weighed,
    refusals.OrganDoesNotFit: _organ_does_not_fit,
}

PLAIN: Plain = {
    refusals.NoYesHere: (
        gettext_lazy("Yes does not exist here."),
        gettext_lazy("The law prohibits this practice. You can only reject or stop it."),
    ),
    refusals.ReasonMissing: (
        gettext_lazy("The reason is missing."),
        gettext_lazy("Say why, in one or two sentences."),
    ),
    refusals.ConditionUnfinished: (
        gettext_lazy("A condition is not finished."),
        gettext_lazy("Each condition needs words, somebody who meets it, and a day."),
    ),
    refusals.SecondFactorNeeded: (
        gettext_lazy("Confirm with your second factor."),
        gettext_lazy("On the full route a password is not enough. Confirm, and decide again: your words are kept."),
    ),
    refusals.TermInThePast: (
        gettext_lazy("That day has passed."),
        gettext_lazy("Choose a day after today, or leave it empty."),
    ),
    refusals.NotTheOwner: (
        gettext_lazy("This condition is not yours."),
        gettext_lazy("Its owner, or who manages the register, notes that it is met."),
    ),
    refusals.AlreadyMet: (
        gettext_lazy("This condition has been met."),
        gettext_lazy("Somebody noted it before you. Read how below."),
    ),
    refusals.NothingToStop: (
        gettext_lazy("There is nothing to stop."),
        gettext_lazy("This application is not in use."),
    ),
    refusals.NotAProposal: (
        gettext_lazy("There is nothing to record."),
        gettext_lazy(
            "This decision needs no act of an organ, it has one already, or somebody decided or stopped it since."
            " Ask for the decision again if it is still needed."
        ),
    ),
    refusals.ConditionsMissing: (
        gettext_lazy("The conditions are missing."),
        gettext_lazy("Write down at least one condition, or choose yes."),
    ),
}
