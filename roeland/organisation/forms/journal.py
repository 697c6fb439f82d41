"""What to show of the journal."""

from datetime import date, datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KINDS = [
    ("", _("Everything")),
    ("application", _("Applications")),
    ("intake", _("Intakes")),
    ("gate", _("Requests for a decision")),
    ("decision", _("Decisions")),
    ("document", _("Documents")),
    ("body", _("Steering group and ethics board")),
    ("session", _("Sessions")),
    ("reference", _("Acts of organs")),
    ("person", _("Persons and roles")),
    ("unit", _("Units")),
    ("register", _("Imports")),
    ("sign_in", _("Sign-ins")),
]


class JournalFilter(forms.Form):
    kind = forms.ChoiceField(label=_("About"), choices=KINDS, required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}))
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))
