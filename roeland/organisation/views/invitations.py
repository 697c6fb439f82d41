"""Accepting an invitation: choose a password, or link the login one has."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from roeland.organisation import services
from roeland.organisation.access import public
from roeland.organisation.forms import status_of
from roeland.organisation.forms.invitations import PasswordForm
from roeland.organisation.middleware import SESSION_KEY
from roeland.organisation.models import Person, User
from roeland.organisation.sign_in import BACKEND


@public
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Let the invited person in; an old or used link says what to do."""
    try:
        person = services.read_invitation(code)
    except services.InvitationNotValid:
        return render(request, "organisation/invitation_over.html", status=410)
    known = User.objects.filter(email=person.email.lower()).exists()
    if known:
        return _link(request, code, person)
    form = PasswordForm(request.POST or None, email=person.email)
    if request.method == "POST" and form.is_valid():
        person = services.accept_invitation(code=code, password=form.cleaned_data["password1"])
        return _enter(request, person)
    return render(request, "organisation/invitation.html", {"form": form, "invited": person}, status=status_of(form))


def _link(request: HttpRequest, code: str, person: Person) -> HttpResponse:
    """Who has a login already confirms with that login, so that nobody can claim another's address."""
    user = request.user
    own = user if user.is_authenticated and user.email == person.email.lower() else None
    if request.method == "POST" and own:
        person = services.accept_invitation(code=code, user=own)
        request.session[SESSION_KEY] = str(person.organisation_id)
        return redirect("organisation:welcome")
    return render(request, "organisation/invitation_link.html", {"invited": person, "own": own})


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    login(request, person.user, backend=BACKEND)
    request.session[SESSION_KEY] = str(person.organisation_id)
    return redirect("organisation:welcome")
