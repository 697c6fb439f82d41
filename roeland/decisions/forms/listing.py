"""Which of all requests to show."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.decisions.listing import ASKED, DECIDES, EVERYTHING, OPEN
from roeland.decisions.matrices import matrix_of
from roeland.decisions.models import Gate, GateRequest
from roeland.decisions.showing import role_in_words
from roeland.organisation.forms.scoped import field_of
from roeland.organisation.models import Organisation
from roeland.register.models import Route
from roeland.rules.gates import COMPETENT_ORGAN

ANY = ("", gettext_lazy("Everything"))


class RequestFilter(forms.Form):
    """What the address asks for; a value that does not exist asks for nothing."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    gate = forms.ChoiceField(label=gettext_lazy("Gate"), required=False)
    route = forms.ChoiceField(label=gettext_lazy("Route"), required=False)
    waits = forms.ChoiceField(label=gettext_lazy("Waits for"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(OPEN, _("Waits for a decision")), *GateRequest.Outcome.choices, (EVERYTHING, _("Everything"))]
        for name, choices in (
            ("state", states),
            ("gate", [ANY, *Gate.choices]),
            ("route", [ANY, *Route.choices]),
            ("waits", [ANY, *_who(organisation)]),
        ):
            field_of(self, name, forms.ChoiceField).choices = choices

    def wish(self) -> dict[str, str]:
        """What is asked, without what does not exist."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _who(organisation: Organisation) -> list[tuple[str, str]]:
    matrix = matrix_of(organisation)
    asked = {part.role for gate in matrix.gates for part in (*gate.advises, *gate.informs)}
    decide, answer = _("decision of %(role)s"), _("answer of %(role)s")
    levels = (*matrix.levels, COMPETENT_ORGAN)
    names = {role: role_in_words(role, organisation) for role in (*levels, *asked)}
    return [(f"{DECIDES}:{role}", decide % {"role": names[role]}) for role in levels] + sorted(
        ((f"{ASKED}:{role}", answer % {"role": names[role]}) for role in asked), key=lambda pair: pair[1]
    )
