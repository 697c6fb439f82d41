"""The history of an application: which field changed when, and what stood there at two moments."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register import history as past
from roeland.register.models import Application
from roeland.register.queries import described

ON_A_PAGE = 30
TO_THE_SECOND = "%Y-%m-%dT%H:%M:%S"
LAST_OF_A_SECOND = 999_999


class FieldForm(forms.Form):
    """Of which field the history is shown."""

    field = forms.ChoiceField(label=_("Field"), required=False)
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(field, capfirst(str(Application.label_of(field)))) for field in past.FIELDS]
        self.fields["field"] = forms.ChoiceField(
            label=_("Field"), required=False, choices=[("", _("All fields")), *sorted(named, key=lambda one: one[1])]
        )


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format=TO_THE_SECOND)
    return forms.DateTimeField(
        label=label,
        widget=widget,
        error_messages={"invalid": _("Choose a day and a time."), "required": _("Choose a day and a time.")},
    )


class MomentsForm(forms.Form):
    """Two moments to compare, each to the end of its second; it does not matter which comes first."""

    since = _moment(_("Then"))
    until = _moment(_("And then"))
    all = forms.BooleanField(label=_("Also show what stayed the same"), required=False)

    @property
    def moments(self) -> list[datetime]:
        both = (self.cleaned_data["since"], self.cleaned_data["until"])
        return sorted(moment.replace(microsecond=LAST_OF_A_SECOND) for moment in both)


@require_safe
@permitted("journal.own", described)
def history(request: Request, application: Application) -> HttpResponse:
    """Who changed which field, from what to what, when and why; of one field when asked."""
    form = FieldForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    field = asked.get("field", "")
    found = past.changes(application, field=field, older_than=asked.get("before"), most=ON_A_PAGE + 1)
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "application": application,
        "form": form,
        "lines": past.lines(application, found[:ON_A_PAGE], field),
        "older": found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else None,
        "later": asked.get("before"),
        "query": query.urlencode(),
        "field": field,
    }
    return render(request, "register/history.html", context, status=status_of(form))


@require_safe
@permitted("journal.own", described)
def compare(request: Request, application: Application) -> HttpResponse:
    """The fields of the application at two moments; at first when it came in, and now."""
    shown = {"since": _to_the_second(application.created_at), "until": _to_the_second(timezone.now())}
    typed = {name: request.GET.get(name) or value for name, value in shown.items()}
    form = MomentsForm(typed | {"all": request.GET.get("all", "")})
    rows, moments = [], []
    if form.is_valid():
        moments = form.moments
        found = past.differences(application, moments[0], moments[1])
        rows = [row for row in found if row.differs or form.cleaned_data["all"]]
    context = {"application": application, "form": form, "rows": rows, "moments": moments}
    return render(request, "register/compare.html", context, status=status_of(form))


def _to_the_second(moment: datetime) -> str:
    return timezone.localtime(moment).strftime(TO_THE_SECOND)
