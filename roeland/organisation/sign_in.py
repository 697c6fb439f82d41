"""Sign-in: what allauth asks of us, and signing in as somebody in a demonstration."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib.auth import login
from django.http import HttpRequest

from roeland.organisation import openid
from roeland.organisation.middleware import SESSION_KEY
from roeland.organisation.models import Person, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
QUIET = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an own login: people come by invitation or through their organisation's identity provider."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return f"Roeland: {subject.strip()}"

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The identity providers of the file that `OPENID_CONNECT` names; each serves one organisation."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        return [
            known.as_app()
            for known in openid.providers()
            if provider in (None, "openid_connect", known.id) and client_id in (None, known.client_id)
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return openid.provider_of(sociallogin) is not None

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Only a provider that is trusted with addresses, and only for logins of nobody but its own organisation."""
        known = openid.provider_of(login)
        return known is not None and known.trust_email and openid.is_only_in(email, known.organisation)


def sign_in_as(request: HttpRequest, person: Person) -> None:
    """Sign in as `person` with a new session. The caller checks that this is a demonstration."""
    if person.user is None:
        raise User.DoesNotExist
    login(request, person.user, backend=BACKEND)
    request.session[SESSION_KEY] = str(person.organisation_id)
