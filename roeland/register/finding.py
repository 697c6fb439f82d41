"""What of an application can be found by words."""

from collections.abc import Mapping
from typing import Any

from roeland.register.markup import plain
from roeland.register.models import Application
from roeland.search import services as search

KIND = Application._meta.label_lower
OWN = ("name", "summary", "purpose", "product")
DESCRIBED = ("provider", "goal", "methods_and_models", "source_data", "tags")


def text_of(application: Application) -> str:
    """Return every word by which people look for an application: what it is, where it runs, who sells it."""
    described = application.description
    values = {field: getattr(application, field) for field in OWN}
    values |= {field: getattr(described, field) for field in (*DESCRIBED, "category")}
    around = [
        application.supplier.name if application.supplier else "",
        application.unit.name if application.unit else "",
    ]
    return "\n".join([text_of_values(values), *filter(None, around)])


def text_of_values(values: Mapping[str, Any]) -> str:
    """Return the words of the fields of an application that need not exist yet."""
    texts = [values.get(field) or "" for field in OWN]
    texts += [plain(values.get(field) or "") for field in DESCRIBED]
    texts += values.get("category") or []
    return "\n".join(text for text in texts if text)


def index(application: Application) -> None:
    search.index(organisation=application.organisation_id, kind=KIND, subject=application.pk, text=text_of(application))
