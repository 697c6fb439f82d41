"""A body, who sits in it, and what another organ decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roeland.bodies.models import Body, Member, Reference
from roeland.bodies.queries import references
from roeland.organisation.forms.administering import a_date
from roeland.organisation.forms.scoped import ScopedForm, ScopedModelForm, field_of
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import persons_choices, unit_choices

A_DAY = {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
NO_LINK = _("Write the whole address, beginning with https://, or leave it empty.")


class ChangeBodyForm(ScopedModelForm):
    """The rules of a body; `BodyForm` also asks which kind it is, and from when."""

    class Meta:
        model = Body
        fields: tuple[str, ...] = ("name", "quorum_rule", "quorum_number", "way", "casting_vote", "rests_on")
        labels = {"rests_on": _("Rests on the decision")}
        help_texts = {
            "quorum_rule": _("With fewer members the body meets, and gives no advice. Who stays out does not count."),
            "quorum_number": _("Only for a fixed number."),
            "way": _("Consensus: nobody objects. Vote: more members for than against."),
            "casting_vote": _("Without this, equal votes give no advice."),
            "rests_on": _("The act by which it was set up, if you noted it under references."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = field_of(self, "rests_on", forms.ModelChoiceField)
        choice.queryset, choice.empty_label = references(self.organisation), _("Not noted")

    def clean(self) -> dict[str, Any]:
        super().clean()
        asked = self.cleaned_data
        if asked.get("quorum_rule") != Body.Quorum.NUMBER:
            asked["quorum_number"] = None
        elif not asked.get("quorum_number"):
            self.add_error("quorum_number", _("Fill in how many members, at least 1."))
        return asked


class BodyForm(ChangeBodyForm):
    class Meta(ChangeBodyForm.Meta):
        fields = ("kind", *ChangeBodyForm.Meta.fields, "started")
        field_classes = {"started": forms.DateField}
        widgets = {"kind": forms.RadioSelect, "started": A_DAY["widget"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "kind", forms.TypedChoiceField).choices = Body.Kind.choices


class EndForm(forms.Form):
    last_day = a_date(_("Last day"), required=True)


class ChangeSeatForm(ScopedForm):
    """Part, vote, expertise and term of a member."""

    part = forms.ChoiceField(label=_("Part"), choices=Member.Part, initial=Member.Part.MEMBER)
    votes = forms.BooleanField(label=_("Has a vote"), required=False, initial=True)
    expertise = forms.CharField(
        label=_("Field of expertise"),
        max_length=120,
        required=False,
        help_text=_("For example: ethics, law, economy, science."),
    )
    tied = forms.ChoiceField(
        label=_("Tied to the organisation?"),
        choices=[("yes", _("Yes, works or has a mandate here")), ("no", _("No, from outside"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether this member is tied to the organisation.")},
    )
    starts = a_date(_("From"), required=True)
    ends = a_date(_("Until"), _("Leave empty when there is no last day."))

    def clean(self) -> dict[str, Any]:
        super().clean()
        asked = self.cleaned_data
        if asked.get("tied"):
            asked["tied"] = asked["tied"] == "yes"
        start, end = asked.get("starts"), asked.get("ends")
        if start and end and end < start:
            self.add_error("ends", _("The last day comes before the first. Choose a later day."))
        return asked


class SeatForm(ChangeSeatForm):
    """Somebody who comes to sit in a body: who is known here, or an expert from outside."""

    person = forms.ModelChoiceField(
        Person.objects.filter(active=True).order_by("name"),
        label=_("Who?"),
        required=False,
        empty_label=_("Somebody who is not in the list"),
    )
    name = forms.CharField(
        label=_("Name of who is not in the list"),
        max_length=120,
        required=False,
        help_text=_("An expert from outside. Roeland notes the person, and gives no login."),
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("To this address go the invitations.")
    )
    field_order = ("person", "name", "email")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        field_of(self, "person", forms.ModelChoiceField).queryset = persons_choices(organisation)

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        if not asked.get("person") and not asked.get("name") and "person" not in self.errors:
            self.add_error("person", _("Choose a person, or fill in a name below."))
        email = "" if asked.get("person") else asked.get("email")
        if email and (known := Person.objects.filter(organisation=self.organisation, email__iexact=email).first()):
            self.add_error("email", _("%(name)s has this address. Choose this person in the list.") % {"name": known})
        return asked


class ReferenceForm(ScopedModelForm):
    """What an organ decided, in its own system."""

    link = forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Where the act can be read. It begins with https://."),
        error_messages={"invalid": NO_LINK},
        widget=forms.URLInput({"placeholder": "https://"}),
    )

    class Meta:
        model = Reference
        fields = ("organ", "entity", "number", "dated", "outcome", "subject", "link")
        help_texts = {
            "entity": _("The act counts for this legal entity only."),
            "number": _("As it stands in the system of the organ."),
            "subject": _("In a few words. No names of people."),
        }
        field_classes = {"dated": forms.DateField}
        widgets = {"dated": A_DAY["widget"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entity = field_of(self, "entity", forms.ModelChoiceField)
        entity.queryset = unit_choices(self.organisation).filter(is_entity=True)

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(NO_LINK)
        return link


class CorrectReferenceForm(ReferenceForm):
    why = forms.CharField(label=_("What was wrong?"), max_length=500, widget=forms.Textarea({"rows": 2}))


class ReferenceFilter(forms.Form):
    q = forms.CharField(label=_("Number, subject or entity"), max_length=100, required=False)
    organ = forms.ChoiceField(label=_("Organ"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organ", forms.ChoiceField).choices = [("", _("All organs")), *Reference.Organ.choices]
