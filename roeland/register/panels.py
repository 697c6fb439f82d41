"""What the register shows on a dossier and on somebody's home page."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.register import markup, queries, tagging
from roeland.register.models import Application, Description, Leftover, Link, Tagging
from roeland.register.parts import facts as about
from roeland.register.parts.appointments import owners
from roeland.register.parts.together import together
from roeland.register.sections import LINKS, RICH, SECTIONS, Section
from roeland.ui.panels import Panel, once

DESCRIBED = ("general", "responsible-use", "working", "metadata")
# What only the register that published it fills in.
BY_REGISTER = ("lars", "publication_dt", "lang", "standard_version")
# A running application has no end.
NO_GAP = frozenset({"end_date", *BY_REGISTER})


@dataclass(frozen=True)
class Shown:
    """A field on the page: its label and its value; `address` when the value can be followed."""

    label: str | Promise
    value: str | SafeString
    address: str = ""


def description(request: Request, application: Application) -> Panel:
    """The register form, part by part; what is not filled in is named."""
    described = [_part(application, SECTIONS[code]) for code in DESCRIBED]
    context = {
        "application": application,
        "parts": described,
        "is_template": application.description.is_template,
        "may_edit": may(request.person, "application.edit", application),
    }
    return Panel(_("Description"), "register/panels/_description.html", context, id="description")


def _part(application: Application, section: Section) -> dict[str, Any]:
    names = [field for field in section.fields if field not in LINKS]
    names += BY_REGISTER if section.code == "metadata" else ()
    pairs = [(str(Application.label_of(field)), _value(application.description, field), field) for field in names]
    return {
        "section": section,
        "fields": [Shown(label, value, address_of(value)) for label, value, _field in pairs if value],
        "gaps": [label for label, value, field in pairs if not value and field not in NO_GAP],
    }


def _value(described: Description, field: str) -> str:
    value = getattr(described, field)
    if field in RICH:
        return markup.shown(value) if value.strip() else ""
    return ", ".join(value) if isinstance(value, list) else value.strip()


def address_of(value: str) -> str:
    """Return the value when it is an address on the web, else nothing."""
    return value.strip() if value.strip().startswith(("https://", "http://")) and " " not in value.strip() else ""


def facts(request: Request, application: Application) -> Panel:
    """The application in short; who reported it and who appointed its owner only for who handles it."""
    may_edit = may(request.person, "application.edit", application)
    names = may(request.person, "journal.own", application)
    uses = once(request, application, queries.uses_now)
    tags = once(request, application, together)[Tagging]
    context = {
        "application": application,
        "may_edit": may_edit,
        "reporter": application.reporter if names else None,
        "may_look_back": names,
        "owners": list(owners(application, request.person, names=names)),
        "place": about.place(application),
        "product": about.product(application),
        "labels": tagging.as_text(tag.texts[0] for tag in tags),
        "from_the_intake": about.from_the_intake(application),
        "further": about.further(application),
        "uses": len(uses),
        "people": sum(use.people or 0 for use in uses),
    }
    return Panel(_("In short"), "register/panels/_facts.html", context, place="aside", id="in-short")


def links(request: Request, application: Application) -> Panel | None:
    """References: laws, impact assessments, sources of data."""
    rows = [link.texts for link in once(request, application, together)[Link]]
    groups = [(kind.label, [_shown(*said) for of, *said in rows if of == kind]) for kind in Link.Kind]
    groups = [(label, shown) for label, shown in groups if shown]
    if not groups:
        return None
    return Panel(_("References"), "register/panels/_links.html", {"groups": groups}, place="aside", id="references")


def _shown(title: str, link: str) -> Shown:
    return Shown("", title.strip() or link, address_of(link))


def leftovers(request: Request, application: Application) -> Panel | None:
    """What the source said and Roeland has no place for."""
    rows = [Shown(*left.texts) for left in once(request, application, together)[Leftover]]
    if not rows:
        return None
    return Panel(
        _("From the source, without a place of its own"),
        "register/panels/_leftovers.html",
        {"rows": rows},
        id="leftovers",
    )


def my_applications(request: Request) -> Panel:
    """The applications that this person owns or reported, and those that the own unit uses too."""
    context = {"applications": queries.mine(request.person), "uses": queries.used_by_my_unit(request.person)}
    return Panel(_("My applications"), "register/panels/_mine.html", context, id="my-applications")
