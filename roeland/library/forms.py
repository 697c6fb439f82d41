"""Bringing an official questionnaire of others in, and withdrawing it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roeland.content import shipped
from roeland.library.models import ImportedForm
from roeland.library.queries import GOVERNANCE, governance
from roeland.organisation.forms import ScopedForm, field_of
from roeland.organisation.models import Organisation


class ImportForm(ScopedForm):
    """The file, whose it is, and who works with it. there: the form that is in the way of it, once that is known."""

    there: ImportedForm | None = None
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,
        help_text=_("YAML or JSON in the Invulhulpen format, version 1 or 2. At most 5 MB."),
        widget=forms.ClearableFileInput({"accept": ".yaml,.yml,.json"}),
    )
    licence = forms.CharField(
        label=_("Licence"),
        max_length=120,
        help_text=_("Under which licence it may be used. For files of the Dutch government EUPL-1.2 is usual."),
    )
    attribution = forms.CharField(
        label=_("Attribution"),
        max_length=300,
        help_text=_("Who made it. This stands with the form, wherever it is used."),
    )
    origin = forms.CharField(
        label=_("Where it comes from"),
        max_length=300,
        required=False,
        help_text=_("A link, or in words. So somebody can find a newer version later."),
    )
    activity = forms.ChoiceField(
        label=_("For which work"),
        help_text=_("The matrix then says who fills it in, who advises and who signs."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        field_of(self, "activity", forms.ChoiceField).choices = activities(organisation)


class WithdrawForm(forms.Form):
    because = forms.CharField(label=_("Why is it used no longer?"), max_length=2000, widget=forms.Textarea({"rows": 3}))


def activities(organisation: Organisation) -> list[tuple[str, Any]]:
    """The activities of the matrix that holds here, by track, as choices."""
    found: dict[str, list[tuple[str, str]]] = {}
    language = get_language() or "nl"
    for activity in governance(organisation)[1].activities:
        label = shipped.text(GOVERNANCE, activity.code, language).label
        found.setdefault(activity.track, []).append((activity.code, label))
    tracks = [(shipped.text("roles", f"track.{code}", language).label, choices) for code, choices in found.items()]
    return [("", _("Choose an activity")), *tracks]
