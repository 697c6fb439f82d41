"""Which mail a person wants, and when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.work import mailing
from roeland.work.forms import MailChoiceForm


@require_http_methods(["GET", "HEAD", "POST"])
@permitted("work.own")
def mail_choice(request: Request) -> HttpResponse:
    """Choose when which mail comes."""
    me = request.person
    now = mailing.choices_of([me])[me.pk]
    initial = {"blocking": now.blocking, "rest": now.rest, "hour": now.hour}
    form = MailChoiceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        mailing.choose(actor=me, **form.cleaned_data)
        messages.success(request, _("Your choice is kept."))
        return redirect("work:mail_choice")
    return render(request, "work/mail_choice.html", {"form": form, "me": me}, status=status_of(form))
