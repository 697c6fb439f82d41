"""Answering to a role, and finding somebody for a role that is vacant."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms.scoped import ScopedForm
from roeland.organisation.models import Person


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("What is not right?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say what is not right. Then who gave you the role can mend it.")},
    )


class SuccessorForm(ScopedForm):
    successor = forms.ModelChoiceField(
        Person.objects.filter(active=True).order_by("name"),
        label=_("Who takes over this role?"),
        empty_label=_("Choose a person"),
        error_messages={"required": _("Choose who takes over this role.")},
    )
