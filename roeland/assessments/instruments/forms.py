"""What is filled in about an assessment, beside its questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.assessments.models import Opinion
from roeland.organisation.forms import ScopedForm
from roeland.organisation.forms.administering import a_date
from roeland.organisation.models import Person

RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
PEOPLE = Person.objects.filter(active=True, support_until=None).order_by("name", "pk")


class AskForm(ScopedForm):
    """Who fills in a part."""

    person = forms.ModelChoiceField(label=_("Who fills this in?"), queryset=PEOPLE, empty_label=_("Choose a colleague"))


class ReasonForm(forms.Form):
    """Why it is opened again, or stopped."""

    because = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class AnswersForm(forms.Form):
    """A file with answers to an official form."""

    file = forms.FileField(
        label=_("File with answers"),
        help_text=_("A JSON file of the form assessment-output.v2, as Roeland and the official tool save it."),
        error_messages={"required": _("Choose a file."), "empty": _("There is nothing in this file.")},
    )


class RemarkForm(ScopedForm):
    """A remark on a question, perhaps with another answer."""

    text = forms.CharField(
        label=_("What do you want to say?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    proposal = forms.CharField(
        label=_("Do you propose another answer?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Write the whole answer. Who fills in this part can take it over with one click."),
    )
    to = forms.ModelChoiceField(
        label=_("Who should look at this?"),
        queryset=PEOPLE,
        required=False,
        empty_label=_("Nobody in particular"),
        help_text=_("This person gets a message."),
    )

    def __init__(self, *args: Any, proposes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not proposes:
            del self.fields["proposal"]

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("text") or cleaned.get("proposal")):
            raise forms.ValidationError(_("Write what you want to say."))
        return cleaned


class OpinionForm(forms.Form):
    """Advice, in a role that the person holds here."""

    role = forms.ChoiceField(label=_("In which role?"), choices=(), widget=forms.RadioSelect(RADIO))
    verdict = forms.ChoiceField(label=_("Do you agree?"), choices=(), widget=forms.RadioSelect(RADIO))
    text = forms.CharField(
        label=_("Your advice"),
        max_length=8000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Say what you looked at, what you think of it, and what must change."),
    )

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["verdict"].choices = [(code, str(label).capitalize()) for code, label in Opinion.Verdict.choices]
        chosen["role"].choices = roles
        if len(roles) == 1:
            chosen["role"].initial = roles[0][0]
            chosen["role"].widget = forms.HiddenInput()


class SignForm(forms.Form):
    """A signature: what is done with each advice, reasons, and when somebody looks again."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reasons = forms.CharField(
        label=_("Your reasons"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Needed when somebody who was asked did not advise yet."),
    )
    review_on = a_date(_("When does somebody look at this again?"), _("At the latest. Earlier when something changes."))

    def __init__(self, *args: Any, to_answer: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            f"answer_{role}": forms.CharField(
                label=_("What do you do with the advice of: %(role)s?") % {"role": name},
                max_length=4000,
                widget=forms.Textarea({"rows": 3}),
                help_text=_("Say what you follow. Where you do not follow it, say why."),
            )
            for role, name in to_answer
        }
        self.fields = {"seen": self.fields["seen"], **asked, **self.fields}

    @property
    def answers(self) -> dict[str, str]:
        """What is done with the advice, per role."""
        told = {name: text for name, text in self.cleaned_data.items() if name.startswith("answer_")}
        return {name.removeprefix("answer_"): text for name, text in told.items()}
