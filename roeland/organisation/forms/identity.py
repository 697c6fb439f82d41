"""Forms about the organisation itself: its name, whose law it follows, and its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from roeland.content import shipped
from roeland.organisation import queries
from roeland.organisation.forms.scoped import ScopedForm, ScopedModelForm, field_of
from roeland.organisation.models import Jurisdiction, Organisation

LANGUAGES = ("nl", "en")


class NameForm(ScopedModelForm):
    class Meta:
        model = Organisation
        fields = ("name",)
        help_texts = {"name": _("As people say it. It stands above every page.")}


class JurisdictionForm(ScopedForm):
    jurisdiction = forms.ChoiceField(label=_("Whose law?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 2}), help_text=_("This stays in the journal.")
    )
    sure = forms.BooleanField(label=_("I have read what this changes"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [choice for choice in Jurisdiction.choices if choice[0] != self.organisation.jurisdiction]
        field_of(self, "jurisdiction", forms.ChoiceField).choices = others


@dataclass(frozen=True)
class WordLine:
    """A key with, per language, the word that Roeland brings and the field for the own one."""

    key: str
    cells: list[tuple[str, str, BoundField]]


class WordsForm(ScopedForm):
    """The own words of an organisation, in both languages. Empty: the word that Roeland brings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for document, key in _keys():
            for language in LANGUAGES:
                word = shipped.text(document, key, language).label
                self.fields[f"{language}-{key}"] = forms.CharField(
                    label=_("Own word for “%(word)s” (%(language)s)") % {"word": word, "language": language},
                    max_length=80,
                    required=False,
                    initial=self.organisation.own_words.get((key, language), ""),
                    widget=forms.TextInput({"lang": language}),
                )

    @property
    def terms(self) -> list[WordLine]:
        return list(self._lines("terms"))

    @property
    def roles(self) -> list[WordLine]:
        return list(self._lines("roles"))

    def changed(self) -> Iterator[tuple[str, str, str]]:
        """Give (key, language, word) for each word that differs from what it was."""
        for name in self.changed_data:
            language, _dash, key = name.partition("-")
            yield key, language, self.cleaned_data[name]

    def _lines(self, wanted: str) -> Iterator[WordLine]:
        for document, key in _keys():
            if document == wanted:
                words = [(one, shipped.text(document, key, one).label, self[f"{one}-{key}"]) for one in LANGUAGES]
                yield WordLine(key, words)


def _keys() -> Iterator[tuple[str, str]]:
    """The keys that can have an own word, with the document that has the shipped one."""
    yield from (("terms", key) for key in shipped.document("terms").meaning.terms)
    yield from (("roles", code) for code in queries.roles().by_code)
