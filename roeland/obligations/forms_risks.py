"""What is filled in about a risk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.content import shipped
from roeland.obligations.heat import Names
from roeland.obligations.models import Measure, Risk
from roeland.obligations.risk_matrices import MATRIX
from roeland.organisation.forms import ScopedForm
from roeland.organisation.forms.administering import a_date
from roeland.organisation.models import Person
from roeland.rules.risks import RiskMatrix

SELECT = "utrecht-select utrecht-select--html-select"
STEPS = ("likelihood", "impact", "left_likelihood", "left_impact")


def _step(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, help_text=help_text, required=False, coerce=int, empty_value=None)


def _text(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=2000, widget=widget)


class RiskForm(ScopedForm):
    """A risk: what may go wrong, how heavy, what is done, what is left."""

    title = forms.CharField(
        label=_("What may go wrong?"),
        max_length=200,
        help_text=_("For example: the model skips people without a phone."),
    )
    effect = _text(_("What does that do to people or the city?"))
    kind = forms.ChoiceField(label=_("What kind of risk is it?"), choices=Risk.Kind.choices)
    likelihood = _step(
        _("How likely is it now?"), _("You do not know? Then it counts as the worst, until somebody does.")
    )
    impact = _step(_("How bad is it then?"))
    treatment = forms.ChoiceField(label=_("What do you do about it?"), choices=Risk.Treatment.choices, required=False)
    plan = _text(_("How?"))
    measure = forms.ModelChoiceField(
        label=_("With a measure that runs already?"),
        queryset=Measure.objects.filter(ended_on=None).order_by("title", "pk"),
        required=False,
    )
    owner = forms.ModelChoiceField(
        label=_("Who looks after it?"),
        queryset=Person.objects.filter(active=True).order_by("name", "pk"),
        required=False,
    )
    left_likelihood = _step(_("How likely is it after that?"))
    left_impact = _step(_("How bad is it after that?"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in STEPS:
            steps = names.likelihood if name.endswith("likelihood") else names.impact
            chosen: Any = self.fields[name]
            known = [(number, f"{label}: {meaning}") for number, (label, meaning) in steps.items()]
            chosen.choices = [("", _("I don't know")), *known]

    def said(self) -> dict[str, Any]:
        """What is kept of a risk."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class AcceptForm(forms.Form):
    """Living with what is left."""

    reason = _text(_("Why can we live with it?"), required=True)
    until = a_date(_("Until when?"), required=True)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class CloseForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it no risk any more?"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class MatrixForm(forms.Form):
    """A level for each cell, and why the organisation chooses otherwise."""

    reason = _text(_("Why do you change the matrix?"), required=True)

    def __init__(self, *args: Any, matrix: RiskMatrix, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matrix = matrix
        called = [shipped.text(MATRIX, f"level.{level.code}", language).label for level in matrix.levels]
        levels = [(level.code, label) for level, label in zip(matrix.levels, called, strict=True)]
        rows = [shipped.text(MATRIX, f"likelihood.{code}", language).label for code in matrix.likelihood]
        columns = [shipped.text(MATRIX, f"impact.{code}", language).label for code in matrix.impact]
        for row, likelihood in enumerate(rows, 1):
            for column, impact in enumerate(columns, 1):
                called_here = f"{likelihood}, {impact}"
                self.fields[f"cell_{row}_{column}"] = forms.ChoiceField(
                    label=called_here,
                    choices=levels,
                    initial=matrix.level(row, column),
                    widget=forms.Select({"class": SELECT, "aria-label": called_here}),
                )
        self.called = rows

    def cells(self) -> list[list[str]]:
        """The levels as they are chosen."""
        return [
            [self.cleaned_data[f"cell_{row}_{column}"] for column, _code in enumerate(self.matrix.impact, 1)]
            for row, _code in enumerate(self.matrix.likelihood, 1)
        ]

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields as the table shows them, the most likely above."""
        numbers = range(1, len(self.matrix.impact) + 1)
        found = [(label, [self[f"cell_{row}_{n}"] for n in numbers]) for row, label in enumerate(self.called, 1)]
        return found[::-1]
