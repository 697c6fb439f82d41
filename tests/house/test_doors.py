"""Every address names who may come in, the server keeps to it, and looking never writes."""

import ast
import csv
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roeland.content import shipped
from roeland.decisions.models import GateRequest
from roeland.organisation.models import SupportConsent
from tests.house import city
from tests.house.doors import GUARDED, OURS, Door, client_of
from tests.house.tree import files, tree_of

TABLE = Path(__file__).with_name("doors.csv")
WRITES = ("INSERT", "UPDATE", "DELETE")
PARTS = 4  # so that workers share the knocking
CODES = set(shipped.document("permissions").meaning.codes())


@pytest.fixture
def world(near) -> Iterator[city.City]:
    """The city, and no log: every refusal would be written there with its trace."""
    logging.disable(logging.WARNING)
    yield near
    logging.disable(logging.NOTSET)


def asked_inside() -> Iterator[str]:
    """The permissions for which the code asks with `may` or `must`."""
    for path in files(".py"):
        for call in ast.walk(tree_of(path)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("may", "must"):
                yield from (word.value for word in call.args if isinstance(word, ast.Constant))


def knock(client: Client, door: Door, world: city.City) -> HttpResponse:
    """Look, or where one can only act: act, and take it back."""
    answer = client.get(door.url(world))
    if answer.status_code != 405:
        return answer
    with transaction.atomic():
        answer = client.post(door.url(world))
        transaction.set_rollback(True)
    return answer


def test_every_address_names_its_permission():
    assert [door.address for door in OURS if door.permission not in CODES | {"public", "signed_in"}] == []


def test_every_permission_guards_something():
    assert CODES - {door.permission for door in OURS} - set(asked_inside()) == set()


def measured(world: city.City, doors: list[Door]) -> dict[str, str]:
    """Per address the roles for which the door opens, as one line of words; and `support`, where it may look."""
    clients = {role: client_of(person) for role, person in world.holder_of.items()}
    support, open_for = looking_along(world), {}
    for door in doors:
        opened = [role for role, client in clients.items() if knock(client, door, world).status_code not in (403, 404)]
        words = ["everyone"] if len(opened) == len(clients) else opened
        looks = knock(support, door, world).status_code not in (403, 404)
        open_for[door.name] = " ".join([*words, "support"] if looks else words)
    return open_for


def looking_along(world: city.City) -> Client:
    """The browser of the support, which has entered."""
    client = client_of(world.things[SupportConsent].person)
    client.post(reverse("organisation:switch"), {"organisation": world.organisation.pk})
    return client


def written(table: dict[str, str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(sorted(table.items()))
    return out.getvalue()


def test_the_table_has_a_line_for_every_door():
    lines = [line.partition(",")[0] for line in TABLE.read_text().splitlines()]
    assert lines == ["address", *sorted(door.name for door in GUARDED)]


@pytest.mark.parametrize("part", range(PARTS))
def test_the_doors_open_for_the_roles_of_the_table(world, part, monkeypatch):
    """`doors.csv` is read by people; when a door changes on purpose, change its line there."""
    monkeypatch.setattr(Template, "render", lambda *_, **__: "")  # who comes in is decided before a page is drawn
    doors = sorted(GUARDED, key=lambda door: door.name)[part::PARTS]
    lines = TABLE.read_text().splitlines(keepends=True)[1:]
    assert written(measured(world, doors)) == "".join(lines[part::PARTS])


def test_nobody_comes_in_without_signing_in(world):
    for door in GUARDED:
        answer = knock(Client(), door, world)
        assert answer.status_code == 302, door.name
        assert answer.url.startswith(reverse("account_login")), door.name


def test_looking_never_writes(world):
    clients = [client_of(world.holder_of["administrator"]), client_of(world.employee), client_of(world.decider)]
    for door in OURS:
        for client in clients:
            with CaptureQueriesContext(connection) as queries:
                client.get(door.url(world))
            assert [q["sql"] for q in queries if q["sql"].lstrip().startswith(WRITES)] == [], door.name


def test_who_reported_something_shows_only_to_who_handles_it(world):
    pages = [world.applications["asked"].get_absolute_url(), world.things[GateRequest].get_absolute_url()]
    colleague, manager = client_of(world.holder_of["user"]), client_of(world.decider)
    for page in pages:
        assert world.employee.name not in colleague.get(page).content.decode(), page
        assert world.employee.name in manager.get(page).content.decode(), page
