"""Signing in through the organisation with an address that has a login already."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roeland.organisation import openid
from roeland.organisation.access import public


@public
@require_safe
def known_login(request: HttpRequest, provider: str) -> HttpResponse:
    """Say why one is not in yet, and how to link the two. It names no address: anybody may open this page."""
    known = next((one for one in openid.providers() if one.id == provider), None)
    if known is None:
        raise Http404
    return render(request, "organisation/known_login.html", {"provider": known})
