"""The whole road, walked at random: whatever happens, the law of the road holds.

`make proof` walks ten thousand steps on each database; every run of the tests a part of them, always the same.
"""

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from tests.decisions.road.answering import Answering
from tests.decisions.road.asking import NUMBERS
from tests.decisions.road.deciding import Deciding, Manner
from tests.decisions.road.law import NOT_YET, STAFF, Case
from tests.decisions.road.living import Living
from tests.decisions.road.town import a_town
from tests.decisions.road.walk import SEEN

OPEN = ("light", "standard", "full")
CONSENT = next(code for code, kind in STAFF.items() if kind == "consent")
STEPS = 50  # of one walk; many do more than one act
USUAL = {"sqlite": 1000, "postgresql": 500}
WALKED = int(os.environ.get("ROELAND_STEPS", USUAL[connection.vendor]))
COMES_BY = (
    "asked",
    "decided: yes",
    "decided: yes_if",
    "decided: no",
    "decided: back",
    "deviated",
    "proposed",
    "consent refused",
    "condition met",
    "experiment",
    "production",
    "lapse announced",
    "lapse",
    "decided again after it ended",
    "stopped",
    "prohibited",
    "in use before anybody decided",
    "people changed",
    "refusal: NotTheHolder",
    "refusal: OwnRequest",
)


class Road(Living, Answering, Deciding):
    """Everything that can happen on the road of an application, and four roads that chance seldom takes."""

    @rule(number=NUMBERS, weeks=st.sampled_from((0, 12)))
    @precondition(lambda self: self.fresh)
    def try_out(self, number: int, weeks: int) -> None:
        """It is decided as an experiment; perhaps it changes then, lapses, and is decided again."""
        case = self.fresh[number % len(self.fresh)]
        self._try_out(case, organ="favour")
        if weeks and case.holds and case.in_use:
            self.leave_alone(case, weeks)
            self._go(case, number, "positive", "yes", Manner(organ="favour"))

    def _try_out(self, case: Case, organ: str, who: int = 0) -> None:
        if not case.trial:
            self.plan(case)
        self._ask(case, case.reporter, "start", "experiment")
        self._go(case, who, "positive", "yes", Manner(organ=organ))

    @rule(number=NUMBERS)
    @precondition(lambda self: self.fresh)
    def ask_the_staff_in_vain(self, number: int) -> None:
        """Staff representation has to consent, and does not."""
        case = self.fresh[number % len(self.fresh)]
        self._find_out(case, ("standard", "standard", {CONSENT: "certain"}))
        self._go(case, 0, "negative", "yes", Manner(deviates=True))

    @rule(number=NUMBERS)
    @precondition(lambda self: any(case.owner for case in self.fresh))
    def go_live(self, number: int) -> None:
        """It goes into use at once."""
        owned = [case for case in self.fresh if case.owner]
        case = owned[number % len(owned)]
        self._ask(case, case.reporter, "go_live", "production")
        self._go(case, number, "positive", "yes", Manner(organ="favour"))

    @rule(number=NUMBERS, act=st.sampled_from(("favour", "against")))
    @precondition(lambda self: self.fresh)
    def propose(self, number: int, act: str) -> None:
        """The directorate says yes, and the competent organ has the last word."""
        case = self.fresh[number % len(self.fresh)]
        self._find_out(case, ("full", "full", {}))
        self._try_out(case, organ="", who=1)  # who may not decide alone
        if case.proposed:
            self.confirm(number=0, act=act)

    @property
    def fresh(self) -> list[Case]:
        return [case for case in self.cases if case.phase in NOT_YET and case.route in OPEN and not case.asked]


@pytest.mark.django_db
def test_whatever_happens_the_law_of_the_road_holds():
    town = a_town()
    SEEN.clear()
    run_state_machine_as_test(
        lambda: Road(town),
        settings=settings(
            max_examples=WALKED // STEPS,
            stateful_step_count=STEPS,
            derandomize=True,
            database=None,
            phases=(
                Phase.generate,
            ),  # a walk that fails is shown as it was: to shorten it takes longer than to read it
            suppress_health_check=list(HealthCheck),
        ),
    )
    missed = [what for what in COMES_BY if SEEN[what] < WALKED // USUAL["sqlite"]]
    assert not missed, f"the walk never came by {missed}: there it cannot fail"
