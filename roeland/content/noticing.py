"""The schema of the notices: what people are asked to do, and what they are told."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Literal

import msgspec


class Group(StrEnum):
    """Under which heading a task stands, in this order."""

    DECIDE = "decide"
    ADVISE = "advise"
    COMPLETE = "complete"
    REVIEW = "review"


class TaskKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a person can be asked. `mark` is the letter in which the person is asked.

    appointed: the room that asks it says itself who is asked when people or roles change.
    """

    code: str
    group: Group
    mark: Literal["EV", "A", "I", "U"]
    appointed: bool = False


class Reminders(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When somebody is reminded of a task, in working days before (negative) or after the day it is due.

    to_person: only the person. to_deputy: the person, and who stands in for the role in which they were asked.
    from_hour: not earlier on the day.
    """

    to_person: tuple[int, ...]
    to_deputy: tuple[int, ...]
    from_hour: int


class Notices(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Every kind of task and every message; urgent are the messages for which somebody waits.

    Texts: label is the sentence, with {subject}; help says why. `<task>.verb` is what its button says.
    """

    tasks: tuple[TaskKind, ...]
    messages: tuple[str, ...]
    urgent: tuple[str, ...]
    reminders: Reminders

    @cached_property
    def by_code(self) -> dict[str, TaskKind]:
        return {kind.code: kind for kind in self.tasks}

    def codes(self) -> Iterable[str]:
        yield from (f"group.{group.value}" for group in Group)
        for kind in self.tasks:
            yield from (kind.code, f"{kind.code}.verb")
        yield from self.messages


Complaint = tuple[tuple[str | int, ...], str]


def check(meaning: Notices) -> Iterator[Complaint]:
    """What is wrong with the notices: what is urgent is a message, and reminders come in the order of the days."""
    for code in meaning.urgent:
        if code not in meaning.messages:
            yield ("urgent",), f"there is no message '{code}'"
    days = [*meaning.reminders.to_person, *meaning.reminders.to_deputy]
    if days != sorted(set(days)):
        yield ("reminders",), "come one after the other, those to the deputy last"
    if not 0 <= meaning.reminders.from_hour < 24:
        yield ("reminders", "from_hour"), "is an hour of the day"
