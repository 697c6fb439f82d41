"""Forms of the administration: units, persons, roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms.finding import role_choices
from roeland.organisation.forms.scoped import ScopedForm, ScopedModelForm, field_of
from roeland.organisation.models import Organisation, Person, RoleHeld, Unit
from roeland.organisation.queries import unit_choices


def a_date(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    """Return a field for a date, with the browser's own calendar."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class UnitForm(ScopedModelForm):
    class Meta:
        model = Unit
        fields = ("name", "parent", "is_entity", "competent_organ", "supervisor")
        labels = {"parent": _("Part of"), "is_entity": _("This is a legal entity of its own")}
        help_texts = {
            "parent": _("Leave empty for the top."),
            "competent_organ": _("For a legal entity: who decides formally. For example the college or a board."),
            "supervisor": _("For a legal entity: the data protection supervisor, for example VTC or AP."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = field_of(self, "parent", forms.ModelChoiceField)
        units = Unit.objects.filter(organisation=self.organisation).order_by("name")
        if self.instance.path:
            units = units.exclude(path__startswith=self.instance.path)
        parent.queryset = units


class PersonForm(ScopedModelForm):
    class Meta:
        model = Person
        fields = ("name", "email", "function", "unit", "absent_from", "absent_until")
        labels = {"unit": _("Unit")}
        help_texts = {
            "email": _("Needed to sign in."),
            "absent_from": _("While somebody is absent, the deputies decide and advise."),
        }
        field_classes = {"absent_from": forms.DateField, "absent_until": forms.DateField}
        widgets = {
            "absent_from": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "absent_until": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "unit", forms.ModelChoiceField).queryset = unit_choices(self.organisation)

    def clean(self) -> dict[str, Any]:
        super().clean()
        asked = self.cleaned_data
        start, end = asked.get("absent_from"), asked.get("absent_until")
        if end and not start:
            self.add_error("absent_from", _("Fill in the first day of the absence too."))
        elif start and end and end < start:
            self.add_error("absent_until", _("The last day comes before the first. Choose a later day."))
        return asked


class RoleForm(ScopedForm):
    """Give a role; `ChangeRoleForm` leaves out which."""

    role: forms.ChoiceField | None = forms.ChoiceField(label=_("Role"))
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("name"),
        label=_("For which unit"),
        required=False,
        empty_label=_("Whole organisation"),
        help_text=_("The role counts for this unit and everything below it."),
    )
    deputy = forms.ModelChoiceField(
        Person.objects.filter(active=True).order_by("name"),
        label=_("Deputy"),
        required=False,
        empty_label=_("No deputy"),
        help_text=_("Stands in when this person is absent or has left."),
    )
    starts = a_date(_("From"), required=True)
    ends = a_date(_("Until"), _("Leave empty when there is no last day."))
    mandate = forms.CharField(
        label=_("Mandate"),
        max_length=200,
        required=False,
        help_text=_("The decree on which the power to decide rests. Without one a decision is a proposal."),
    )
    decides_alone = forms.BooleanField(
        label=_("The mandate lets this person decide on the full route without the competent organ"), required=False
    )
    may_stop = forms.BooleanField(
        label=_("The mandate lets this person order that an application stops"),
        required=False,
        help_text=_("Who decides can always do so. Tick this for a CISO."),
    )
    mitigation = forms.CharField(
        label=_("How two roles stay apart"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when somebody is both CISO and data protection officer."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        if "role" in self.fields:
            field_of(self, "role", forms.ChoiceField).choices = role_choices(organisation, _("Choose a role"))


class ChangeRoleForm(RoleForm):
    role = None

    @staticmethod
    def values_of(held: RoleHeld) -> dict[str, Any]:
        """Return what the form starts with."""
        names = ("unit", "deputy", "starts", "ends", "mandate", "decides_alone", "may_stop", "mitigation")
        return {name: getattr(held, name) for name in names}
