"""What somebody fills in who oversees an assessment, warns, or consults the supervisor."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roeland.decisions.models import Oversight, PriorConsultation
from roeland.organisation.forms import field_of

Outcome, Result = PriorConsultation.Outcome, Oversight.Result


class OversightForm(forms.Form):
    """What was found of an assessment; `kinds` are those of which this person is the overseer."""

    kind = forms.ChoiceField(label=_("Which assessment?"), widget=forms.RadioSelect)
    result = forms.ChoiceField(label=_("What did you find?"), choices=Result, widget=forms.RadioSelect)
    looked_at = forms.CharField(
        label=_("What did you look at?"),
        help_text=_("Title and version, for example: DPIA chatbot, version 2."),
        max_length=200,
        required=False,
    )
    text = forms.CharField(
        label=_("Your remarks"),
        help_text=_("What must be mended? Leave it empty when all is in order."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, kinds: tuple[Oversight.Kind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "kind", forms.ChoiceField).choices = [(kind.value, kind.label) for kind in kinds]
        if len(kinds) == 1:
            self.initial.setdefault("kind", kinds[0].value)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("result") == Result.TO_MEND and not data.get("text"):
            self.add_error("text", _("Say what must be mended."))
        if data.get("result") in (Result.IN_ORDER, Result.TO_MEND) and not data.get("looked_at"):
            self.add_error("looked_at", _("Say what you looked at."))
        return data


class WarnForm(forms.Form):
    text = forms.CharField(
        label=_("What do you warn about?"),
        help_text=_("Say what is wrong and what must happen. Who is accountable and the directorate read it at once."),
        max_length=8000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Say what you warn about.")},
    )


class ConsultForm(forms.Form):
    """That the supervisor was consulted."""

    supervisor = forms.CharField(label=_("Which supervisor?"), max_length=120)
    sent_on = forms.DateField(label=_("Sent on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    reference = forms.CharField(
        label=_("Reference"), help_text=_("The number of the letter or the file."), max_length=200, required=False
    )

    def clean_sent_on(self) -> Any:
        return _came(self.cleaned_data["sent_on"])


class OutcomeForm(forms.Form):
    """What the supervisor answered."""

    outcome = forms.ChoiceField(label=_("What is the answer?"), choices=Outcome, widget=forms.RadioSelect)
    outcome_on = forms.DateField(
        label=_("Of which day is the answer?"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    text = forms.CharField(
        label=_("What does it say?"),
        help_text=_("In a few sentences. Leave it empty only when there is no objection."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean_outcome_on(self) -> Any:
        return _came(self.cleaned_data["outcome_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") in (Outcome.ADVICE, Outcome.PROHIBITED) and not data.get("text"):
            self.add_error("text", _("Say what the supervisor answered."))
        return data


def _came(day: Any) -> Any:
    if day > timezone.localdate():
        raise forms.ValidationError(_("Choose a day that has come."))
    return day
