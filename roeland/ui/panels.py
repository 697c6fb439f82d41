"""The shape of a panel: a part of a page that another room fills."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest

Found = TypeVar("Found")


@dataclass(frozen=True)
class Panel:
    """A card on somebody else's page. `place` is main or aside; `id` is its anchor."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    place: str = "main"
    id: str = ""


def once(request: HttpRequest, thing: Any, read: Callable[..., Found], *along: Any) -> Found:
    """What `read` gives for a thing with a key, and for what goes along; all panels of one page read it once."""
    known: dict[Any, Found] = request.__dict__.setdefault("read_once", {})
    place = read, thing.pk
    if place not in known:
        known[place] = read(thing, *along)
    return known[place]
