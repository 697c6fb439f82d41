"""What a change of an application does to a decision on it: nothing, or let it lapse, and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from roeland.rules.casefile import Difference, Parts, Value, differences
from roeland.rules.classification import CLASSES
from roeland.rules.gates import ROUTES
from roeland.rules.matrix import Material

PART_OF = {"route": "route", "class": "class", "findings": "findings", "facts": "facts", "fields": "fields"}
"""Which part of a case file a rule watches."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference with the case file of a decision; `rule` makes it material, without one it does nothing."""

    difference: Difference
    rule: Material | None

    @property
    def material(self) -> bool:
        return self.rule is not None


def changes(
    before: Parts, after: Parts, rules: Iterable[Material], *, gate: str, topics: Mapping[str, str]
) -> tuple[Change, ...]:
    """What differs between two case files, each with the rule that lets a decision at `gate` lapse for it.

    topics: of each finding, by code. Of several rules the one that lapses first counts.
    """
    here = sorted((rule for rule in rules if gate in rule.gates), key=lambda rule: rule.lapses_after)
    return tuple(
        Change(difference, next((rule for rule in here if _touches(rule, difference, topics)), None))
        for difference in differences(before, after)
    )


def lapses_after(found: Iterable[Change]) -> int | None:
    """After how many working days a decision lapses for these changes; None when it does not."""
    return min((change.rule.lapses_after for change in found if change.rule), default=None)


def _touches(rule: Material, difference: Difference, topics: Mapping[str, str]) -> bool:
    if difference.part != PART_OF[rule.watches]:
        return False
    named = {difference.what, topics.get(difference.what, difference.what)}
    return (not rule.only or bool(named.intersection(rule.only))) and _counts(rule, difference)


def _counts(rule: Material, difference: Difference) -> bool:
    """Say whether a difference is more than filling in, and not to the lighter side."""
    stricter = STRICTER.get(rule.watches)
    if stricter is not None:
        return stricter(difference)
    return rule.filled or difference.was not in (None, "", [], {})


def _stricter_route(difference: Difference) -> bool:
    return difference.what == "at_most" and _place(ROUTES, difference.now) > _place(ROUTES, difference.was)


def _stricter_class(difference: Difference) -> bool:
    return difference.what == "possible" and _place(CLASSES, difference.now) > _place(CLASSES, difference.was)


def _stricter_finding(difference: Difference) -> bool:
    """A finding that was certainly not so and now is, or may be; one that came with new rules counts as excluded."""
    return (difference.was or "excluded") == "excluded" and difference.now in ("possible", "certain")


def _place(order: tuple[str, ...], code: Value) -> int:
    """Where a code stands in an order; what is not known counts as the strictest."""
    return order.index(code) if code in order else len(order)


STRICTER: dict[str, Callable[[Difference], bool]] = {
    "route": _stricter_route,
    "class": _stricter_class,
    "findings": _stricter_finding,
}
