"""What is done with official questionnaires: import one, take it into use, throw it away, withdraw it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roeland.content.official.reading import LARGEST
from roeland.content.reading import ContentError
from roeland.library import importing, queries, wording
from roeland.library.forms import ImportForm, WithdrawForm
from roeland.library.importing import AlreadyDrafted, AlreadyThere, NotInThisState, Unusable
from roeland.library.models import ImportedForm
from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.ui.uploads import takes_files

SHOWN = 20  # of all that is wrong with a file
State = ImportedForm.State
page = require_http_methods(["GET", "HEAD", "POST"])


@takes_files(LARGEST)
@page
@permitted("form.import")
def import_form(request: Request) -> HttpResponse:
    """Make a draft of a file and go to what was understood of it, or say what is wrong with the file."""
    sent = request.method == "POST"
    files = request.FILES if sent else None
    form = ImportForm(request.POST if sent else None, files, organisation=request.person.organisation)
    if form.is_bound and form.is_valid() and (made := _made(request, form)):
        messages.success(request, _("The file is understood. Look at it, then take it into use."))
        return redirect(made)
    return render(request, "library/forms/import.html", {"form": form}, status=status_of(form))


@require_POST
@permitted("form.import", ImportedForm)
def take(request: Request, form: ImportedForm) -> HttpResponse:
    """Use a form from now on."""
    try:
        importing.take_into_use(form=form, actor=request.person)
        messages.success(request, _("This form is in use from now on."))
    except NotInThisState:
        _tell_overtaken(request)
    return redirect(form)


@page
@permitted("form.import", ImportedForm)
def drop(request: Request, form: ImportedForm) -> HttpResponse:
    """Throw a draft away, after asking whether that is meant."""
    if request.method != "POST" and form.state == State.DRAFT:
        return render(request, "library/forms/drop.html", {"imported": form})
    try:
        if request.method == "POST":
            importing.drop(form=form, actor=request.person)
            messages.success(request, _("The draft is thrown away."))
            return redirect("library:forms")
    except NotInThisState:
        _tell_overtaken(request)
    return redirect(form)


@page
@permitted("form.import", ImportedForm)
def withdraw(request: Request, imported: ImportedForm) -> HttpResponse:
    """Use a form no longer, and say why."""
    if imported.state != State.USED:
        return redirect(imported)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            importing.withdraw(form=imported, actor=request.person, **form.cleaned_data)
            messages.success(request, _("Withdrawn. What was filled in stays, and the journal keeps why."))
        except NotInThisState:
            _tell_overtaken(request)
        return redirect(imported)
    older = queries.versions_of(imported).filter(state=State.USED, number__lt=imported.number).first()
    context = {"form": form, "imported": imported, "older": older}
    return render(request, "library/forms/withdraw.html", context, status=status_of(form))


def _made(request: Request, form: ImportForm) -> ImportedForm | None:
    """The draft; or None, with on the form why not."""
    given = dict(form.cleaned_data)
    upload = given.pop("file")
    try:
        return importing.import_form(actor=request.person, file_name=upload.name, content=upload.read(), **given)
    except ContentError as error:
        form.add_error("file", wording.unreadable(error))
    except Unusable as wrong:
        for flaw in wrong.flaws[:SHOWN]:
            form.add_error("file", wording.in_a_line(flaw))
    except AlreadyThere as found:
        form.there = found.form
        form.add_error("file", _in_the_way(found))
    return None


def _in_the_way(found: AlreadyThere) -> str:
    if isinstance(found, AlreadyDrafted):
        words = _("A version of this form still waits: %(form)s. First take it into use, or throw it away.")
    else:
        words = _("This file is here already: %(form)s.")
    return words % {"form": found.form}


def _tell_overtaken(request: Request) -> None:
    messages.info(request, _("Somebody did something else with this form meanwhile. This is how it stands now."))
