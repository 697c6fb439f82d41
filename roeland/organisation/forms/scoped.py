"""The one form class whose choices never leave the organisation."""

from typing import Any, TypeVar

from django import forms

from roeland.organisation.models import Organisation

Kind = TypeVar("Kind", bound=forms.Field)


class Scoped(forms.BaseForm):
    """Narrows every choice of a model to the organisation given; a model without one is refused when it is built."""

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = field.queryset.filter(organisation=organisation)


class ScopedForm(Scoped, forms.Form):
    """`ScopedForm(data, organisation=…)`: declare `ModelChoiceField(Person.objects.all())`, get the own people."""


class ScopedModelForm(Scoped, forms.ModelForm):
    """The same for a form that is made from a model."""


def field_of(form: forms.BaseForm, name: str, kind: type[Kind]) -> Kind:
    """Return a field of the form as the kind of field that it is. Raises KeyError, or TypeError for another kind."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is not a {kind.__name__}")
    return field


def status_of(form: forms.BaseForm) -> int:
    """Return the status of a page with this form: 422 when what was sent has to be mended, else 200."""
    return 422 if form.is_bound and form.errors else 200
