"""Mode, language, error pages and the page that shows every component. All open to everybody."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST

from roeland.ui.showcase import showcase

MODE_COOKIE = "roeland_mode"
MODES = ("licht", "donker")
YEAR = 365 * 24 * 60 * 60


def back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the page that asked, when it is ours."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


def remember(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Keep a choice of this browser in a cookie that says nothing about the person."""
    response = back(request)
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


@require_POST
def set_mode(request):
    """Show the pages light or dark; anything else follows the system again."""
    chosen = request.POST.get("mode", "")
    return remember(request, MODE_COOKIE, chosen if chosen in MODES else "")


@require_POST
def set_language(request):
    """Show the pages in another language that we have."""
    chosen = request.POST.get("language", "")
    known = chosen in dict(settings.LANGUAGES) and check_for_language(chosen)
    return remember(request, settings.LANGUAGE_COOKIE_NAME, chosen) if known else back(request)


def components(request):
    """Show every component on one page; only in a demonstration or while developing."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "ui/components.html", showcase(request))


def problem(request, template: str, status: HTTPStatus, **context) -> HttpResponse:
    """Show an error page."""
    return render(request, template, context, status=status)


@requires_csrf_token
def bad_request(request, exception=None):
    """Say that we could not read the request."""
    return problem(request, "ui/400.html", HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def not_allowed(request, exception=None):
    """Say that this is not for you; the exception may bring a `reason` and `helpers`: who can help."""
    told = {"reason": getattr(exception, "reason", ""), "helpers": getattr(exception, "helpers", ())}
    return problem(request, "ui/not_permitted.html", HTTPStatus.FORBIDDEN, **told)


@requires_csrf_token
def not_found(request, exception=None):
    """Say that there is nothing here, or nothing for your organisation."""
    return problem(request, "ui/404.html", HTTPStatus.NOT_FOUND)


@requires_csrf_token
def too_many(request, exception=None):
    """Say that it was tried too often, and when to come back."""
    return problem(request, "ui/429.html", HTTPStatus.TOO_MANY_REQUESTS)


@requires_csrf_token
def csrf_failure(request, reason=""):
    """Say that the page was open for too long, and how to go on without losing text."""
    return problem(request, "ui/403_csrf.html", HTTPStatus.FORBIDDEN)


def server_error(request):
    """Say that we failed. Stands alone: no person, no database, no menu."""
    return problem(None, "ui/500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


for view in (set_mode, set_language, components):
    vars(view).update(permission="public")
