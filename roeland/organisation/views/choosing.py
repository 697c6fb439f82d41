"""Choosing the organisation to work in, for a login that has several."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from roeland.organisation import queries, services
from roeland.organisation.access import signed_in
from roeland.organisation.forms.choosing import SwitchForm
from roeland.organisation.middleware import SESSION_KEY, SignedIn


@require_safe
@signed_in
def choose(request: SignedIn) -> HttpResponse:
    """Show in which organisations this login is somebody; none is said with what to do."""
    persons = queries.persons_of(request.user.pk)
    return render(request, "organisation/choose.html", {"persons": persons, "next": request.GET.get("next", "")})


@require_POST
@signed_in
def switch(request: SignedIn) -> HttpResponse:
    """Enter another organisation of this login, with a new session key."""
    form = SwitchForm(request.POST)
    key = form.cleaned_data["organisation"] if form.is_valid() else None
    person = get_object_or_404(queries.persons_of(request.user.pk), organisation=key)
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(person.organisation_id)
    services.record_sign_in(person=person)
    target = form.cleaned_data["next"]
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    if person.only_looks and target in ("", "/"):
        return redirect("organisation:administration")
    return redirect(target if target and safe else "/")
