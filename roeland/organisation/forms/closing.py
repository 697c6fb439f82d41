"""On which days nobody works here."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from roeland.content import shipped
from roeland.organisation.forms.administering import a_date
from roeland.organisation.forms.scoped import ScopedForm, field_of
from roeland.organisation.services.closing import LONGEST, to_choose


class HolidaysForm(ScopedForm):
    """Which of the holidays that an organisation may choose it is closed on."""

    closed = forms.MultipleChoiceField(
        label=gettext_lazy("Are you closed on these days too?"),
        help_text=gettext_lazy("The law does not settle these for every authority. Choose what holds for yours."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = to_choose(self.organisation)
        field_of(self, "closed", forms.MultipleChoiceField).choices = [(one.code, _label(one.code)) for one in offered]
        counted = {holiday.code for holiday in self.organisation.working_days.holidays}
        self.initial["closed"] = [one.code for one in offered if one.code in counted]


class ClosingForm(forms.Form):
    """Days of the organisation itself, for example between Christmas and New Year."""

    name = forms.CharField(
        label=gettext_lazy("What for"), max_length=120, help_text=gettext_lazy("For example: bridge day.")
    )
    first = a_date(gettext_lazy("First day that you are closed"), required=True)
    last = a_date(gettext_lazy("Last day"), gettext_lazy("Leave empty for one day."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first = cleaned.get("first")
        cleaned["last"] = cleaned.get("last") or first
        if first and cleaned["last"] < first:
            self.add_error("last", _("The last day comes before the first. Choose a later day."))
        elif first and cleaned["last"] - first >= LONGEST:
            self.add_error("last", _("At most %(days)s days at once. Add the rest apart.") % {"days": LONGEST.days})
        return cleaned


def _label(code: str) -> str:
    text = shipped.text("holidays", code, get_language() or "nl")
    return f"{text.label}. {text.help}" if text.help else text.label
