"""Looking at official questionnaires: the list, one with all that was understood of it, its file."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roeland.library import queries, showing
from roeland.library.models import ImportedForm
from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request


@require_safe
@permitted("form.list")
def forms(request: Request) -> HttpResponse:
    """Show every form with its state; of each code the newest version first."""
    found = list(queries.forms(request.person.organisation))
    current = {form.pk for form in queries.forms_in_use(request.person.organisation)}
    context = {"forms": found, "current": current, "imports": may(request.person, "form.import")}
    return render(request, "library/forms/forms.html", context)


@require_safe
@permitted("form.list", ImportedForm)
def form(request: Request, form: ImportedForm) -> HttpResponse:
    """Show what was understood of a form, and what can be done with it."""
    context = showing.preview(form) | {"decides": may(request.person, "form.import", form)}
    return render(request, "library/forms/form.html", context)


@require_safe
@permitted("form.list", ImportedForm)
def source(request: Request, form: ImportedForm) -> HttpResponseBase:
    """Send the file exactly as it was imported, to be saved."""
    if form.state == ImportedForm.State.DROPPED:
        raise Http404
    content = BytesIO(form.source.encode())
    answer = FileResponse(content, as_attachment=True, filename=form.file_name, content_type="application/octet-stream")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
