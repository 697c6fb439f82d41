"""Draws a piece of template the way a page would."""

from django.template import Context, Template
from django.test import RequestFactory


def draw(source: str, address: str = "/", **context) -> str:
    """Return what `source` becomes, on a page with this address."""
    request = RequestFactory().get(address)
    return Template(source).render(Context({"request": request, **context}))
