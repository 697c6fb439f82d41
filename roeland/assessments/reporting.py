"""Reporting an application that may stand in the register already: the likely ones are shown first, once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from roeland.assessments import services
from roeland.assessments.models import Intake
from roeland.organisation.models import Person
from roeland.register import resembling
from roeland.register import services as register
from roeland.register.resembling import Likely


class LooksLike(Exception):
    """These applications are likely the same, and nobody said why this is another one."""

    def __init__(self, likely: Sequence[Likely]) -> None:
        self.likely = list(likely)
        super().__init__(", ".join(each.application.name for each in likely))


@dataclass(frozen=True)
class Apart:
    """Of which applications somebody said that this is another one, and why."""

    keys: frozenset[UUID] = frozenset()
    reason: str = ""

    def covers(self, likely: Sequence[Likely]) -> bool:
        """Say whether every likely one was seen, and told apart with a reason."""
        return not likely or (bool(self.reason) and {each.application.pk for each in likely} <= self.keys)


def apart_in(data: QueryDict) -> Apart:
    """What a page sent about the likely ones that it showed; what is no key is passed over."""
    return Apart(frozenset(keys_in(data.getlist("apart"))), data.get("apart_reason", "").strip()[:1000])


def likely(actor: Person, described: dict[str, Any], *, beside: Collection[UUID] = ()) -> list[Likely]:
    """The applications that are likely the one that is being described. `beside`: those that it is known not to be."""
    return resembling.likely(actor.organisation, resembling.described_by(described), apart_from=beside)


@transaction.atomic
def report(
    *,
    actor: Person,
    apart: Apart,
    beside: Collection[UUID] = (),
    **described: Any,
) -> Intake:
    """Report an application, unless it is likely one that is there and nobody told them apart.

    What was told apart is kept with its reason. Raises LooksLike, and what `services.report` raises.
    """
    found = likely(actor, described, beside=beside)
    if not apart.covers(found):
        raise LooksLike(found)
    intake = services.report(actor=actor, **described)
    for each in found:
        register.tell_apart(application=intake.application, other=each.application, reason=apart.reason, actor=actor)
    return intake


def keys_in(texts: Collection[str]) -> list[UUID]:
    """The keys among these texts; what is none is passed over."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
