"""What the FG fills in to advise the directorate without being asked."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.organisation.models import Organisation
from roeland.register.models import Application

NUMBER = re.compile(r"^(?:ai[- ]?)?(\d{1,8})$", re.IGNORECASE)


class UnaskedForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say what it is about.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Your advice"),
        help_text=gettext_lazy("The directorate reads exactly this. After sending nobody can change it, you neither."),
        max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": gettext_lazy("Write your advice.")},
    )
    application = forms.CharField(
        label=gettext_lazy("Application"),
        help_text=gettext_lazy(
            "Its number in the register, for example AI-0012. Leave it empty when it is about more."
        ),
        max_length=20,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_application(self) -> Application | None:
        """The application with this number, of the own organisation."""
        written = self.cleaned_data["application"].strip()
        if not written:
            return None
        number = NUMBER.match(written)
        rows = Application.objects.filter(organisation=self.organisation)
        found = rows.filter(number=int(number[1])).first() if number else None
        if found is None:
            raise forms.ValidationError(_("There is no application with this number. Look it up in the register."))
        return found
