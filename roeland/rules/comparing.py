"""What is different between two outcomes: class, route and findings."""

from dataclasses import dataclass

from roeland.rules.classification import CLASSES, ROUTES, AIClass, Route, State
from roeland.rules.outcome import Standing

ClassBounds = tuple[AIClass, AIClass]
RouteBounds = tuple[Route, Route]


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding whose state differs; `before` or `after` is None when that version of the rules has no such finding."""

    code: str
    before: State | None
    after: State | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after, each as (at least, at most); None where nothing changed."""

    ai_class: tuple[ClassBounds, ClassBounds] | None
    route: tuple[RouteBounds, RouteBounds] | None
    findings: tuple[FindingChange, ...]

    @property
    def differs(self) -> bool:
        """Anything is different."""
        return bool(self.ai_class or self.route or self.findings)

    @property
    def heavier(self) -> bool:
        """The class or the route may turn out heavier than before, at its lightest or at its heaviest."""
        return _rises(self.ai_class, CLASSES) or _rises(self.route, ROUTES)


def compare(before: Standing, after: Standing) -> Comparison:
    """What is different, with the findings in the order of the newer rules."""
    classes = (before.certain_class, before.possible_class), (after.certain_class, after.possible_class)
    routes = (before.route_at_least, before.route_at_most), (after.route_at_least, after.route_at_most)
    codes = (*after.states, *(code for code in before.states if code not in after.states))
    pairs = (FindingChange(code, before.states.get(code), after.states.get(code)) for code in codes)
    return Comparison(
        ai_class=classes if classes[0] != classes[1] else None,
        route=routes if routes[0] != routes[1] else None,
        findings=tuple(pair for pair in pairs if pair.before is not pair.after),
    )


def _rises(pair: tuple[tuple[str, str], tuple[str, str]] | None, order: tuple[str, ...]) -> bool:
    if pair is None:
        return False
    before, after = pair
    return any(order.index(new) > order.index(old) for old, new in zip(before, after, strict=True))
