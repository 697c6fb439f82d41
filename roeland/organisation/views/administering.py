"""The administration: where it starts, persons and units."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roeland.organisation import governance, services
from roeland.organisation.access import may, permitted
from roeland.organisation.administration import parts
from roeland.organisation.forms import status_of
from roeland.organisation.forms.administering import UnitForm
from roeland.organisation.forms.finding import PersonFilter
from roeland.organisation.middleware import Request
from roeland.organisation.models import Person, RoleHeld, Unit

ON_A_PAGE = 50


@require_safe
@permitted("settings.view")
def administration(request: Request) -> HttpResponse:
    """Show what can be administered, and what asks for attention."""
    organisation, today = request.person.organisation, timezone.localdate()
    over = RoleHeld.objects.filter(organisation=organisation, ends__lt=today, deputy__isnull=False)
    gaps = governance.gaps(governance.tracks(organisation, today))
    full = may(request.person, "organisation.administer")
    context = {
        "full": full,
        "parts": parts(organisation, len(gaps), today, settings_only=not full),
        "gaps": gaps,
        "over": over.select_related("person").order_by("ends")[:20],
    }
    return render(request, "organisation/administration.html", context)


@require_safe
@permitted("organisation.administer")
def persons(request: Request) -> HttpResponse:
    """Show everybody in the organisation, by name."""
    form = PersonFilter(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = Person.objects.filter(organisation=request.person.organisation, support_until=None).select_related("unit")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    page = Paginator(rows.order_by("name", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisation/persons.html", {"form": form, "page": page, "words": words})


@require_safe
@permitted("settings.view")
def units(request: Request) -> HttpResponse:
    """Show the tree of units."""
    rows = Unit.objects.filter(organisation=request.person.organisation)
    return render(request, "organisation/units.html", {"units": governance.sorted_as_tree(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("settings.view")
def add_unit(request: Request) -> HttpResponse:
    """Add a unit or a legal entity."""
    organisation = request.person.organisation
    form = UnitForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        unit = services.add_unit(organisation=organisation, actor=request.person, **form.cleaned_data)
        messages.success(request, _("%(name)s is added.") % {"name": unit.name})
        return redirect("organisation:units")
    return render(request, "organisation/unit_form.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("settings.view", Unit)
def change_unit(request: Request, unit: Unit) -> HttpResponse:
    """Change or move a unit."""
    shown = unit.name
    form = UnitForm(request.POST or None, instance=unit, organisation=request.person.organisation)
    if request.method == "POST" and form.is_valid():
        unit.refresh_from_db()
        services.change_unit(unit=unit, actor=request.person, **form.cleaned_data)
        messages.success(request, _("%(name)s is saved.") % {"name": form.cleaned_data["name"]})
        return redirect("organisation:units")
    return render(request, "organisation/unit_form.html", {"form": form, "name": shown}, status=status_of(form))
