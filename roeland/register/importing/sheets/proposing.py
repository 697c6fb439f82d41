"""Which field a header probably means: certain when somebody calls it so, else only a hint."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from django.conf import settings
from django.utils import translation

from roeland.register.columns import Role
from roeland.register.importing.sheets.fields import FIELDS, KEEP, LEAVE

OUR_NUMBER = re.compile(r"^\s*AI-\d{1,7}\s*$", re.IGNORECASE)
LIKE = 0.8  # how much a header must be like a known one to be worth a hint


@dataclass(frozen=True)
class Proposal:
    """What a column becomes unless somebody says otherwise; `hint` is a field that it only looks like."""

    choice: str
    hint: str = ""


def plain(header: str) -> str:
    """Return a header as it compares: small letters and figures, one blank between."""
    bare = unicodedata.normalize("NFKD", header.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(sign for sign in bare if not unicodedata.combining(sign))))


@cache
def _known() -> dict[str, str]:
    """The field for every name that we know of it: our own labels in each language first, then other words."""
    names: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for one in FIELDS.values():
                names.setdefault(plain(str(one.label)), one.code)
    for one in FIELDS.values():
        for name in (one.code, *one.also):
            names.setdefault(plain(name), one.code)
    return names


def propose(headers: Sequence[str], samples: Sequence[Sequence[str]]) -> list[Proposal]:
    """Return a proposal per column; a field is given to the first column that asks for it."""
    taken: set[str] = set()
    proposals = []
    for header, values in zip(headers, samples, strict=True):
        proposal = _for(header, values, taken)
        taken.add(proposal.choice)
        proposals.append(proposal)
    return proposals


def _for(header: str, values: Sequence[str], taken: set[str]) -> Proposal:
    code = _known().get(plain(header), "")
    if code == "number" and not all(OUR_NUMBER.match(value) for value in values):
        return Proposal(KEEP)
    if code and FIELDS[code].role is Role.DERIVED:
        return Proposal(LEAVE)
    if code in taken:
        return Proposal(KEEP, hint=code)
    if code:
        return Proposal(code)
    alike = get_close_matches(plain(header)[:100], _known(), n=1, cutoff=LIKE)
    hint = _known()[alike[0]] if alike else ""
    return Proposal(KEEP, hint="" if hint in taken else hint)
