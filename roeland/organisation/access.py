"""The door of every view: who may open what, as the document `permissions` says it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django_htmx.http import HttpResponseClientRedirect

from roeland.content import shipped
from roeland.content.organising import Permission, Permissions, Scope
from roeland.organisation import queries
from roeland.organisation.middleware import Arriving, Request
from roeland.organisation.models import Organisation, Person, RoleHeld

LOOKING = ("GET", "HEAD")
View = Callable[..., HttpResponseBase]
Finder = type[models.Model] | Callable[[Organisation, Any], Any]


@dataclass(frozen=True)
class Helper:
    """Somebody who may do what this person may not."""

    name: str
    role: str
    email: str


class NotPermitted(PermissionDenied):
    """This person may not do this. The 403 page shows the `reason` and the `helpers`."""

    def __init__(self, code: str, person: Person | None) -> None:
        super().__init__(code)
        self.code = code
        self.person = person

    @property
    def reason(self) -> str:
        """What this person may not do, in a sentence."""
        what = shipped.text("permissions", self.code, get_language() or "nl").label
        return gettext("Your roles do not allow this: %(what)s.") % {"what": what}

    @property
    def helpers(self) -> list[Helper]:
        """At most one person for each of the roles that may do it, and an administrator."""
        if self.person is None:
            return []
        organisation, roles = self.person.organisation, (*permission(self.code).roles, "administrator")
        found = {row.role: row for row in queries.holders_of(organisation, roles, timezone.localdate())}
        rows = sorted(found.values(), key=lambda row: roles.index(row.role))[:4]
        return [Helper(r.person.name, queries.role_name(r.role, None, organisation), r.person.email) for r in rows]


class OnlyLooks(PermissionDenied):
    """Somebody of the support looks along, and tried to do something."""

    helpers: tuple[Helper, ...] = ()

    @property
    def reason(self) -> str:
        """What the support may and may not do."""
        return gettext("You look along for the support. You see only the settings, and can change nothing.")


class OtherOrganisation(PermissionDenied):
    """Things of two organisations met in one act."""


def permission(code: str) -> Permission:
    """Return what the shipped document says about a permission. Raises KeyError for an unknown code."""
    return shipped.meaning("permissions", Permissions).by_code[code]


def may(person: Person | None, code: str, thing: Any = None) -> bool:
    """Say whether `person` has the permission `code`, for `thing` when given. Closed when in doubt.

    Without a thing a role counts wherever it is held, and relations count for nothing. Raises KeyError for an
    unknown code, so that a slip of the pen never opens a door.
    """
    asked = permission(code)
    if person is None or not person.active or _no_longer_looks(person) or not _shares_organisation(person, thing):
        return False
    if person.only_looks:
        return asked.support
    return asked.everyone or _by_role(person, asked, thing) or _by_relation(person, asked, thing)


def must(person: Person | None, code: str, thing: Any = None) -> None:
    """Raise NotPermitted unless `person` has the permission `code`, for `thing` when given."""
    if not may(person, code, thing):
        raise NotPermitted(code, person)


def same_organisation(actor: Person | None, *things: Any) -> None:
    """Raise OtherOrganisation unless all things (None is passed over) belong to one organisation, the actor's."""
    everything = [thing for thing in (actor, *things) if thing is not None]
    if len({thing.organisation_id for thing in everything}) > 1:
        raise OtherOrganisation


def permitted(code: str, model: Finder | None = None, *, url_kwarg: str = "pk") -> Callable[[View], View]:
    """Open a view to who has the permission `code`, for the `model` whose key stands in the URL as `url_kwarg`.

    Instead of a model it takes a function (organisation, key) that returns the thing or raises Http404.

    Signed out → sign in first. No organisation chosen → choose one. A key of another organisation → 404. No
    permission → 403 with who can help. The view gets the thing as its second argument.
    """
    permission(code)

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if turned_away := _without_person(request):
                return turned_away
            if request.person.only_looks and not (request.method in LOOKING and permission(code).support):
                raise OnlyLooks
            things = () if model is None else (_find(model, request.person, kwargs.pop(url_kwarg)),)
            must(request.person, code, *things)
            return view(request, *things, *args, **kwargs)

        return _signed(guarded, permission=code, model=model)

    return door


def public(view: View) -> View:
    """Mark a view that anybody may open."""
    return _signed(view, permission="public")


def signed_in(view: View) -> View:
    """Open a view to every login, also before an organisation is chosen."""

    @wraps(view)
    def guarded(request: Arriving, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _elsewhere(request, redirect_to_login(request.get_full_path()).url)
        return view(request, *args, **kwargs)

    return _signed(guarded, permission="signed_in")


def held_by(person: Person) -> Iterable[RoleHeld]:
    """The roles of a person: those read at the door of this request, or else read now."""
    known = getattr(person, "roles_at_the_door", None)
    return queries.roles_of(person, timezone.localdate()) if known is None else known


def _without_person(request: Arriving) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return _elsewhere(request, redirect_to_login(request.get_full_path()).url)
    if request.person is None:
        return _elsewhere(request, f"{reverse('organisation:choose')}?{urlencode({'next': request.get_full_path()})}")
    return None


def _elsewhere(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)


def _signed(view: Any, **signs: Any) -> View:
    """Hang on a view who may open it, so that a house test can read it."""
    vars(view).update(signs)
    return view


def _find(finder: Finder, person: Person, key: Any) -> Any:
    if not isinstance(finder, type):
        return finder(person.organisation, key)
    model: Any = finder
    along = getattr(model, "fetched_along", ())
    rows = model.objects.select_related(*along) if along else model
    thing = get_object_or_404(rows, organisation=person.organisation_id, pk=key)
    for one in (thing, *(getattr(thing, name) for name in along)):
        one.organisation = person.organisation
    return thing


def _shares_organisation(person: Person, thing: Any) -> bool:
    return thing is None or thing.organisation_id == person.organisation_id


def _no_longer_looks(person: Person) -> bool:
    return person.support_until is not None and person.support_until <= timezone.now()


def _by_role(person: Person, asked: Permission, thing: Any) -> bool:
    rows = [row for row in held_by(person) if row.role in asked.roles] if asked.roles else []
    if thing is None or asked.scope is Scope.ANYWHERE or isinstance(thing, Organisation):
        return bool(rows)
    return any(row.unit_id is None for row in rows) or _covered(rows, thing)


def _covered(rows: list[RoleHeld], thing: Any) -> bool:
    unit = getattr(thing, "unit", None) if rows else None
    return any(row.covers(unit) for row in rows)


def _by_relation(person: Person, asked: Permission, thing: Any) -> bool:
    relations = getattr(thing, "relations", None)
    return bool(asked.relations and relations and relations(person).intersection(asked.relations))
