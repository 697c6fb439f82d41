"""The forms around the list: keep it under a name, change many applications at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms import ScopedForm

ALONE, EVERYBODY = "alone", "everybody"


class SavedViewForm(ScopedForm):
    """The name of a list, and who sees it."""

    name = forms.CharField(
        label=_("What is this list called?"),
        max_length=80,
        error_messages={"required": _("Give the list a name, so that you find it back.")},
    )
    who = forms.ChoiceField(
        label=_("Who sees it?"),
        choices=[(ALONE, _("Only I")), (EVERYBODY, _("Everybody in my organisation"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who sees the list.")},
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    @property
    def chosen(self) -> dict[str, Any]:
        """What the service needs of a good form."""
        return {"name": self.cleaned_data["name"], "shared": self.cleaned_data["who"] == EVERYBODY}
