"""What people fill in at a gate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.decisions.gatekeeping import phases_to_ask
from roeland.decisions.models import Decision, GateRequest
from roeland.organisation.forms import field_of
from roeland.register.models import Application, Phase, Route

Answer = Decision.Answer

TO_PHASE = {
    Phase.EXPERIMENT: _("Try it out first"),
    Phase.PRODUCTION: _("Use it straight away"),
}
WHY_NOT = _("Say why not, in one or two sentences.")
ANSWERS = {
    Answer.YES: _("Yes"),
    Answer.YES_IF: _("Yes, with conditions"),
    Answer.NO: _("No"),
}


class AskForm(forms.Form):
    """Where the start has to lead to."""

    leads_to = forms.ChoiceField(label=_("What do you want?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phases = phases_to_ask(application)
        going_on = {phase: _("Go on using it") for phase in phases} if application.undecided else TO_PHASE
        field_of(self, "leads_to", forms.ChoiceField).choices = [(phase.value, going_on[phase]) for phase in phases]
        if len(phases) == 1:
            self.initial.setdefault("leads_to", phases[0].value)


class DecisionForm(forms.Form):
    """The answer to a request, with its reasons; where the law prohibits something, only no."""

    answer = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)
    conditions = forms.CharField(
        label=_("Conditions"),
        help_text=_("Only with yes, with conditions. Write one condition on each line."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reasons = forms.CharField(
        label=_("Why do you decide this?"),
        help_text=_("A no always needs a reason. Who asked will read it, and it stays in the journal."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, gate_request: GateRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = {answer.value: words for answer, words in ANSWERS.items()}
        if gate_request.route == Route.FORBIDDEN:
            self.answers = {Answer.NO.value: _("Reject, or stop the use")}
            self.initial.setdefault("answer", Answer.NO.value)
            self.fields["reasons"].required = True
            self.fields["reasons"].error_messages["required"] = WHY_NOT
            del self.fields["conditions"]
        field_of(self, "answer", forms.ChoiceField).choices = list(self.answers.items())

    @property
    def answer_in_words(self) -> str:
        """The chosen answer, as the form says it."""
        return str(self.answers.get(self.cleaned_data.get("answer", ""), ""))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == Answer.NO and not data.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", WHY_NOT)
        if data.get("answer") == Answer.YES_IF and not data.get("conditions"):
            self.add_error("conditions", _("Write down at least one condition, or choose yes."))
        return data
