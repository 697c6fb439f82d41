"""What a certificate of destruction says: what went, how much, on which ground, by whom and when."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from roeland.organisation.models import Destruction, DestructionItem
from roeland.rules.retention import Reason


def tally(destruction: Destruction) -> dict[str, int]:
    """How many records wait, went or were kept."""
    rows = destruction.items.order_by().values_list("state").annotate(number=Count("pk"))
    return {state.value: 0 for state in DestructionItem.State} | dict(rows)


def taken(destruction: Destruction) -> list[tuple[str, int]]:
    """How many rows went of each table, called as in an export."""
    return sorted((table, number) for table, number in destruction.counts.items() if number)


def kept_because(item: DestructionItem) -> str:
    """Why a record was kept after all, in words."""
    sentences = {
        Reason.NOT_ADOPTED: _("no term is adopted"),
        Reason.FOR_GOOD: _("it is kept for good now"),
        Reason.NOT_STARTED: _("its term has not begun"),
        Reason.RUNNING: _("its term became longer"),
        Reason.HELD: _("somebody held it back"),
    }
    known = {reason.value: words for reason, words in sentences.items()}
    return known.get(item.kept_because, _("it is no longer there, or open again")) if item.kept_because else ""


def columns() -> Sequence[str]:
    """The heads of the certificate as a list."""
    return (
        _("Kind of record"),
        _("Record"),
        _("Key"),
        _("Term began"),
        _("Term was over"),
        _("What became of it"),
        _("Why kept"),
        _("When"),
        _("Ground"),
        _("Proposed by"),
        _("Confirmed by"),
    )


def rows(destruction: Destruction) -> Iterator[tuple[Any, ...]]:
    """A line for each record, complete in itself."""
    told = (destruction.ground, destruction.proposed_name, destruction.answered_name)
    for item in destruction.items.order_by("pk").iterator(chunk_size=500):
        line = (destruction.called, item.label, str(item.record), item.started_on, item.due_on)
        yield (*line, item.get_state_display(), kept_because(item), item.done_at, *told)
