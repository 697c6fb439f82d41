"""Forms about how the organisation looks."""

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from roeland.ui import colours

UNREADABLE = _(
    "People cannot read this: the contrast is %(ratio)s, and %(needed)s is needed. "
    "The nearest that can be read is %(nearest)s."
)


class ColourField(forms.CharField):
    """A colour in hexadecimals; empty for that of Roeland."""

    def __init__(self, *, readable: Any, **kwargs: Any) -> None:
        super().__init__(max_length=9, required=False, **kwargs)
        self.readable = readable

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        if not words:
            return ""
        try:
            found = colours.colour(words)
            self.readable(found)
        except colours.NotAColour as error:
            raise forms.ValidationError(_("This is not a colour. Write it like #1c5096.")) from error
        except colours.Unreadable as found_unreadable:
            raise forms.ValidationError(UNREADABLE % _told(found_unreadable)) from found_unreadable
        return found


def _told(unreadable: colours.Unreadable) -> dict[str, str]:
    ratio, needed = (number_format(number, 1) for number in (unreadable.ratio, unreadable.needed))
    return {"ratio": ratio, "needed": needed, "nearest": unreadable.nearest}


class ColoursForm(forms.Form):
    bar_colour = ColourField(
        label=_("Colour of the top bar"),
        help_text=_("For example #0e2342. White text stands on it. Empty: the blue of Roeland."),
        readable=colours.must_be_readable_bar,
    )
    action_colour = ColourField(
        label=_("Colour of buttons and links"),
        help_text=_("For example #1c5096. Empty: the blue of Roeland."),
        readable=colours.must_be_readable_action,
    )


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Logo"),
        max_length=200,
        help_text=_("SVG or PNG, at most 200 kB. It stands on a white plate in the top bar."),
        widget=forms.ClearableFileInput({"accept": ".svg,.png"}),
    )
