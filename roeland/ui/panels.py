"""The shape of a panel: a part of a page that another room fills."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Panel:
    """A card on somebody else's page. `place` is main or aside; `id` is its anchor."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    place: str = "main"
    id: str = ""
