"""Adopting how long a kind of record is kept."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.organisation.retention.terms import Term, in_words
from roeland.rules.retention import LONGEST_YEARS, Length


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False)


class TermForm(forms.Form):
    years = _number(gettext_lazy("Years"), LONGEST_YEARS)
    months = _number(gettext_lazy("Months"), 11)
    for_good = forms.BooleanField(label=gettext_lazy("Keep for good: never destroy"), required=False)
    reference = forms.CharField(
        label=gettext_lazy("On which archive list does this rest?"),
        max_length=300,
        help_text=gettext_lazy("Name the list, its year and the category. For example: Selection list 2020, 11.1."),
    )

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": self.starting_from(term)} | kwargs)
        self.term = term

    @staticmethod
    def starting_from(term: Term) -> dict[str, Any]:
        """What the form shows first: what holds now."""
        length, reference = term.length, term.own.reference if term.own else ""
        numbers = {"years": length.years or None, "months": length.months or None}
        return numbers | {"for_good": length.for_good, "reference": reference}

    @property
    def length(self) -> Length:
        chosen = self.cleaned_data
        return Length(chosen.get("years") or 0, chosen.get("months") or 0, bool(chosen.get("for_good")))

    def clean(self) -> dict[str, Any]:
        super().clean()
        minimum = self.term.basis.minimum
        if self.errors.keys() & {"years", "months"}:
            return self.cleaned_data
        if not self.length.is_sound:
            self.add_error("years", self._unsound())
        elif minimum and self.length.is_shorter_than(minimum):
            words = _("The law asks at least %(minimum)s. %(why)s Choose a longer term.")
            self.add_error("years", words % {"minimum": in_words(minimum), "why": self.term.minimum_why})
        return self.cleaned_data

    def _unsound(self) -> str:
        if self.length.for_good:
            return _("Choose one of the two: a number of years and months, or for good.")
        return _("Fill in how long, for example 5 years. Or choose to keep it for good.")


class WhyForm(forms.Form):
    """A reason, as text; what it is called stands on the page that asks it."""

    reason = forms.CharField(max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, help_text


class ProposalForm(forms.Form):
    """Which records, and on which ground. The records stand as boxes in the table, all named `record`."""

    which = forms.ChoiceField(
        label=gettext_lazy("What do you propose to destroy?"),
        choices=[
            ("chosen", gettext_lazy("What I ticked above")),
            ("all", gettext_lazy("Everything that is past its term")),
        ],
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(
        label=gettext_lazy("On which ground?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("It stands in the certificate. For example the category of the archive list."),
    )

    def __init__(self, *args: Any, ticked: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticked = ticked

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("which") == "chosen" and not self.keys:
            self.add_error("which", _("You ticked nothing. Tick at least one line, or choose everything."))
        return self.cleaned_data

    @property
    def keys(self) -> list[UUID]:
        """What was ticked; what is no key is passed over."""
        return [key for key in map(_key, self.ticked) if key]

    @property
    def chosen(self) -> list[UUID] | None:
        return None if self.cleaned_data["which"] == "all" else self.keys


class ConfirmForm(forms.Form):
    seen = forms.BooleanField(
        label=gettext_lazy("I looked at the list. This may go for good."),
        error_messages={"required": gettext_lazy("Tick this once you have looked at the list. It cannot be undone.")},
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
