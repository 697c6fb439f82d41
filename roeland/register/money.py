"""Amounts in euro, as people type and read them in either language."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

# Whichever sign stands before one or two last digits is the decimal sign; before three it groups thousands. Cents have
# at most two digits, so an amount means the same in Dutch and in English.
AMOUNT = re.compile(r"([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:[.,]([0-9]{1,2}|-|–))?")
LONGEST = 24  # signs
LARGEST = Decimal("9999999999.99")
HOW = _("Write an amount in euro, for example 1250 or 1250,50.")


def amount_in(text: str) -> Decimal:
    """Read an amount: "1250", "1.250,50", "€ 1 250". Raises ValueError."""
    clean = " ".join(text.replace("€", " ").replace("\xa0", " ").replace("\u202f", " ").split())
    found = AMOUNT.fullmatch(clean)
    if not found or len(clean) > LONGEST:
        raise ValueError(text)
    cents = (found[2] or "0").strip("-–") or "0"
    return Decimal(f"{re.sub(r'[., ]', '', found[1])}.{cents}").quantize(Decimal("0.01"))


def plain(amount: Decimal | None) -> str:
    """Return an amount as it stands in a field: 1250,50."""
    return "" if amount is None else number_format(amount, 2, use_l10n=True)


def euros(amount: Decimal | None) -> str:
    """Return an amount as people read it: € 1.250,50, without cents when there are none."""
    if amount is None:
        return ""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"€ {number_format(amount, places, use_l10n=True, force_grouping=True)}"


class MoneyField(forms.Field):
    """An amount in euro, or nothing. What cannot be read comes back as it was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal"}

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            amount = amount_in(str(value))
        except ValueError:
            raise ValidationError(HOW, code="amount") from None
        if amount > LARGEST:
            raise ValidationError(_("This amount is larger than Roeland can keep."), code="large")
        return amount
