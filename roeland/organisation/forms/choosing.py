"""Choosing an organisation."""

from django import forms


class SwitchForm(forms.Form):
    organisation = forms.UUIDField()
    next = forms.CharField(required=False)
