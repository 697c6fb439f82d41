"""What people choose when they change, offer or adopt the matrix."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.decisions.matrix import words
from roeland.decisions.matrix.editing import Added, Letters, Taking, alike, key_of, known_parts, stamp
from roeland.decisions.showing import role_in_words, text
from roeland.library.queries import proposal
from roeland.library.versioning import Act
from roeland.organisation.forms import field_of
from roeland.organisation.models import Organisation, Person, Unit
from roeland.organisation.queries import unit_choices
from roeland.rules.matrix import Activity, GateRow, Governance, Mark

NOBODY = ("nobody", _("Nobody yet"))
LONGEST_ANSWER = 120
A_YEAR = timedelta(days=365)
Choices = list[tuple[Any, Any]]


def role_choices(organisation: Organisation) -> Choices:
    """All roles, as this organisation calls them."""
    return [
        (role.code, capfirst(role_in_words(role.code, organisation))) for role in shipped.meaning("roles", Roles).roles
    ]


def several(label: Any, **more: Any) -> forms.MultipleChoiceField:
    """Boxes to tick, none of which is needed."""
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **more)


def a_date() -> forms.DateInput:
    """A date as browsers ask it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ActivityForm(forms.Form):
    """Who is accountable for an activity, does it, advises and gives facts."""

    accountable = forms.ChoiceField(label=_("Accountable (EV)"))
    does = several(_("Does the work (U)"))
    advises = several(_("Advises (A)"))
    informs = several(_("Gives facts (I)"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation: Organisation, here: Activity, **kwargs: Any) -> None:
        initial = {name: getattr(here, name) for name in ("does", "advises", "informs")}
        initial["accountable"] = here.accountable or NOBODY[0]
        super().__init__(*args, **{"initial": initial | {"seen": stamp(here)}} | kwargs)
        roles = role_choices(organisation)
        field_of(self, "accountable", forms.ChoiceField).choices = [NOBODY, *roles]
        for name in ("does", "advises", "informs"):
            field_of(self, name, forms.MultipleChoiceField).choices = roles

    @property
    def letters(self) -> Letters:
        """What was chosen."""
        said = self.cleaned_data
        return Letters(_somebody(said["accountable"]), said["does"], said["advises"], said["informs"])


class GateForm(forms.Form):
    """Who decides at a gate on a route and within how long, who takes part under which condition, who is told."""

    accountable = forms.ChoiceField(label=_("Decides (EV)"))
    answer_within = forms.IntegerField(
        label=_("Answers within how many working days?"), min_value=1, max_value=LONGEST_ANSWER
    )
    parts = several(_("Who takes part"), help_text=_("Take a tick away and this colleague is no longer asked."))
    added_mark = forms.ChoiceField(
        label=_("Ask somebody more"),
        required=False,
        choices=[
            ("", _("Nobody more")),
            (Mark.ADVISES.value, _("for advice (A)")),
            (Mark.INFORMS.value, _("for facts (I)")),
        ],
    )
    added_role = forms.ChoiceField(label=_("Which role?"), required=False)
    added_code = forms.ChoiceField(label=_("When?"), required=False)
    told = several(_("Is told"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, organisation: Organisation, matrix: Governance, here: GateRow, **kwargs: Any
    ) -> None:
        parts = [(Mark.ADVISES, part) for part in here.advises] + [(Mark.INFORMS, part) for part in here.informs]
        initial = {"accountable": here.accountable or NOBODY[0], "answer_within": here.answer_within, "told": here.told}
        initial |= {"parts": [key_of(mark, part) for mark, part in parts], "seen": stamp(here)}
        super().__init__(*args, **{"initial": initial} | kwargs)
        roles = role_choices(organisation)
        levels = [NOBODY, *(each for each in roles if each[0] in matrix.levels)]
        field_of(self, "accountable", forms.ChoiceField).choices = levels
        field_of(self, "told", forms.MultipleChoiceField).choices = roles
        field_of(self, "added_role", forms.ChoiceField).choices = [("", "–"), *roles]
        known = known_parts((matrix, proposal()[1]), here.route)
        conditions = [(code, _("if %(reason)s") % {"reason": text(code).label}) for code in known]
        field_of(self, "added_code", forms.ChoiceField).choices = [("", "–"), *conditions]
        self._offer_everywhere([words.gate(row.gate) for row in alike(matrix, here)])
        named = dict(roles)
        field_of(self, "parts", forms.MultipleChoiceField).choices = [
            (key_of(mark, part), f"{named.get(part.role, part.role)}: {_when(mark, part.code)}") for mark, part in parts
        ]

    def _offer_everywhere(self, gates: list[str]) -> None:
        """With other gates that say the same, one tick changes them all."""
        if gates:
            self.fields["everywhere"] = forms.BooleanField(
                label=_("Change this at the other gates too: %(gates)s") % {"gates": ", ".join(gates)},
                help_text=_("On this route they say the same now."),
                required=False,
                initial=True,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("added_mark"):
            for name, sentence in (("added_role", _("Choose which role is asked.")), ("added_code", _("Choose when."))):
                if not data.get(name):
                    self.add_error(name, sentence)
        elif data.get("added_role"):
            self.add_error("added_mark", _("Choose whether this role is asked for advice or for facts."))
        return data

    @property
    def taking(self) -> Taking:
        """What was chosen."""
        said = self.cleaned_data
        mark, role, code = (said.get(name, "") for name in ("added_mark", "added_role", "added_code"))
        added = Added(mark, role, code) if mark else None
        return Taking(
            _somebody(said["accountable"]),
            said["answer_within"],
            said["parts"],
            said["told"],
            added,
            bool(said.get("everywhere")),
        )


class OfferForm(forms.Form):
    """Why the matrix has to change, for who adopts it."""

    reason = forms.CharField(
        label=_("Why does it change?"),
        help_text=_("One or two sentences. The directorate reads them, and they stay beside the version."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ActForm(forms.Form):
    """The act of an organ that decides in its own system."""

    act_organ = forms.CharField(
        label=_("Which organ?"), help_text=_("For example: the council."), max_length=120, required=False
    )
    act_number = forms.CharField(label=_("Number of the act"), max_length=60, required=False)
    act_date = forms.DateField(label=_("Date of the act"), required=False, widget=a_date())
    act_link = forms.URLField(label=_("Link to the act"), required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rest = ("act_number", "act_date", "act_link")
        if not data.get("act_organ") and any(data.get(name) for name in rest):
            self.add_error("act_organ", _("Say which organ this act is of."))
        for name in ("act_number", "act_date"):
            if data.get("act_organ") and not data.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in too, so that everybody can find the act."))
        return data

    @property
    def act(self) -> Act:
        """The act, or none."""
        said = self.cleaned_data
        return Act(said["act_organ"], said["act_number"], said["act_date"], said["act_link"])


class OrganForm(ActForm):
    """The act alone, beside what was adopted before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act_organ"].required = True


class AdoptForm(ActForm):
    """When it is looked at again, and the act of the council for the part that is the council's."""

    review_on = forms.DateField(
        label=_("When do we look at this again?"),
        help_text=_("A month before, the information manager gets a task."),
        widget=a_date(),
    )
    field_order = ("review_on",)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"review_on": today + A_YEAR}} | kwargs)
        self.today = today

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class GiveBackForm(forms.Form):
    """Why the directorate does not adopt it."""

    because = forms.CharField(
        label=_("What has to change first?"),
        help_text=_("Who proposed it gets a task with this text."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WhereForm(forms.Form):
    """For which part of the organisation somebody asks; who does not choose asks for their own unit."""

    unit = forms.ChoiceField(label=_("For which unit?"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"unit": person.unit_id}} | kwargs)
        self.own = person.unit
        self.units = {str(unit.pk): unit for unit in unit_choices(person.organisation)}
        choices = [(key, unit.name) for key, unit in self.units.items()]
        field_of(self, "unit", forms.ChoiceField).choices = [("", _("Whole organisation")), *choices]

    @property
    def chosen(self) -> Unit | None:
        """The unit that was asked for; None for the whole organisation."""
        return self.units.get(self.cleaned_data["unit"]) if self.is_valid() else self.own


class LookForm(forms.Form):
    """Which role is shown, and with which version this one is compared."""

    role = forms.ChoiceField(label=_("Show role"), required=False)
    against = forms.ChoiceField(label=_("Compare with"), required=False)

    def __init__(
        self, *args: Any, organisation: Organisation, matrix: Governance, references: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        roles = [(code, capfirst(role_in_words(code, organisation))) for code in words.roles_of(matrix)]
        field_of(self, "role", forms.ChoiceField).choices = [("", _("All roles")), *roles]
        field_of(self, "against", forms.ChoiceField).choices = [("", _("Nothing")), *references]


def _when(mark: Mark, code: str) -> str:
    asked = _("advises if %(reason)s") if mark is Mark.ADVISES else _("gives facts if %(reason)s")
    return str(asked) % {"reason": text(code).label}


def _somebody(role: str) -> str:
    return "" if role == NOBODY[0] else role
