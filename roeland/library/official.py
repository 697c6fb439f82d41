"""The forms that an organisation imported, as instruments to fill in."""

from functools import lru_cache
from uuid import UUID

from roeland.content import shipped
from roeland.content.loader import Document
from roeland.content.official.as_instrument import Official, as_instrument
from roeland.library import queries
from roeland.library.models import ImportedForm
from roeland.organisation.models import Organisation

PREFIX = "form-"
"""How the code of an imported form begins, and of no document that Roeland ships."""


def reference_of(organisation: Organisation, instrument: str) -> str:
    """What an instrument is begun with: itself, or the newest version in use of a form that was imported here.

    Raises NoSuchDocument when no version of that form is in use.
    """
    if not instrument.startswith(PREFIX):
        return instrument
    used = next((form for form in queries.forms_in_use(organisation) if form.code == instrument), None)
    if used is None:
        raise shipped.NoSuchDocument(instrument)
    return used.reference


@lru_cache(maxsize=32)
def official(reference: str) -> Official:
    """The imported form of a reference, in the version that the reference names. Raises NoSuchDocument.

    Who holds a reference has it from a row of the own organisation; the key in it is no secret, and no way in.
    """
    code, _, key = reference.partition("@")
    try:
        form = ImportedForm.objects.without_source().get(pk=UUID(hex=key), code=code)
    except (ValueError, ImportedForm.DoesNotExist) as error:
        raise shipped.NoSuchDocument(reference) from error
    understood = queries.understood(form)
    if understood is None:
        raise shipped.NoSuchDocument(reference)
    return as_instrument(
        understood.definition, name=form.code, reference=form.reference, activity=form.activity, digest=form.sha256
    )


def document(reference: str) -> Document:
    """The document of a reference, for who reads documents by their reference. Raises NoSuchDocument."""
    return official(reference).document


shipped.read_elsewhere(PREFIX, document)
