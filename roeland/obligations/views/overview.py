"""Obligations over all applications: how each stands, and of which applications it is asked."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roeland.assessments.duties import known_rows, text_of
from roeland.content import shipped
from roeland.obligations import on_paper, queries, showing
from roeland.obligations.forms import CoverForm
from roeland.obligations.models import Duty
from roeland.obligations.queries import Tally, Wish
from roeland.obligations.views.covering import covered
from roeland.organisation.access import held_by, may, permitted
from roeland.organisation.middleware import Request
from roeland.paper import answering
from roeland.paper import lists as paper
from roeland.rules.obligations import Obligation

ON_A_PAGE = 50
PRINTED_AT_MOST = 2_000
FORMATS = ("csv", "xlsx", "ods")
ONLY = ("late", "perhaps")
DPIA = "N02"


@dataclass(frozen=True)
class Line:
    """One obligation over all applications, for people."""

    tally: Tally
    title: str
    url: str
    who: str
    sources: list[shipped.SourceText]


@require_safe
@permitted("report.view")
def everything(request: Request) -> HttpResponse:
    """Per obligation of how many applications it is asked, and how it stands there."""
    today, organisation = timezone.localdate(), request.person.organisation
    rows = _rows()
    chosen, law = _chosen(request), request.GET.get("law", "")
    codes = tuple(code for code, row in rows.items() if law in _laws(row)) if law else ()
    found = queries.tallies(organisation, Wish(codes=codes, role=chosen.role, only=chosen.only), today)
    names = showing.roles_of(organisation, sorted({row.for_role for row in rows.values()}))
    asked = [tally for tally in found if tally.certain or chosen.only == "perhaps"]
    lines = [_line_of(tally, rows.get(tally.code), names) for tally in asked]
    context = {
        "pages": showing.pages(request, "obligations:everything"),
        "now": [line for line in lines if line.tally.late],
        "rest": [line for line in lines if not line.tally.late],
        "late": sum(tally.late for tally in found),
        "chosen": chosen,
        "law": law,
        "roles": sorted(names.items(), key=lambda item: item[1]),
        "laws": _law_names(rows.values()),
        "my_roles": [(code, names[code]) for code in _my_roles(request) if code in names],
        "dpia": next((tally for tally in found if tally.code == DPIA), None),
        "query": urlencode(
            {name: value for name, value in (("role", chosen.role), ("law", law), ("only", chosen.only)) if value}
        ),
        "formats": FORMATS if may(request.person, "application.export") else (),
    }
    return render(request, "obligations/everything.html", context)


@require_safe
@permitted("obligation.view")
def mine(request: Request) -> HttpResponse:
    """What is asked of this person by the roles that they hold, and still has to be done."""
    today, held = timezone.localdate(), list(held_by(request.person))
    page = Paginator(queries.of_roles(request.person.organisation, held), ON_A_PAGE).get_page(request.GET.get("page"))
    names = showing.roles_of(request.person.organisation, [role.role for role in held])
    context = {
        "pages": showing.pages(request, "obligations:mine"),
        "page": page,
        "lines": [(duty, showing.title(duty.code), duty.is_late(today), names[duty.for_role]) for duty in page],
        "roles": sorted(set(names.values())),
    }
    return render(request, "obligations/mine.html", context)


@require_safe
@permitted("report.view")
def one(request: Request, code: str) -> HttpResponse:
    """The applications of which one obligation is asked. Unknown code → 404."""
    row = _row(code)
    organisation = request.person.organisation
    return _one(request, row, CoverForm(organisation=organisation) if _works_on(request, row) else None)


@require_safe
@permitted("application.export")
def one_pdf(request: Request, code: str) -> HttpResponse:
    """One obligation over all applications as a document; of the DPIA the register of DPIAs. Unknown code → 404."""
    row, organisation, today = _row(code), request.person.organisation, timezone.localdate()
    rows = queries.of_code(organisation, Wish(codes=(row.code,)), today)[:PRINTED_AT_MOST]
    made = on_paper.of_code(organisation, row.code, rows, today)
    return answering.answer(request, made, made.title)


@require_POST
@permitted("report.view")
def cover_many(request: Request, code: str) -> HttpResponse:
    """Let a measure meet an obligation wherever it is asked, as far as this person works on it. Unknown code → 404."""
    row, organisation, today = _row(code), request.person.organisation, timezone.localdate()
    form = CoverForm(request.POST, organisation=organisation)
    if not form.is_valid():
        return _one(request, row, form, status=422)
    rows = queries.of_code(organisation, Wish(codes=(code,), only="sure"), today).filter(standing__in=queries.STILL)
    covered(request, form, rows)
    return redirect(reverse("obligations:one", args=[code]))


def _rows() -> dict[str, Obligation]:
    """Every obligation that an application can have, by its code."""
    return {code: row for code, (_document, row) in known_rows().items()}


def _row(code: str) -> Obligation:
    row = _rows().get(code)
    if row is None:
        raise Http404
    return row


def _one(request: Request, row: Obligation, cover: CoverForm | None, status: int = 200) -> HttpResponse:
    code = row.code
    today, organisation, chosen = timezone.localdate(), request.person.organisation, _chosen(request)
    wish = Wish(codes=(code,), standing=chosen.standing, only=chosen.only)
    page = Paginator(queries.of_code(organisation, wish, today), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": showing.pages(request, ""),
        "title": showing.title(code),
        "help": words.help if (words := text_of(code, showing.language())) else "",
        "sources": _sources(row),
        "page": page,
        "lines": [(duty, duty.is_late(today)) for duty in page],
        "chosen": chosen,
        "choices": _choices(code, chosen),
        "code": code,
        "cover": cover,
        "may_export": may(request.person, "application.export"),
    }
    return render(request, "obligations/one.html", context, status=status)


@require_safe
@permitted("application.export")
def export(request: Request) -> HttpResponseBase:
    """All obligations of all applications as a file, by the same filters. Unknown format → 404."""
    if (kind := request.GET.get("format")) not in FORMATS:
        raise Http404
    today, organisation, chosen = timezone.localdate(), request.person.organisation, _chosen(request)
    law = request.GET.get("law", "")
    codes = tuple(code for code, row in _rows().items() if law in _laws(row)) if law else ()
    wish = Wish(codes=codes, role=chosen.role, standing=chosen.standing, only=chosen.only)
    rows = queries.of_code(organisation, wish, today).order_by("code", "application__name", "pk")
    names = showing.roles_of(organisation, [row.for_role for row in _rows().values()])
    headers = (
        _("Obligation"),
        _("Code"),
        _("Source"),
        _("Application"),
        _("Number"),
        _("Sure"),
        _("Applies from"),
        _("How it stands"),
        _("Why"),
        _("Accepted until"),
        _("Who does it"),
        _("Late"),
    )
    return paper.answer(kind, headers, (_line(row, names, today) for row in rows.iterator(500)), _("Obligations"))


def _line_of(tally: Tally, row: Obligation | None, names: dict[str, str]) -> Line:
    url = reverse("obligations:one", args=[tally.code])
    return Line(tally, showing.title(tally.code), url, names[row.for_role] if row else "", _sources(row))


def _line(row: Duty, names: dict[str, str], today: Any) -> tuple[Any, ...]:
    sources = "; ".join(source.text for source in _sources(row.row))
    said = (
        row.get_standing_display(),
        row.reason,
        row.until,
        names.get(row.for_role, row.for_role),
        row.is_late(today),
    )
    known = (showing.title(row.code), row.code, sources, row.application.name, row.application.code)
    return (*known, row.certain, row.applies_from, *said)


def _chosen(request: Request) -> Wish:
    """What the address asks; what does not exist is passed over."""
    standing, only = request.GET.get("standing", ""), request.GET.get("only", "")
    return Wish(
        role=request.GET.get("role", "")[:40],
        standing=standing if standing in Duty.Standing.values else "",
        only=only if only in ONLY else "",
    )


def _choices(code: str, chosen: Wish) -> list[dict[str, Any]]:
    labels = [
        ("", "", _("All")),
        ("only", "late", _("Late")),
        *(("standing", c, str(label)) for c, label in Duty.Standing.choices),
    ]
    labels.append(("only", "perhaps", _("Perhaps")))
    now = chosen.only or chosen.standing
    return [
        {"label": label.capitalize(), "url": f"?{name}={value}" if name else "?", "current": value == now}
        for name, value, label in labels
    ]


def _laws(row: Obligation) -> set[str]:
    return {source.law for source in row.sources}


def _law_names(rows: Any) -> list[tuple[str, str]]:
    codes = sorted({code for row in rows for code in _laws(row)})
    return [(code, shipped.text("law-dates", code, showing.language()).label) for code in codes]


def _sources(row: Obligation | None) -> list[shipped.SourceText]:
    return [shipped.source_text(source, showing.language()) for source in row.sources] if row else []


def _works_on(request: Request, row: Obligation) -> bool:
    """Whether this person may work on it somewhere: by a role, or as who does it, helps or is accountable."""
    mine = {row.for_role, *row.helped_by, row.accountable}.intersection(_my_roles(request))
    return bool(mine) or may(request.person, "obligation.work")


def _my_roles(request: Request) -> list[str]:
    return list(dict.fromkeys(held.role for held in held_by(request.person)))
