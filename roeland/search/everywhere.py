"""What a room shows on the page that searches everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roeland.search.marking import Piece
from roeland.search.queries import Answer


@dataclass(frozen=True)
class Hit:
    """Something that was found: what it is called, where it is, what it is in short, and why it was found."""

    name: Sequence[Piece]
    url: str
    about: Sequence[Piece] = ()
    why: Sequence[Piece] = ()


@dataclass(frozen=True)
class Group:
    """What one room found: its first hits, how many there are, and where all of them stand, when that is elsewhere."""

    code: str
    title: Any
    hits: Sequence[Hit]
    count: int
    answer: Answer | None = None
    all_url: str = ""
    all_label: str = ""

    @property
    def exact(self) -> bool:
        """Whether everything was found as it was typed."""
        return self.answer is None or (self.answer.complete and not self.answer.read_as)
