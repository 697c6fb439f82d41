"""Steps of the walk: an application is reported, its facts are found and change, and a gate is asked for."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from roeland.decisions import services
from roeland.decisions.models import GateRequest, Inquiry
from roeland.register import services as register
from roeland.register.models import Application
from tests.building.decisions import classified
from tests.decisions.road.law import IN_USE, STAFF, Asked, Case, demands, ways
from tests.decisions.road.walk import SEEN, Walk

NUMBERS = st.integers(0, 5)
AT_MOST = 3  # applications that live at the same time
NOTHING_BUILT = {f"origin.{code}": False for code in ("built", "commissioned", "modified", "bought")}
OUTSIDERS = ("julie", "farid", "paul")
VALUES = {
    "purpose": ("Beantwoordt vragen.", "Beoordeelt aanvragen."),
    "affected": ("", "Inwoners"),
    "unit": ("desk", "back"),
    "supplier": ("", "Leverancier", "Overnemer"),
    "product": ("", "Chat", "Chat Plus"),
    "version": ("", "1", "2"),
}
SECTION = {"unit": "place", "affected": "people"}
OFTEN = {
    "standard": ("personal-data", "dpia-required", "security-medium", "employees-affected", "staff-monitored"),
    "full": ("personal-data", "dpia-required", "residual-risk-high", "employees-affected"),
}
OUTCOMES = (
    *(("light", "light"),) * 4,
    *(("standard", "standard"),) * 4,
    *(("full", "full"),) * 2,
    ("unknown", "standard"),
    ("unknown", "full"),
    ("unknown", "forbidden"),
    ("forbidden", "forbidden"),
)
GATES = ("start", "go_live", "change", "retire", "")
PHASES = ("experiment", "production", "retired")


REPORTERS = st.sampled_from(("eva", "eva", "bram", "ine", "tom"))
Found = tuple[str, str, dict[str, str]]


@st.composite
def outcomes(draw: Any) -> Found:
    """A route, what it is at most, and findings that are certain or possible."""
    route, at_most = draw(st.sampled_from(OUTCOMES))
    if route == "forbidden":
        return route, at_most, {"prohibited-e": "certain"}
    codes = list(OFTEN.get(at_most, ())) + list(STAFF)[:2]
    found = draw(st.lists(st.sampled_from(codes), max_size=3, unique=True))
    return route, at_most, {code: draw(st.sampled_from(("certain", "certain", "possible"))) for code in found}


class Asking(Walk):
    """How an application comes to stand before a gate."""

    @initialize(who=REPORTERS, used=st.sampled_from((0, 0, 1)), found=outcomes())
    def begin(self, who: str, used: int, found: Found) -> None:
        self._report(who, True, used)
        self._find_out(self.cases[0], found)

    @rule(who=REPORTERS, owned=st.booleans(), used=st.sampled_from((0, 0, 1)))
    @precondition(lambda self: len(self.alive) < AT_MOST)
    def report(self, who: str, owned: bool, used: int) -> None:
        self._report(who, owned, used)

    def _report(self, who: str, owned: bool, used: int) -> None:
        unit = "back" if who == "bram" else "desk"
        made = register.report(
            actor=self.person(who),
            name=f"Toepassing {len(self.cases)}",
            purpose=VALUES["purpose"][0],
            unit=self.town.units[unit],
            owner=self.person(who) if owned else None,
            already_in_use=bool(used),
        )
        fields = {"purpose": VALUES["purpose"][0], "unit": unit, "affected": ""} | dict.fromkeys(
            ("supplier", "product", "version"), ""
        )
        phase = "production" if used else "reported"
        self.cases.append(Case(made.pk, unit, who, phase, fields, phase, owner=who if owned else ""))
        SEEN["in use before anybody decided"] += used

    @rule(number=NUMBERS, found=outcomes())
    @precondition(lambda self: self.cases)
    def find_out(self, number: int, found: Found) -> None:
        """An intake is handed in, with whatever it leads to."""
        self._find_out(self.case(number), found)

    def _find_out(self, case: Case, found: Found) -> None:
        case.route, case.at_most, case.findings = found
        application = Application.objects.get(pk=case.key)
        at_least = "light" if case.route == "unknown" else case.route
        classified(
            application,
            route=case.route,
            at_least=at_least,
            at_most=case.at_most,
            facts=NOTHING_BUILT,
            findings={code: state for code, state in case.findings.items()},
            actor=self.person("ine"),
        )
        case.phase = "in_assessment" if case.phase == "reported" else case.phase
        self.changed(case)
        self._asked_by_itself(case)

    def _asked_by_itself(self, case: Case) -> None:
        """What the law prohibits goes to the directorate, unless something is asked already or all is over."""
        if case.route != "forbidden" or case.asked or case.phase in ("rejected", "stopped", "retired"):
            return
        made = GateRequest.objects.get(application=case.key, closed_at=None)
        assert made.asked_by_id is None
        leads_to = "stopped" if case.phase in IN_USE else "rejected"
        case.asked = Asked(made.pk, "start", leads_to, "forbidden", "", case.known)
        SEEN["prohibited"] += 1

    @rule(number=NUMBERS, field=st.sampled_from(sorted(VALUES)), value=NUMBERS)
    @precondition(lambda self: self.cases)
    def say_otherwise(self, number: int, field: str, value: int) -> None:
        """The register says something else, that matters or may not."""
        choices = VALUES[field]
        self.write(self.case(number), field, choices[value % len(choices)])

    def write(self, case: Case, field: str, text: str) -> None:
        written = self.town.units[text] if field == "unit" else text
        self._edit(case, SECTION.get(field, "identity"), {field: written})
        case.fields[field] = text
        case.unit = case.fields["unit"]
        self.changed(case)

    @rule(number=NUMBERS, text=st.sampled_from(("Kort.", "Lang.")))
    @precondition(lambda self: self.cases)
    def say_more(self, number: int, text: str) -> None:
        """What is immaterial does nothing."""
        case = self.case(number)
        self._edit(case, "identity", {"summary": text})
        self.changed(case)

    def _edit(self, case: Case, section: str, changes: dict[str, Any]) -> None:
        row = Application.objects.get(pk=case.key)
        register.edit_section(application=row, section=section, changes=changes, actor=self.person("ine"))

    @rule(number=NUMBERS)
    @precondition(lambda self: any(not case.owner for case in self.cases))
    def take_it_on(self, number: int) -> None:
        """Somebody becomes its owner, and has said yes."""
        without = [case for case in self.cases if not case.owner]
        case, ine = without[number % len(without)], self.person("ine")
        register.appoint(application=self.row(case), duty="owner", person=ine, actor=ine)
        case.owner = "ine"

    @rule(number=NUMBERS, who=NUMBERS, gate=st.sampled_from(GATES), leads_to=st.sampled_from(PHASES))
    @precondition(lambda self: self.cases)
    def ask_for_anything(self, number: int, who: int, gate: str, leads_to: str) -> None:
        case = self.case(number)
        several = (case.reporter, "ine", OUTSIDERS[number % len(OUTSIDERS)])
        self._ask(case, several[who % 3], gate, leads_to)

    @rule(number=NUMBERS, way=NUMBERS, by_reporter=st.booleans())
    @precondition(lambda self: any(case.route and not case.asked for case in self.alive))
    def ask_for_what_is_possible(self, number: int, way: int, by_reporter: bool) -> None:
        ready = [case for case in self.alive if case.route and not case.asked]
        self.ask_for_a_way(ready[number % len(ready)], way, by_reporter=by_reporter)

    def ask_for_a_way(self, case: Case, way: int, *, by_reporter: bool) -> None:
        found = ways(case.phase, case.at_most, undecided=case.undecided)
        there = sorted(found, key=lambda one: (bool(case.trial) != (one[1] == "experiment"), one)) or [
            ("", "production")
        ]
        self._ask(case, case.reporter if by_reporter else "ine", *there[way % len(there)])

    def _ask(self, case: Case, who: str, gate: str, leads_to: str) -> None:
        there = ways(case.phase, case.at_most, undecided=case.undecided)
        fitting = sorted(way for way in there if way[1] == leads_to and gate in ("", way[0]))
        why_not = {"NotPermitted"} if who in OUTSIDERS or who in self.staff.gone else set()
        why_not |= {"AlreadyAsked"} if case.asked else set()
        why_not |= {"GateClosed"} if not case.route or case.at_most == "forbidden" else set()
        why_not |= set() if fitting else {"NothingToStart", "GateClosed"}
        row, actor = self.row(case), self.person(who)

        def act() -> GateRequest:
            return services.request_gate(application=row, actor=actor, leads_to=leads_to, gate=gate)

        made = self.attempt(act, why_not, "asked")
        if made:
            assert (made.gate, made.leads_to) in fitting
            self._was_asked(case, made, who)

    def _was_asked(self, case: Case, made: GateRequest, who: str) -> None:
        """Everybody whose advice the law demands is asked, on the route that is the heaviest possible."""
        case.asked = Asked(made.pk, made.gate, made.leads_to, case.at_most, who, case.known)
        assert made.route == case.at_most
        asked = {(one.kind, one.role) for one in Inquiry.objects.filter(gate_request=made)}
        for demand in demands(case.known, made.gate):
            assert (demand.kind, demand.role) in asked
        role, persons = self.deciders(case, case.asked)
        assert made.role == role
        assert self.town.name_of(made.holder_id) in (persons or {""})

    @rule(number=NUMBERS, who=st.sampled_from(("own", "other")))
    @precondition(lambda self: any(case.asked for case in self.cases))
    def take_back(self, number: int, who: str) -> None:
        case = self.asked_case(number)
        assert case.asked
        name = case.asked.by if who == "own" and case.asked.by else "julie"
        request = GateRequest.objects.get(pk=case.asked.key)
        why_not = set() if name == case.asked.by else {"NotTheRequester"}
        actor = self.person(name)
        if self.attempt(lambda: services.withdraw(gate_request=request, actor=actor), why_not, "withdrawn"):
            case.asked = None
