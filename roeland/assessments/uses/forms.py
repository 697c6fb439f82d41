"""What a team fills in when it joins a shared application."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms import ScopedForm, field_of
from roeland.organisation.models import Person, Unit
from roeland.register.services.using import units_of


class UseForm(ScopedForm):
    """Which unit uses it, what for, whom one can ask, and how many people work with it."""

    what_for = forms.CharField(
        label=_("What do you use it for?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In plain words. For example: we rewrite letters so that everybody understands them."),
        error_messages={"required": _("Write down what you use it for, in one or two sentences.")},
    )
    unit = forms.ModelChoiceField(
        label=_("Which team uses it?"),
        queryset=Unit.objects.order_by("name", "pk"),
        error_messages={"required": _("Choose your team."), "invalid_choice": _("Choose your own team.")},
    )
    contact = forms.ModelChoiceField(
        label=_("Whom can people ask?"),
        queryset=Person.objects.filter(active=True).order_by("name", "pk"),
        required=False,
        help_text=_("Everybody can read this name. Leave it empty when there is nobody."),
    )
    people = forms.IntegerField(
        label=_("About how many people use it?"),
        min_value=1,
        max_value=100_000,
        required=False,
        error_messages={"invalid": _("Write a number, for example 12."), "min_value": _("Write a number above zero.")},
    )

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, organisation=actor.organisation, **kwargs)
        own = units_of(actor)
        # Who changes a use of another unit may leave it there.
        if here := self.initial.get("unit"):
            own = own | Unit.objects.filter(organisation=actor.organisation_id, pk=here)
        field_of(self, "unit", forms.ModelChoiceField).queryset = own

    @property
    def described(self) -> dict[str, Any]:
        """The fields for a service."""
        data = self.cleaned_data
        return {"purpose": data["what_for"], **{name: data[name] for name in ("unit", "contact", "people")}}


class EndForm(forms.Form):
    """Why a use ends."""

    reason = forms.CharField(
        label=_("Why does it end?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down why, in one sentence.")},
    )
