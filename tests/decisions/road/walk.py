"""What every step of the walk shares: the town, what the test knows of each application, and what must be true."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, invariant

from roeland.decisions.models import Advice, Decision, GateRequest, Inquiry, Lapse
from roeland.decisions.queries import decided_on
from roeland.decisions.refusals import Refused
from roeland.organisation.access import NotPermitted
from roeland.portfolio.refusals import CannotConclude
from roeland.register.models import Application
from roeland.work.models import Task
from tests.decisions.road import story
from tests.decisions.road.law import IN_USE, STAFF, Asked, Case, Decided, Spoke, Staffing, lapses_after, outdated
from tests.decisions.road.town import Town, ahead, days_go_by

SEEN: Counter[str] = Counter()
"""What the walk came by: a walk that never gets there cannot fail there."""


def _refusal_of(act: Callable[[], Any]) -> Exception | None:
    """What is raised; None when it is allowed. Nothing stays of it."""
    try:
        with transaction.atomic():
            act()
    except (Refused, NotPermitted, CannotConclude) as refusal:
        return refusal
    return None


class Walk(RuleBasedStateMachine):
    """One organisation, some applications, and what the test itself remembers of them."""

    def __init__(self, town: Town) -> None:
        super().__init__()
        self.town, self.cases, self.staff = town, [], Staffing()
        self.undoing = ExitStack()
        self.undoing.enter_context(transaction.atomic())
        town.look_again()

    cases: list[Case]

    def teardown(self) -> None:
        """At the end the journal is read from its beginning; then everything is as it was before the walk."""
        try:
            if self.cases:
                story.agrees(self.town.organisation, {case.key: case.came_in_as for case in self.cases})
        finally:
            transaction.set_rollback(True)
            self.undoing.close()

    # What is at hand.

    @property
    def today(self) -> date:
        return timezone.localdate()

    def person(self, name: str) -> Any:
        return self.town.people[name]

    def row(self, case: Case) -> Application:
        return Application.objects.select_related("organisation", "unit").get(pk=case.key)

    def case(self, number: int) -> Case:
        return self.cases[number % len(self.cases)]

    @property
    def alive(self) -> list[Case]:
        """Those that have not ended for good."""
        return [case for case in self.cases if case.phase not in ("rejected", "retired")]

    def asked_case(self, number: int) -> Case:
        """An application of which something is asked; the one of that number when there is none."""
        waiting = [case for case in self.cases if case.asked]
        return waiting[number % len(waiting)] if waiting else self.case(number)

    def inquiries(self, case: Case) -> list[Inquiry]:
        rows = Inquiry.objects.filter(gate_request=case.asked.key if case.asked else None)
        return list(rows.select_related("gate_request__application", "organisation").order_by("kind", "role"))

    # What was said of an open request.

    def said(self, asked: Asked) -> list[Spoke]:
        rows = Inquiry.objects.filter(gate_request=asked.key)
        return [self._spoke(asked, row) for row in rows.select_related("holder")]

    def _spoke(self, asked: Asked, row: Inquiry) -> Spoke:
        findings, of_staff = asked.rests_on.findings, {kind: code for code, kind in STAFF.items()}
        late = row.paused_on is None and row.due is not None and row.due < self.today
        return Spoke(
            kind=row.kind,
            role=row.role,
            verdict=asked.said.get((row.kind, row.role), ""),
            required=row.role == "dpo" and "dpia-required" in findings,
            perhaps=findings.get(of_staff.get(row.kind, "")) == "possible",
            late=late,
            vacant=row.holder_id is None,
            replaced=(row.kind, row.role) in asked.replaced,
        )

    def deciders(self, case: Case, asked: Asked) -> tuple[str, set[str]]:
        accountable = {"light": "team_manager", "standard": "department_head"}.get(asked.route, "directorate")
        return self.staff.accountable(accountable, case.unit, case.own(asked.by), asked.advisers)

    # How an act ends.

    def attempt(self, act: Callable[[], Any], why_not: Iterable[str], what: str) -> Any:
        """Do it: it is refused for one of these reasons, by name, or else it must succeed. None when refused."""
        refusals = set(why_not)
        if not refusals:
            done = act()
            SEEN[what] += 1
            return done
        raised = _refusal_of(act)
        assert type(raised).__name__ in refusals, f"{what}: {raised!r}, and not {sorted(refusals)}"
        SEEN[f"refused: {what}"] += 1
        SEEN[f"refusal: {type(raised).__name__}"] += 1
        return None

    # What follows from a change.

    def changed(self, case: Case) -> None:
        """Facts changed: what was asked or decided on others does not stand, by the law."""
        if case.asked and outdated(case.asked.rests_on, case.known, case.asked.gate):
            assert GateRequest.objects.get(pk=case.asked.key).outcome == "lapsed"
            case.asked = None
            SEEN["request lapsed"] += 1
        if case.holds and case.in_use:
            self._looked_at_again(case, case.holds)

    def _looked_at_again(self, case: Case, holds: Decided) -> None:
        within = lapses_after(holds.rests_on, case.known, holds.gate)
        announced = Lapse.objects.filter(decision=holds.key, state="announced").first()
        if within is None:
            SEEN["lapse taken back"] += holds.lapses_in is not None
            assert announced is None
            holds.lapses_in = None
        elif within == 0:
            self.lapsed(case)
        else:
            assert announced is not None
            days = ahead(self.today, announced.lapses_on) or 0
            first = holds.lapses_in if holds.lapses_in is not None else 2 * within + 14
            assert 0 < days <= first
            assert holds.lapses_in is not None or days >= within
            SEEN["lapse announced"] += holds.lapses_in is None
            holds.lapses_in = days

    def lapsed(self, case: Case) -> None:
        """No decision holds: it is undecided, with a date and a task for who is accountable."""
        assert Decision.objects.get(pk=case.holds.key if case.holds else None).lapsed_on is not None
        case.holds = None
        row = self.row(case)
        task = Task.objects.get(kind="decide_again", subject_id=case.key, done_at=None)
        accountable = row.route if row.route in ("light", "standard", "full", "forbidden") else case.at_most
        role = {"light": "team_manager", "standard": "department_head"}.get(accountable, "directorate")
        acting = {who for who, _ in self.staff.acting(task.role, case.unit)}
        assert row.lapsed_on is not None
        assert task.due == row.decide_by is not None
        assert task.role == role or not self.staff.acting(role, case.unit)
        assert self.town.name_of(task.person_id) in acting or not acting
        SEEN["lapse"] += 1

    def pass_days(self, days: int) -> None:
        days_go_by(self.town.organisation, days)
        for case in self.cases:
            case.trial_ends_in -= days
            for decided in (case.holds, case.proposed):
                if decided:
                    decided.days_go_by(days)

    # What must be true, after every step.

    @invariant()
    def the_law_holds(self) -> None:
        if self.cases:
            self.tables_say_what_is_known()
            self.no_yes_stands_on_what_is_forbidden()
            self.nobody_speaks_on_their_own_request()

    def tables_say_what_is_known(self) -> None:
        rows = {row.pk: row for row in Application.objects.filter(organisation=self.town.organisation)}
        opening = Decision.objects.filter(answer__in=("yes", "yes_if"), is_proposal=False, lapsed_on=None)
        holding = set(opening.filter(replaced_by=None).values_list("gate_request__application", "pk"))
        open_ones = set(GateRequest.objects.filter(closed_at=None).values_list("application", "pk"))
        tasks = set(Task.objects.filter(kind="decide_again", done_at=None).values_list("subject_id", flat=True))
        for case in self.cases:
            row = rows[case.key]
            assert row.phase == case.phase
            assert row.undecided == case.undecided, "in use without a decision that holds is marked, and nothing else"
            assert not row.undecided or row.decide_by, "what is undecided has a date"
            assert row.phase in IN_USE or case.key not in tasks, "nobody is asked to decide on what is not in use"
            assert not row.lapsed_on or case.key in tasks, "who is accountable is asked about what lapsed"
            here = {key for application, key in holding if application == case.key}
            assert here == ({case.holds.key} if case.holds else set()), "what holds is what was decided last"
            asked = {key for application, key in open_ones if application == case.key}
            assert asked == ({case.asked.key} if case.asked else set())
            held = decided_on(row)
            assert (held.pk if held else None) == (case.holds.key if case.holds and case.in_use else None)

    def no_yes_stands_on_what_is_forbidden(self) -> None:
        opening = Decision.objects.filter(answer__in=("yes", "yes_if"))
        assert not opening.filter(gate_request__route="forbidden").exists()
        assert not opening.filter(gate_request__classification__route="forbidden").exists()

    def nobody_speaks_on_their_own_request(self) -> None:
        for case in self.cases:
            own = {self.person(name).pk for name in case.own("")}
            assert not Decision.objects.filter(gate_request__application=case.key, taken_by__in=own).exists()
            given = Advice.objects.filter(inquiry__gate_request__application=case.key, inquiry__kind="advice")
            assert not given.filter(given_by__in=own).exists()
