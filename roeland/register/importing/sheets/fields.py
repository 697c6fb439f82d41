"""What a column of a sheet can become: the fields that may be imported, and the statements that may not."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roeland.register import standard
from roeland.register.columns import COLUMNS, Role
from roeland.register.sections import column

# What a column can be besides a field.
KEEP, LEAVE = "-keep", "-leave"


@dataclass(frozen=True)
class SheetField:
    """A field for a column. `kind` says how its cells are read; words in `also` are other names for its header."""

    code: str
    label: str | Promise
    kind: str = "text"
    limit: int = 0
    role: Role = Role.FIELD
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = field(default=())


# Per column of the register: how its cells are read, how long a text may be, and what others call it.
_READ: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "number": ("number", 0, ("nr", "no", "ai-nummer", "toepassingsnummer", "roeland-nummer", "application number")),
    "name": (
        "text",
        120,
        (
            *("naam", "name", "toepassing", "naam toepassing", "naam van de toepassing", "titel", "title"),
            *("applicatie", "ai-toepassing", "ai application", "application name", "systeem", "algoritme"),
        ),
    ),
    "unit": ("unit", 0, ("afdeling", "dienst", "departement", "team", "department", "eenheid", "organisatieonderdeel")),
    "ai_class": ("class", 0, ("klasse", "risico", "risicoklasse", "class", "risk class", "risk", "classificatie")),
    "phase": ("phase", 0, ("status", "fase", "stadium", "state", "in gebruik", "in use", "levensfase")),
    "owner": ("person", 0, ("eigenaar", "owner", "verantwoordelijke", "applicatie-eigenaar", "systeemeigenaar")),
    "route": ("route", 0, ("route", "aanpak", "werkwijze")),
    "summary": (
        "text",
        400,
        ("omschrijving", "korte omschrijving", "beschrijving", "description", "description_short"),
    ),
    "purpose": ("text", 5000, ("doel", "purpose", "waarvoor", "doelstelling", "gebruiksdoel", "use")),
    "process_owner": ("person", 0, ("proceseigenaar", "process owner")),
    "supplier": ("supplier", 200, ("leverancier", "vendor", "supplier", "provider", "aanbieder", "firma")),
    "product": ("text", 120, ("productnaam", "product name", "pakket")),
    "version": ("text", 60, ("versie", "release")),
    "field_of_use": ("field_of_use", 0, ("domein", "toepassingsgebied", "gebied", "domain")),
    "users": ("text", 400, ("gebruikers", "users", "wie werkt ermee")),
    "affected": ("text", 400, ("betrokkenen", "doelgroep", "affected", "affected people", "wie raakt het")),
    "cost_once": ("money", 0, ("eenmalige kosten", "kosten eenmalig", "investering", "one-off cost", "aanschafprijs")),
    "cost_yearly": ("money", 0, ("jaarlijkse kosten", "kosten per jaar", "yearly cost", "annual cost", "jaarkost")),
    "labels": ("labels", 60, ("labels", "etiketten", "trefwoorden", "tags", "keywords")),
}
_WORKED_OUT = ("text", 0, ())  # by Roeland itself: never read
# The kinds of the register form that a cell can hold, and how a cell is read then.
_KINDS = {"text": "text", "code": "text", "rich": "rich", "month": "month", "choice": "choice"}
_KINDS |= {"many": "many", "links": "links", "address": "text", "contact": "text"}
# Fields of the register form that the columns above hold already, or that only its own files have.
_NOT_AGAIN = {"name", "description_short", "provider", "status", "lang", "standard_version", "lars", "publication_dt"}
_ALSO = {"source_id": ("id", "eigen id", "own id", "referentie", "reference", "kenmerk", "sleutel")}
_LINKS = {
    "lawful_basis_links": _("References to the legal basis"),
    "impact_assessment_links": _("Impact assessments"),
    "source_data_links": _("References to sources of data"),
}


def _of_columns() -> list[SheetField]:
    read = [(column, _WORKED_OUT if column.role is Role.DERIVED else _READ[column.code]) for column in COLUMNS]
    return [
        SheetField(column.code, column.label, kind, limit, column.role, also=also)
        for column, (kind, limit, also) in read
    ]


def _label(target: str) -> str | Promise:
    if target in _LINKS:
        return _LINKS[target]
    return capfirst(column(target).verbose_name)


def _of_the_form() -> list[SheetField]:
    fields = [known for known in standard.FIELDS.values() if known.name not in _NOT_AGAIN]
    return [
        SheetField(
            known.target,
            _label(known.target) if known.name != "organization" else _("Organisation"),
            _KINDS[known.kind],
            known.limit,
            choices=known.choices,
            also=(known.name, *_ALSO.get(known.name, ())),
        )
        for known in fields
    ]


FIELDS = {one.code: one for one in (*_of_columns(), *_of_the_form())}
STORED = tuple(one.code for one in FIELDS.values() if one.role is Role.FIELD)
