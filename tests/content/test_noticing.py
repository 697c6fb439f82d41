"""The notices: what is urgent is a message, and reminders come one after the other."""

import msgspec
import pytest

from roeland.content import noticing, shipped
from roeland.content.noticing import Notices, Reminders


def notices() -> Notices:
    return shipped.meaning("notices", Notices)


def complaints(**changes) -> list[str]:
    return [message for _, message in noticing.check(msgspec.structs.replace(notices(), **changes))]


def reminding(to_person=(-3, 0), to_deputy=(4,), from_hour=8) -> Reminders:
    return Reminders(to_person, to_deputy, from_hour)


def test_what_we_ship_is_in_order():
    assert complaints() == []


def test_something_urgent_is_a_message_and_no_task():
    assert complaints(urgent=("take_decision",)) == ["there is no message 'take_decision'"]


@pytest.mark.parametrize("rules", [reminding((0, -3)), reminding((0, 0)), reminding((0, 5), (4,))])
def test_reminders_come_one_after_the_other(rules):
    assert complaints(reminders=rules) == ["come one after the other, those to the deputy last"]


@pytest.mark.parametrize("hour", [-1, 24])
def test_reminders_begin_at_an_hour_of_the_day(hour):
    assert complaints(reminders=reminding(from_hour=hour)) == ["is an hour of the day"]


def test_the_deputy_is_told_after_the_day_itself():
    assert min(notices().reminders.to_deputy) > 0
