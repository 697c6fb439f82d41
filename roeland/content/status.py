"""What a lawyer must still release before anything of it may be called legally certain."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from roeland.content import released, shipped
from roeland.rules.law_dates import Status


class Reason(StrEnum):
    """Why something waits for a lawyer."""

    UNRELEASED = "unreleased"
    CHANGED = "changed"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One thing to release: the document (name@version), the code in it ("" for the whole), and why."""

    document: str
    code: str
    reason: Reason


def lines() -> tuple[StatusLine, ...]:
    """Everything that waits: whole documents first, then the dates that are disputed or not yet read at the source."""
    return (*_documents(), *_dates())


def _documents() -> Iterator[StatusLine]:
    changed = released.changed()
    for name in shipped.names():
        for version in shipped.versions(name):
            ref = f"{name}@{version}"
            if not released.is_released(ref):
                yield StatusLine(ref, "", Reason.UNRELEASED)
            elif ref in changed:
                yield StatusLine(ref, "", Reason.CHANGED)


def _dates() -> Iterator[StatusLine]:
    ref = shipped.document("law-dates").ref
    for law_date in shipped.law_dates().dates:
        if law_date.status is not Status.SETTLED:
            yield StatusLine(ref, law_date.code, Reason(law_date.status.value))
