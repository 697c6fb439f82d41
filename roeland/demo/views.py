"""Signing in as a fictional person. Outside a demonstration these pages do not exist."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from roeland.demo import queries
from roeland.organisation.access import public
from roeland.organisation.services import record_sign_in
from roeland.organisation.sign_in import sign_in_as

ON_A_PAGE = 10


@require_safe
@public
def choose(request: HttpRequest) -> HttpResponse:
    """Show the fictional people, by track."""
    _must_be_a_demonstration()
    context = {
        "towns": queries.towns(get_language() or "nl"),
        "next": request.GET.get("next", ""),
        "mails": keeps_its_mail(),
    }
    return render(request, "demo/choose.html", context)


@require_POST
@public
def enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Become one of them. A real person, or one of a real organisation, is not found here."""
    _must_be_a_demonstration()
    person = get_object_or_404(queries.demonstration_persons(), pk=pk)
    sign_in_as(request, person)
    record_sign_in(person=person)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if safe else "/")


@require_safe
@public
def mails(request: HttpRequest) -> HttpResponse:
    """Show the mails that Roeland would have sent, the newest first. Where mail really goes out this is not found."""
    _must_be_a_demonstration()
    if not keeps_its_mail():
        raise Http404
    page = Paginator(queries.mails(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mails.html", {"page": page})


def keeps_its_mail() -> bool:
    """Say whether mail stays on this machine."""
    return "smtp" not in settings.EMAIL_BACKEND


def _must_be_a_demonstration() -> None:
    if not settings.DEMO:
        raise Http404
