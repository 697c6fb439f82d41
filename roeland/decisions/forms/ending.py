"""What somebody fills in who stops an application, meets a condition, or records the act of an organ."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.bodies.models import Reference
from roeland.organisation.forms import ScopedForm, field_of
from roeland.organisation.models import Organisation


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Why must it stop?"),
        help_text=_("Everybody who works with it reads this."),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say why, in one or two sentences.")},
    )


class MetForm(forms.Form):
    how = forms.CharField(
        label=_("How does it show that this is met?"),
        help_text=_("For example: tested on 3 November, the report is with the application."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say how, in one or two sentences.")},
    )


class OrganForm(ScopedForm):
    act = forms.ModelChoiceField(
        Reference.objects.all(),
        label=_("Which act of the organ?"),
        empty_label=_("Choose an act"),
        error_messages={"required": _("Choose the act, or record it first.")},
    )

    def __init__(self, *args: Any, organisation: Organisation, organs: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        field = field_of(self, "act", forms.ModelChoiceField)
        here = Reference.objects.filter(organisation=organisation, organ__in=organs, correction=None)
        field.queryset = here.order_by("-dated", "number")
