"""Reading the chain again: is everything that was recorded still there, unchanged and with nothing slipped in?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from roeland.journal import digests, triggers
from roeland.journal.models import ENTRIES_PER_SEAL, Detail, Entry, Seal, ToSeal

# An act is sealed by the first seal after its commit. What is older than this when it is sealed was slipped in.
GRACE = timedelta(minutes=10)
UP_TO_SEAL = "seals:"  # how the field of a certificate starts that names the last seal whose entries are destroyed
_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
_CHUNK = 1000


@dataclass(frozen=True)
class Verdict:
    """What verification found.

    `broken_sequence` is the first seal that does not hold (None when all hold; one past the last seal for an entry
    that is not sealed yet). `reason` is a code: seal_altered, seal_missing, entry_altered, entry_missing,
    entry_inserted, detail_altered, detail_missing, or empty. `head` is the hash of the last seal: who keeps it
    elsewhere can prove later that the end was not cut off.
    """

    ok: bool
    broken_sequence: int | None
    unsealed: int
    reason: str = ""
    entry: UUID | None = None
    seals: int = 0
    head: str = ""


@dataclass(frozen=True)
class _Break:
    sequence: int
    reason: str
    entry: UUID | None = None


@dataclass
class _Walk:
    """What is remembered while going along the chain of one organisation."""

    organisation: UUID
    sealed: set[UUID] = field(default_factory=set)
    ends: list[tuple[int, datetime]] = field(default_factory=list)
    emptied: datetime = _BEFORE_ALL  # when the last seal that emptied the queue was made
    head: str = ""
    last: int = 0
    single: set[UUID] = field(default_factory=set)  # entries that are gone, each with an entry that says so
    destroyed: int = 0  # up to this seal the entries are gone, and a sealed certificate says so


def verify(organisation_id: UUID) -> Verdict:
    """Walk the whole chain of one organisation. Takes no lock: acts and seals may go on meanwhile."""
    single, destroyed = _given_up(organisation_id)
    walk = _Walk(organisation_id, single=single, destroyed=destroyed)
    breaks = [*_walk_seals(walk)]
    outside = _outside(walk)
    breaks += [*_slipped_in(walk, outside), *_check(walk.last + 1, outside)]
    first = min(breaks, key=lambda found: found.sequence, default=None)
    return Verdict(
        ok=first is None,
        broken_sequence=first.sequence if first else None,
        unsealed=len(outside),
        reason=first.reason if first else "",
        entry=first.entry if first else None,
        seals=walk.last,
        head=walk.head,
    )


def _given_up(organisation: UUID) -> tuple[set[UUID], int]:
    """What is lawfully gone: single entries, and up to which seal all are."""
    told = Entry.objects.filter(organisation=organisation, verb__in=(triggers.DESTROYED, triggers.ENTRY_DESTROYED))
    proof = list(told.order_by("-at"))
    single = {entry.subject for entry in proof if entry.verb == triggers.ENTRY_DESTROYED}
    return single, _destroyed(entry for entry in proof if entry.verb == triggers.DESTROYED)


def _destroyed(certificates: Iterable[Entry]) -> int:
    """Up to which seal the entries are destroyed: what the certificate says, when the very next seal holds it."""
    for certificate in certificates:
        said = (field.removeprefix(UP_TO_SEAL) for field in certificate.fields if field.startswith(UP_TO_SEAL))
        until = int(next(said, "0"))
        seal = Seal.objects.filter(organisation=certificate.organisation, sequence=until + 1).first()
        if seal and [str(certificate.pk), digests.of_entry(certificate)] in seal.entries:
            return until
    return 0


def _walk_seals(walk: _Walk) -> Iterator[_Break]:
    seals = Seal.objects.filter(organisation=walk.organisation, sequence__gt=walk.last).order_by("sequence")
    for seal in seals.iterator(chunk_size=20):
        yield from _check_link(walk, seal)
        yield from _check_entries(walk, seal)
        if len(seal.entries) < ENTRIES_PER_SEAL:
            walk.emptied = seal.at
        walk.ends.append((seal.sequence, seal.at))
        walk.head, walk.last = seal.hash, seal.sequence


def _check_link(walk: _Walk, seal: Seal) -> Iterator[_Break]:
    if seal.sequence != walk.last + 1:
        yield _Break(walk.last + 1, "seal_missing")
    if seal.hash != digests.of_seal(seal) or (seal.previous != walk.head and seal.sequence == walk.last + 1):
        yield _Break(seal.sequence, "seal_altered")


def _check_entries(walk: _Walk, seal: Seal) -> Iterator[_Break]:
    promised = {UUID(key): digest for key, digest in seal.entries}
    walk.sealed.update(promised)
    found = Entry.objects.in_bulk(promised)
    for key, digest in promised.items():
        if key not in found and (seal.sequence <= walk.destroyed or key in walk.single):
            continue
        if key not in found:
            yield _Break(seal.sequence, "entry_missing", key)
        elif found[key].hash != digest:
            yield _Break(seal.sequence, "entry_altered", key)
        elif found[key].at < walk.emptied - GRACE:
            yield _Break(seal.sequence, "entry_inserted", key)
    yield from _check(seal.sequence, found.values())


def _check(sequence: int, entries: Iterable[Entry]) -> Iterator[_Break]:
    """Compare entries with their own hash, and their details with the digest that the entry holds."""
    entries = list(entries)
    for start in range(0, len(entries), _CHUNK):
        part = entries[start : start + _CHUNK]
        details = Detail.objects.in_bulk([entry.pk for entry in part if entry.detail_digest])
        for entry in part:
            if entry.hash != digests.of_entry(entry):
                yield _Break(sequence, "entry_altered", entry.pk)
            elif reason := _wrong_with_detail(entry, details.get(entry.pk)):
                yield _Break(sequence, reason, entry.pk)


def _wrong_with_detail(entry: Entry, detail: Detail | None) -> str:
    if not entry.detail_digest:
        return ""
    if detail is None:
        erasures = Entry.objects.filter(organisation=entry.organisation, subject=entry.pk, verb=triggers.ERASED)
        return "" if erasures.exists() else "detail_missing"
    return "" if digests.of_detail(detail.salt, detail.values) == entry.detail_digest else "detail_altered"


def _outside(walk: _Walk) -> list[Entry]:
    """The entries that no seal holds: those that wait, and those that were slipped in."""
    keys = Entry.objects.filter(organisation=walk.organisation).values_list("pk", flat=True)
    outside = [key for key in keys.iterator(chunk_size=_CHUNK) if key not in walk.sealed]
    parts = (outside[start : start + _CHUNK] for start in range(0, len(outside), _CHUNK))
    return [entry for part in parts for entry in Entry.objects.in_bulk(part).values()]


def _slipped_in(walk: _Walk, outside: list[Entry]) -> Iterator[_Break]:
    # Read in this order: an entry can only move from waiting to sealed, so what is in order is seen in one of the two.
    waiting = set(ToSeal.objects.filter(organisation=walk.organisation).values_list("pk", flat=True))
    newer = Seal.objects.filter(organisation=walk.organisation, sequence__gt=walk.last).values_list(
        "entries", flat=True
    )
    sealed_meanwhile = {UUID(key) for entries in newer for key, _ in entries}
    for entry in outside:
        known = entry.pk in waiting or entry.pk in sealed_meanwhile
        if not known or entry.at < walk.emptied - GRACE:
            after = (sequence for sequence, at in walk.ends if at >= entry.at)
            yield _Break(next(after, walk.last + 1), "entry_inserted", entry.pk)
