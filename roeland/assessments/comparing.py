"""What is different between two classifications, in words."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from roeland.assessments.models import Classification
from roeland.content import shipped
from roeland.register.models import AIClass, Route
from roeland.rules import comparing as rules
from roeland.rules.classification import AIClass as ClassCode
from roeland.rules.classification import Route as RouteCode
from roeland.rules.classification import State
from roeland.rules.outcome import Standing

NOW = {
    State.CERTAIN: gettext_lazy("certain now"),
    State.POSSIBLE: gettext_lazy("possible now"),
    State.EXCLUDED: gettext_lazy("does not apply any more"),
}
"""How the new state of a finding is said."""


@dataclass(frozen=True)
class Line:
    """One thing that changes: what, what it was, what it becomes."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    """A comparison for people; `lines` are the class and the route, `findings` come per new state."""

    lines: tuple[Line, ...]
    findings: tuple[tuple[str, tuple[str, ...]], ...]
    heavier: bool

    @property
    def differs(self) -> bool:
        return bool(self.lines or self.findings)


def standing(classification: Classification) -> Standing:
    """The states, class and route of a classification as it was kept."""
    return Standing(
        {code: State(state) for code, state in classification.findings.values_list("code", "state")},
        ClassCode(classification.certain_class),
        ClassCode(classification.possible_class),
        RouteCode(classification.route_at_least),
        RouteCode(classification.route_at_most),
    )


def between(before: Standing, after: Standing, reference: str) -> Changed:
    """What differs, in words; `reference` is the document of the newer rules."""
    found = rules.compare(before, after)
    lines = []
    if found.ai_class:
        lines.append(Line(_("AI class"), *(_bounds(pair, AIClass) for pair in found.ai_class)))
    if found.route:
        lines.append(Line(_("Route"), *(_bounds(pair, Route) for pair in found.route)))
    return Changed(tuple(lines), _findings(found, reference), found.heavier)


def _bounds(pair: tuple[str, str], choices: type[AIClass] | type[Route]) -> str:
    """ "High risk", or "Minimal to High risk" while it is open."""
    low, high = (str(choices(code).label) for code in pair)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _findings(found: rules.Comparison, reference: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    known = shipped.classification(reference).by_code
    groups: dict[State, list[str]] = {state: [] for state in State}
    for change in found.findings:
        if change.code in known and change.after is not None:
            label = shipped.text(reference, change.code, get_language() or "nl").label
            groups[change.after].append(label)
    return tuple((str(NOW[state]), tuple(titles)) for state, titles in groups.items() if titles)
