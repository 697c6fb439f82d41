"""Verbs of official questionnaires of others: import, take into use, withdraw, throw away. Nobody else writes them."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import count

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from roeland.journal.services import record
from roeland.library.models import ImportedForm
from roeland.library.queries import governance
from roeland.library.understanding import Flaw, Understood, read
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Organisation, Person

__all__ = [
    "AlreadyDrafted",
    "AlreadyThere",
    "Incomplete",
    "NotInThisState",
    "Understood",
    "Unusable",
    "drop",
    "import_form",
    "read",
    "take_into_use",
    "withdraw",
]

LONGEST_CODE = 27  # with "@" and the 32 characters of a key: 60, as long as a reference may be
State = ImportedForm.State


class Unusable(Exception):
    """The file can be read, but something in it is wrong: `flaws`."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        super().__init__("; ".join(f"{one.where}: {one.message}" for one in flaws))
        self.flaws = flaws


class AlreadyThere(Exception):
    """The same file was imported before: `form`."""

    def __init__(self, form: ImportedForm) -> None:
        super().__init__(str(form.pk))
        self.form = form


class AlreadyDrafted(AlreadyThere):
    """Another version of the same form still waits: `form`."""


class Incomplete(ValueError):
    """The licence, the attribution or an activity of the matrix is not there; says which."""


class NotInThisState(Exception):
    """Somebody did something else with the form meanwhile."""


@transaction.atomic
def import_form(
    *, actor: Person, file_name: str, content: bytes, licence: str, attribution: str, origin: str, activity: str
) -> ImportedForm:
    """Keep a file as a draft, all or nothing; it is used once somebody takes it into use.

    Raises NotPermitted, ContentError, Unusable, Incomplete, AlreadyThere or AlreadyDrafted.
    """
    must(actor, "form.import")
    said = _said(actor, licence=licence, attribution=attribution, activity=activity)
    understood = read(content, file_name)
    if understood.wrong:
        raise Unusable(understood.wrong)
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    digest = sha256(content).hexdigest()
    forms = ImportedForm.objects.filter(organisation=organisation)
    if same := forms.kept().filter(sha256=digest).first():
        raise AlreadyThere(same)
    urn = understood.definition.urn.strip()
    code = _code(organisation, urn)
    if waiting := forms.filter(code=code, state=State.DRAFT).first():
        raise AlreadyDrafted(waiting)
    form = ImportedForm.objects.create(
        organisation=actor.organisation,
        code=code,
        number=(forms.filter(code=code).aggregate(last=Max("number"))["last"] or 0) + 1,
        urn=urn,
        version=understood.definition.version.strip(),
        name=understood.definition.name.strip(),
        source=content.decode(),
        file_name=file_name,
        sha256=digest,
        origin=origin.strip(),
        imported_by=actor,
        imported_at=timezone.now(),
        **said,
    )
    record("form.imported", subject=form, actor=actor, values={"sha256": digest, **said})
    return form


@transaction.atomic
def take_into_use(*, form: ImportedForm, actor: Person) -> ImportedForm:
    """Use it from now on; also what was withdrawn before. Raises NotPermitted, OtherOrganisation or NotInThisState."""
    row = _locked(form, actor, State.DRAFT, State.WITHDRAWN)
    row.state, row.taken_by, row.taken_at = State.USED, actor, timezone.now()
    row.withdrawn_by, row.withdrawn_at, row.withdrawn_because = None, None, ""
    row.save()
    record("form.taken", subject=row, actor=actor)
    return row


@transaction.atomic
def withdraw(*, form: ImportedForm, because: str, actor: Person) -> ImportedForm:
    """Use it no longer, and say why; what was filled in stays. Raises as `take_into_use`, and Incomplete."""
    row = _locked(form, actor, State.USED)
    if not because.strip():
        raise Incomplete("because")
    row.state, row.withdrawn_because = State.WITHDRAWN, because.strip()
    row.withdrawn_by, row.withdrawn_at = actor, timezone.now()
    row.save()
    record("form.withdrawn", subject=row, actor=actor, reason=row.withdrawn_because)
    return row


@transaction.atomic
def drop(*, form: ImportedForm, actor: Person) -> ImportedForm:
    """Throw a draft away: its file is gone, that it was here stays. Raises as `take_into_use`."""
    row = _locked(form, actor, State.DRAFT)
    row.state, row.source = State.DROPPED, ""
    row.save()
    record("form.dropped", subject=row, actor=actor)
    return row


def _said(actor: Person, **said: str) -> dict[str, str]:
    found = {name: words.strip() for name, words in said.items()}
    activities = {activity.code for activity in governance(actor.organisation)[1].activities}
    for name, words in found.items():
        if not words or (name == "activity" and words not in activities):
            raise Incomplete(name)
    return found


def _code(organisation: Organisation, urn: str) -> str:
    """The code that this urn has here already, or the first one that no other urn has."""
    taken = dict(ImportedForm.objects.filter(organisation=organisation).values_list("code", "urn"))
    known = next((code for code, other in taken.items() if other == urn), None)
    return known or next(code for code in _codes(urn) if code not in taken)


def _codes(urn: str) -> Iterator[str]:
    plain = f"form-{slugify(urn.removeprefix('urn:').removeprefix('nl:').replace(':', '-'))}"
    yield plain[:LONGEST_CODE].rstrip("-")
    for number in count(2):
        yield f"{plain[: LONGEST_CODE - len(f'-{number}')].rstrip('-')}-{number}"


def _locked(form: ImportedForm, actor: Person, *states: str) -> ImportedForm:
    must(actor, "form.import", form)
    same_organisation(actor, form)
    row = ImportedForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
    row.organisation = actor.organisation
    if row.state not in states:
        raise NotInThisState
    return row
