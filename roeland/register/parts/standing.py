"""The data, systems and relations of an application: as the journal keeps them, and as people read them.

The journal keeps codes and names, so that an old line can be read in both languages: one list of texts for each part.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.organisation.models import Organisation
from roeland.organisation.prepared import prepared
from roeland.register.models import (
    Answered,
    Application,
    Attachment,
    Connection,
    Dataset,
    DatasetUsed,
    Relation,
    System,
)

Kind = Relation.Kind
PROPOSED = 200
OF_ONE = ("organisation", "number", "name")
OF_A_RELATION = (
    *("organisation", "kind", "reason", "said_by__name"),
    *(f"{end}__{field}" for end in ("application", "other") for field in OF_ONE),
)
OF_A_DOCUMENT = ("organisation", "application", "title", "added_at", "added_by__name", "file__name", "file__size")
BACK = "<"  # before a kind: seen from the other application
# What a relation is called from the other side; the other kinds say the same in both directions.
FROM_THE_OTHER_SIDE = {
    Kind.REPLACES: gettext_lazy("Is replaced by"),
    Kind.PART_OF: gettext_lazy("Has as a part"),
    Kind.FEEDS: gettext_lazy("Gets data from"),
}


def datasets_used(application: Application) -> QuerySet[DatasetUsed]:
    rows = DatasetUsed.objects.filter(organisation=application.organisation_id, application=application)
    return rows.select_related("dataset").order_by("dataset__name")


def connections(application: Application) -> QuerySet[Connection]:
    rows = Connection.objects.filter(organisation=application.organisation_id, application=application)
    return rows.select_related("system").order_by("system__name")


def relations(application: Application) -> list[Relation]:
    """The relations of an application, whichever of the two they were written down for; of both only the names."""
    return _relations(application.organisation_id, application.pk)


@prepared
def _relations(organisation: UUID, application: UUID) -> QuerySet[Relation]:
    here = Q(application=application) | Q(other=application)
    rows = Relation.objects.filter(here, organisation=organisation)
    return rows.select_related("application", "other", "said_by").only(*OF_A_RELATION).order_by("kind", "pk")


def attachments(application: Application) -> list[Attachment]:
    return _attachments(application.organisation_id, application.pk)


@prepared
def _attachments(organisation: UUID, application: UUID) -> QuerySet[Attachment]:
    rows = Attachment.objects.filter(organisation=organisation, application=application)
    return rows.select_related("file", "added_by").only(*OF_A_DOCUMENT).order_by("title", "pk")


def documents(application: Application) -> list[list[str]]:
    return [[one.title, one.file.name] for one in attachments(application)]


def datasets(application: Application) -> list[list[str]]:
    return [dataset_row(used) for used in datasets_used(application)]


def systems(application: Application) -> list[list[str]]:
    return [system_row(one) for one in connections(application)]


def related(application: Application) -> list[list[str]]:
    return sorted(relation_row(one, application) for one in relations(application))


def dataset_row(used: DatasetUsed) -> list[str]:
    return [used.dataset.name, used.dataset.origin, used.dataset.personal, used.what_for]


def system_row(one: Connection) -> list[str]:
    return [one.system.name, one.direction, one.what]


def relation_row(one: Relation, application: Application) -> list[str]:
    other, kind = seen_from(one, application)
    return [kind, f"{other.code} {other.name}", one.reason]


def seen_from(one: Relation, application: Application) -> tuple[Application, str]:
    """Return the other application, and the kind as it is seen from this one."""
    if one.application_id == application.pk:
        return one.other, one.kind
    turned = BACK if one.kind in FROM_THE_OTHER_SIDE else ""
    return one.application, f"{turned}{one.kind}"


def row_of(part: DatasetUsed | Connection | Relation, application: Application) -> list[str]:
    """A part as the journal of this application keeps it."""
    if isinstance(part, DatasetUsed):
        return dataset_row(part)
    return system_row(part) if isinstance(part, Connection) else relation_row(part, application)


def ends_of(part: DatasetUsed | Connection | Relation) -> set[UUID]:
    """The keys of the applications to which a part belongs."""
    return {part.application_id, part.other_id} if isinstance(part, Relation) else {part.application_id}


def field_of(part: DatasetUsed | Connection | Relation) -> str:
    """Under which name the journal keeps a part."""
    return {DatasetUsed: "datasets", Connection: "systems", Relation: "related"}[type(part)]


def kind_words(kind: str) -> str:
    """What a kind of relation is called, from either side."""
    if kind.startswith(BACK):
        return str(FROM_THE_OTHER_SIDE[Kind(kind.removeprefix(BACK))])
    return str(Kind(kind).label)


def kind_choices() -> list[tuple[str, str | Promise]]:
    """Every kind in both directions, to choose from."""
    back = [(f"{BACK}{kind.value}", label) for kind, label in FROM_THE_OTHER_SIDE.items()]
    return [*((kind.value, kind.label) for kind in Kind), *back]


@dataclass(frozen=True)
class Part:
    """A sort of thing that belongs to an application: what stands there, and how one of it is said."""

    label: str | Promise
    rows: Callable[[Application], list[list[str]]]
    words: Callable[[list[str]], str]


def dataset_words(row: list[str]) -> str:
    name, origin, personal, what_for = row
    notes = []
    if origin != Dataset.Origin.UNKNOWN:
        notes.append(str(Dataset.Origin(origin).label).lower())
    notes.append(
        {
            Answered.YES: _("with personal data"),
            Answered.NO: _("without personal data"),
            Answered.UNKNOWN: _("personal data: not yet known"),
        }[Answered(personal)]
    )
    return _with(f"{name} ({', '.join(notes)})", what_for)


def system_words(row: list[str]) -> str:
    name, direction, what = row
    return _with(f"{name} ({str(Connection.Direction(direction).label).lower()})", what)


def relation_words(row: list[str]) -> str:
    kind, other, reason = row
    return _with(f"{kind_words(kind)}: {other}", reason)


def document_words(row: list[str]) -> str:
    title, name = row
    return f"{title} ({name})"


def _with(words: str, more: str) -> str:
    return f"{words}: {more}" if more else words


PARTS = {
    "datasets": Part(gettext_lazy("data"), datasets, dataset_words),
    "systems": Part(gettext_lazy("systems"), systems, system_words),
    "related": Part(gettext_lazy("related applications"), related, relation_words),
    "documents": Part(gettext_lazy("documents"), documents, document_words),
}


def lines(field: str, rows: Iterable[list[str]]) -> list[str]:
    """The rows of a part in words, in the language of the moment."""
    return [PARTS[field].words(row) for row in rows]


def known_names(organisation: Organisation, model: type[Dataset] | type[System]) -> list[str]:
    """What the organisation has a name for already, to choose from while typing."""
    rows = model._default_manager.filter(organisation=organisation).order_by("name")
    return list(rows.values_list("name", flat=True)[:PROPOSED])
