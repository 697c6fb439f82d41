"""Who this login is in the organisation of this session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from roeland.organisation import openid, queries
from roeland.organisation.models import Person

SESSION_KEY = "organisation"


class PersonMiddleware:
    """Set `request.persons`, who this login is anywhere, and `request.person`, who it is here; None when nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.persons = list(queries.persons_of(request.user.pk)) if request.user.is_authenticated else []
        request.person = _chosen(request)
        return self.get_response(request)


def _chosen(request: HttpRequest) -> Person | None:
    """Return the person in the chosen organisation, or in the only one, with the roles of today read once."""
    chosen = request.session.get(SESSION_KEY) if request.persons else None
    person = next((person for person in request.persons if str(person.organisation_id) == chosen), None)
    if person is None and len(request.persons) == 1:
        person = request.persons[0]
    if person is not None:
        person.user = request.user
        person.roles_at_the_door = queries.roles_of(person, timezone.localdate())
    return person


class SignInTargets:
    """Let the sign-in form lead to the configured identity providers, and to no other place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        known = openid.providers() if _signs_in(request) else ()
        if known:
            response._csp_update = {"form-action": [target for provider in known for target in provider.form_targets()]}
        return response


def _signs_in(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else ""
    return name in ("account_login", "openid_connect_login")
