"""Starting an import: from the command line at once, from a page in the background."""

from collections.abc import Iterable
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django_tasks import task

from roeland.files.services import keep, shown_name
from roeland.journal.services import record as journal
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Organisation, Person
from roeland.register.importing.problems import Problem
from roeland.register.importing.running import carry_out, refuse
from roeland.register.models import ImportRun


def run(
    paths: Iterable[Path | str], organisation: Organisation, actor: Person | None = None, dry_run: bool = False
) -> list[ImportRun]:
    """Import files now, each one whole or not at all; return a finished run per file.

    `run.state` says what came of it, `line_of` gives its problems and remarks as sentences. Without an actor
    Roeland itself acts. Raises NotPermitted, OtherOrganisation or OSError for a file that cannot be opened.
    """
    if actor is not None:
        must(actor, "register.import")
        same_organisation(actor, organisation)
    return [_run_file(Path(path), organisation, actor, dry_run) for path in paths]


def _run_file(path: Path, organisation: Organisation, actor: Person | None, dry_run: bool) -> ImportRun:
    with path.open("rb") as file:
        made = _begin(ImportRun(organisation=organisation, actor=actor, file_name=path.name[:255], dry_run=dry_run))
        return carry_out(made, file, path.stat().st_size)


@transaction.atomic
def _begin(made: ImportRun) -> ImportRun:
    made.save(force_insert=True)
    journal("register.import_started", subject=made, actor=made.actor)
    return made


@transaction.atomic
def start(*, upload: File, dry_run: bool, actor: Person) -> ImportRun:
    """Keep an uploaded file and let the worker import it. Raises NotPermitted, or files.services.Empty."""
    must(actor, "register.import")
    file = keep(organisation=actor.organisation, upload=upload, actor=actor)
    name = shown_name(upload.name or "")
    made = ImportRun(organisation=actor.organisation, actor=actor, file=file, file_name=name, dry_run=dry_run)
    _begin(made)
    import_file.enqueue(str(made.pk))
    return made


@task()
def import_file(key: str) -> str:
    """Carry out the run with this key; return its state. Safe to run twice."""
    made = ImportRun.objects.select_related("organisation", "actor", "file").get(pk=key)
    if made.finished:
        return made.state
    if made.file is None:
        return refuse(made, [Problem("gone")]).state
    with made.file.content.open("rb") as file:
        return carry_out(made, file, made.file.size).state
