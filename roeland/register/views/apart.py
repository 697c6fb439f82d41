"""Which applications look alike; why two of them are two."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register import services
from roeland.register.models import Application
from roeland.register.resembling import likely_for


class ApartForm(forms.Form):
    """Why it is another one."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it another one?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In one or two sentences. Colleagues read this on both dossiers."),
        error_messages={"required": gettext_lazy("Write down why, in one sentence.")},
    )


@permitted("application.edit", Application)
@require_safe
def alike(request: Request, application: Application) -> HttpResponse:
    """What looks like this one and is not told apart yet: its part of the dossier, or a page of its own."""
    context = {"application": application, "likely": likely_for(application)}
    return render(request, "register/_alike.html" if request.htmx else "register/alike.html", context)


@permitted("application.edit", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def tell_apart(request: Request, application: Application, other: UUID) -> HttpResponse:
    """Keep why this one is another one than the one that it looks like."""
    rows = Application.objects.of(request.person.organisation).exclude(pk=application.pk).select_related("unit")
    twin = get_object_or_404(rows, pk=other)
    form = ApartForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        services.tell_apart(application=application, other=twin, reason=reason, actor=request.person)
        messages.success(request, _("Kept. The two no longer show up as likely the same."))
        return redirect(application)
    context: dict[str, Any] = {"application": application, "other": twin, "both": (application, twin), "form": form}
    return render(request, "register/tell_apart.html", context, status=status_of(form))
