"""Why a role cannot be given, in words that say what to do."""

from django.utils.translation import gettext as _

from roeland.organisation import queries
from roeland.organisation.models import Organisation
from roeland.organisation.role_rules import RoleRefused

FIELDS = {
    "needs_mitigation": "mitigation",
    "deputy_lacks_role": "deputy",
    "own_deputy": "deputy",
    "ends_before_start": "ends",
    "unknown_role": "role",
}


def field(refusal: RoleRefused) -> str | None:
    """Return the field of the form that the refusal is about."""
    return FIELDS.get(refusal.code)


def sentence(refusal: RoleRefused, organisation: Organisation) -> str:
    """Return what is wrong and what to do."""
    known = refusal.other in queries.roles().by_code
    other = queries.role_name(refusal.other, None, organisation) if known else refusal.other
    sentences = {
        "unknown_role": _("Roeland does not know this role. Choose one from the list."),
        "forbidden_combination": _(
            "One person cannot combine this role with %(other)s: that would be checking one's own work. "
            "Choose somebody else, or end the other role first."
        ),
        "needs_mitigation": _(
            "This person also holds %(other)s. Write down how the two roles stay apart, for example who checks instead."
        ),
        "deputy_lacks_role": _("The deputy must also be %(other)s. Give the deputy that role first."),
        "own_deputy": _("Nobody can be their own deputy. Choose somebody else."),
        "ends_before_start": _("The last day comes before the first. Choose a later day."),
        "already_held": _("This person already holds this role here. Change that one instead."),
        "person_left": _("This person no longer works here. Choose somebody else."),
    }
    return sentences[refusal.code] % {"other": other}
