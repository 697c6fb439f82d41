"""What one tells first: the name and purpose of an application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms import ScopedForm
from roeland.organisation.models import Unit
from roeland.register.models import Application

# A field of which the words are looked up in the register while somebody types.
TELLS = {"data-tells": "likeness"}


class ReportForm(ScopedForm):
    """The first step of reporting an application."""

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        widget=forms.TextInput(attrs=TELLS),
        help_text=_("A name that colleagues will recognise."),
    )
    purpose = forms.CharField(
        label=_("What will you use it for?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, **TELLS}),
        help_text=_("In plain words: who uses it, and what does it do for them?"),
    )
    unit = forms.ModelChoiceField(
        label=_("Which team will use it?"),
        queryset=Unit.objects.order_by("name", "pk"),
        help_text=_("The head of this team decides on a simple case."),
    )
    supplier = forms.CharField(
        label=_("Who supplies it?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=TELLS),
        help_text=_("The company or organisation. Leave it empty when you make it yourselves."),
    )
    product = forms.CharField(
        label=_("What is the product called?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=TELLS),
    )
    template = forms.ModelChoiceField(
        queryset=Application.objects.filter(description__is_template=True), required=False, widget=forms.HiddenInput
    )
    already_in_use = forms.BooleanField(label=_("We already use it"), required=False)
