"""What is read of documents."""

from django.db.models import QuerySet

from roeland.library.models import Document
from roeland.organisation.models import Organisation


def sent(organisation: Organisation, kind: str) -> QuerySet[Document]:
    """The documents of a kind that were sent, the newest first."""
    found = _of(organisation, kind).filter(sent_at__isnull=False)
    return found.select_related("sent_by", "author").order_by("-sent_at", "-pk")


def drafts(organisation: Organisation, kind: str) -> QuerySet[Document]:
    """The documents of a kind on which somebody still works, the latest changed first."""
    return _of(organisation, kind).filter(sent_at=None).select_related("author").order_by("-changed_at", "-pk")


def _of(organisation: Organisation, kind: str) -> QuerySet[Document]:
    return Document.objects.filter(organisation=organisation, kind=kind)
