"""The forms around the list: keep it under a name, change many applications at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms import ScopedForm
from roeland.organisation.forms.scoped import field_of
from roeland.organisation.models import Person, Unit
from roeland.register.models import FieldOfUse, Supplier, Tag
from roeland.register.services import Changes
from roeland.register.services.reporting import supplier_name

MAY_BE_EMPTY = ("owner", "process_owner", "field_of_use", "supplier")
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


def _leave_or(rows: Any, label: Any, help_text: Any = "") -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        rows, label=label, required=False, empty_label=_("leave as it is"), help_text=help_text
    )


class ChangesForm(ScopedForm):
    """What many applications get at once. What is left alone stays as it is."""

    owner = _leave_or(Person.objects.filter(active=True).order_by("name"), _("AI owner"))
    process_owner = _leave_or(Person.objects.filter(active=True).order_by("name"), _("Process owner"))
    unit = _leave_or(Unit.objects.order_by("name"), _("Unit"))
    field_of_use = _leave_or(FieldOfUse.objects.order_by("order"), _("Field of use"))
    supplier = _leave_or(Supplier.objects.order_by("name"), _("Supplier"))
    new_supplier = forms.CharField(label=_("Or a supplier that is not in the list yet"), max_length=200, required=False)
    empty = forms.MultipleChoiceField(
        label=_("Make empty"),
        help_text=_("What stands there now goes away. Whoever was owner is told."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    add_tag = forms.CharField(
        label=_("Add a tag"), max_length=60, required=False, help_text=_("A word by which you group applications.")
    )
    remove_tag = _leave_or(Tag.objects.order_by("name"), _("Remove a tag"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(name, self.fields[name].label) for name in MAY_BE_EMPTY]
        field_of(self, "empty", forms.MultipleChoiceField).choices = offered

    def clean_new_supplier(self) -> str:
        return supplier_name(self.cleaned_data["new_supplier"])

    def clean_add_tag(self) -> str:
        return " ".join(self.cleaned_data["add_tag"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, _("Choose at least one thing to change."))
        if cleaned.get("supplier") and cleaned.get("new_supplier"):
            self.add_error("new_supplier", _("You chose a supplier from the list too. Keep one of both."))
        filled = {*(name for name in MAY_BE_EMPTY if cleaned.get(name)), *_if(cleaned.get("new_supplier"), "supplier")}
        for name in filled.intersection(cleaned.get("empty", ())):
            self.add_error(name, _("You fill this in and make it empty. Choose one of both."))
        tag = cleaned.get("remove_tag")
        if tag and tag.name.casefold() == cleaned.get("add_tag", "").casefold():
            self.add_error("remove_tag", _("You add this tag and remove it. Choose one of both."))
        return cleaned

    @property
    def changes(self) -> Changes:
        """What the service needs of a good form."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        add, remove = chosen.pop("add_tag", ""), chosen.pop("remove_tag", None)
        if new := chosen.pop("new_supplier", ""):
            chosen["supplier"] = self._supplier(new)
        chosen |= dict.fromkeys(chosen.pop("empty", ()))
        return Changes(chosen, add_tag=add, remove_tag=remove.name if remove else "")

    def _supplier(self, name: str) -> Supplier:
        """The supplier of that name; one that is new is only made when the change is."""
        known = Supplier.objects.filter(organisation=self.organisation, name=name).first()
        return known or Supplier(organisation=self.organisation, name=name)


def _if(condition: Any, name: str) -> set[str]:
    return {name} if condition else set()
