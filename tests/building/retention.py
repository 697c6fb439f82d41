"""Terms that are adopted, and moments far enough away for them to be over."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.utils import timezone

from roeland.organisation.models import Destruction, DestructionItem, Person
from roeland.organisation.retention import destroying, running
from roeland.organisation.retention.adopting import adopt_term
from roeland.organisation.retention.kinds import kinds
from roeland.rules.retention import Length

LISTED = "Selectielijst 2020, 11.1"
TEN_YEARS = Length(years=10)
LATER = datetime(2041, 6, 1, 10, tzinfo=UTC)


@contextmanager
def later(moment: datetime = LATER) -> Iterator[datetime]:
    """Let the clock stand at a moment in the future."""
    with patch.object(timezone, "now", return_value=moment):
        yield moment


def adopted(actor: Person, *codes: str, length: Length = TEN_YEARS) -> None:
    """Adopt a term for these kinds; without any for all that can be destroyed."""
    for code in codes or kinds():
        adopt_term(organisation=actor.organisation, kind=code, length=length, reference=LISTED, actor=actor)


def a_proposal(actor: Person, kind: str = "application", chosen: Iterable[UUID] | None = None) -> Destruction:
    """Propose to destroy everything of a kind that is due, or what is chosen."""
    asked: dict[str, Any] = {"kind": kind, "chosen": chosen, "ground": LISTED}
    return destroying.propose(organisation=actor.organisation, actor=actor, **asked)


def destroyed(
    actor: Person, second: Person, kind: str = "application", chosen: Iterable[UUID] | None = None
) -> Destruction:
    """Propose, confirm and carry out."""
    return running.run(destroying.confirm(destruction=a_proposal(actor, kind, chosen), actor=second))


def states(destruction: Destruction) -> list[str]:
    return sorted(DestructionItem.objects.filter(destruction=destruction).values_list("state", flat=True))
