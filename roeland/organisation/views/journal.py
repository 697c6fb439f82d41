"""The journal: of the whole organisation, and the history of one thing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roeland.journal.models import Entry, Seal, ToSeal
from roeland.journal.queries import entries_of
from roeland.organisation.access import permitted
from roeland.organisation.forms.journal import JournalFilter, start_of
from roeland.organisation.lines import lines, thing
from roeland.organisation.middleware import Request
from roeland.organisation.models import Organisation

ON_A_PAGE = 50


@require_safe
@permitted("journal.view")
def journal(request: Request) -> HttpResponse:
    """Show what happened in the organisation, newest first."""
    organisation = request.person.organisation
    form = JournalFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    context = _page(organisation, _chosen(entries_of(organisation.pk), asked), asked.get("before"))
    query = request.GET.copy()
    query.pop("before", None)
    context |= {"form": form, "query": query.urlencode(), "filtered": any(asked.values()), **_sealed(organisation)}
    return render(request, "organisation/journal.html", context)


def subject_of(organisation: Organisation, key: UUID) -> Model:
    """Return the thing with this key of which the journal knows something. Raises Http404."""
    entry = entries_of(organisation.pk, subject=key).filter(subject=key).first()
    found = thing(organisation.pk, entry) if entry else None
    if found is None:
        raise Http404
    return found


@require_safe
@permitted("journal.own", subject_of)
def history(request: Request, subject: Model) -> HttpResponse:
    """Show all that happened to one thing."""
    organisation = request.person.organisation
    form = JournalFilter(request.GET)
    before = form.cleaned_data["before"] if form.is_valid() else None
    context = _page(organisation, entries_of(organisation.pk, subject=subject), before)
    name = getattr(subject, "name", None) or str(subject)
    context |= {"subject": subject, "name": name, "query": ""}
    return render(request, "organisation/history.html", context)


def _chosen(entries: QuerySet[Entry], asked: dict[str, Any]) -> QuerySet[Entry]:
    if asked.get("kind"):
        entries = entries.filter(verb__startswith=f"{asked['kind']}.")
    if asked.get("since"):
        entries = entries.filter(at__gte=start_of(asked["since"]))
    if asked.get("until"):
        entries = entries.filter(at__lt=start_of(asked["until"] + timedelta(days=1)))
    return entries


def _page(organisation: Organisation, entries: QuerySet[Entry], before: UUID | None) -> dict[str, Any]:
    """A page after the entry `before`, found by its place in time: as quick on the last page as on the first."""
    last = entries.filter(pk=before).first() if before else None
    if last:
        entries = entries.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    rows = list(entries[: ON_A_PAGE + 1])
    more = rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None
    return {"lines": lines(organisation.pk, rows[:ON_A_PAGE]), "older": more, "later": last is not None}


def _sealed(organisation: Organisation) -> dict[str, Any]:
    last = Seal.objects.filter(organisation=organisation.pk).order_by("-sequence").first()
    return {"seal": last, "waiting": ToSeal.objects.filter(organisation=organisation.pk).count()}
