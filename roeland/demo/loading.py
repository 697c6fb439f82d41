"""Load the demonstration: every row goes through the same services as the work of real people."""

from collections.abc import Callable

from django.db import transaction

from roeland.demo import advice, applications, bodies, experiments, facts, matrix, people, reading, road, tools
from roeland.organisation.models import Organisation


def is_loaded() -> bool:
    """Say whether the demonstration is here already."""
    return Organisation.objects.filter(demonstration=True).exists()


@transaction.atomic
def load(*, say: Callable[[str], object] = lambda text: None) -> None:
    """Make all demonstration organisations, or none."""
    for town in reading.towns():
        say(town.organisation.name)
        place = people.settle(town)
        applications.fill(town, place)
        facts.fill(town, place)
        if town.road.matrix:
            matrix.adopt(place, town.road.matrix)
        road.walk(place, town.road.steps, town.experiments)
        experiments.fill(town, place)
        road.walk(place, town.road.afterwards, ())
        road.take_measures(place, town.road.measures)
        tools.fill(town, place)
        bodies.fill(town, place)
        people.send_away(town, place)
        advice.fill(town, place)


def guests() -> list[tuple[str, str]]:
    """Return name and function of some people that one can sign in as, each another kind of work."""
    first = reading.towns()[0]
    known = {row.key: row for row in first.people}
    return [(known[key].name, known[key].function) for key in reading.GREETERS]
