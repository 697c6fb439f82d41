"""What people look for and what must come first: the list in queries.yaml, over the register in register.yaml."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.utils import timezone

from roeland.organisation import finding as of_people
from roeland.register import finding
from roeland.register.models import Application
from roeland.search.queries import ask
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.register import an_application

HERE = Path(__file__).parent
NEAR = 5  # among so many first hits


def written(name):
    return yaml.safe_load((HERE / name).read_text())


QUERIES = [query for group in written("queries.yaml").values() for query in group]


def listed(value):
    return [value] if isinstance(value, str) else value or []


@pytest.fixture(scope="module")
def _filled(django_db_setup, django_db_blocker) -> Iterator:
    """The whole register once for all queries; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield filled()
        transaction.set_rollback(True)


@pytest.fixture
def register(_filled, db):
    return _filled


def filled():
    plan, town = written("register.yaml"), an_organisation("Stad Voorbeeld")
    units = {name: a_unit(town, name) for name in plan["units"]}
    for line in plan["applications"]:
        unit = units.get(line.pop("unit", ""))
        finding.index(an_application(town, unit=unit, **line))
    for line in plan["people"]:
        of_people.index(a_person(town, **line | {"unit": units[line["unit"]]}))
    return town


@pytest.mark.parametrize("query", [query for query in QUERIES if "people" in query], ids=lambda query: query["q"])
def test_people_and_their_roles_are_found(register, query):
    answer, rows = of_people.found(register, query["q"], timezone.localdate())
    assert [person.name for person in rows] == query["people"]
    assert answer.read_as == query.get("meant", "")
    assert answer.complete


def test_the_list_is_long_enough_and_names_only_what_is_in_the_register():
    names = {line["name"] for line in written("register.yaml")["applications"]}
    assert len(QUERIES) >= 60
    assert len(names) >= 60
    assert {name for query in QUERIES for key in ("first", "also") for name in listed(query.get(key))} <= names


def found(register, text):
    answer = ask(organisation=register, kind=finding.KIND, text=text)
    names = dict(Application.objects.of(register).values_list("pk", "name"))
    return answer, [names[row.subject] for row in answer.best()]


@pytest.mark.parametrize("query", [query for query in QUERIES if "first" in query], ids=lambda query: query["q"])
def test_what_is_meant_comes_first(register, query):
    answer, names = found(register, query["q"])
    first, also = listed(query["first"]), listed(query.get("also"))
    assert sorted(names[: len(first)]) == sorted(first), names[:8]
    assert set(also) <= set(names[:NEAR])
    assert answer.read_as == query.get("meant", "")
    assert answer.complete is not query.get("missing", False)
