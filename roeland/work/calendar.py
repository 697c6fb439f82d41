"""A calendar of what is due, as other programs read it (RFC 5545): an event of a whole day for each task."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75  # octets of a line
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """A whole day in the calendar. `key` is the same every time, so that a changed event replaces the earlier one."""

    key: str
    day: date
    title: str
    url: str
    made_at: datetime


def written(name: str, events: Iterable[Event]) -> str:
    """The calendar as text."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Roeland//NL", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for event in events:
        lines += _event(event)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def escaped(text: str) -> str:
    """Text as it stands in a line: it can end no line and begin no property."""
    return " ".join(text.splitlines()).translate(ESCAPES)


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, never within a letter; every part but the first begins with a space."""
    start, room = "", LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield start
            start, room = " ", LONGEST - 1
        start, room = start + letter, room - size
    yield start


def _event(event: Event) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.key}",
        f"DTSTAMP:{event.made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(event.title)}",
        f"DESCRIPTION:{escaped(event.url)}",
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
