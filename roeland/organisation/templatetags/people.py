"""Names of roles, in templates."""

from django import template

from roeland.organisation import queries
from roeland.organisation.models import RoleHeld

register = template.Library()


@register.simple_tag(takes_context=True)
def role(context, code: str) -> str:
    """Return what a role is called in the organisation of this page."""
    person = context["request"].person
    return queries.role_name(code, None, person.organisation if person else None)


@register.filter
def over(held: RoleHeld, today) -> bool:
    """Say whether a term has run out."""
    return held.is_over(today)
