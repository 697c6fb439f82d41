"""A document as a download: a PDF, or an ODT to go on writing in."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from roeland.paper.documents import Document, pdf
from roeland.paper.opentext import odt

FORMS = {"pdf": ("application/pdf", pdf), "odt": ("application/vnd.oasis.opendocument.text", odt)}


def answer(request: HttpRequest, document: Document, name: str) -> HttpResponse:
    """The document in the form that the address asks (`?as=odt`); a PDF for anything else."""
    form = request.GET.get("as", "pdf")
    kind, made = FORMS.get(form, FORMS["pdf"])
    response = HttpResponse(made(document), content_type=kind)
    ending = form if form in FORMS else "pdf"
    response["Content-Disposition"] = f'attachment; filename="{slugify(name) or "document"}.{ending}"'
    return response
