"""What somebody writes in an advice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.library.models import Document

LONGEST = 4000


def _lines(rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **more)


class AdviceForm(forms.Form):
    """Title, what we see, what we advise, what we ask, and the date. `version` is the draft as it was opened."""

    title = forms.CharField(label=_("Title"), max_length=150)
    see = _lines(
        4, label=_("What we see"), help_text=_("The conclusion in two or three sentences. The figures come with it.")
    )
    advise = _lines(5, label=_("What we advise"), help_text=_("One point on each line."))
    ask = _lines(3, label=_("What we ask the directorate"), help_text=_("One question on each line."), required=False)
    dated = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if document is not None:
            self.fields["renew"] = forms.BooleanField(
                label=_("Take the figures of now"),
                help_text=_("Otherwise the figures stay those of the moment that stands below them."),
                required=False,
            )

    @property
    def written(self) -> dict[str, Any]:
        """What a document keeps of the form."""
        said = self.cleaned_data
        body = {"see": said["see"].strip(), "advise": lines(said["advise"]), "ask": lines(said["ask"])}
        return {"title": said["title"], "dated": said["dated"], "body": body}


def lines(text: str) -> list[str]:
    """The lines of a text that say something, without the dash or number that people put before a point."""
    stripped = (line.strip().lstrip("-•*").strip() for line in text.splitlines())
    return [line for line in stripped if line]


def as_typed(document: Document) -> dict[str, Any]:
    """A document as its form shows it."""
    body = document.body
    return {
        "title": document.title,
        "see": body.get("see", ""),
        "advise": "\n".join(body.get("advise", ())),
        "ask": "\n".join(body.get("ask", ())),
        "dated": document.dated,
        "version": document.version,
    }
