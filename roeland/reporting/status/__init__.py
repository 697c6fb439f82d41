"""Status & plan: the five components of the strategy on one page, each filled by a function of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from roeland.organisation.models import Organisation
from roeland.reporting.picture.tables import Figure

Maker = Callable[[Organisation, date], "Part"]


@dataclass(frozen=True)
class Part:
    """One component: its conclusion, its figures, what is behind, and where to read on. `comes`: not filled yet."""

    id: str
    title: str | Promise
    question: str | Promise
    lead: str = ""
    figures: tuple[Figure, ...] = ()
    behind: tuple[str, ...] = ()
    url: str = ""
    url_label: str = ""
    source: str = ""
    comes: bool = False


def parts(organisation: Organisation, today: date) -> list[Part]:
    """Every part that `STATUS_PARTS` names, in its order."""
    return [_maker(name)(organisation, today) for name in settings.STATUS_PARTS]


@cache
def _maker(dotted: str) -> Maker:
    found: Maker = import_string(dotted)
    return found
