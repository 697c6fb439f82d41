"""Why somebody answers for a role here, in words: "because …"."""

from django.utils.translation import gettext as _

from roeland.organisation.holding import Holder, Standing
from roeland.organisation.models import Organisation, Unit
from roeland.organisation.wording import in_a_sentence, role_name


def because(held: Holder, unit: Unit | None, organisation: Organisation) -> str:
    """The rule by which this person acts in a role for `unit`; a sentence that begins with "because"."""
    words = {
        "name": held.person.name,
        "role": in_a_sentence(role_name(held.role_held.role, None, organisation)),
        "holder": held.role_held.person.name,
        "place": held.role_held.unit.name if held.role_held.unit else "",
    }
    if held.reason is Standing.HOLDS:
        return _where(held, unit) % words
    return _standing_in(held.reason) % words


def _where(held: Holder, unit: Unit | None) -> str:
    if held.role_held.unit_id is None:
        return _("because %(name)s is %(role)s for the whole organisation")
    if unit is not None and held.role_held.unit_id == unit.pk:
        return _("because %(name)s is %(role)s of %(place)s")
    return _("because %(name)s is %(role)s of %(place)s, the nearest above you")


def _standing_in(reason: Standing) -> str:
    return {
        Standing.DEPUTY_OF_ABSENT: _("because %(holder)s (%(role)s) is away and %(name)s stands in"),
        Standing.DEPUTY_OF_LEFT: _("because %(holder)s (%(role)s) has left and %(name)s stands in"),
        Standing.DEPUTY_OF_EXPIRED: _("because the term of %(holder)s (%(role)s) is over and %(name)s stands in"),
    }[reason]
