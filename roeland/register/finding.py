"""What of an application can be found by words."""

from django.utils.html import strip_tags

from roeland.register.models import Application
from roeland.search import services as search

KIND = Application._meta.label_lower
WORDS = ("goal", "methods_and_models", "source_data", "tags")


def text_of(application: Application) -> str:
    """Return every word by which people look for an application: what it is, where it runs, who sells it."""
    described = application.description
    parts = [
        application.code,
        application.name,
        application.summary,
        application.purpose,
        application.product,
        application.supplier.name if application.supplier else described.provider,
        application.unit.name if application.unit else "",
        *(strip_tags(getattr(described, field)) for field in WORDS),
        *described.category,
    ]
    return "\n".join(part for part in parts if part)


def index(application: Application) -> None:
    search.index(organisation=application.organisation_id, kind=KIND, subject=application.pk, text=text_of(application))
