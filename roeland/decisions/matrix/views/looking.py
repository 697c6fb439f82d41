"""The poster, the matrix, its versions, what nobody does, and whom one needs."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roeland.decisions.matrices import matrix_at
from roeland.decisions.matrix import gaps as gaps_here
from roeland.decisions.matrix import needing, showing
from roeland.decisions.matrix.forms import LookForm, WhereForm
from roeland.library import queries
from roeland.library.models import OwnVersion
from roeland.organisation.access import may, must, permitted
from roeland.organisation.governance_pages import pages
from roeland.organisation.middleware import Request
from roeland.rules.matrix_comparing import differences


@require_safe
@permitted("organisation.view")
def poster(request: Request) -> HttpResponse:
    """Show the five tracks with their roles: what each is responsible for, and who it is here."""
    context = showing.poster(request.person.organisation, timezone.localdate())
    context |= {"pages": pages(request, "governance:poster"), "sees_gaps": may(request.person, "matrix.gaps")}
    return render(request, "decisions/matrix/poster.html", context)


@require_safe
@permitted("organisation.view")
def matrix(request: Request) -> HttpResponse:
    """Show the matrix that holds, of all roles or of one, and what differs from another version."""
    organisation = request.person.organisation
    standing, references = showing.standing(organisation), showing.references(organisation)
    form = LookForm(request.GET, organisation=organisation, matrix=standing.matrix, references=references)
    asked = form.cleaned_data if form.is_valid() else {}
    against = asked.get("against", "")
    found = differences(matrix_at(organisation, against), standing.matrix) if against else ()
    context: dict[str, Any] = {
        "pages": pages(request, "governance:matrix"),
        "form": form,
        "standing": standing,
        "grid": showing.look_at(standing, request.person, asked.get("role", ""), found),
        "against": dict(references).get(against, ""),
        "differences": showing.in_rows(found, standing.matrix, organisation),
        "drafts": may(request.person, "matrix.draft"),
        "reads_drafts": may(request.person, "matrix.read_draft"),
        "open": queries.versions(organisation).filter(state__in=("draft", "offered")).first(),
    }
    return render(request, "decisions/matrix/matrix.html", context)


@require_safe
@permitted("organisation.view")
def versions(request: Request) -> HttpResponse:
    """Show which versions of the matrix there were, who adopted each and by which act."""
    organisation = request.person.organisation
    everything = list(queries.versions(organisation))
    reads = may(request.person, "matrix.read_draft")
    context = {
        "pages": pages(request, "governance:versions"),
        "versions": [version for version in everything if version.is_kept or reads],
        "standing": showing.standing(organisation),
        "drafts": may(request.person, "matrix.draft"),
        "has_open": any(version.is_open for version in everything),
    }
    return render(request, "decisions/matrix/versions.html", context)


@require_safe
@permitted("organisation.view", OwnVersion)
def version(request: Request, version: OwnVersion) -> HttpResponse:
    """Show one version: a draft with what is wrong in it, or what was adopted. A draft is not for everybody."""
    if not version.is_kept:
        must(request.person, "matrix.read_draft", version)
    drafts = version.is_open and may(request.person, "matrix.draft", version)
    context = showing.draft(version, may_change=drafts)
    context |= {
        "version": version,
        "drafts": drafts,
        "adopts": version.state == OwnVersion.State.OFFERED and may(request.person, "matrix.adopt", version),
        "notes_act": version.state == OwnVersion.State.ADOPTED and may(request.person, "matrix.adopt", version),
    }
    return render(request, "decisions/matrix/version.html", context)


@require_safe
@permitted("matrix.gaps")
def gaps(request: Request) -> HttpResponse:
    """Show what nobody does here, and what is shaky."""
    kinds = gaps_here.kinds(request.person.organisation, timezone.localdate())
    context = {
        "pages": pages(request, "governance:gaps"),
        "kinds": [kind for kind in kinds if kind.count],
        "good": [kind for kind in kinds if not kind.count],
        "count": sum(kind.count for kind in kinds),
    }
    return render(request, "decisions/matrix/gaps.html", context)


@require_safe
@permitted("organisation.view")
def who(request: Request) -> HttpResponse:
    """Let anybody find whom they need: first for what, then who that is here, and why."""
    organisation, key = request.person.organisation, request.GET.get("about", "")
    if not key:
        context = {"pages": pages(request, "governance:who"), "groups": needing.topics(organisation)}
        return render(request, "decisions/matrix/topics.html", context)
    form = WhereForm(request.GET if "unit" in request.GET else None, person=request.person)
    unit = form.chosen
    try:
        title = needing.title_of(key, organisation)
        lines = needing.needed(key, organisation, unit, timezone.localdate())
    except KeyError as unknown:
        raise Http404 from unknown
    context = {"title": title, "key": key, "lines": lines, "unit": unit, "form": form}
    return render(request, "decisions/matrix/who.html", context)
