"""Making a draft of the matrix: begin, change one place, offer it, throw it away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.decisions.matrix import editing, services, words
from roeland.decisions.matrix.forms import ActivityForm, GateForm, OfferForm
from roeland.decisions.matrix.refusals import ChangedMeanwhile, NotAdoptable, Refused
from roeland.library import queries
from roeland.library.models import OwnVersion
from roeland.library.versioning import AlreadyDrafted, NotOpen
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.rules.matrix import Activity, Governance

PLACES = ["GET", "HEAD", "POST"]


@require_POST
@permitted("matrix.draft")
def begin(request: Request) -> HttpResponse:
    """Begin a draft from what holds; when there is one already, go there."""
    try:
        version = services.begin(actor=request.person)
        messages.success(
            request, _("This is your draft. Change what has to be different; nothing holds before it is adopted.")
        )
    except AlreadyDrafted as already:
        version = already.version
        messages.info(request, _("There is a draft already. This is it."))
    return redirect(version)


@require_http_methods(PLACES)
@permitted("matrix.draft", OwnVersion)
def change(request: Request, version: OwnVersion, place: str) -> HttpResponse:
    """Change one place of a draft; when a colleague was first, nothing that was chosen is lost."""
    matrix = queries.meaning_of(version)
    here = _here(matrix, place)
    if not version.is_open:
        return _closed(request, version)
    form = _form(request, version, matrix, here)
    refused, status = None, status_of(form)
    if form.is_bound and form.is_valid():
        try:
            _keep(form, version, place, request)
            messages.success(request, _("Your change is kept in the draft."))
            return redirect(f"{version.get_absolute_url()}#{place}")
        except ChangedMeanwhile as meanwhile:
            refused, status = meanwhile.sentence, 409
            form.data = request.POST.copy()
            form.data["seen"] = editing.stamp(_here(queries.meaning_of(_fresh(version)), place))
        except NotOpen:
            return _closed(request, version)
    return render(request, "decisions/matrix/change.html", _about(version, matrix, place, form, refused), status=status)


@require_http_methods(PLACES)
@permitted("matrix.draft", OwnVersion)
def offer(request: Request, version: OwnVersion) -> HttpResponse:
    """Ask the directorate to adopt a draft, with why; what is wrong in it is shown first."""
    if not version.is_open:
        return _closed(request, version)
    form = OfferForm(request.POST if request.method == "POST" else None, initial={"reason": version.reason})
    refused, status = None, status_of(form)
    if form.is_bound and form.is_valid():
        try:
            services.offer(version=version, actor=request.person, **form.cleaned_data)
            messages.success(request, _("The directorate has been asked to adopt this version."))
            return redirect(version)
        except NotAdoptable as wrong:
            messages.error(request, wrong.sentence)
            return redirect(version)
        except Refused as refusal:
            refused, status = refusal.sentence, 409
    context = {
        "version": version,
        "form": form,
        "refused": refused,
        "problems": services.problems_of(queries.meaning_of(version)),
    }
    return render(request, "decisions/matrix/offer.html", context, status=status)


@require_http_methods(PLACES)
@permitted("matrix.draft", OwnVersion)
def drop(request: Request, version: OwnVersion) -> HttpResponse:
    """Throw a draft away, after asking whether that is meant."""
    if not version.is_open:
        return _closed(request, version)
    if request.method != "POST":
        return render(request, "decisions/matrix/drop.html", {"version": version})
    services.drop(version=version, actor=request.person)
    messages.success(request, _("The draft is thrown away. What held still holds."))
    return redirect("governance:matrix")


def _here(matrix: Governance, place: str) -> editing.Place:
    try:
        return editing.find(matrix, place)
    except KeyError as unknown:
        raise Http404 from unknown


def _fresh(version: OwnVersion) -> OwnVersion:
    version.refresh_from_db(fields=["meaning"])
    return version


def _form(request: Request, version: OwnVersion, matrix: Governance, here: editing.Place) -> ActivityForm | GateForm:
    data = request.POST if request.method == "POST" else None
    if isinstance(here, Activity):
        return ActivityForm(data, organisation=version.organisation, here=here)
    return GateForm(data, organisation=version.organisation, matrix=matrix, here=here)


def _keep(form: ActivityForm | GateForm, version: OwnVersion, place: str, request: Request) -> None:
    common: dict[str, Any] = {"version": version, "place": place, "actor": request.person}
    common["seen"] = form.cleaned_data["seen"]
    if isinstance(form, ActivityForm):
        services.change_activity(letters=form.letters, **common)
    else:
        services.change_gate(taking=form.taking, **common)


def _about(
    version: OwnVersion, matrix: Governance, place: str, form: ActivityForm | GateForm, refused: str | None
) -> dict[str, Any]:
    problems = [problem for problem in services.problems_of(matrix) if problem.cell.place == place]
    return {
        "version": version,
        "title": words.place(place, matrix),
        "place": place,
        "form": form,
        "refused": refused,
        "problems": [words.problem(problem, matrix, version.organisation) for problem in problems],
        "forbidden": place.endswith("-forbidden"),
    }


def _closed(request: Request, version: OwnVersion) -> HttpResponse:
    messages.info(request, _("This version can no longer be changed. You can begin a new draft."))
    return redirect("governance:versions") if not version.is_kept else redirect(version)
