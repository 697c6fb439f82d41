"""What a page says about a refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from roeland.decisions.refusals import Refused
from roeland.organisation.models import Organisation


@dataclass(frozen=True)
class Explained:
    """What a page says about a refusal; `url`: where to go on; `status`: of the page."""

    title: str
    sentences: tuple[str, ...]
    url: str = ""
    status: int = 409


Plain = dict[type[Refused], tuple[str | Promise, str | Promise]]
"""Refusals that need nothing but a title and a sentence."""

Special = dict[type[Refused], Callable[[Any, Organisation], Explained]]
"""Refusals that say more: who, or what is missing."""
