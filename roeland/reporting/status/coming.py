"""The components for which there is no place yet: what they will say, and what can be done until then."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from roeland.organisation.models import Organisation
from roeland.reporting.status import Part


def vision(organisation: Organisation, today: date) -> Part:
    lead = _(
        "Vision and policy get their place with the next parts of Roeland. Until then, keep them in your own documents."
    )
    return Part("vision", _("Vision & policy"), _("How do we use AI at its best?"), lead, comes=True)


def roadmap(organisation: Organisation, today: date) -> Part:
    lead = _(
        "Goals with results and means get their place with the next parts of Roeland. "
        "Until then, put the goals of this year in your advice."
    )
    return Part(
        "roadmap",
        _("Roadmap"),
        _("Which goals do we want to reach within the year?"),
        lead,
        url=reverse("reporting:advices"),
        url_label=_("To the advice"),
        comes=True,
    )


def talent(organisation: Organisation, today: date) -> Part:
    lead = _(
        "Competences, courses and the network get their place with the next parts of Roeland. "
        "Until then, who is who shows whom you can ask."
    )
    return Part(
        "talent",
        _("Talent"),
        _("Which competences do we need, in the whole organisation?"),
        lead,
        url=reverse("organisation:who_is_who"),
        url_label=_("To who is who"),
        comes=True,
    )
