"""The page on which an application is reported, with what is likely in the register already."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.assessments import reporting
from roeland.assessments.forms import ReportForm
from roeland.assessments.reporting import LooksLike
from roeland.assessments.wizard import wizard
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register.models import Application
from roeland.register.queries import stated_by, templates

FIELDS = ("name", "purpose", "supplier", "product")


@permitted("application.report")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Tell what one wants to use, and go on to the questions."""
    person = request.person
    known = templates(person.organisation)
    template = _template(request, known)
    initial = {"unit": person.unit_id} | (_as_stated(template) if template else {})
    form = ReportForm(request.POST or None, organisation=person.organisation, initial=initial)
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            apart, beside = reporting.apart_in(request.POST), [template.pk] if template else []
            intake = reporting.report(actor=person, apart=apart, beside=beside, **form.cleaned_data)
            return redirect(wizard(intake).resume_url)
        except LooksLike as found:
            shown = choices(request, found)
    elif form.is_bound:
        shown = still_shown(request)
    status = 422 if "asks" in shown else status_of(form)
    stated = {"template": template, "stated": stated_by(template) if template else (), "templates": known}
    return render(request, "assessments/start.html", {"form": form, **stated, **shown}, status=status)


def _template(request: Request, known: QuerySet[Application]) -> Application | None:
    """The supplier's description that somebody wants to begin with. Raises Http404."""
    wanted = request.POST.get("template") or request.GET.get("template")
    if not wanted:
        return None
    found = next((one for one in known if str(one.pk) == wanted), None)
    if found is None and request.method != "POST":
        raise Http404
    return found


def _as_stated(template: Application) -> dict[str, Any]:
    """What the form begins with; all of it can be changed."""
    return {
        "template": template.pk,
        "name": template.name,
        "purpose": template.purpose or template.summary,
        "supplier": template.supplier.name if template.supplier else "",
        "product": template.product,
    }


@permitted("application.report")
@require_POST
def resembling(request: Request) -> HttpResponse:
    """While somebody types: what is likely in the register already. The same list is not sent again."""
    beside = reporting.keys_in(request.POST.getlist("tool"))
    found = reporting.likely(request.person, typed(request), beside=beside)
    if {each.application.pk for each in found} == reporting.apart_in(request.POST).keys:
        return HttpResponse(status=204)
    return render(request, "assessments/_likely.html", {"likely": found, "reason": reason_in(request)})


def typed(request: Request) -> dict[str, str]:
    """What stands in the fields at this moment; on the page that the quick check fills in they have a prefix."""
    prefix = "use-" if "use-name" in request.POST else ""
    return {field: request.POST.get(f"{prefix}{field}", "")[:4000] for field in FIELDS}


def choices(request: Request, found: LooksLike) -> dict[str, Any]:
    """What the page needs that comes back once: the likely ones, and what is still to be said about them."""
    sentence = _("Is this one of these? Or write down why it is another one.")
    return {"likely": found.likely, "reason": reason_in(request), "asks": [("id_apart_reason", sentence)]}


def still_shown(request: Request) -> dict[str, Any]:
    """The likely ones on a page that comes back because of something else, when they stood there."""
    seen = reporting.apart_in(request.POST)
    return {"likely": reporting.likely(request.person, typed(request)), "reason": seen.reason} if seen.keys else {}


def reason_in(request: Request) -> str:
    return reporting.apart_in(request.POST).reason
