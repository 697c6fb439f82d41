"""What is checked of the document `retention` beyond its schema."""

from collections import Counter
from collections.abc import Iterator

from roeland.rules.law_dates import Status
from roeland.rules.retention import Basis, Record, Retention

Place = tuple[str | int, ...]
Complaint = tuple[Place, str]
PLACES = ("NL", "BE-VLG")


def check(meaning: Retention) -> Iterator[Complaint]:
    """What is wrong with a list of terms: every kind has one in both places, or goes with a kind that has."""
    for code, times in Counter(record.code for record in meaning.records).items():
        if times > 1:
            yield ("records",), f"'{code}' stands here {times} times"
    for number, record in enumerate(meaning.records):
        place: Place = ("records", number)
        if record.goes_with:
            yield from _along(record, meaning, place)
        else:
            yield from _term(record, place)


def _along(record: Record, meaning: Retention, place: Place) -> Iterator[Complaint]:
    if record.bases or record.starts:
        yield place, f"goes with '{record.goes_with}', so it has no term of its own"
    target = meaning.by_code.get(record.goes_with)
    if target is None or target.goes_with:
        yield (*place, "goes_with"), f"there is no kind '{record.goes_with}' with a term"


def _term(record: Record, place: Place) -> Iterator[Complaint]:
    if not record.starts:
        yield place, "needs 'starts': what starts the term"
    if sorted(basis.jurisdiction for basis in record.bases) != sorted(PLACES):
        yield (*place, "bases"), "needs what holds in NL and in BE-VLG, once each"
    for number, basis in enumerate(record.bases):
        yield from _basis(basis, (*place, "bases", number))


def _basis(basis: Basis, place: Place) -> Iterator[Complaint]:
    lengths = {"keep": basis.keep, "minimum": basis.minimum}
    for name, length in lengths.items():
        if length is not None and not length.is_sound:
            yield (*place, name), "is a number of years and months, or for_good"
    if basis.status is Status.SETTLED and not basis.sources:
        yield (*place, "sources"), "needs 'sources' before it can be settled"
    if basis.minimum is not None and not (basis.minimum_sources and basis.minimum_status):
        yield (*place, "minimum"), "needs 'minimum_sources' and 'minimum_status': which law asks it, how sure that is"
    if basis.minimum is not None and basis.keep.is_shorter_than(basis.minimum):
        yield (*place, "keep"), "is shorter than the minimum of the law"
