"""The calendar of what is due: its secret address, and what a calendar program reads there."""

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from roeland.organisation.access import permitted, public
from roeland.organisation.middleware import Request
from roeland.ui.views import too_many
from roeland.work import feeds
from roeland.work.models import CalendarFeed

MISSES = 20  # wrong secrets from one address, in WITHIN seconds, before it has to wait
WITHIN = 600


@require_safe
@permitted("work.own")
def calendar(request: Request) -> HttpResponse:
    """Tell what the calendar is, and whether there is an address."""
    feed = CalendarFeed.objects.filter(person=request.person).first()
    return render(request, "work/calendar.html", {"feed": feed})


@require_POST
@permitted("work.own")
def open_feed(request: Request) -> HttpResponse:
    """Make an address, and show it once: nobody can read it back afterwards, not even Roeland."""
    address = feeds.address_of(feeds.open_feed(actor=request.person))
    feed = CalendarFeed.objects.get(person=request.person)
    return render(request, "work/calendar.html", {"feed": feed, "address": address})


@require_POST
@permitted("work.own")
def close_feed(request: Request) -> HttpResponse:
    """End the address."""
    feeds.close_feed(person=request.person, actor=request.person)
    messages.success(request, _("The address no longer works. Remove it from your calendar too."))
    return redirect("work:calendar")


@require_safe
@public
@cache_control(private=True, max_age=900)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads. Who tries many wrong secrets has to wait; a right one always works."""
    person = feeds.person_of(token)
    if person is None:
        return _missed(request)
    response = HttpResponse(feeds.written_for(person), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="roeland.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _missed(request: HttpRequest) -> HttpResponse:
    key = f"calendar-misses:{request.META.get('REMOTE_ADDR', '')}"
    misses = cache.get(key, 0)
    if misses >= MISSES:
        return too_many(request)
    cache.set(key, misses + 1, WITHIN)
    raise Http404
