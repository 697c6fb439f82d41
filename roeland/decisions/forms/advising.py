"""What somebody fills in who advises, gives facts, asks back or hands over."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roeland.decisions.models import Advice, Disclosure
from roeland.organisation.forms import field_of
from roeland.organisation.models import Person

Verdict = Advice.Verdict
WHY = _("Say why, in one or two sentences.")


class AdviceForm(forms.Form):
    """The advice of a role."""

    verdict = forms.ChoiceField(
        label=_("What do you advise?"),
        choices=Verdict,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you advise.")},
    )
    reasons = forms.CharField(
        label=_("Why do you advise this?"),
        help_text=_("Who decides and who asked read this."),
        max_length=8000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": WHY},
    )
    conditions = forms.CharField(
        label=_("Your conditions"),
        help_text=_("Only with conditions: one on each line. Who decides can take them over as tasks."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    disclosure = forms.ChoiceField(
        label=_("Who may read your advice?"),
        help_text=_(
            "Public: everybody in the organisation. Opinion: the people of this case. Security: only who decides, "
            "the AI owner, the CISO, the DPO and the information manager. "
            "Your lawyer looks again before anything goes outside."
        ),
        choices=Disclosure,
        initial=Disclosure.OPINION,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("verdict") == Verdict.CONDITIONAL and not lines(data.get("conditions", "")):
            self.add_error("conditions", _("Write down at least one condition, or choose positive."))
        return data

    def advice(self) -> dict[str, Any]:
        """What the service takes. Conditions count only with the verdict that names them."""
        data = dict(self.cleaned_data)
        conditional = data["verdict"] == Verdict.CONDITIONAL
        return data | {"conditions": lines(data["conditions"]) if conditional else []}


class StaffForm(AdviceForm):
    """What staff representation says, with where it stands."""

    reference = forms.CharField(
        label=_("In which document does it stand?"),
        help_text=_("For example: letter of the works council, number 2026-14."),
        max_length=200,
        required=False,
    )
    reference_date = forms.DateField(
        label=_("Of which day?"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    reference_link = forms.URLField(
        label=_("Link to it"),
        help_text=_("Starts with https://. Leave it empty if there is none."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].label = _("What do the employees say?")
        self.fields["reasons"].label = _("What is their reason?")
        self.fields["conditions"].label = _("Their conditions")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("verdict") not in (None, Verdict.NOT_FOR_ME):
            for name, words in ((("reference"), _("Name the document.")), (("reference_date"), _("Choose the day."))):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if (day := data.get("reference_date")) and day > timezone.localdate():
            self.add_error("reference_date", _("Choose a day that has come."))
        if (link := data.get("reference_link")) and not link.startswith("https://"):
            self.add_error("reference_link", _("A link starts with https://."))
        return data


class FactsForm(forms.Form):
    """What somebody knows; no opinion."""

    text = forms.CharField(
        label=_("What do you know?"),
        help_text=_("Only facts. You need not say what you think of it, and you stop nothing."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    not_known = forms.BooleanField(label=_("I don't know"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get("text") or data.get("not_known")):
            self.add_error("text", _("Write what you know, or say that you do not know."))
        return data


class AskBackForm(forms.Form):
    question = forms.CharField(
        label=_("What must you know first?"),
        help_text=_(
            "Who asked for the decision, or the AI owner, gets your question. Until then the clock stands still."
        ),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write your question.")},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=8000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write your answer.")},
    )


class HandOverForm(forms.Form):
    """To which colleague with the same role; `others` are those who can answer."""

    person = forms.ChoiceField(label=_("Who takes it over?"), error_messages={"required": _("Choose a colleague.")})

    def __init__(self, *args: Any, others: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(person.pk): person for person in others}
        field_of(self, "person", forms.ChoiceField).choices = [
            ("", _("Choose somebody")),
            *((key, person.name) for key, person in self.others.items()),
        ]

    @property
    def chosen(self) -> Person:
        return self.others[self.cleaned_data["person"]]


def lines(words: str) -> list[str]:
    """The lines in which something stands."""
    return [line.strip() for line in words.splitlines() if line.strip()]
