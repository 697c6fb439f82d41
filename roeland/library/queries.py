"""What is read of documents, and which version of a shipped one holds here."""

from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from roeland.content import governance as matrices
from roeland.content import shipped
from roeland.library.models import Document, ImportedForm, OwnVersion, own_reference
from roeland.library.understanding import Understood, read
from roeland.organisation.models import Organisation
from roeland.organisation.prepared import prepared
from roeland.rules.matrix import Governance

GOVERNANCE = "governance"
READ_HERE = "governance_read"
"""Under which name an organisation that is in hand remembers its matrix, as it does its own words."""
State = OwnVersion.State


class NoSuchVersion(LookupError):
    """The organisation has no adopted version of that reference."""


def sent(organisation: Organisation, kind: str) -> QuerySet[Document]:
    """The documents of a kind that were sent, the newest first."""
    found = _of(organisation, kind).filter(sent_at__isnull=False)
    return found.select_related("sent_by", "author").order_by("-sent_at", "-pk")


def drafts(organisation: Organisation, kind: str) -> QuerySet[Document]:
    """The documents of a kind on which somebody still works, the latest changed first."""
    return _of(organisation, kind).filter(sent_at=None).select_related("author").order_by("-changed_at", "-pk")


def _of(organisation: Organisation, kind: str) -> QuerySet[Document]:
    return Document.objects.filter(organisation=organisation, kind=kind)


def governance(organisation: Organisation) -> tuple[str, Governance]:
    """The matrix that holds here, with its reference: the adopted one, or else the shipped proposal.

    One query for each organisation in hand; the matrix itself is frozen and shared.
    """
    known: tuple[str, Governance] | None = vars(organisation).get(READ_HERE)
    if known is None:
        row = _adopted.first(organisation.pk)
        known = (own_reference(GOVERNANCE, row[2]), _read(row[0], row[1])) if row else proposal()
        vars(organisation)[READ_HERE] = known
    return known


def governance_at(organisation: Organisation, reference: str) -> Governance:
    """The matrix of a reference, as it was adopted here or shipped. Raises NoSuchVersion or NoSuchDocument."""
    held, meaning = governance(organisation)
    if reference == held:
        return meaning
    code, _, number = reference.partition("@own-")
    if not number:
        return shipped.meaning(reference, Governance)
    kept = _versions(organisation).filter(code=code, state__in=(State.ADOPTED, State.REPLACED))
    row = kept.filter(number=int(number)).values_list("pk", "changed_at").first() if number.isdecimal() else None
    if row is None:
        raise NoSuchVersion(reference)
    return _read(*row)


def meaning_of(version: OwnVersion) -> Governance:
    """The matrix of one version, also of a draft."""
    return matrix_from(version.meaning)


def matrix_from(meaning: dict[str, Any]) -> Governance:
    """The matrix that a stored meaning is, over what Roeland ships now."""
    return matrices.read(meaning, shipped=proposal()[1])


def proposal() -> tuple[str, Governance]:
    """The matrix that Roeland ships, with its reference."""
    found = shipped.document(GOVERNANCE)
    return found.ref, shipped.meaning(found.ref, Governance)


def versions(organisation: Organisation) -> QuerySet[OwnVersion]:
    """The own versions of the matrix, the newest first, without what was dropped."""
    found = _versions(organisation).exclude(state=State.DROPPED)
    return found.select_related("drafted_by", "offered_by", "adopted_by").order_by("-number")


def forms(organisation: Organisation) -> QuerySet[ImportedForm]:
    """The forms that were imported, by name, the newest version first; without what was thrown away or its text."""
    found = ImportedForm.objects.filter(organisation=organisation).kept().without_source()
    return found.select_related("imported_by").order_by("name", "code", "-number")


def forms_in_use(organisation: Organisation) -> list[ImportedForm]:
    """Of every form the newest version that is in use, by name."""
    used = forms(organisation).filter(state=ImportedForm.State.USED)
    newest = {form.code: form for form in used.order_by("number")}
    return sorted(newest.values(), key=lambda form: (form.name, form.code))


def versions_of(form: ImportedForm) -> QuerySet[ImportedForm]:
    """The other versions of the same form, the newest first."""
    return forms(form.organisation).filter(code=form.code).exclude(pk=form.pk).order_by("-number")


def imported_form(organisation: Organisation, reference: str) -> ImportedForm:
    """The form of a reference, whatever its state, unless thrown away. Raises NoSuchVersion."""
    code, _, key = reference.partition("@")
    found = ImportedForm.objects.filter(organisation=organisation, code=code).kept().without_source()
    try:
        return found.get(pk=UUID(hex=key))
    except (ValueError, ImportedForm.DoesNotExist) as unknown:
        raise NoSuchVersion(reference) from unknown


def understood(form: ImportedForm) -> Understood | None:
    """What was understood of a form when it was imported; None once it was thrown away."""
    return None if form.state == ImportedForm.State.DROPPED else _understood(form.pk, form.file_name)


def forget(organisation: Organisation) -> None:
    """After another version was adopted: read again which one holds."""
    vars(organisation).pop(READ_HERE, None)


@prepared
def _adopted(organisation: UUID) -> QuerySet[OwnVersion, tuple[UUID, datetime, int]]:
    rows = OwnVersion.objects.filter(organisation=organisation, code=GOVERNANCE, state=State.ADOPTED)
    return rows.order_by("pk").values_list("pk", "changed_at", "number")[:1]


def _versions(organisation: Organisation) -> QuerySet[OwnVersion]:
    return OwnVersion.objects.filter(organisation=organisation, code=GOVERNANCE)


@lru_cache(maxsize=256)
def _read(key: UUID, changed_at: datetime) -> Governance:
    """An adopted matrix. It never changes; `changed_at` tells apart what a transaction took back."""
    own = meaning_of(OwnVersion.objects.get(pk=key))
    return msgspec.structs.replace(own, status="adopted")


@lru_cache(maxsize=8)
def _understood(key: UUID, file_name: str) -> Understood:
    """The file of a form never changes, so it is read once."""
    return read(ImportedForm.objects.values_list("source", flat=True).get(pk=key), file_name)
