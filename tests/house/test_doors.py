"""Every address names who may come in, the server keeps to it, and looking never writes."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.organisation import sign_in
from tests.house import city

TABLE = Path(__file__).with_name("doors.csv")
THEIRS = ("account/",)  # allauth guards its own pages
WRITES = ("INSERT", "UPDATE", "DELETE")


def walk(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Every pattern with its whole address and its name."""
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, address, pattern.namespace or space)
        else:
            yield address, f"{space}:{pattern.name}" if space else str(pattern.name), pattern


OURS = [found for found in walk(get_resolver()) if not found[0].startswith(THEIRS)]
GUARDED = [found for found in OURS if found[2].callback.permission not in ("public", "signed_in")]


def test_every_address_names_its_permission():
    known = set(shipped.document("permissions").meaning.codes()) | {"public", "signed_in"}
    assert [address for address, _, view in OURS if getattr(view.callback, "permission", None) not in known] == []


def test_every_permission_guards_something():
    used = {pattern.callback.permission for _, _, pattern in OURS}
    asked_elsewhere = city.PERMISSIONS_ASKED_INSIDE
    assert set(shipped.document("permissions").meaning.codes()) - used - asked_elsewhere == set()


def address_of(name: str, pattern: URLPattern, things: dict) -> str:
    """A real address: keys are those of things that exist in the city."""
    model = pattern.callback.model
    arguments = {
        key: things[model].pk if model and key == "pk" else city.ARGUMENTS[f"{name} {key}"]
        for key in pattern.pattern.converters
    }
    return reverse(name, kwargs=arguments)


def roles() -> list[str]:
    return [role.code for role in shipped.meaning("roles", Roles).roles]


@pytest.fixture
def world(db):
    return city.build()


def client_of(person) -> Client:
    client = Client()
    client.force_login(person.user)
    sign_in.choose(client, person)
    return client


def measured(world) -> dict[str, str]:
    """Per address the roles for which the door opens, as one line of words."""
    open_for = {}
    clients = {role: client_of(world.holder_of[role]) for role in roles()}
    for _, name, pattern in GUARDED:
        address = address_of(name, pattern, world.things)
        opened = [role for role, client in clients.items() if client.get(address).status_code not in (403, 404)]
        open_for[name] = "everyone" if len(opened) == len(clients) else " ".join(opened)
    return open_for


def written(table: dict[str, str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["address", "open for"], *sorted(table.items())])
    return out.getvalue()


def test_the_doors_open_for_the_roles_of_the_table(world):
    """`doors.csv` is read by people; when a door changes on purpose, change its line there."""
    assert written(measured(world)) == TABLE.read_text()


def test_nobody_comes_in_without_signing_in(world):
    for _, name, pattern in GUARDED:
        answer = Client().get(address_of(name, pattern, world.things))
        assert answer.status_code == 302, name
        assert reverse("account_login") in answer.url, name


def test_a_thing_of_another_organisation_does_not_exist(world):
    stranger = client_of(city.build().holder_of["administrator"])
    with_key = [(name, pattern) for _, name, pattern in GUARDED if pattern.callback.model]
    assert with_key
    for name, pattern in with_key:
        address = address_of(name, pattern, world.things)
        assert (stranger.get(address).status_code, stranger.post(address).status_code) == (404, 404), name


def test_looking_never_writes(world):
    client = client_of(world.holder_of["administrator"])
    for _, name, pattern in OURS:
        if (
            set(pattern.pattern.converters) - {"pk"}
            and f"{name} {next(iter(pattern.pattern.converters))}" not in city.ARGUMENTS
        ):
            continue
        if pattern.pattern.converters and not getattr(pattern.callback, "model", None):
            continue
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address_of(name, pattern, world.things) if pattern.pattern.converters else reverse(name))
        written = [query["sql"] for query in queries if query["sql"].lstrip().startswith(WRITES)]
        assert written == [], name
