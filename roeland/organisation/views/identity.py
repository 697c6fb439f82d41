"""The administration of the organisation itself: name, whose law, words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.organisation import services
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.identity import JurisdictionForm, NameForm, WordsForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("settings.view")
def identity(request: Request) -> HttpResponse:
    """Show what the organisation is, and give it another name."""
    organisation = Organisation.objects.get(pk=request.person.organisation_id)
    form = NameForm(request.POST or None, instance=organisation, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        services.rename_organisation(
            organisation=request.person.organisation, name=form.cleaned_data["name"], actor=request.person
        )
        messages.success(request, _("The name is saved."))
        return redirect("organisation:identity")
    context = {"form": form, "organisation": request.person.organisation}
    return render(request, "organisation/identity.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("settings.view")
def jurisdiction(request: Request) -> HttpResponse:
    """Say what following another law changes, and do it for who confirms that."""
    organisation = request.person.organisation
    form = JurisdictionForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("jurisdiction", "reason")}
        organisation = services.change_jurisdiction(organisation=organisation, actor=request.person, **asked)
        place = organisation.get_jurisdiction_display()
        messages.success(
            request, _("From the next result on, Roeland follows the law of: %(place)s.") % {"place": place}
        )
        return redirect("organisation:identity")
    context = {"form": form, "organisation": organisation}
    return render(request, "organisation/jurisdiction.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("settings.view")
def words(request: Request) -> HttpResponse:
    """Show and set the words that this organisation uses itself."""
    organisation = request.person.organisation
    form = WordsForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        services.set_terms(organisation=organisation, words=list(form.changed()), actor=request.person)
        messages.success(request, _("The words are saved."))
        return redirect("organisation:words")
    return render(request, "organisation/words.html", {"form": form}, status=status_of(form))
