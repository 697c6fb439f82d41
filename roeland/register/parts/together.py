"""Everything small that stands with an application, read in one query: a dossier shows all of it on one page."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from roeland.organisation.prepared import prepared
from roeland.register.models import Application, Connection, DatasetUsed, Leftover, Link, Tagging

# What is read of each: its texts, and by which number they stand in order.
READ: Mapping[Any, tuple[str, ...]] = {
    Link: ("kind", "title", "link"),
    Leftover: ("field", "value"),
    Tagging: ("tag__name",),
    DatasetUsed: ("dataset__name", "dataset__origin", "dataset__personal", "what_for"),
    Connection: ("system__name", "direction", "what"),
}
NUMBERED = {Link: "order"}
WIDEST = max(map(len, READ.values()))


class Small(NamedTuple):
    """One thing that stands with an application: its key, and its texts in the order of `READ`."""

    key: UUID
    texts: list[str]


def together(application: Application) -> dict[Any, list[Small]]:
    """Return per model what stands with the application: links as they were put down, the rest by its texts."""
    found: dict[Any, list[Small]] = {model: [] for model in READ}
    models = tuple(READ)
    for sort, _number, *texts, key in sorted(_rows(application.organisation_id, application.pk)):
        model = models[sort]
        found[model].append(Small(key, texts[: len(READ[model])]))
    return found


@prepared
def _rows(organisation: UUID, application: UUID) -> QuerySet[Any, tuple[Any, ...]]:
    """The rows of every model, all as wide: which model, the number, the texts, the key."""
    of_this = {"organisation": organisation, "application": application}
    first, *more = [_of(model, sort).filter(**of_this) for sort, model in enumerate(READ)]
    return first.union(*more, all=True)


def _of(model: Any, sort: int) -> QuerySet:
    number: Any = F(NUMBERED[model]) if model in NUMBERED else Value(0, output_field=IntegerField())
    texts: list[Any] = [*map(F, READ[model]), *[Value("", output_field=CharField())] * (WIDEST - len(READ[model]))]
    named: dict[str, Any] = {"the_sort": Value(sort, output_field=IntegerField()), "the_number": number}
    named |= {f"the_text_{place}": text for place, text in enumerate(texts)}
    return model._default_manager.order_by().annotate(**named).values_list(*named, "pk")
