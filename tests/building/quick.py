"""Approved tools, questions and honest stories, for tests about the quick check."""

from datetime import date
from typing import Any

from roeland.assessments.models import AcceptableUse, PastUse, QuickQuestion
from roeland.assessments.quick import asking, framing, past_using
from roeland.assessments.quick.checking import Asked
from roeland.organisation.models import Person
from roeland.register.models import Application, Phase
from roeland.register.services import enter_phase
from tests.building.assessments import a_classification
from tests.building.questionnaires import YES, one, these

SINCE = date(2026, 1, 1)
PUBLIC_TEXTS = {
    "technique": these("general_model"),
    "output": these("edit"),
    "users": these("staff_use"),
    "origin": these("bought"),
    "publication": one("reviewed"),
}
"""A writing aid for public texts."""
FILES_OF_PEOPLE = PUBLIC_TEXTS | {
    "personal_data": YES,
    "data_kinds": these("contact", "health"),
    "effect": these("judges_people"),
    "human": one("decides"),
    "security": these("confidential"),
}
"""A tool of which the intake says that everything may go in."""


def a_tool(actor: Person, name: str = "Schrijfhulp", known: dict[str, Any] | None = None) -> Application:
    """An application that was assessed and is in use, as if somebody had decided yes."""
    made = a_classification(known or PUBLIC_TEXTS, actor=actor, unit=actor.unit, name=name).application
    return enter_phase(application=Application.objects.get(pk=made.pk), phase=Phase.PRODUCTION, actor=actor)


def a_frame(application: Application, *, actor: Person, **fields: Any) -> AcceptableUse:
    """Approve the application for text help."""
    return framing.set_frame(
        application=application, actor=actor, **{"purposes": ("text_help",), "since": SINCE} | fields
    )


def asked(tool: str = "Praathulp", **fields: Any) -> Asked:
    """Somebody wants to put an ordinary mail in a tool that nobody approved."""
    return Asked(**{"inputs": ("ordinary",), "purpose": "text_help", "citizens": "no", "tool": tool} | fields)


def a_question(asker: Person, tool: str = "Praathulp", **fields: Any) -> QuickQuestion:
    return asking.ask_colleague(asked=asked(tool, inputs=("none",), **fields), note="Mag dit?", actor=asker)


def a_past_use(reporter: Person, tool: str = "Praathulp") -> PastUse:
    return past_using.report(
        actor=reporter, application=None, tool=tool, inputs=("ordinary",), story="Ik plakte er een mail in."
    )
