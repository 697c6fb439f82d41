"""What people fill in around the quick check. What is typed stays, whatever is wrong with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roeland.assessments.models import AcceptableUse, PastUse
from roeland.assessments.quick import checking
from roeland.assessments.quick.checking import DOCUMENT, NONE, UNKNOWN, Asked
from roeland.content import shipped
from roeland.organisation.forms import field_of

OTHER = "other"
CHOOSE = _("Choose one. “I don't know” is fine too.")
TICK = _("Tick at least one. “I don't know” is fine too.")
NAME_IT = _("Write down the name of the tool, or choose “I don't know”.")
NOTHING_AND_SOMETHING = _("“Nothing” and something at the same time cannot be. Untick one of them.")


def words(code: str) -> str:
    """The label of a code of the quick check, in the language of the moment."""
    return shipped.text(DOCUMENT, code, get_language() or "nl").label


def a_radio(
    *, error: Any = CHOOSE, choices: Sequence[tuple[str, Any]] = (), required: bool = True
) -> forms.ChoiceField:
    messages = {"required": error, "invalid_choice": error}
    return forms.ChoiceField(widget=forms.RadioSelect, choices=choices, error_messages=messages, required=required)


def ticks(*, error: Any = TICK, required: bool = True) -> forms.MultipleChoiceField:
    messages = {"required": error, "invalid_choice": error, "invalid_list": error}
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, error_messages=messages, required=required)


class ToolForm(forms.Form):
    """Which tool, and what goes in: an approved tool of this organisation, another one, or not known."""

    tool = a_radio(required=False)  # or only the name of another one
    tool_name = forms.CharField(max_length=120, required=False)
    inputs = ticks()
    nothing_goes_in = True
    past_tense: tuple[str, ...] = ()

    def __init__(self, *args: Any, frames: Sequence[AcceptableUse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frames = {str(row.application_id): row for row in frames}
        tools = [(key, row.application.name) for key, row in self.frames.items()]
        field_of(self, "tool", forms.ChoiceField).choices = [*tools, (OTHER, OTHER), (UNKNOWN, UNKNOWN)]
        inputs = [(code, words(f"input.{code}")) for code in self.kinds_of_data]
        field_of(self, "inputs", forms.MultipleChoiceField).choices = inputs

    @property
    def kinds_of_data(self) -> tuple[str, ...]:
        """The codes of what can go in, as far as this form asks."""
        nothing = (NONE,) if self.nothing_goes_in else ()
        return (*nothing, *(each.code for each in checking.check().inputs), UNKNOWN)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_tool(data)
        if NONE in data.get("inputs", ()) and len(data["inputs"]) > 1:
            self.add_error("inputs", NOTHING_AND_SOMETHING)
        return data

    def _clean_tool(self, data: dict[str, Any]) -> None:
        """Whoever writes a name means another tool, whether they chose that or not."""
        if data.get("tool") in ("", UNKNOWN) and data.get("tool_name"):
            data["tool"] = OTHER
        if data.get("tool") == "":
            self.add_error("tool", CHOOSE)
        if data.get("tool") == OTHER:
            data["tool"] = self._approved_as(data.get("tool_name", "")) or OTHER
        if data.get("tool") == OTHER and not data.get("tool_name") and "tool_name" not in self.errors:
            self.add_error("tool_name", NAME_IT)

    def _approved_as(self, name: str) -> str:
        """The key of the approved tool with exactly this name; a long list does not show them all."""
        same = (key for key, row in self.frames.items() if row.application.name.casefold() == name.casefold())
        return next(same, "")

    @property
    def about(self) -> dict[str, Any]:
        """The tool and the data, for a service."""
        data = self.cleaned_data
        row = self.frames.get(data["tool"])
        return {
            "application": row.application if row else None,
            "tool": data["tool_name"] if data["tool"] == OTHER else "",
            "inputs": tuple(data["inputs"]),
        }


class CheckForm(ToolForm):
    """The four questions of the quick check. `page` is a number of the page, so that it counts once."""

    purpose = forms.ChoiceField(error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})
    citizens = a_radio()
    page = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purposes = (*(each.code for each in checking.check().purposes), UNKNOWN)
        citizens = [(code, words(f"citizens.{code}")) for code in checking.CITIZENS]
        field_of(self, "citizens", forms.ChoiceField).choices = citizens
        purpose = field_of(self, "purpose", forms.ChoiceField)
        purpose.choices = [("", _("Choose …")), *((code, words(f"purpose.{code}")) for code in purposes)]
        purpose.label = words("question.purpose")

    @property
    def page_number(self) -> UUID | None:
        """The number that the page was made with; None for anything else."""
        try:
            return UUID(self.cleaned_data["page"])
        except ValueError:
            return None

    @property
    def asked(self) -> Asked:
        """What somebody wants to do."""
        return Asked(purpose=self.cleaned_data["purpose"], citizens=self.cleaned_data["citizens"], **self.about)


class NoteForm(forms.Form):
    """What one adds to a question for a colleague."""

    note = forms.CharField(
        label=_("Do you want to add something?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mention no names of citizens."),
    )


class ReplyForm(forms.Form):
    """What the colleague answers."""

    reply = forms.CharField(
        label=_("What is your answer?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Say whether it is allowed, and what is safe instead."),
        error_messages={"required": _("Write your answer first.")},
    )


class PastUseForm(ToolForm):
    """What went into which tool."""

    nothing_goes_in, past_tense = False, ("inputs",)
    story = forms.CharField(
        label=_("What happened?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: when, how often, and with which account. Mention no names of citizens."),
    )


class JudgeForm(forms.Form):
    """Whether it is a data breach, since when it is known, why, and what who reported it hears."""

    verdict = a_radio(error=_("Choose one of the two."), choices=PastUse.Verdict.choices)
    aware_at = forms.DateTimeField(
        label=_("Since when does the organisation know?"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M"],
        help_text=_("Only for a data breach: from here the 72 hours run."),
        error_messages={"invalid": _("Write a day and a time, for example 2026-11-20 14:30.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only who handles this reads it."),
        error_messages={"required": _("Write down why, in one or two sentences.")},
    )
    reply = forms.CharField(
        label=_("What do you answer to who reported it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Begin with thanks. Say what the person still has to do."),
        error_messages={"required": _("Write an answer: somebody is waiting for it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].label = _("What is it?")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("verdict") == PastUse.Verdict.BREACH and not data.get("aware_at") and "aware_at" not in self.errors:
            self.add_error("aware_at", _("Say since when the organisation knows: from there the 72 hours run."))
        if data.get("aware_at") and data["aware_at"] > timezone.now():
            self.add_error("aware_at", _("This moment is still to come. Choose one that is past."))
        return data


class FrameForm(forms.Form):
    """For what a tool is approved."""

    inputs = ticks(required=False)
    purposes = ticks(error=_("Tick at least one purpose."))
    citizens = forms.BooleanField(label=_("The result may go to citizens"), required=False)
    house_rules = forms.CharField(
        label=_("House rules for this tool"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    alternatives = forms.CharField(
        label=_("What to use instead when it does not fit"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    since = forms.DateField(
        label=_("Approved from"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write a day, for example 2026-11-20.")},
    )
    until = forms.DateField(
        label=_("Approved until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last day. Leave it empty when there is none."),
        error_messages={"invalid": _("Write a day, for example 2026-11-20.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        check = checking.check()
        inputs, purposes = self.fields["inputs"], self.fields["purposes"]
        inputs.label, purposes.label = _("What may go in, beside what is public?"), _("What may it be used for?")
        for name, kind, items in (
            ("inputs", "input", check.inputs),
            ("purposes", "purpose", [each for each in check.purposes if each.approvable]),
        ):
            choices = [(each.code, words(f"{kind}.{each.code}")) for each in items]
            field_of(self, name, forms.MultipleChoiceField).choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("until") and data.get("since") and data["until"] < data["since"]:
            self.add_error("until", _("The last day comes before the first. Choose a later day."))
        return data
