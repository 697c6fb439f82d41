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
