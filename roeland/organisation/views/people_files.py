"""People from a file: choose it, look at what it would do, take it in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roeland.organisation import services
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.forms.people_file import PeopleFileForm
from roeland.organisation.middleware import Request
from roeland.organisation.models import PeopleFile, Person
from roeland.organisation.people_file import ColumnsMissing, Kind, Line, Plan, TooManyPeople, columns, wording
from roeland.paper.tables import MAX_BYTES, Refused
from roeland.ui.uploads import takes_files

ON_A_PAGE = 100


@takes_files(MAX_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
@permitted("organisation.administer")
def bring(request: Request) -> HttpResponse:
    """Take a file to look at, or say why not."""
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        organisation, upload = request.person.organisation, form.cleaned_data["file"]
        try:
            return redirect(services.bring_people(organisation=organisation, upload=upload, actor=request.person))
        except (Refused, ColumnsMissing, TooManyPeople) as error:
            form.add_error("file", wording.of_file(error))
    earlier = PeopleFile.objects.filter(organisation=request.person.organisation).select_related("actor")
    context = {"form": form, "earlier": earlier.order_by("-brought_at")[:10], "columns": _columns()}
    return render(request, "organisation/people_files.html", context, status=status_of(form))


@require_safe
@permitted("organisation.administer", PeopleFile)
def people_file(request: Request, people_file: PeopleFile) -> HttpResponse:
    """Show what a file would do, row by row; or what it did."""
    if people_file.taken_at:
        return render(request, "organisation/people_taken.html", _taken(request, people_file))
    planned = services.planned_of(people_file)
    return render(request, "organisation/people_file.html", _planned(request, people_file, planned))


@require_POST
@permitted("organisation.administer", PeopleFile)
def take(request: Request, people_file: PeopleFile) -> HttpResponse:
    """Take a file in as it was looked at; when that is no longer so, show it again."""
    seen = {kind.value: _number(request.POST.get(kind.value)) for kind in Kind}
    try:
        services.take_people(people_file=people_file, counts=seen, actor=request.person)
        messages.success(request, _("Everybody in the file is taken in."))
    except services.NotSound:
        messages.error(request, _("Nothing is taken in: some rows have a problem. Mend the file and bring it again."))
    except services.Overtaken:
        messages.error(request, _("Something changed here since you looked. Look at the rows again, then confirm."))
    except services.AlreadyTaken:
        messages.info(request, _("This file was taken in already."))
    return redirect(people_file)


@require_POST
@permitted("organisation.administer", PeopleFile)
def throw_away(request: Request, people_file: PeopleFile) -> HttpResponse:
    """Forget a file without taking it in."""
    try:
        services.throw_away(people_file=people_file, actor=request.person)
        messages.success(request, _("The file is thrown away. Nothing changed."))
    except services.AlreadyTaken:
        messages.info(request, _("This file was taken in already."))
    return redirect("organisation:people_files")


def _planned(request: Request, people_file: PeopleFile, planned: Plan) -> dict[str, Any]:
    asked = request.GET.get("kind", "")
    at_first = None if planned.sound or asked else Kind.PROBLEM  # what has to be mended comes first
    chosen = next((kind for kind in Kind if kind == asked), at_first)
    lines = planned.of(chosen) if chosen else planned.lines
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))
    told = [(line, _problems(line, request)) for line in page]
    kinds = [(kind.value, planned.counts[kind]) for kind in Kind]
    context = {"people_file": people_file, "plan": planned, "page": page, "lines": told, "kinds": kinds}
    return context | {"chosen": chosen.value if chosen else "", "absent": planned.absent[:ON_A_PAGE]}


def _problems(line: Line, request: Request) -> list[tuple[Any, str]]:
    organisation = request.person.organisation
    return [(wording.COLUMNS[one.column], wording.of_problem(one, organisation)) for one in line.problems]


def _taken(request: Request, people_file: PeopleFile) -> dict[str, Any]:
    rows = Person.objects.filter(organisation=request.person.organisation, pk__in=people_file.absent[:ON_A_PAGE])
    return {"people_file": people_file, "absent": rows.filter(active=True).order_by("name", "pk")}


def _columns() -> list[tuple[Any, str]]:
    return [(wording.COLUMNS[code], names) for code, names in columns.examples()]


def _number(words: str | None) -> int:
    return int(words) if words and words.isdecimal() and len(words) < 9 else -1
