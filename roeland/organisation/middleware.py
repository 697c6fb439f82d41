"""Who this login is in the organisation of this session."""

from collections.abc import Callable

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from roeland.organisation import openid, queries
from roeland.organisation.models import Person, User

SESSION_KEY = "organisation"


class Arriving(HttpRequest):
    """A request at the door, as the middleware leaves it: of nobody yet, or of somebody."""

    htmx: HtmxDetails
    person: Person | None
    persons: list[Person]


class SignedIn(Arriving):
    """A request behind the door of `signed_in`: there is a login, maybe without an organisation chosen."""

    user: User


class Request(SignedIn):
    """A request behind the door of `permitted`: there is a person too, of the organisation of this session."""

    person: Person


class PersonMiddleware:
    """Set `request.persons`, who this login is anywhere, and `request.person`, who it is here; None when nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Arriving) -> HttpResponseBase:
        request.persons = list(queries.persons_of(request.user.pk)) if request.user.is_authenticated else []
        request.person = _chosen(request)
        return self.get_response(request)


def _chosen(request: Arriving) -> Person | None:
    """Return the person in the chosen organisation, or in the only one, with the roles of today read once.

    Support never enters by itself: it chooses, and the journal keeps that.
    """
    chosen = request.session.get(SESSION_KEY) if request.persons else None
    person = next((person for person in request.persons if str(person.organisation_id) == chosen), None)
    if person is None and len(request.persons) == 1 and not request.persons[0].only_looks:
        person = request.persons[0]
    if person is not None and request.user.is_authenticated:
        person.user = request.user
        person.roles_at_the_door = queries.roles_of(person, timezone.localdate())
    return person


class SignInTargets:
    """Let the forms to sign in and to link lead to the configured identity providers, and to no other place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        known = openid.providers() if _signs_in(request) else ()
        if known:
            targets = [target for provider in known for target in provider.form_targets()]
            return csp_update({"form-action": targets})(lambda _request: response)(request)
        return response


def _signs_in(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else ""
    return name in ("account_login", "openid_connect_login", "mfa_index")
