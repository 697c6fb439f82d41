"""The administration of persons and the roles they hold."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.organisation import refusals, services
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.administering import ChangeRoleForm, PersonForm, RoleForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import Person, RoleHeld


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("organisation.administer")
def add_person(request: Request) -> HttpResponse:
    """Add somebody to the organisation."""
    organisation = request.person.organisation
    form = PersonForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("name", "email", "function", "unit")}
        person = services.add_person(organisation=organisation, actor=request.person, **facts)
        away = {name: form.cleaned_data[name] for name in ("absent_from", "absent_until")}
        services.change_person(person=person, actor=request.person, **away)
        messages.success(request, _("%(name)s is added.") % {"name": person.name})
        return redirect("organisation:person", person.pk)
    return render(request, "organisation/person_form.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("organisation.administer", Person)
def change_person(request: Request, person: Person) -> HttpResponse:
    """Change what is known of a person, or note an absence."""
    name = person.name
    form = PersonForm(request.POST or None, instance=person, organisation=request.person.organisation)
    if request.method == "POST" and form.is_valid():
        services.change_person(person=person, actor=request.person, **form.cleaned_data)
        messages.success(request, _("%(name)s is saved.") % {"name": form.cleaned_data["name"]})
        return redirect("organisation:person", person.pk)
    return render(
        request, "organisation/person_form.html", {"form": form, "shown": person, "name": name}, status=status_of(form)
    )


@require_POST
@permitted("organisation.administer", Person)
def invite(request: Request, person: Person) -> HttpResponse:
    """Make an invitation, and show the link once."""
    try:
        code = services.invite(person=person, actor=request.person)
    except services.InvitationNotValid:
        messages.error(request, _("This person has a login already, or no e-mail address."))
        return redirect("organisation:person", person.pk)
    link = request.build_absolute_uri(reverse("organisation:invitation", args=[code]))
    return render(request, "organisation/invited.html", {"shown": person, "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("organisation.administer", Person)
def give_role(request: Request, person: Person) -> HttpResponse:
    """Give a person a role."""
    start = {"starts": timezone.localdate()}
    form = RoleForm(request.POST or None, initial=start, organisation=request.person.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_role(person=person, actor=request.person, **form.cleaned_data)
        except services.RoleRefused as refusal:
            _explain(form, refusal)
        else:
            messages.success(request, _("The role is given."))
            return redirect("organisation:person", person.pk)
    return render(request, "organisation/role_form.html", {"form": form, "shown": person}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("organisation.administer", RoleHeld)
def change_role(request: Request, held: RoleHeld) -> HttpResponse:
    """Change the place, deputy, term or mandate of a role."""
    initial = ChangeRoleForm.values_of(held)
    form = ChangeRoleForm(request.POST or None, initial=initial, organisation=request.person.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_role(role_held=held, actor=request.person, **form.cleaned_data)
        except services.RoleRefused as refusal:
            _explain(form, refusal)
        else:
            messages.success(request, _("The role is saved."))
            return redirect("organisation:person", held.person_id)
    return render(
        request,
        "organisation/role_form.html",
        {"form": form, "shown": held.person, "held": held},
        status=status_of(form),
    )


@require_POST
@permitted("organisation.administer", RoleHeld)
def end_role(request: Request, held: RoleHeld) -> HttpResponse:
    """End a role from today."""
    services.end_role(role_held=held, actor=request.person)
    messages.success(request, _("The role has ended."))
    return redirect("organisation:person", held.person_id)


def _explain(form: RoleForm, refusal: services.RoleRefused) -> None:
    field = refusals.field(refusal)
    form.add_error(field if field in form.fields else None, refusals.sentence(refusal, form.organisation))
