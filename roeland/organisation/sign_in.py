"""Sign-in: what allauth asks of us, and signing in as somebody in a demonstration."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from roeland.organisation import openid
from roeland.organisation.middleware import SESSION_KEY
from roeland.organisation.models import Person, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIRST_VISIT = "first_visit"  # in the session, between signing in and the page that follows
QUIET = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an own login: people come by invitation or through their organisation's identity provider."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return f"Roeland: {subject.strip()}"

    def post_login(self, request: HttpRequest, user: Any, *, redirect_url: str | None, **how: Any) -> HttpResponse:
        """Whoever comes through an identity provider for the first time is welcomed; what they asked for comes next."""
        response: HttpResponse = super().post_login(request, user, redirect_url=redirect_url, **how)
        if not request.session.pop(FIRST_VISIT, False):
            return response
        on = f"?{urlencode({'next': redirect_url})}" if redirect_url and redirect_url != "/" else ""
        return redirect(f"{reverse('organisation:welcome')}{on}")

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

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Before anything is written: an address that has a login already goes to that login's owner only."""
        if sociallogin.is_existing:
            return
        address = (sociallogin.user.email or "").lower()
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            _link_only_ones_own(request, address)
        elif (known := openid.provider_of(sociallogin)) and User.objects.filter(email=address).exists():
            raise ImmediateHttpResponse(redirect("organisation:known_login", provider=known.id))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("mfa_index")

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return openid.provider_of(sociallogin) is not None

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Only a provider that is trusted with addresses, and only for logins of nobody but its own organisation."""
        known = openid.provider_of(login)
        return known is not None and known.trust_email and openid.is_only_in(email, known.organisation)


def _link_only_ones_own(request: HttpRequest, address: str) -> None:
    """Keep out a colleague's account, in whose browser one happens to sit: it would bring that colleague's roles."""
    if request.user.is_authenticated and request.user.email.lower() != address:
        messages.error(request, gettext("That account has another e-mail address than your login. Nothing is linked."))
        raise ImmediateHttpResponse(redirect("mfa_index"))


def sign_in_as(request: HttpRequest, person: Person) -> None:
    """Sign in as `person` with a new session. The caller checks that this is a demonstration."""
    if person.user is None:
        raise User.DoesNotExist
    login(request, person.user, backend=BACKEND)
    request.session[SESSION_KEY] = str(person.organisation_id)
