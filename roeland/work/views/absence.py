"""Saying that one is away: from when until when, who stands in, and what happens meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.organisation import services
from roeland.organisation.access import held_by, permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.organisation.models import Person, RoleHeld
from roeland.work import queries
from roeland.work.forms import AbsenceForm


@dataclass(frozen=True)
class Cover:
    """One role, and who stands in for it; `also_away` when that person is away at the same time."""

    name: str
    deputy: Person | None
    also_away: bool
    waiting: int


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("work.own")
def absence(request: Request) -> HttpResponse:
    """Show and set when this person is away."""
    me, today = request.person, timezone.localdate()
    initial = {"starts": me.absent_from or today, "ends": me.absent_until}
    form = AbsenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_absence(person=me, actor=me, **form.cleaned_data)
        except services.AbsenceRefused:
            form.add_error("ends", _("That day has passed. Choose a later day."))
        else:
            messages.success(request, _("Kept. Your deputies stand in while you are away."))
            return redirect("work:absence")
    waiting = queries.open_by_role(me)
    context = {
        "form": form,
        "here": me.is_here(today),
        "coming": me.absent_from if me.absent_from and me.absent_from > today else None,
        "until": me.absent_until,
        "covers": _covers(me, waiting, today),
        "waiting": sum(waiting.values()),
    }
    return render(request, "work/absence.html", context, status=status_of(form))


@require_POST
@permitted("work.own")
def end_absence(request: Request) -> HttpResponse:
    """The person is back, or does not go after all."""
    services.end_absence(person=request.person, actor=request.person)
    messages.success(request, _("Kept. You are here."))
    return redirect("work:absence")


def _covers(me: Person, waiting: dict[str, int], today: date) -> list[Cover]:
    first, last = me.absent_from or today, me.absent_until
    return [
        Cover(row.name, row.deputy, _away(row.deputy, first, last), waiting.get(row.role, 0))
        for row in _own(held_by(me), me)
    ]


def _own(rows: Iterable[RoleHeld], me: Person) -> list[RoleHeld]:
    own = [row for row in rows if row.person_id == me.pk]
    for row in own:
        row.organisation = me.organisation
    return own


def _away(deputy: Person | None, first: date, last: date | None) -> bool:
    """Whether the deputy is away on some day of this time."""
    if deputy is None or deputy.absent_from is None:
        return False
    before = last is not None and deputy.absent_from > last
    after = deputy.absent_until is not None and deputy.absent_until < first
    return not (before or after)
