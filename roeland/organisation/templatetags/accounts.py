"""The accounts of organisations with which a login can sign in, in templates."""

from allauth.socialaccount.models import SocialAccount
from django import template

from roeland.organisation import openid

register = template.Library()


@register.simple_tag(takes_context=True)
def organisation_accounts(context) -> list[tuple[openid.Provider, bool]]:
    """Return every configured provider, and whether the login of this page is linked to it."""
    providers = openid.providers()
    if not providers:
        return []
    mine = SocialAccount.objects.filter(user=context["request"].user)
    linked = set(mine.values_list("provider", flat=True))
    return [(provider, provider.id in linked) for provider in providers]
