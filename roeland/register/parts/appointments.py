"""Who was asked to be owner, as people read it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.access import may
from roeland.organisation.models import Person
from roeland.register.models import Application, Appointment

Duty = Appointment.Duty
ASKED = {
    Duty.OWNER: (
        _("You answer for this application: you know what it is for, and whether that is still so."),
        _("You see to it that its dossier is right, and that people keep to what was decided."),
        _("People come to you with questions about it."),
    ),
    Duty.PROCESS_OWNER: (
        _("You lead the work that this application is a part of."),
        _("You see to it that people use it in the way that was decided."),
        _("You say so when the work changes."),
    ),
}


class AnswerForm(forms.Form):
    """Yes or no; who says no says why."""

    accepted = forms.ChoiceField(
        label=_("Do you accept?"),
        choices=[("yes", _("Yes, I accept")), ("no", _("No, I decline"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("Only with no. Who appointed you reads it, and it stays in the journal."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("accepted") == "no" and not cleaned.get("reason"):
            self.add_error("reason", _("Say in one sentence why not. Then somebody else can be found."))
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """What the service needs of a good form."""
        return {"accepted": self.cleaned_data["accepted"] == "yes", "reason": self.cleaned_data["reason"]}


def waiting(application: Application) -> dict[str, Appointment]:
    """Return per duty the appointment that nobody has answered yet, in one query, or none where nothing can wait."""
    accepted = application.owner_id is None or application.owner_accepted
    if accepted and application.process_owner_id is None:
        return {}
    rows = Appointment.objects.filter(organisation=application.organisation_id, application=application, answer="")
    return {row.duty: row for row in rows.select_related("appointed_by").order_by("pk")}


def owners(application: Application, reader: Person, *, names: bool) -> Iterable[dict[str, Any]]:
    """Yield each duty with who has it, and what still waits; who appointed only with `names`."""
    asked = waiting(application)
    for duty in Duty:
        appointment = asked.get(duty.value)
        yield {
            "label": duty.label,
            "person": getattr(application, duty.value),
            "asked": appointment,
            "by": appointment.appointed_by if appointment and names else None,
            "mine": appointment is not None and may(reader, "appointment.answer", appointment),
        }
