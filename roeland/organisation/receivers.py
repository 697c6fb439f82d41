"""What happens when somebody has signed in, or has linked the account of an organisation."""

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.signals import social_account_added
from django.dispatch import receiver
from django.http import HttpRequest

from roeland.organisation import claims, queries, services
from roeland.organisation.middleware import SESSION_KEY
from roeland.organisation.models import User
from roeland.organisation.sign_in import FIRST_VISIT


@receiver(user_logged_in, dispatch_uid="organisation.signed_in")
def signed_in(sender: Any, request: HttpRequest, user: User, **details: Any) -> None:
    """Take over what the identity provider says, and enter the only organisation, or the provider's."""
    login = details.get("sociallogin")
    person = claims.apply(user, login) if login else None
    if person is not None and not queries.has_been_here(person):
        request.session[FIRST_VISIT] = True
    persons = [person] if person else list(queries.persons_of(user.pk)[:2])
    if len(persons) == 1 and not persons[0].only_looks:
        request.session[SESSION_KEY] = str(persons[0].organisation_id)
        services.record_sign_in(person=persons[0])


@receiver(social_account_added, dispatch_uid="organisation.linked")
def linked(sender: Any, sociallogin: SocialLogin, **details: Any) -> None:
    """Keep the new way in, in the journal of every organisation that it opens."""
    for person in queries.persons_of(sociallogin.user.pk):
        services.record_linked(person=person)
