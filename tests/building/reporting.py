"""Advice for tests."""

from datetime import date
from typing import Any

from roeland.library.models import Document
from roeland.organisation.models import Person
from roeland.reporting.advice import services


def an_advice(actor: Person, title: str = "Advies van november", **fields: Any) -> Document:
    """A draft of an advice with the figures of now."""
    body = {"see": "Veel is nog niet beslist.", "advise": ["Wijs eigenaars aan."], "ask": ["Wie beslist over drones?"]}
    return services.write(actor=actor, title=title, dated=date(2026, 11, 27), **{"body": body} | fields)


def a_sent_advice(actor: Person, title: str = "Advies van november", **fields: Any) -> Document:
    """One that was sent."""
    return services.send(document=an_advice(actor, title, **fields), actor=actor)
