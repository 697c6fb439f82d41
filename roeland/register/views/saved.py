"""Lists kept under a name: keep one, rename or share it, remove it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register import listing, services
from roeland.register.listing.forms import ALONE, EVERYBODY, SavedViewForm
from roeland.register.models import SavedView


@permitted("application.view")
def index(request: Request) -> HttpResponse:
    """The lists that this person sees: the own ones, and those that colleagues shared."""
    rows = list(SavedView.objects.seen_by(request.person).select_related("person").order_by("name", "pk"))
    mine = [view for view in rows if view.person_id == request.person.pk]
    shared = [(view, services.may_remove(request.person, view)) for view in rows if view not in mine]
    return render(request, "register/saved_views.html", {"mine": mine, "shared": shared})


@permitted("application.view")
def keep(request: Request) -> HttpResponse:
    """Keep the list that the address asks for."""
    wish = listing.wish_from(request.GET)
    form = SavedViewForm(request.POST or None, organisation=request.person.organisation, initial={"who": ALONE})
    if request.method == "POST" and form.is_valid():
        try:
            view = services.keep_list(query=wish.address, actor=request.person, **form.chosen)
        except services.AlreadyKept as same:
            form.add_error(None, _("You have this list already: “%(name)s”.") % {"name": same.view.name})
        except services.TooMuch:
            form.add_error(None, _("This list has too many filters to keep. Take some away and try again."))
        except services.NameTaken:
            form.add_error("name", _taken())
        else:
            messages.success(request, _("The list is kept. You find it above the register."))
            return redirect(view)
    return _page(request, form, {"query": wish.address})


@permitted("saved_view.change", SavedView)
def change(request: Request, view: SavedView) -> HttpResponse:
    """Give one's own list another name, or other readers."""
    initial = {"name": view.name, "who": EVERYBODY if view.shared else ALONE}
    form = SavedViewForm(request.POST or None, organisation=request.person.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_list(view=view, actor=request.person, **form.chosen)
        except services.NameTaken:
            form.add_error("name", _taken())
        else:
            messages.success(request, _("Saved."))
            return redirect("register:saved_views")
    return _page(request, form, {"view": view, "query": view.query})


@require_POST
@permitted("saved_view.remove", SavedView)
def remove(request: Request, view: SavedView) -> HttpResponse:
    """Take a list away. What a colleague keeps for oneself does not exist for others."""
    if not services.may_remove(request.person, view):
        raise Http404
    services.remove_list(view=view, actor=request.person)
    messages.success(request, _("The list “%(name)s” is gone. The applications stay.") % {"name": view.name})
    return redirect("register:saved_views")


def _taken() -> str:
    return _("There is a list with this name already. Choose another name.")


def _page(request: Request, form: SavedViewForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "register/saved_view.html", context | {"form": form}, status=status_of(form))
