"""The law of the road, written down for the test from the rules themselves: it asks nothing of the code it judges.

People, roles and units go by name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.decisions.road.town import SEATS, Seat

LEVELS = ("team_manager", "department_head", "directorate")
ROUTES = ("light", "standard", "full", "forbidden")
ACCOUNTABLE = dict(zip(ROUTES, (*LEVELS, "directorate"), strict=True))
NOT_YET = ("reported", "in_assessment")
IN_USE = ("experiment", "production")
UP_FROM = {
    "desk": ("desk", "department", ""),
    "back": ("back", "department", ""),
}
STAFF = {
    "works-council-consent": "consent",
    "works-council-advice": "staff_advice",
    "staff-negotiation": "negotiation",
    "staff-consultation": "consultation",
}
FOR_THE_FG = ("dpia-required", "dpia-recommended", "special-categories", "staff-monitored", "residual-risk-high")
BY_FINDING = {"ciso": "security-medium", "privacy_officer": "personal-data", "hr_adviser": "employees-affected"}
ON_FULL = ("dpo", "ciso", "lawyer", "privacy_officer", "policy_adviser")
PURPOSE, PRODUCT = ("purpose", "unit", "affected"), ("supplier", "product", "version")


@dataclass(frozen=True)
class Known:
    """What is known of an application: its route and findings (those not excluded), and what the register says."""

    route: str
    at_most: str
    findings: Mapping[str, str]
    fields: Mapping[str, str]

    @property
    def weight(self) -> int:
        """How heavy the class is: not yet known counts as high-risk."""
        return ROUTES.index("full" if self.route == "unknown" else self.route)

    def may_be(self, finding: str) -> bool:
        return finding in self.findings

    @property
    def prohibited(self) -> bool:
        return any(code.startswith("prohibited-") for code in self.findings)


def lapses_after(before: Known, now: Known, gate: str) -> int | None:
    """After how many working days what was decided on `before` does not hold any more; None when it holds."""
    if gate == "retire":
        return None
    found = []
    if now.prohibited and not before.prohibited:
        found.append(0)
    heavier = ROUTES.index(now.at_most) > ROUTES.index(before.at_most) or now.weight > before.weight
    if heavier or set(now.findings) - set(before.findings):
        found.append(10)
    if any(now.fields[name] != before.fields[name] for name in PURPOSE):
        found.append(10)
    changed = any(before.fields[name] and now.fields[name] != before.fields[name] for name in PRODUCT)
    if changed and gate in ("go_live", "change"):
        found.append(20)
    return min(found, default=None)


def outdated(before: Known, now: Known, gate: str) -> bool:
    """Whether what was asked must be asked again."""
    flipped = (before.route == "forbidden") != (now.route == "forbidden")
    return flipped or lapses_after(before, now, gate) is not None


@dataclass(frozen=True)
class Demand:
    """Somebody who must be asked. required: without their word the gate stays shut, however late."""

    kind: str
    role: str
    required: bool = False


def demands(known: Known, gate: str) -> set[Demand]:
    """Whose advice must be asked at least."""
    fg = Demand("advice", "dpo", known.may_be("dpia-required"))
    found: set[Demand] = set()
    if known.at_most == "standard":
        found |= {fg} if any(known.may_be(code) for code in FOR_THE_FG) else set()
        found |= {Demand("advice", "lawyer")}
        found |= {Demand("advice", role) for role, code in BY_FINDING.items() if known.may_be(code)}
    if known.at_most == "full":
        found |= {fg} | {Demand("advice", role) for role in ON_FULL if role != "dpo"}
        found |= {Demand("advice", "hr_adviser")} if known.may_be("employees-affected") else set()
    if gate != "retire" and known.route != "forbidden":
        staff = (kind for code, kind in STAFF.items() if known.may_be(code))
        found |= {Demand(kind, "staff_representation", True) for kind in staff}
    return found


def ways(phase: str, route: str, *, undecided: bool) -> set[tuple[str, str]]:
    """The gates that can be asked for, each with the phase behind it."""
    found = set()
    if phase in (*NOT_YET, "stopped"):
        found |= {("start", "experiment"), ("go_live", "production")}
        found |= {("start", "production")} if route == "light" else set()
    if phase == "experiment":
        found.add(("go_live", "production"))
    if phase in IN_USE:
        again = "go_live" if phase == "production" else "start"
        found.add((again if undecided else "change", phase))
    if phase in (*IN_USE, "stopped"):
        found.add(("retire", "retired"))
    return found


@dataclass
class Staffing:
    """Who is here, and which seats are still filled."""

    away: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    ended: set[Seat] = field(default_factory=set)

    def is_here(self, name: str) -> bool:
        return bool(name) and name not in self.away | self.gone

    def acting(self, role: str, unit: str) -> list[tuple[str, str]]:
        """Who acts in a role for a unit, each with the holder in whose place: deputies only where nobody else acts."""
        for place in UP_FROM[unit]:
            here = [seat for seat in SEATS if (seat.role, seat.place) == (role, place) and seat not in self.ended]
            acting = [(seat.person, seat.person) for seat in here if self.is_here(seat.person)]
            if found := acting or [(seat.deputy, seat.person) for seat in here if self.is_here(seat.deputy)]:
                return found
        return []

    def accountable(self, role: str, unit: str, own: set[str], advisers: set[str]) -> tuple[str, set[str]]:
        """Whose decision it is: the role and everybody who may sign; the competent organ above the last level."""
        barred = own | advisers
        for level in LEVELS[LEVELS.index(role) :]:
            free = {who for who, holder in self.acting(level, unit) if not {who, holder} & barred}
            if free:
                return level, free
        return "competent_organ", set()

    def answerers(self, role: str, kind: str, unit: str, barred: set[str]) -> set[str]:
        """Who may answer what is asked of a role."""
        of_staff = role == "staff_representation"
        several = self.acting("hr_adviser" if of_staff else role, unit)
        left_out = barred if kind == "advice" else set()
        return {who for who, holder in several if not {who, holder} & left_out}

    def may_stop(self, route: str, unit: str) -> set[str]:
        """Who may order a stop: who is accountable, every level above, and the CISO whose mandate says so."""
        level = ACCOUNTABLE.get(route, LEVELS[0])
        levels = LEVELS[LEVELS.index(level) :]
        found = {who for role in levels for who, _ in self.acting(role, unit)}
        return found | {who for who, _ in self.acting("ciso", unit)}


@dataclass(frozen=True)
class Spoke:
    """What one of those who were asked said, as far as it matters for the gate."""

    kind: str
    role: str
    verdict: str = ""
    required: bool = False
    perhaps: bool = False
    late: bool = False
    vacant: bool = False
    replaced: bool = False


def waited_for(said: Iterable[Spoke]) -> set[str]:
    """Why those who were asked keep the gate shut."""
    return {why for one in said if (why := _waits(one))}


def _waits(one: Spoke) -> str:
    if one.kind == "facts":
        return ""
    if one.kind == "consent":
        given = one.verdict in ("positive", "conditional") or one.replaced
        return "" if given or (one.verdict == "not_for_me" and one.perhaps) else "staff-heard"
    if one.role == "staff_representation":
        heard = one.verdict not in ("", "not_for_me") or (one.verdict == "not_for_me" and one.perhaps)
        return "" if heard else "staff-heard"
    if one.required and one.verdict in ("", "not_for_me"):
        return "required-advice-given"
    missing = not one.verdict and not one.late and not one.vacant
    return "advice-not-awaited" if missing else ""


def needs_words(one: Spoke) -> bool:
    """Whether a yes must say what it does with this voice."""
    if one.kind == "facts" or one.replaced or one.verdict == "not_for_me":
        return False
    return one.verdict != "positive"


@dataclass
class Condition:
    """Under which something was allowed."""

    key: object
    owner: str
    met: bool = False


@dataclass
class Decided:
    """A decision, with what it rests on. Days count from now; None is never."""

    key: object
    gate: str
    leads_to: str
    rests_on: Known
    answer: str
    by: str
    advisers: set[str] = field(default_factory=set)
    asked: "Asked | None" = None
    conditions: list[Condition] = field(default_factory=list)
    ends_in: int | None = None
    lapses_in: int | None = None

    @property
    def is_over(self) -> bool:
        ended = self.ends_in is not None and self.ends_in < 0
        return ended or (self.lapses_in is not None and self.lapses_in <= 0)

    def days_go_by(self, days: int) -> None:
        self.ends_in = None if self.ends_in is None else self.ends_in - days
        self.lapses_in = None if self.lapses_in is None else self.lapses_in - days


@dataclass
class Asked:
    """An open request, with what it rests on."""

    key: object
    gate: str
    leads_to: str
    route: str
    by: str
    rests_on: Known
    said: dict[tuple[str, str], str] = field(default_factory=dict)  # the verdict of (kind, role)
    advisers: set[str] = field(default_factory=set)
    replaced: set[tuple[str, str]] = field(default_factory=set)  # for which a court's permission stands in


@dataclass
class Case:
    """One application as the test knows it."""

    key: object
    unit: str
    reporter: str
    phase: str
    fields: dict[str, str]
    came_in_as: str = "reported"
    owner: str = ""
    route: str = ""
    at_most: str = ""
    findings: dict[str, str] = field(default_factory=dict)
    asked: Asked | None = None
    holds: Decided | None = None
    proposed: Decided | None = None
    conditions: list[Condition] = field(default_factory=list)
    supervisor: str | None = None  # what the supervisor said last; "" is not yet, None is not consulted
    trial: str = ""  # the state of its experiment
    trial_ends_in: int = 0

    @property
    def known(self) -> Known:
        return Known(self.route, self.at_most, dict(self.findings), dict(self.fields))

    @property
    def in_use(self) -> bool:
        return self.phase in IN_USE

    @property
    def undecided(self) -> bool:
        return self.in_use and self.holds is None

    def own(self, by: str) -> set[str]:
        return {self.reporter, by} - {""}

    def shut_for_yes(self, gate: str, leads_to: str, said: Iterable[Spoke]) -> set[str]:
        """Why the gate cannot open, by the name of the reason."""
        known, found = self.known, waited_for(said)
        if known.at_most == "forbidden":
            found.add("allowed-at-all")
        if gate in ("go_live", "change") and not self.owner:
            found.add("owner-accepted")
        if gate != "retire" and known.findings.get("residual-risk-high") == "certain":
            found |= {"supervisor-consulted"} if self.supervisor in (None, "", "prohibited") else set()
        if gate != "retire" and self.phase not in NOT_YET and any(not one.met for one in self.conditions):
            found.add("conditions-met")
        if (gate, leads_to) == ("start", "experiment") and not (self.trial and self.trial_ends_in > 0):
            found.add("experiment-planned")
        return found

    def takes_effect(self, decided: Decided) -> None:
        """A yes holds now, and nothing before it."""
        self.phase, self.holds, self.proposed = decided.leads_to, decided, None
        self.conditions += decided.conditions
        self.trial_follows()

    def trial_follows(self) -> None:
        """A planned experiment begins once a decision lets it; one of what is no longer on trial ends."""
        if self.phase == "experiment" and self.holds and self.trial == "planned":
            self.trial = "running"
        if self.phase in ("production", "retired", "rejected", "stopped"):
            self.trial = ""

    def refused(self, gate: str, *, prohibited: bool) -> None:
        """A no: what is in use stops, anything else is rejected; a change or an end that is refused changes nothing."""
        if prohibited or gate not in ("change", "retire"):
            self.phase = "stopped" if self.in_use else "rejected"
            self.holds = None
            self.trial_follows()
        self.proposed = None
