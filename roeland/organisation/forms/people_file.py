"""Choosing a file with people."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PeopleFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=200,
        help_text=_("CSV, XLSX or ODS, at most 20 MB and 10,000 people."),
        widget=forms.ClearableFileInput({"accept": ".csv,.txt,.xlsx,.ods"}),
    )
