"""What is checked of the holidays beyond their schema."""

from collections.abc import Iterator

from roeland.rules.working_days import Holiday, Holidays

A_LEAP_YEAR = 2028
Complaint = tuple[tuple[str | int, ...], str]


def check(meaning: Holidays) -> Iterator[Complaint]:
    """What is wrong with a list of holidays: each has one way to find its day, and that day exists every year."""
    codes = [holiday.code for holiday in meaning.holidays]
    for number, holiday in enumerate(meaning.holidays):
        if codes.index(holiday.code) < number:
            yield ("holidays", number, "code"), f"'{holiday.code}' stands here already"
        fixed = (holiday.month is not None, holiday.day is not None)
        if fixed not in ((True, True), (False, False)) or fixed[0] == (holiday.easter is not None):
            yield ("holidays", number), "has a month and a day, or days after Easter"
        elif not _exists(holiday):
            yield ("holidays", number, "day"), "does not exist every year"


def _exists(holiday: Holiday) -> bool:
    try:
        return bool(holiday.on(A_LEAP_YEAR + 1))
    except ValueError:
        return False
