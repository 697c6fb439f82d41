"""Pages of allauth that stay shut: nobody changes an address alone, and linking has a place of its own."""

from typing import Any, NoReturn

from django.http import Http404, HttpRequest

from roeland.organisation.access import public


@public
def closed(request: HttpRequest, **kwargs: Any) -> NoReturn:
    """There is nothing here."""
    raise Http404
