"""The codes of the rules in words: what happened, why, and what to do."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "no_members": _("No member has a vote on this day. Add members first."),
    "rule_incomplete": _(
        "The body needs a fixed number of members, and nobody filled it in. Change the rules of the body."
    ),
    "presence_unknown": _(
        "Not everybody is noted as present or absent. Note who is there: unknown counts as not there."
    ),
    "too_few": _("Too few members take part for an advice. Conclude without advice, or take it up in a next session."),
    "outcome_missing": _("No advice is written yet. Write it, with what each member says."),
    "vote_missing": _("Not every member who takes part has said something. Fill in every member."),
    "nobody_in_favour": _("Nobody is in favour of this advice. Write another one, or conclude without advice."),
    "objection": _("Somebody objects, so there is no consensus. Write another advice, or conclude without advice."),
    "tie": _("As many members are for as against. Equal votes give no advice: write another one, or conclude without."),
    "more_against": _(
        "More members are against this advice than for it. Write another one, or conclude without advice."
    ),
    "not_held": _("The session has not been held yet. Note who was there first."),
    "items_open": _("Not every item is concluded. Conclude each, if need be without advice."),
    "minutes_missing": _("There are no minutes yet. Write them first."),
    "entity_unknown": _("This unit belongs to no legal entity, so no act of an organ counts for it."),
    "other_entity": _("This is an act of an organ of another legal entity. It does not count here."),
    "other_organ": _("This organ does not decide on this."),
    "corrected": _("This reference was wrong and has been replaced. Take the new one."),
}


def in_words(codes: Iterable[str]) -> list[str | Promise]:
    """The sentences of these codes. Raises KeyError."""
    return [SENTENCES[code] for code in codes]
