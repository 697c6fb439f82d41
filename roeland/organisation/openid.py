"""The identity providers that the operator configured: one JSON file, named by the setting `OPENID_CONNECT`."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from roeland.organisation import queries
from roeland.organisation.models import Person, User


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The role that a value of the roles claim gives: for the whole organisation, or for the person's own unit."""

    role: str
    own_unit: bool = False


class Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of the claims to read."""

    name: str = "name"
    roles: str = "groups"
    unit: str = "department"


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An identity provider of one organisation (its slug). `roles` and `units` map values of claims to ours."""

    id: str
    name: str
    client_id: str
    secret: str
    server_url: str
    organisation: str
    trust_email: bool = False
    origins: tuple[str, ...] = ()
    claims: Claims = Claims()
    roles: dict[str, Grant] = {}
    units: dict[str, str] = {}

    def as_app(self) -> SocialApp:
        """Return it in the form in which allauth wants it."""
        return SocialApp(
            provider="openid_connect",
            provider_id=self.id,
            name=self.name,
            client_id=self.client_id,
            secret=self.secret,
            settings={"server_url": self.server_url, "verified_email": self.trust_email, "oauth_pkce_enabled": True},
        )

    def form_targets(self) -> tuple[str, ...]:
        """Return the origins to which the sign-in form may lead."""
        parts = urlsplit(self.server_url)
        return (f"{parts.scheme}://{parts.netloc}", *self.origins)


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    providers: tuple[Provider, ...] = ()


# Made ready here and not at the first sign-in: two threads that do so at once would bring the process down.
_FILE = msgspec.json.Decoder(File)


def providers() -> tuple[Provider, ...]:
    """Return the configured providers. Raises ImproperlyConfigured with the file and the place of a mistake."""
    return _read(settings.OPENID_CONNECT) if settings.OPENID_CONNECT else ()


def provider_of(login: SocialLogin) -> Provider | None:
    """Return through which configured provider somebody signs in."""
    wanted = login.account.provider
    return next((known for known in providers() if known.id == wanted), None)


def is_only_in(email: str, organisation: str) -> bool:
    """Say whether the login with this address is nobody outside the organisation with this slug."""
    persons = Person.objects.filter(user__in=User.objects.filter(email=email.lower()))
    return not persons.exclude(organisation__slug=organisation).exists()


@cache
def _read(path: str) -> tuple[Provider, ...]:
    try:
        found = _FILE.decode(Path(path).read_bytes()).providers
    except (OSError, msgspec.DecodeError) as error:
        raise ImproperlyConfigured(f"{path}: {error}") from error
    known = queries.roles().by_code
    for provider in found:
        if unknown := {grant.role for grant in provider.roles.values()} - set(known):
            raise ImproperlyConfigured(f"{path}: {provider.id} gives roles that do not exist: {sorted(unknown)}")
    return found
