"""The form of an application, cut into sections that can be edited at the same time."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roeland.register import tagging
from roeland.register.markup import plain, rich
from roeland.register.models import Application, Description, Link

# Texts in which the register form allows a little HTML.
RICH = frozenset(
    {
        "goal",
        "proportionality",
        "human_intervention",
        "risks",
        "lawful_basis",
        "impact_assessments",
        "source_data",
        "methods_and_models",
        "tags",
    }
)
LINKS = {
    "lawful_basis_links": Link.Kind.LAWFUL_BASIS,
    "impact_assessment_links": Link.Kind.IMPACT_ASSESSMENT,
    "source_data_links": Link.Kind.SOURCE_DATA,
}
LABELS = "labels"  # the tags that people give; `tags` are the search terms of the register form
OF_APPLICATION = frozenset(
    {
        "name",
        "summary",
        "purpose",
        "product",
        "version",
        "supplier",
        "field_of_use",
        "unit",
        "owner",
        "process_owner",
        "users",
        "affected",
        "cost_once",
        "cost_yearly",
    }
)


@dataclass(frozen=True)
class Section:
    """A part of the form: its code in the address, its title and its fields in order."""

    code: str
    title: str | Promise
    fields: tuple[str, ...]


SECTIONS = {
    section.code: section
    for section in (
        Section(
            "identity",
            _("What it is"),
            ("name", "summary", "purpose", "supplier", "product", "version", "field_of_use", "labels"),
        ),
        Section("place", _("Where it belongs"), ("unit", "owner", "process_owner")),
        Section("people", _("People and cost"), ("users", "affected", "cost_once", "cost_yearly")),
        Section(
            "general",
            _("General information"),
            (
                "organization",
                "category",
                "status",
                "begin_date",
                "end_date",
                "contact_email",
                "website",
                "publication_category",
                "url",
            ),
        ),
        Section(
            "responsible-use",
            _("Responsible use"),
            (
                "goal",
                "proportionality",
                "human_intervention",
                "risks",
                "lawful_basis",
                "lawful_basis_links",
                "process_index_url",
                "impact_assessments",
                "impact_assessment_links",
            ),
        ),
        Section(
            "working",
            _("How it works"),
            ("source_data", "source_data_links", "methods_and_models", "provider", "publiccode"),
        ),
        Section("metadata", _("Register data"), ("source_id", "tags")),
    )
}


def normal(value: Any) -> Any:
    """Return a value as it compares: keys for things, cents, one kind of line end, no blanks around."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if hasattr(value, "pk"):
        return str(value.pk)
    if isinstance(value, list | tuple):
        return [normal(item) for item in value]
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def column(name: str) -> Field:
    """Return where a field of the form is stored. Raises FieldDoesNotExist, or TypeError for what is not a column."""
    found = (Application if name in OF_APPLICATION else Description)._meta.get_field(name)
    if not isinstance(found, Field):
        raise TypeError(f"{name} is not a column")
    return found


def digest(value: Any) -> str:
    """Return a short digest by which a form remembers what its user saw."""
    return hashlib.sha256(json.dumps(normal(value), ensure_ascii=False).encode()).hexdigest()[:20]


def read(application: Application, field: str) -> Any:
    """Return the value of a field as a person edits it: plain text, a list, or a thing."""
    if field in LINKS:
        return [[link.title, link.link] for link in application.links.all() if link.kind == LINKS[field]]
    if field == "supplier":
        return application.supplier.name if application.supplier else ""
    if field == LABELS:
        return tagging.of(application)
    holder = application if field in OF_APPLICATION else application.description
    value = getattr(holder, field)
    return plain(value) if field in RICH else value


def stored(field: str, value: Any) -> Any:
    """Return what a person typed as it is stored."""
    value = value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
    return rich(value) if field in RICH else value


def told(value: Any) -> Any:
    """Return a value as the journal keeps it: words for things and amounts, nothing for what is not filled in."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return normal(value)
    return value if isinstance(value, str | list) else str(value)
