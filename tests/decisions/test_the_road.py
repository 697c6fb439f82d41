"""The whole road, walked at random: whatever happens, the law of the road holds.

`make proof` walks ten thousand steps on each database; every run of the tests a part of them, always the same.
"""

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.decisions.road.answering import Answering
from tests.decisions.road.deciding import Deciding
from tests.decisions.road.living import Living
from tests.decisions.road.town import a_town
from tests.decisions.road.walk import SEEN

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
)


class Road(Living, Answering, Deciding):
    """Everything that can happen on the road of an application."""


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
