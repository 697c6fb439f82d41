from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Django's own words say what is wrong; ours say what to do.
WORDS = (
    (forms.Field, "required", _("Fill this in.")),
    (forms.ChoiceField, "required", _("Choose an answer.")),
    (forms.MultipleChoiceField, "required", _("Choose at least one.")),
    (forms.BooleanField, "required", _("Tick this box to go on.")),
    (forms.ModelChoiceField, "required", _("Choose from the list.")),
    (forms.FileField, "required", _("Choose a file.")),
    (forms.ChoiceField, "invalid_choice", _("Choose one of the answers on the page.")),
    (forms.ModelChoiceField, "invalid_choice", _("Choose one from the list; this one is not there any more.")),
    (forms.IntegerField, "invalid", _("Fill in a number, for example 3500.")),
    (forms.DateField, "invalid", _("Fill in a date, for example 31-12-2026.")),
)


class UiConfig(AppConfig):
    name = "roeland.ui"
    label = "ui"

    def ready(self):
        for field, code, words in WORDS:
            field.default_error_messages = {**field.default_error_messages, code: words}
