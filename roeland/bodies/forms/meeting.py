"""A session, its agenda, who is there, and what is said."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from roeland.bodies.models import AgendaItem, Body, Member, Vote
from roeland.bodies.services import LARGEST
from roeland.organisation.forms.administering import a_date
from roeland.organisation.forms.scoped import field_of

RADIO = {"class": "utrecht-radio-button utrecht-radio-button--html-input"}
HERE = {"yes": True, "no": False, "unknown": None}
IN_CONSENSUS = [
    (Vote.Choice.FOR.value, _("Agrees")),
    (Vote.Choice.AGAINST.value, _("Objects")),
    (Vote.Choice.ABSTAIN.value, _("Stands aside")),
]


class SessionForm(forms.Form):
    day = a_date(_("Date"), required=True)
    starts_at = forms.TimeField(
        label=_("Starts at"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("Place"), max_length=150, required=False, help_text=_("A room, or “online”."))


class WhyForm(forms.Form):
    """Why a session is called off, or an item waits."""

    reason = forms.CharField(
        label=_("Why?"), max_length=500, widget=forms.Textarea({"rows": 3}), help_text=_("The members read this.")
    )


class ItemForm(forms.Form):
    title = forms.CharField(label=_("Subject"), max_length=200)
    question = forms.CharField(
        label=_("What do you ask of the body?"), max_length=4000, widget=forms.Textarea({"rows": 4})
    )


class PaperForm(forms.Form):
    """A document to keep with an item."""

    file = forms.FileField(
        label=_("File"),
        max_length=500,
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose another one."),
            "max_length": _("The name of this file is too long. Give it a shorter name."),
        },
    )
    title = forms.CharField(
        label=_("What is it?"), max_length=200, required=False, help_text=_("Empty: the name of the file.")
    )
    too_large = False  # the file was let go on arrival

    def clean(self) -> dict[str, Any]:
        if self.too_large:
            self.errors.pop("file", None)
            limit = {"limit": LARGEST // 1024 // 1024}
            self.add_error("file", _("The file is larger than %(limit)s MB. Choose a smaller one.") % limit)
        return self.cleaned_data


class PresenceForm(forms.Form):
    """A line for each member: there, not there, or not known."""

    def __init__(self, *args: Any, members: Iterable[Member], here: Mapping[Any, bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_field = {f"member-{member.pk}": member for member in members}
        for name, member in self.of_field.items():
            known = here.get(member.pk)
            self.fields[name] = forms.ChoiceField(
                label=member.person.name,
                choices=[("yes", _("Present")), ("no", _("Absent")), ("unknown", _("I don't know"))],
                widget=forms.RadioSelect(RADIO),
                initial="unknown" if known is None else "yes" if known else "no",
            )

    @property
    def lines(self) -> list[BoundField]:
        """A field for each member."""
        return [self[name] for name in self.of_field]

    @property
    def present(self) -> dict[Member, bool | None]:
        return {member: HERE[self.cleaned_data[name]] for name, member in self.of_field.items()}


class RecusalForm(forms.Form):
    member = forms.ChoiceField(label=_("Who stays out?"))
    reason = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: works on the application, or knows the supplier. It stands in the minutes."),
        error_messages={"required": _("Say why. A recusal without a reason does not count.")},
    )

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        choices = [(key, member.person.name) for key, member in self.members.items()]
        field_of(self, "member", forms.ChoiceField).choices = [("", _("Choose a member")), *choices]
        if len(choices) == 1:
            self.initial["member"] = choices[0][0]

    @property
    def values(self) -> dict[str, Any]:
        return {"member": self.members[self.cleaned_data["member"]], "reason": self.cleaned_data["reason"]}


class DiscussForm(forms.Form):
    """The advice as it is written, and what each member who takes part says to it."""

    outcome = forms.ChoiceField(label=_("Advice"), choices=AgendaItem.Outcome, widget=forms.RadioSelect)
    conditions = forms.CharField(
        label=_("Conditions"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed with “positive, with conditions”."),
    )
    text = forms.CharField(
        label=_("Explanation"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What weighed. Without an advice: why not, and what happens now."),
    )
    openness = forms.ChoiceField(
        label=_("When somebody asks for this document"),
        choices=AgendaItem.Openness,
        widget=forms.RadioSelect,
        initial=AgendaItem.Openness.OPINION,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: Body, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_field = {f"vote-{member.pk}": member for member in members}
        choices = IN_CONSENSUS if body.way == Body.Way.CONSENSUS else Vote.Choice.choices
        for name, member in self.of_field.items():
            self.fields[name] = forms.ChoiceField(
                label=member.person.name, choices=choices, required=False, widget=forms.RadioSelect(RADIO)
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        asked = self.cleaned_data
        if asked.get("outcome") == AgendaItem.Outcome.CONDITIONAL and not asked.get("conditions"):
            self.add_error("conditions", _("Write the conditions, or choose another advice."))
        if asked.get("outcome") == AgendaItem.Outcome.NO_ADVICE and not asked.get("text"):
            self.add_error("text", _("Say why there is no advice."))
        return asked

    @property
    def lines(self) -> list[BoundField]:
        """A field for each member who takes part."""
        return [self[name] for name in self.of_field]

    @property
    def values(self) -> dict[str, Any]:
        said = {member: self.cleaned_data.get(name) for name, member in self.of_field.items()}
        names = ("outcome", "conditions", "text", "openness", "seen")
        return {name: self.cleaned_data[name] for name in names} | {"votes": {m: c for m, c in said.items() if c}}


class MinutesForm(forms.Form):
    text = forms.CharField(
        label=_("Minutes"),
        max_length=60000,
        widget=forms.Textarea({"rows": 14}),
        help_text=_(
            "Plain text. An empty line begins a new paragraph. Agenda, members and advice are added by Roeland."
        ),
    )
    is_public = forms.BooleanField(
        label=_("Everybody in the organisation may read the minutes"),
        required=False,
        help_text=_("Without this only the members and who manages the body read them."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class CorrectMinutesForm(MinutesForm):
    why = forms.CharField(label=_("What do you correct?"), max_length=1000, widget=forms.Textarea({"rows": 2}))
    field_order = ("why",)
