"""What a person was told."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from roeland.organisation.access import permitted
from roeland.organisation.middleware import Request
from roeland.work import lines, queries, services
from roeland.work.models import Message

ON_A_PAGE = 25


@permitted("work.own")
def messages(request: Request) -> HttpResponse:
    """What this person was told, the newest first."""
    page = Paginator(queries.messages(request.person), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "lines": lines.told(page), "unread": queries.unread_count(request.person)}
    return render(request, "work/messages.html", context)


@require_POST
@permitted("work.own")
def open_message(request: Request, pk: Any) -> HttpResponse:
    """Note that a message is read, and go to what it is about."""
    message = get_object_or_404(Message, pk=pk, organisation=request.person.organisation_id, person=request.person)
    services.read(message=message, actor=request.person)
    return redirect(message.subject.get_absolute_url() if message.subject else reverse("work:messages"))


@require_POST
@permitted("work.own")
def read_messages(request: Request) -> HttpResponse:
    """Note that all messages are read."""
    services.read_all(actor=request.person)
    return redirect("work:messages")
