"""What somebody fills in who moves applications to newer rules."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you move them now?"),
        help_text=_("For example: our lawyer released this version on 3 November. It stands in the journal."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why, in one or two sentences.")},
    )
