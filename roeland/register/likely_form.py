"""The form in which somebody says of rows of a sheet that look like an application here what they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from roeland.register.importing.sheets.likely import LONGEST_REASON, Answer
from roeland.register.resembling import in_words

SHOWN = 100  # rows with an answer of their own; more than this nobody reads
SKIP, NEW = "skip", "new"
CHOICES = [(SKIP, _("It is the same: skip this row")), (NEW, _("It is another one: take it in"))]
REST = [(SKIP, _("They are the same: skip these rows")), (NEW, _("They are other ones: take them in"))]
CHOOSE = _("Choose whether it is the same or another one.")
ROW = _("Row {row}: {name}")


@dataclass(frozen=True)
class Alike:
    """A row, and the applications that it looks like with the signs of it in words."""

    here: list[dict[str, Any]]
    choice: BoundField
    reason: BoundField


class LikelyForm(forms.Form):
    """Per row: skip it, or take it in and say why it is another one; or the same for all rows left."""

    def __init__(self, data: Any = None, *, likely: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(data)
        every = not (data and data.get("rest"))  # one answer for the rest makes an own one needless
        self.likely = likely
        self.rows = [one["row"] for one in likely]
        for one in likely[:SHOWN]:
            label = format_lazy(ROW, row=one["row"], name=one["name"])
            self._ask(f"row-{one['row']}", f"why-{one['row']}", label, CHOICES, required=every)
        if len(likely) > 1:
            self._ask("rest", "rest-why", _("All rows for which you choose nothing"), REST, required=False)

    def _ask(self, choice: str, reason: str, label: Any, choices: list[tuple[str, Any]], *, required: bool) -> None:
        self.fields[choice] = forms.ChoiceField(
            label=label,
            choices=choices,
            required=required,
            widget=forms.RadioSelect,
            error_messages={"required": CHOOSE},
        )
        self.fields[reason] = forms.CharField(
            label=_("Why is it another one?"),
            required=False,
            max_length=LONGEST_REASON,
            help_text=_("Only when you take it in."),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in self.rows:
            if f"row-{row}" not in self.errors:
                self._judge(row)
        return cleaned

    def _judge(self, row: int) -> None:
        if self._said(row).enough:
            return
        if not self._choice(row):
            self._say("rest", CHOOSE)
        else:
            field = f"why-{row}" if self.cleaned_data.get(f"row-{row}") else "rest-why"
            self._say(field, _("Write down why, in one sentence."))

    def _say(self, field: str, why: Any) -> None:
        if field not in self.errors:
            self.add_error(field, why)

    def _choice(self, row: int) -> str:
        said: str = self.cleaned_data.get(f"row-{row}") or self.cleaned_data.get("rest") or ""
        return said

    def _said(self, row: int) -> Answer:
        reason = self.cleaned_data.get(f"why-{row}") or self.cleaned_data.get("rest-why") or ""
        choice = self._choice(row)
        return Answer(skip=choice == SKIP, reason=reason if choice == NEW else "")

    @property
    def answers(self) -> dict[int, Answer]:
        """What was said of each row, once the form is good."""
        return {row: self._said(row) for row in self.rows}

    @property
    def lines(self) -> Iterator[Alike]:
        for one in self.likely[:SHOWN]:
            here = [each | {"why": in_words(each["signs"])} for each in one["here"]]
            yield Alike(here, self[f"row-{one['row']}"], self[f"why-{one['row']}"])

    @property
    def for_the_rest(self) -> list[BoundField]:
        return [self["rest"], self["rest-why"]] if "rest" in self.fields else []

    @property
    def not_shown(self) -> int:
        return max(len(self.likely) - SHOWN, 0)
