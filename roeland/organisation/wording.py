"""What roles are called: the organisation's own word, else the shipped one."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language

from roeland.content import shipped

if TYPE_CHECKING:
    from roeland.organisation.models import Organisation


def role_name(code: str, language: str | None = None, organisation: "Organisation | None" = None) -> str:
    """Return what a role is called: the organisation's own word, else the shipped name. Raises KeyError."""
    wanted = language or get_language() or "nl"
    own = organisation.own_words.get((code, wanted)) if organisation else None
    return own or shipped.text("roles", code, wanted).label


def in_a_sentence(name: str) -> str:
    """What a role is called in the middle of a sentence: "teammanager", but still "CISO" and "HR-adviseur"."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
