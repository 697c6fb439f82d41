"""Letting the support look along."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms.administering import a_date
from roeland.organisation.services import MOST_DAYS


class SupportForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the support"), help_text=_("Ask the support which address they sign in with.")
    )
    purpose = forms.CharField(
        label=_("What for"), max_length=300, help_text=_("For example: the import of 12 May stops half-way.")
    )
    until = a_date(_("Until and with"), _("At most 5 days. Then access ends by itself."), required=True)

    def clean_until(self) -> datetime:
        day: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= day < today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(
                _("Choose a day from today, at most %(days)s days in all.") % {"days": MOST_DAYS}
            )
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
