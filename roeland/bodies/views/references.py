"""What other organs decided: find it, note it, correct it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.bodies import queries, services
from roeland.bodies.forms.bodies import CorrectReferenceForm, ReferenceFilter, ReferenceForm
from roeland.bodies.models import Reference
from roeland.organisation.access import may, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request

ON_A_PAGE = 25


@require_safe
@permitted("reference.view")
def references(request: Request) -> HttpResponse:
    """Show the acts of organs, the newest first."""
    form = ReferenceFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    words, organ = asked.get("q", ""), asked.get("organ", "")
    rows = queries.references(request.person.organisation, words, organ)
    context = {
        "form": form,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "filtered": bool(words or organ),
        "notes": may(request.person, "reference.note"),
    }
    return render(request, "bodies/references.html", context)


@require_safe
@permitted("reference.view", Reference)
def reference(request: Request, reference: Reference) -> HttpResponse:
    """Show one act; of one that was replaced, by which."""
    context = {
        "reference": reference,
        "newer": reference.correction if reference.is_corrected else None,
        "notes": may(request.person, "reference.note"),
    }
    return render(request, "bodies/reference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("reference.note")
def note(request: Request) -> HttpResponse:
    """Note what an organ decided."""
    form = ReferenceForm(request.POST or None, organisation=request.person.organisation)
    if request.method == "POST" and form.is_valid():
        made = services.note_reference(actor=request.person, **form.cleaned_data)
        messages.success(request, _("The reference is kept. It can be used from now on."))
        return redirect(made)
    return render(request, "bodies/reference_form.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("reference.note", Reference)
def correct(request: Request, reference: Reference) -> HttpResponse:
    """Put a new reference in the place of one that was wrong."""
    if reference.is_corrected:
        messages.info(request, _("This reference was replaced already. Here is the new one."))
        return redirect(reference.correction)
    names = ("organ", "entity", "number", "dated", "outcome", "subject", "link")
    initial = {name: getattr(reference, name) for name in names}
    form = CorrectReferenceForm(request.POST or None, organisation=request.person.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.correct_reference(reference=reference, actor=request.person, **form.cleaned_data)
        except services.AlreadyCorrected as corrected:
            messages.info(request, _("This reference was replaced already. Here is the new one."))
            return redirect(corrected.by)
        messages.success(request, _("The new reference counts from now on. The old one stays readable."))
        return redirect(made)
    context = {"form": form, "reference": reference}
    return render(request, "bodies/reference_form.html", context, status=status_of(form))
