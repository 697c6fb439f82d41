"""The form in which somebody says what the columns of a sheet become."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from roeland.register.columns import Role
from roeland.register.importing.sheets.fields import FIELDS, KEEP, LEAVE
from roeland.register.importing.sheets.mapping import Flaw, SheetMapping, flaws
from roeland.register.importing.sheets.proposing import propose
from roeland.register.importing.sheets.reading import letter

FIXED = 3  # values that can be the same for every row
STATED = _("{label} (kept as what the source says)")
FLAWS = {
    "no_name": _("Say which column holds the name of the application."),
    "twice": _("Two columns cannot become the same field. Choose another one for one of them."),
    "no_key_column": _("To recognise rows by this, one of the columns has to become it."),
}
Choices = list[tuple[Any, Any]]


def _choices() -> Choices:
    own = [(one.code, one.label) for one in FIELDS.values() if one.role in {Role.FIELD, Role.KEY}]
    stated = [(one.code, format_lazy(STATED, label=one.label)) for one in FIELDS.values() if one.role is Role.STATEMENT]
    rest = [(KEEP, _("No field: keep it with the application")), (LEAVE, _("Leave it out"))]
    return [*rest, (_("Fields of Roeland"), own), (_("Follows from the intake"), stated)]


def _fixed_choices() -> Choices:
    fields = [(one.code, one.label) for one in FIELDS.values() if one.role is Role.FIELD and one.code != "name"]
    return [("", _("not filled in")), *fields]


@dataclass(frozen=True)
class Line:
    """One column of the sheet, as the page shows it."""

    letter: str
    header: str
    samples: list[str]
    field: BoundField
    hint: str | Promise


class ColumnsForm(forms.Form):
    """What each column becomes, what is the same for every row, and what counts when a row comes again."""

    key = forms.ChoiceField(
        label=_("How do we know a row again?"),
        choices=[
            ("number", _("By the number in Roeland, such as AI-0031")),
            ("source_id", _("By an ID of your own (source ID)")),
            ("name", _("By unit and name")),
        ],
        widget=forms.RadioSelect,
        help_text=_("So that you can import the file again, and nothing comes in twice."),
    )
    overwrite = forms.BooleanField(
        label=_("The file wins from what somebody changed here"),
        required=False,
        help_text=_("Otherwise what was changed here stays, and we tell you."),
    )
    make = forms.BooleanField(label=_("New suppliers and labels may be made"), required=False)
    save_as = forms.CharField(
        label=_("Remember these columns as"),
        max_length=80,
        required=False,
        help_text=_("The next file with the same columns is then read in the same way."),
    )

    def __init__(self, data: Any, *, sheet: dict[str, Any], mapping: SheetMapping, save_as: str = "") -> None:
        self.sheet = sheet
        fixed = dict(enumerate(mapping.constants))
        initial: dict[str, Any] = {"key": mapping.key, "overwrite": mapping.overwrite, "make": mapping.make}
        initial["save_as"] = save_as
        initial |= {f"column-{number}": choice for number, choice in enumerate(mapping.choices)}
        for number in range(FIXED):
            initial[f"fixed-{number}"], initial[f"value-{number}"] = fixed.get(number, ("", ""))
        super().__init__(data, initial=initial)
        self._add_fields()

    def _add_fields(self) -> None:
        choices, fixed = _choices(), _fixed_choices()
        for number, header in enumerate(self.sheet["columns"]):
            self.fields[f"column-{number}"] = forms.ChoiceField(label=header, choices=choices)
        for number in range(FIXED):
            field = forms.ChoiceField(label=_("Field"), choices=fixed, required=False)
            value = forms.CharField(label=_("Value for every row"), max_length=400, required=False)
            self.fields |= {f"fixed-{number}": field, f"value-{number}": value}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(FIXED):
            if bool(cleaned.get(f"fixed-{number}")) != bool(cleaned.get(f"value-{number}")):
                self.add_error(f"value-{number}", _("Choose a field and fill in its value, or leave both empty."))
        if not self.errors:
            for flaw in flaws(self.mapping):
                self._say(flaw)
        return cleaned

    def _say(self, flaw: Flaw) -> None:
        where = [f"column-{number}" for number in flaw.columns]
        if flaw.code == "twice" and len(where) < 2:
            where = [f"fixed-{number}" for number in range(FIXED) if self.cleaned_data[f"fixed-{number}"] == flaw.field]
        for name in where or ["key" if flaw.code == "no_key_column" else "column-0"]:
            self.add_error(name, FLAWS[flaw.code])

    @property
    def mapping(self) -> SheetMapping:
        """What was chosen, once the form is good."""
        said = self.cleaned_data
        pairs = [(said[f"fixed-{number}"], said[f"value-{number}"]) for number in range(FIXED)]
        return SheetMapping(
            choices=tuple(said[f"column-{number}"] for number in range(len(self.sheet["columns"]))),
            constants=tuple((code, value) for code, value in pairs if code),
            key=said["key"],
            overwrite=said["overwrite"],
            make=said["make"],
        )

    @property
    def lines(self) -> Iterator[Line]:
        proposals = propose(self.sheet["columns"], self.sheet["samples"])
        columns = zip(self.sheet["columns"], self.sheet["samples"], proposals, strict=True)
        for number, (header, samples, proposal) in enumerate(columns):
            hint = FIELDS[proposal.hint].label if proposal.hint else ""
            yield Line(letter(number), header, samples, self[f"column-{number}"], hint)

    @property
    def fixed(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"fixed-{number}"], self[f"value-{number}"]) for number in range(FIXED)]

    @property
    def has_fixed(self) -> bool:
        """Something is the same for every row, or was meant to be."""
        return any(field.value() or value.value() for field, value in self.fixed)

    @property
    def settings(self) -> list[BoundField]:
        return [self[name] for name in ("key", "overwrite", "make", "save_as")]
