"""Every address of Roeland, and a browser without a screen for everybody who may knock."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from roeland.organisation.models import Person
from tests.house.city import City

THEIRS = ("account/",)  # allauth guards its own pages
# Without a format there is nothing to answer.
QUERIES = {"register:export": "?format=csv", "obligations:export": "?format=csv"}


@dataclass(frozen=True)
class Door:
    """An address: how it is written, its name, and the view behind it."""

    address: str
    name: str
    pattern: URLPattern

    @property
    def permission(self) -> str | None:
        return getattr(self.pattern.callback, "permission", None)

    @property
    def model(self) -> Any:
        return getattr(self.pattern.callback, "model", None)

    def url(self, city: City) -> str:
        """A real address, with the keys of things that exist in the city."""
        kwargs = {key: self._value(key, city) for key in self.pattern.pattern.converters}
        return reverse(self.name, kwargs=kwargs) + QUERIES.get(self.name, "")

    def _value(self, key: str, city: City) -> Any:
        if (own := f"{self.name} {key}") in city.arguments:
            return city.arguments[own]
        return city.things[self.model].pk


def _walk(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[Door]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, address, pattern.namespace or space)
        else:
            yield Door(address, f"{space}:{pattern.name}" if space else str(pattern.name), pattern)


ALL = list(_walk(get_resolver()))
OURS = [door for door in ALL if not door.address.startswith(THEIRS)]
GUARDED = [door for door in OURS if door.permission not in ("public", "signed_in")]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client
