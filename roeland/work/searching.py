"""Searching everything: each room says what it found, and who asks sees what answers best."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from roeland.organisation.models import Person
from roeland.search.everywhere import Group

FIRST = 8  # of each group
MOST = 100  # of one group by itself


def groups(person: Person, text: str, only: str = "") -> list[Group]:
    """What was found, per group; of one group, named by `only`, many more.

    A group that had to guess or to leave out words stays away when another found everything as it was typed.
    """
    asked = [source(person, text, MOST if only else FIRST) for source in _sources(tuple(settings.SEARCH_SOURCES))]
    found = [group for group in asked if group and group.hits and only in ("", group.code)]
    exact = [group for group in found if group.exact]
    return exact or found


@cache
def _sources(dotted: tuple[str, ...]) -> list[Any]:
    return [import_string(name) for name in dotted]
