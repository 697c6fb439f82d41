"""Finding people and roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation import queries
from roeland.organisation.forms.scoped import ScopedForm, field_of
from roeland.organisation.models import Organisation


def role_choices(organisation: Organisation, empty: Any) -> list[tuple[str, Any]]:
    """Return all roles by their name here, after a first line that chooses none."""
    names = [(role.code, queries.role_name(role.code, None, organisation)) for role in queries.roles().roles]
    return [("", empty), *names]


class WhoIsWhoFilter(ScopedForm):
    q = forms.CharField(label=_("Name, role or unit"), max_length=100, required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "role", forms.ChoiceField).choices = role_choices(self.organisation, _("All roles"))


class PersonFilter(forms.Form):
    q = forms.CharField(label=_("Name or e-mail address"), max_length=100, required=False)
