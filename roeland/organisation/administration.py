"""What stands on the first page of the administration: its parts, each with how it is now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.organisation import queries
from roeland.organisation.models import ClosingDays, Organisation, Term, Unit
from roeland.organisation.retention.terms import terms
from roeland.ui.pieces.badges import in_words


@dataclass(frozen=True)
class Part:
    """A part of the administration: how it is now in a few words, and where one goes on."""

    title: str
    icon: str
    url: str
    state: tuple[str, ...]
    more: str = ""  # a second way in, with its words
    more_url: str = ""


def parts(organisation: Organisation, gaps: int, today: date, *, settings_only: bool = False) -> list[Part]:
    """Return the parts, in their fixed order. `gaps`: roles of the matrix without a holder.

    `settings_only`: without what is about people, for who may only see the settings.
    """
    if settings_only:
        return [*_what(organisation), *_settings(organisation, today)]
    return [*_what(organisation), *_who(organisation, gaps), *_settings(organisation, today), *_rest(organisation)]


def _what(organisation: Organisation) -> Iterator[Part]:
    yield Part(_("Organisation"), "building-2", _at("identity"), _identity(organisation))
    yield Part(_("Entities and units"), "network", _at("units"), _units(organisation), _("Add a unit"), _at("add_unit"))


def _who(organisation: Organisation, gaps: int) -> Iterator[Part]:
    yield Part(
        _("People"), "users", _at("persons"), _people(organisation), _("People from a file"), _at("people_files")
    )
    yield Part(_("Roles"), "user", _at("who_is_who"), (_gaps(gaps),))


def _settings(organisation: Organisation, today: date) -> Iterator[Part]:
    yield Part(_("Words"), "book-open", _at("words"), (_words(organisation),))
    yield Part(_("Appearance"), "sun", _at("appearance"), _looks(organisation))
    yield Part(_("Closing days"), "clock", _at("closing_days"), (_closing(organisation, today),))


def _rest(organisation: Organisation) -> Iterator[Part]:
    yield Part(_("Retention terms"), "clock", _at("retention"), (_kept(organisation),))
    yield Part(_("Keep and remove"), "archive", _at("keeping"), (_exported(organisation),))
    yield Part(_("Access for the support"), "eye", _at("support"), (_support(organisation),))


def _at(name: str) -> str:
    return reverse(f"organisation:{name}")


def _identity(organisation: Organisation) -> tuple[str, ...]:
    law = _("Follows the law of: %(place)s") % {"place": organisation.get_jurisdiction_display()}
    return organisation.name, law


def _units(organisation: Organisation) -> tuple[str, ...]:
    rows = Unit.objects.filter(organisation=organisation)
    entities, units = rows.filter(is_entity=True).count(), rows.filter(is_entity=False).count()
    return (
        _counted(ngettext("%(number)s legal entity", "%(number)s legal entities", entities), entities),
        _counted(ngettext("%(number)s other unit", "%(number)s other units", units), units),
    )


def _people(organisation: Organisation) -> tuple[str, ...]:
    rows = queries.persons_choices(organisation)
    here, out = rows.count(), rows.filter(user=None).count()
    cannot = ngettext("%(number)s cannot sign in yet", "%(number)s cannot sign in yet", out)
    return (
        _counted(ngettext("%(number)s person works here", "%(number)s persons work here", here), here),
        _counted(cannot, out) if out else _("Everybody can sign in"),
    )


def _gaps(gaps: int) -> str:
    if not gaps:
        return _("Every role of the matrix is held by somebody.")
    return _counted(ngettext("%(number)s role without a person", "%(number)s roles without a person", gaps), gaps)


def _words(organisation: Organisation) -> str:
    own = Term.objects.filter(organisation=organisation).count()
    if not own:
        return _("Only the words that Roeland brings")
    return _counted(ngettext("%(number)s own word", "%(number)s own words", own), own)


def _closing(organisation: Organisation, today: date) -> str:
    own = ClosingDays.objects.filter(organisation=organisation, holiday="", last__gte=today).count()
    if not own:
        return _("The holidays of the law")
    return _counted(ngettext("%(number)s closure of your own", "%(number)s closures of your own", own), own)


def _looks(organisation: Organisation) -> tuple[str, ...]:
    colours = _("Own colours") if organisation.has_own_colours else _("The colours of Roeland")
    return colours, _("Own logo") if organisation.logo_id else _("No logo of your own")


def _exported(organisation: Organisation) -> str:
    last = queries.last_export(organisation)
    return _("Last export: %(day)s") % {"day": in_words(last)} if last else _("Never exported")


def _kept(organisation: Organisation) -> str:
    rows = terms(organisation)
    return _("%(adopted)s of %(total)s adopted") % {"adopted": sum(r.adopted for r in rows), "total": len(rows)}


def _support(organisation: Organisation) -> str:
    looking = queries.support_here(organisation, timezone.now()).count()
    if not looking:
        return _("Nobody looks along")
    return _counted(ngettext("%(number)s person may look along", "%(number)s persons may look along", looking), looking)


def _counted(words: str, number: Any) -> str:
    return words % {"number": number}
