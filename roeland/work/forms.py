"""Being away, and which mail one wants."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms.administering import a_date
from roeland.work.mailing import HOURS
from roeland.work.models import MailChoice

When = MailChoice.When


class AbsenceForm(forms.Form):
    starts = a_date(_("First day away"), required=True)
    ends = a_date(_("Last day away"), _("Leave empty when you do not know yet. You can end it yourself at any time."))

    def clean(self) -> dict[str, Any]:
        super().clean()
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day comes before the first. Choose a later day."))
        return self.cleaned_data


class MailChoiceForm(forms.Form):
    blocking = forms.ChoiceField(
        label=_("When somebody waits"),
        choices=[(When.AT_ONCE.value, When.AT_ONCE.label), (When.DAILY.value, When.DAILY.label)],
        widget=forms.RadioSelect,
        help_text=_("Your tasks, and answers that you wait for. Somebody cannot go on, so you cannot switch this off."),
    )
    rest = forms.ChoiceField(
        label=_("Everything else"),
        choices=When.choices,
        widget=forms.RadioSelect,
        help_text=_("What you should know, and need do nothing about. It always stands under Messages too."),
    )
    hour = forms.TypedChoiceField(
        label=_("When does the daily mail come?"),
        choices=[(hour, f"{hour}:00") for hour in HOURS],
        coerce=int,
        help_text=_("On working days. When there is nothing, nothing comes."),
    )
