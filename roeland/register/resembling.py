"""Which applications in the register are likely the one that somebody describes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from roeland.organisation.models import Organisation
from roeland.register.finding import KIND
from roeland.register.likeness import Described, signs
from roeland.register.models import Application, Phase, Relation
from roeland.register.parts import standing
from roeland.search.likeness import sharing

MOST = 5
COMPARED = ("name", "purpose", "supplier__name", "product")
FINISHED = (Phase.RETIRED, Phase.REJECTED, Phase.STOPPED)


@dataclass(frozen=True)
class Likely:
    """An application that is likely the same, and the signs of it as `likeness.signs` gives them."""

    application: Application
    signs: Mapping[str, int]

    @property
    def why(self) -> str:
        """The signs in words."""
        return in_words(self.signs)

    @property
    def can_be_joined(self) -> bool:
        """People can say that they use it too; not when it is retired, rejected or stopped."""
        return self.application.phase not in FINISHED


def in_words(signs: Iterable[str]) -> str:
    """Return signs as people read them."""
    words = {
        "name": _("nearly the same name"),
        "product": _("the same product"),
        "purpose": _("the same words about what it is for"),
        "supplier": _("the same supplier"),
    }
    return ", ".join(words[sign] for sign in signs)


def described_by(values: Mapping[str, Any]) -> Described:
    """What a form or a report says of an application, as it is compared."""
    return Described(**{field: str(values.get(field) or "") for field in ("name", "purpose", "supplier", "product")})


def likely(organisation: Organisation, described: Described, *, apart_from: Collection[UUID] = ()) -> list[Likely]:
    """At most five applications of the organisation that are likely this one, the likeliest first.

    `apart_from` are keys of those that need not be looked at.
    """
    names = " ".join((described.name, described.product, described.supplier))
    here = Application.objects.of(organisation)
    keys = set(sharing(organisation=organisation, kind=KIND, names=names, about=described.purpose))
    keys.update(here.filter(name=described.name.strip()).values_list("pk", flat=True)[:MOST])
    rows = here.filter(pk__in=keys.difference(apart_from)).order_by("number").values_list("pk", *COMPARED)
    why = {key: found for key, *said in rows if (found := signs(described, _said(*said)))}
    best = sorted(why, key=lambda key: -sum(why[key].values()))[:MOST]
    shown = here.select_related("supplier", "unit").in_bulk(best) if best else {}
    return [Likely(shown[key], why[key]) for key in best if key in shown]


def _said(name: str, purpose: str, supplier: str | None, product: str) -> Described:
    return Described(name, purpose, supplier or "", product)


def as_it_stands(application: Application) -> Described:
    """What the register says of an application."""
    supplier = application.supplier.name if application.supplier else ""
    return Described(application.name, application.purpose, supplier, application.product)


def likely_for(application: Application, *, said: Iterable[Relation] | None = None) -> list[Likely]:
    """The other applications that are likely this one, without those of which somebody said what they are to it.

    `said`: these relations, when they are read already.
    """
    rows = standing.relations(application) if said is None else said
    known = {key for row in rows for key in (row.application_id, row.other_id)}
    return likely(application.organisation, as_it_stands(application), apart_from={application.pk, *known})
