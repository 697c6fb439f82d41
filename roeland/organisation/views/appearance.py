"""How the organisation looks: colours and logo, shown before they are stored; and the files that pages load."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.files import pictures
from roeland.files.models import StoredFile
from roeland.organisation import services
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.appearance import ColoursForm, LogoForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import Organisation
from roeland.ui import colours
from roeland.ui.uploads import takes_files

A_YEAR = "private, max-age=31536000, immutable"
ONLY_DRAWS = "default-src 'none'; sandbox"
FIELDS = ("bar_colour", "action_colour")
REFUSED = {
    "unknown": gettext_lazy("This is not a picture that Roeland can use. Choose an SVG or a PNG."),
    "too_large": gettext_lazy("This picture is too large. Choose one of at most 200 kB."),
    "too_wide": gettext_lazy("This picture has too many pixels. Make it at most 2,000 wide and high."),
    "broken": gettext_lazy("This picture is damaged. Save it again."),
    "style": gettext_lazy(
        "This SVG keeps its colours in a style sheet. Export it with “presentation attributes”, or as PNG."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("settings.view")
def appearance(request: Request) -> HttpResponse:
    """Show the colours and the logo, with new colours as asked; store colours that were looked at."""
    organisation = request.person.organisation
    asked = request.POST if request.method == "POST" else _asked(request)
    now = {name: getattr(organisation, name) for name in FIELDS}
    form = ColoursForm(asked, initial=now)
    if request.method == "POST" and form.is_valid():
        services.set_colours(organisation=organisation, actor=request.person, **form.cleaned_data)
        messages.success(request, _("The colours are saved. Everybody sees them from now on."))
        return redirect("organisation:appearance")
    trial = _query(form.cleaned_data) if form.is_bound and form.is_valid() else ""
    context = {"form": form, "logo_form": LogoForm(), "organisation": organisation, "trial": trial}
    return render(request, "organisation/appearance.html", context, status=status_of(form))


@takes_files(pictures.LARGEST)
@require_POST
@permitted("organisation.administer")
def bring_logo(request: Request) -> HttpResponse:
    """Take a logo to look at, or say why not."""
    form, organisation = LogoForm(request.POST, request.FILES), request.person.organisation
    if form.is_valid():
        try:
            services.bring_logo(organisation=organisation, upload=form.cleaned_data["logo"], actor=request.person)
            return redirect("organisation:appearance")
        except pictures.NotAPicture as refused:
            form.add_error("logo", str(REFUSED[refused.code]))
    now = {name: getattr(organisation, name) for name in FIELDS}
    context = {"form": ColoursForm(initial=now), "logo_form": form, "organisation": organisation, "trial": ""}
    return render(request, "organisation/appearance.html", context, status=422)


@require_POST
@permitted("organisation.administer")
def use_logo(request: Request) -> HttpResponse:
    """Show the logo on every page."""
    services.use_logo(organisation=request.person.organisation, actor=request.person)
    messages.success(request, _("The logo stands on every page now."))
    return redirect("organisation:appearance")


@require_POST
@permitted("organisation.administer")
def drop_logo(request: Request) -> HttpResponse:
    """Throw away the logo that was looked at, or the one that is shown."""
    services.drop_logo(organisation=request.person.organisation, actor=request.person)
    messages.success(request, _("The logo is removed."))
    return redirect("organisation:appearance")


def own(organisation: Organisation, key: UUID) -> Organisation:
    """Return the organisation itself; another does not exist here. Raises Http404."""
    if organisation.pk != key:
        raise Http404
    return organisation


@require_safe
@permitted("organisation.view", own)
def stylesheet(request: Request, organisation: Organisation, version: int) -> HttpResponse:
    """The colours of the organisation. Another version has another address, so that browsers may keep each."""
    return _css(organisation.bar_colour, organisation.action_colour, A_YEAR)


@require_safe
@permitted("settings.view")
def trial(request: Request) -> HttpResponse:
    """Colours that somebody wants to see before they are stored."""
    form = ColoursForm(request.GET)
    if not form.is_valid():
        raise Http404
    return _css(form.cleaned_data["bar_colour"], form.cleaned_data["action_colour"], "no-store")


@require_safe
@permitted("organisation.view", own)
def logo(request: Request, organisation: Organisation, version: int) -> HttpResponse:
    """The logo of the organisation."""
    return _picture(organisation.logo, A_YEAR)


@require_safe
@permitted("organisation.administer")
def logo_draft(request: Request) -> HttpResponse:
    """The logo that somebody wants to see before it is used."""
    return _picture(request.person.organisation.logo_draft, "no-store")


def _asked(request: Request) -> QueryDict | None:
    return request.GET if any(name in request.GET for name in FIELDS) else None


def _query(chosen: dict[str, Any]) -> str:
    query = QueryDict(mutable=True)
    query.update({name: chosen[name] for name in FIELDS})
    return query.urlencode()


def _css(bar_colour: str, action_colour: str, keep: str) -> HttpResponse:
    css = colours.stylesheet(bar_colour, action_colour)
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": keep})


def _picture(file: StoredFile | None, keep: str) -> HttpResponse:
    """A picture that can do nothing, also when somebody opens it on its own."""
    if file is None:
        raise Http404
    headers = {"Cache-Control": keep, "Content-Security-Policy": ONLY_DRAWS, "X-Content-Type-Options": "nosniff"}
    kind = pictures.TYPES["svg" if file.name.endswith(".svg") else "png"]
    with file.content.open("rb") as content:
        return HttpResponse(content.read(), content_type=kind, headers=headers)
