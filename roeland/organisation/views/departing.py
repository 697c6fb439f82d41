"""The page on which somebody's departure is prepared: what they hold, who takes it over, and when."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.leaving import services
from roeland.organisation.leaving.forms import DepartureForm
from roeland.organisation.leaving.kinds import everything
from roeland.organisation.middleware import Request
from roeland.organisation.models import Departure, Person


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("person.depart", Person)
def departure(request: Request, leaver: Person) -> HttpResponse:
    """Show what a person holds and ask who takes it over; then show what will happen; then do it or plan it."""
    planned = Departure.objects.filter(person=leaver, closed_at=None).select_related("successor").first()
    form = DepartureForm(request.POST or None, leaver=leaver, held=everything(leaver))
    form.initial = DepartureForm.values_of(planned, form.people) if planned else {"leaves_on": timezone.localdate()}
    context: dict[str, Any] = {"form": form, "leaver": leaver, "planned": planned, "today": timezone.localdate()}
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "confirmed" not in request.POST:
            return render(request, "organisation/departure_preview.html", context)
        if _depart(request, leaver, form):
            return redirect("organisation:person", leaver.pk)
    return render(request, "organisation/departure.html", context, status=status_of(form))


@require_POST
@permitted("person.depart", Person)
def withdraw_departure(request: Request, leaver: Person) -> HttpResponse:
    """The person stays after all."""
    if services.withdraw_departure(person=leaver, actor=request.person):
        messages.success(request, _("%(name)s stays. Nothing is handed over.") % {"name": leaver.name})
    return redirect("organisation:person", leaver.pk)


def _depart(request: Request, leaver: Person, form: DepartureForm) -> bool:
    asked = {name: form.cleaned_data[name] for name in ("leaves_on", "successor")}
    told = {"name": leaver.name}
    try:
        made = services.note_departure(person=leaver, others=form.others(), actor=request.person, **asked)
    except services.LastAdministrator:
        form.add_error(None, _("Nobody would administer Roeland any more. Choose who takes over that role."))
        return False
    except services.AlreadyLeft:
        messages.info(request, _("%(name)s had left already.") % told)
        return True
    at_once = made.leaves_on <= timezone.localdate()
    planned, done = _("The departure of %(name)s is planned."), _("%(name)s has left. Everything is handed over.")
    messages.success(request, (done if at_once else planned) % told)
    return True
