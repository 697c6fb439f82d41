"""What this room keeps: applications that ended, files and results of imports; and what goes with them."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from roeland.files.models import StoredFile
from roeland.journal.models import Entry
from roeland.organisation.models import Organisation, Person
from roeland.organisation.retention.kinds import Kind
from roeland.organisation.retention.removing import Goes, Holds
from roeland.register.models import (
    Application,
    Appointment,
    Attachment,
    Connection,
    DatasetUsed,
    Description,
    ImportRun,
    Leftover,
    Link,
    Phase,
    Relation,
    SavedView,
    StagedRecord,
    Tagging,
    Use,
)
from roeland.ui.pieces.badges import in_words

ENDED = (Phase.RETIRED, Phase.REJECTED, Phase.STOPPED)
NOT_IMPORTED = (ImportRun.State.COLUMNS, ImportRun.State.PREVIEW)
FINISHED = (ImportRun.State.DONE, ImportRun.State.CHECKED, ImportRun.State.REFUSED)
PARTS = (Description, Link, Leftover, Use, DatasetUsed, Connection, Relation, Tagging, Attachment, Appointment)

ALONG = (
    *(Goes(part, "application", of=Application) for part in PARTS),
    Goes(Relation, "other", of=Application),
    Goes(StagedRecord, "application", of=Application),
    Goes(StagedRecord, "run", of=ImportRun),
    Goes(SavedView, "person", of=Person, only={"shared": False}),
    Holds(Attachment, "file", StoredFile),
    Holds(ImportRun, "file", StoredFile),
)


def _applications(organisation: Organisation) -> QuerySet[Application]:
    """Those that ended, since their last move; one that came in ended, since it came in."""
    moved = Entry.objects.filter(organisation=organisation.pk, subject=OuterRef("pk"), verb="application.phase_changed")
    since = Subquery(moved.order_by("-at").values("at")[:1])
    return Application.objects.filter(organisation=organisation, phase__in=ENDED).annotate(
        started=Coalesce(since, F("created_at"))
    )


def _found(organisation: Organisation, text: str) -> QuerySet[Application]:
    """By number, as "AI-0031" or "31", or by a part of the name."""
    number = text.strip().upper().removeprefix("AI-").lstrip("0")
    asked = Q(name__icontains=text.strip()) | (Q(number=number) if number.isdecimal() else Q())
    return Application.objects.filter(asked, organisation=organisation).order_by("name", "pk")


def _waiting(organisation: Organisation) -> QuerySet[ImportRun]:
    rows = ImportRun.objects.filter(organisation=organisation, state__in=NOT_IMPORTED)
    return rows.annotate(started=F("started_at"))


def _results(organisation: Organisation) -> QuerySet[ImportRun]:
    rows = ImportRun.objects.filter(organisation=organisation, state__in=FINISHED, finished_at__isnull=False)
    return rows.annotate(started=F("finished_at"))


def _run_called(row: ImportRun) -> str:
    return f"{gettext('import file')}, {in_words(row.started_at)}"


APPLICATIONS = Kind(
    "application", Application, _applications, lambda row: f"{row.code} {row.name}", at_once=10, find=_found
)
WAITING = Kind("import_waiting", ImportRun, _waiting, _run_called, at_once=25)
RESULTS = Kind("import_result", ImportRun, _results, _run_called, at_once=25)
