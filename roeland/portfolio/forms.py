"""What is filled in of an experiment."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms import ScopedForm
from roeland.organisation.forms.administering import a_date
from roeland.organisation.models import Person
from roeland.portfolio.models import Lesson, Measure, Outcome, Survey
from roeland.portfolio.words import QUESTIONS
from roeland.rules.experiments import SCORES

RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
MOST_INVITED = 200


def _text(label: Any, help_text: Any = "", *, required: bool = False, most: int = 1000, rows: int = 3):
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


def _number(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, required=False, localize=True, max_digits=12, decimal_places=2
    )


class GuardedForm(forms.Form):
    """A form that remembers what its user saw, so that two who write at once both keep their words."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_seen(self) -> dict[str, str]:
        """The marks per field; nothing for what is no such list."""
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return {str(name): str(mark) for name, mark in seen.items()} if isinstance(seen, dict) else {}


class PlanForm(GuardedForm):
    """The plan. It may be saved half; the page says what is still missing."""

    hypothesis = _text(
        _("What do you expect?"), _("For example: answering a letter takes a quarter less time, and is as good.")
    )
    safeguards = _text(
        _("What keeps it safe?"),
        _("For example: a colleague reads every answer. When something goes wrong, we stop the same day."),
        most=2000,
    )
    max_people = forms.IntegerField(
        label=_("How many people take part at most?"), required=False, min_value=1, max_value=100_000
    )
    budget = forms.DecimalField(
        label=_("Budget, in euro"), required=False, min_value=0, max_digits=12, decimal_places=2, localize=True
    )
    hours = forms.IntegerField(
        label=_("Hours of people"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("One of both is enough."),
    )
    starts = a_date(_("Begins on"))
    ends_on = a_date(_("Ends on"), _("On this day you say what you learned and what happens now."))


class MeasureForm(GuardedForm):
    """One thing that is measured before and after."""

    kind = forms.ChoiceField(label=_("What kind?"), choices=Measure.Kind.choices)
    what = forms.CharField(label=_("What do you measure?"), max_length=200)
    unit_of = forms.CharField(
        label=_("In which unit?"), max_length=60, help_text=_("For example: minutes, euro, errors.")
    )
    before = _number(_("Before the experiment"), _("Measure this before you begin: afterwards it is too late."))
    after = _number(_("After the experiment"), _("Leave it empty until you have measured it."))
    how = _text(_("How do you measure it?"), _("For example: the time of twenty letters in one week."))


class LessonForm(forms.Form):
    text = _text(_("What did you learn?"), required=True, most=2000, rows=4)
    says = forms.ChoiceField(
        label=_("What does it mean?"), choices=Lesson.Says.choices, widget=forms.RadioSelect(RADIO)
    )


class InviteForm(ScopedForm):
    """Who is asked, and until when."""

    moment = forms.ChoiceField(
        label=_("Before or after the experiment?"), choices=Survey.Moment.choices, widget=forms.RadioSelect(RADIO)
    )
    persons = forms.ModelMultipleChoiceField(
        label=_("Who does the work?"),
        queryset=Person.objects.filter(active=True).order_by("name", "pk"),
        widget=forms.SelectMultiple({"size": 12}),
        help_text=_("Choose at least five people: below five answers nothing is shown. Hold Ctrl to choose more."),
    )
    closes_on = a_date(_("Last day to answer"), _("After this day the results are shown."), required=True)

    def clean_persons(self):
        """No more than a team: this is no survey of a whole city."""
        found = self.cleaned_data["persons"]
        if len(found) > MOST_INVITED:
            raise forms.ValidationError(_("Choose at most %(n)d people.") % {"n": MOST_INVITED})
        return found


class AnswerForm(forms.Form):
    """Five statements, each with five answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agree = dict(zip(SCORES, AGREE, strict=True))
        for question, label in QUESTIONS.items():
            self.fields[question] = forms.TypedChoiceField(
                label=str(label), choices=list(agree.items()), coerce=int, widget=forms.RadioSelect(RADIO)
            )


AGREE = (_("Not at all"), _("Rather not"), _("Neutral"), _("Rather"), _("Completely"))


class OutcomeForm(forms.Form):
    """What happens now, and why."""

    answer = forms.ChoiceField(
        label=_("What happens now?"), choices=Outcome.Answer.choices, widget=forms.RadioSelect(RADIO)
    )
    reason = _text(_("Why?"), _("Everybody can read this on the dossier."), required=True, most=2000)
    ends_on = a_date(_("New end date"), _("Only when it goes on, as it is or adapted."))
