"""Who this login is in the organisation of this session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from roeland.organisation import queries
from roeland.organisation.models import Person

SESSION_KEY = "organisation"


class PersonMiddleware:
    """Set `request.person`: the login's person in the chosen organisation, or in its only one; None otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = person_of(request)
        return self.get_response(request)


def person_of(request: HttpRequest) -> Person | None:
    """Return who signed in, with the roles held today read once for the whole request."""
    if not request.user.is_authenticated:
        return None
    persons = list(queries.persons_of(request.user.pk))
    chosen = request.session.get(SESSION_KEY)
    person = next((person for person in persons if str(person.organisation_id) == chosen), None)
    if person is None and len(persons) == 1:
        person = persons[0]
    if person is not None:
        person.user = request.user
        person.roles_at_the_door = queries.roles_of(person, timezone.localdate())
    return person
