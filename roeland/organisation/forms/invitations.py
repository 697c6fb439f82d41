"""Choosing a first password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from roeland.organisation.models import User

NEW = {"autocomplete": "new-password"}


class PasswordForm(forms.Form):
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(NEW),
        help_text=_("At least 12 characters. A short sentence is easy to remember."),
    )
    password2 = forms.CharField(label=_("The same password again"), strip=False, widget=forms.PasswordInput(NEW))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = User(email=email)

    def clean_password1(self) -> str:
        password = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        super().clean()
        asked = self.cleaned_data
        if asked.get("password1") and asked.get("password2") and asked["password1"] != asked["password2"]:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        return asked
