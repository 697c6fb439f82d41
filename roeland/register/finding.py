"""What of an application can be found by words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Length

from roeland.register import tagging
from roeland.register.markup import plain
from roeland.register.models import Application, Attachment
from roeland.search import queries
from roeland.search import services as search
from roeland.search.queries import Answer
from roeland.search.rebuilding import Indexed, Thing
from roeland.search.services import Findable

KIND = Application._meta.label_lower
DOCUMENT = Attachment._meta.label_lower
LEAD = ("summary", "purpose", "product")
ASIDE = ("version", "users", "affected")
OWN = ("name", *LEAD, *ASIDE)
DESCRIBED = ("provider", "goal", "methods_and_models", "source_data", "tags")


def text_of(application: Application) -> Findable:
    """Return every word by which people look for an application: what it is, where it runs, who sells it."""
    described = application.description
    values = {field: getattr(application, field) for field in OWN}
    values |= {field: getattr(described, field) for field in (*DESCRIBED, "category")}
    around = [
        application.supplier.name if application.supplier else "",
        application.unit.name if application.unit else "",
        tagging.of(application),
    ]
    return text_of_values(values, around)


def text_of_values(values: Mapping[str, Any], around: Iterable[str] = ()) -> Findable:
    """Return the words of the fields of an application that need not exist yet, and of what is around it."""
    texts = [values.get(field) or "" for field in ASIDE]
    texts += [plain(values.get(field) or "") for field in DESCRIBED]
    texts += [*(values.get("category") or []), *around]
    lead = [values.get(field) or "" for field in LEAD]
    return Findable(values.get("name") or "", "\n".join(filter(None, lead)), "\n".join(filter(None, texts)))


def index(application: Application) -> None:
    search.index(organisation=application.organisation_id, kind=KIND, subject=application.pk, text=text_of(application))


def things(after: UUID | None, most: int) -> list[Thing]:
    """Return applications of all organisations by key, after this one, to put them in the index again.

    They are held meanwhile: who changes one writes its words after this.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("supplier", "unit", "description")
    rows = rows.prefetch_related("tagging_set__tag")
    rows = rows.filter(pk__gt=after) if after else rows
    return [Thing(row.organisation_id, row.pk, text_of(row)) for row in rows.order_by("pk")[:most]]


INDEXED = Indexed(KIND, things)


def read(organisation: UUID, text: str) -> Answer:
    """Return what of an organisation's applications has all the words of a text."""
    return queries.read(organisation=organisation, kind=KIND, text=text)


def ask(organisation: UUID, text: str, kind: str = KIND) -> Answer:
    """Return what has all the words of a text, or else most of them."""
    return queries.ask(organisation=organisation, kind=kind, text=text)


def among(rows: QuerySet[Application], answer: Answer, order: Sequence[Any] = ()) -> QuerySet[Application]:
    """Keep of these applications what answers, in the order that is given, or else the best answers first."""
    found = rows.filter(pk__in=answer.keys)
    if order:
        return found.order_by(*order)
    return found.annotate(score=answer.score_of("pk")).order_by("-score", Length("name"), "name", "pk")


def text_of_document(attachment: Attachment) -> Findable:
    """Return the words of a document: its title, and the name of its file."""
    return Findable(attachment.title, "", attachment.file.name.replace("_", " ").replace(".", " "))


def index_document(attachment: Attachment) -> None:
    text, organisation = text_of_document(attachment), attachment.organisation_id
    search.index(organisation=organisation, kind=DOCUMENT, subject=attachment.pk, text=text)


def forget_document(attachment: Attachment) -> None:
    search.forget(organisation=attachment.organisation_id, kind=DOCUMENT, subject=attachment.pk)


def documents(after: UUID | None, most: int) -> list[Thing]:
    """Return documents of all organisations by key, after this one, as `things` does."""
    rows = Attachment.objects.select_for_update(of=("self",)).select_related("file")
    rows = rows.filter(pk__gt=after) if after else rows
    return [Thing(row.organisation_id, row.pk, text_of_document(row)) for row in rows.order_by("pk")[:most]]


INDEXED_DOCUMENTS = Indexed(DOCUMENT, documents)
