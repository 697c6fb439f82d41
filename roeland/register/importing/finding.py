"""The words by which what a file brings is found, worked out while nobody has to wait for them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from roeland.register import finding
from roeland.register.importing.checking import Checked
from roeland.register.importing.entering import Change
from roeland.register.models import Application
from roeland.search import services as search
from roeland.search.services import Findable, Rows

Texts = dict[UUID, Findable]
BATCH = 100


def ahead(fresh: Mapping[UUID, Checked], changes: Iterable[Change]) -> Texts:
    """Return the words of what is new, and of what changes: the old ones stay until the new ones are true."""
    texts = {key: finding.text_of_values(record.values) for key, record in fresh.items()}
    for change in changes:
        was = finding.text_of(change.application)
        texts[change.application.pk] = was.with_also(finding.text_of_values(change.record.values))
    return texts


def rows(organisation: UUID, texts: Texts) -> Rows:
    return search.words_of(organisation=organisation, kind=finding.KIND, texts=texts)


def again(organisation: UUID, applications: Sequence[UUID]) -> None:
    """Let applications be found by the words that they have now, and by no others."""
    for start in range(0, len(applications), BATCH):
        texts, stood = now(applications[start : start + BATCH])
        put_in(rows(organisation, texts), stood)


def now(applications: Sequence[UUID]) -> tuple[Texts, dict[UUID, datetime]]:
    found = Application.objects.filter(pk__in=applications).select_related("supplier", "unit", "description")
    found = found.prefetch_related("tagging_set__tag")
    return {row.pk: finding.text_of(row) for row in found}, {row.pk: row.changed_at for row in found}


@transaction.atomic
def put_in(words: Rows, stood: dict[UUID, datetime]) -> None:
    """Write words, but not of what somebody changed meanwhile: who did so wrote its words too."""
    held = Application.objects.filter(pk__in=stood).order_by("pk").select_for_update().values_list("pk", "changed_at")
    changed = {key for key, at in held if stood[key] != at}
    search.put_in(Rows([row for row in words.texts if row.subject not in changed], words.words))
