"""What a lawyer must still release before anything of it may be called legally certain."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from roeland.content import released, shipped
from roeland.rules.classification import Classification
from roeland.rules.law_dates import LawDates, Status
from roeland.rules.retention import Retention
from roeland.rules.sources import Source


class Reason(StrEnum):
    """Why something waits for a lawyer."""

    UNRELEASED = "unreleased"
    CHANGED = "changed"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One thing to release: the document (name@version), the code in it ("" for the whole), why, and what to read."""

    document: str
    code: str
    reason: Reason
    sources: tuple[Source, ...] = ()


def lines() -> tuple[StatusLine, ...]:
    """Everything that waits: whole documents first, then what is disputed or not yet read at the source.

    That is looked up in the newest version of each document.
    """
    return (*_documents(), *_doubts())


def _documents() -> Iterator[StatusLine]:
    changed = released.changed()
    for ref in shipped.references():
        if not released.is_released(ref):
            yield StatusLine(ref, "", Reason.UNRELEASED)
        elif ref in changed:
            yield StatusLine(ref, "", Reason.CHANGED)


def _doubts() -> Iterator[StatusLine]:
    for name in shipped.names():
        document = shipped.document(name)
        for code, status, sources in _statuses(document.meaning):
            if status is not Status.SETTLED:
                yield StatusLine(document.ref, code, Reason(status.value), sources)


def _statuses(meaning: Any) -> Iterator[tuple[str, Status, tuple[Source, ...]]]:
    """How sure each thing is that has a status of its own: findings, dates of the law, terms of records."""
    if isinstance(meaning, Classification):
        yield from ((rule.code, rule.status, rule.sources) for rule in meaning.rules)
    if isinstance(meaning, LawDates):
        yield from ((law_date.code, law_date.status, (law_date.source,)) for law_date in meaning.dates)
    if isinstance(meaning, Retention):
        yield from ((r.code, basis.status, basis.sources) for r in meaning.records for basis in r.bases)
