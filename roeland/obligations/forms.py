"""What is filled in about an obligation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.obligations.models import Duty, Measure
from roeland.organisation.forms import ScopedForm
from roeland.organisation.forms.administering import a_date
from roeland.organisation.models import Person

RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}


class NoteForm(forms.Form):
    """How it stands. Only what this person may say can be chosen."""

    standing = forms.ChoiceField(label=_("How does it stand?"), choices=(), widget=forms.RadioSelect(RADIO))
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Needed when it does not apply, or when the risk is accepted. Otherwise a word of explanation helps."
        ),
    )
    until = a_date(_("Accepted until"), _("Only when the risk is accepted."))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sayable: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Duty.Standing.choices)
        chosen: Any = self.fields["standing"]
        chosen.choices = [(code, str(labels[code]).capitalize()) for code in sayable]
        if Duty.Standing.ACCEPTED not in sayable:
            del self.fields["until"]


class EvidenceForm(forms.Form):
    """What shows it: a link, a file, or in words."""

    title = forms.CharField(label=_("What is it?"), max_length=200, help_text=_("For example: DPIA, version 2."))
    note = forms.CharField(
        label=_("What does it show?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https", help_text=_("Where it can be read.")
    )
    file = forms.FileField(label=_("Or a file"), required=False)
    valid_until = a_date(_("Valid until"), _("Leave it empty when it has no end. On this day somebody looks again."))

    def clean(self) -> dict[str, Any]:
        """Something must be there to look at."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("note") or cleaned.get("link") or cleaned.get("file")):
            raise forms.ValidationError(_("Give a link, a file, or say in words what it shows."))
        return cleaned


class MeasureForm(ScopedForm):
    """A measure that meets an obligation of many applications."""

    title = forms.CharField(label=_("What is it called?"), max_length=150)
    what = forms.CharField(
        label=_("What do you do?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For example: everybody who works with AI follows the course of two hours, and again each year."),
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    owner = forms.ModelChoiceField(
        label=_("Who looks after it?"), queryset=Person.objects.filter(active=True).order_by("name", "pk")
    )
    every_months = forms.IntegerField(
        label=_("After how many months does somebody look again?"), min_value=1, max_value=60, initial=12
    )


class LookForm(forms.Form):
    works = forms.ChoiceField(
        label=_("Does it work?"),
        choices=[("yes", _("Yes, it works")), ("no", _("No, or not any more"))],
        widget=forms.RadioSelect(RADIO),
    )
    seen = forms.CharField(label=_("What did you see?"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")


class EndForm(forms.Form):
    because = forms.CharField(label=_("Why does it end?"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class CoverForm(ScopedForm):
    """Which measure meets it; with `met` it counts as met from now on."""

    measure = forms.ModelChoiceField(
        label=_("Which measure?"), queryset=Measure.objects.filter(ended_on=None).order_by("title", "pk")
    )
    met = forms.BooleanField(label=_("With this it is met"), required=False, initial=True)


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Why does it no longer show it?"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
