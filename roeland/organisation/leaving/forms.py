"""Who leaves when, and who takes over what: one for everything, and for single things somebody else or nobody."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.organisation.forms.administering import a_date
from roeland.organisation.forms.scoped import ScopedForm, field_of
from roeland.organisation.leaving.kinds import Kind, Thing
from roeland.organisation.models import Departure, Person
from roeland.organisation.queries import persons_choices

LIST = "people"  # the id of the list of names on the page


class DepartureForm(ScopedForm):
    leaves_on = a_date(
        gettext_lazy("First day that the person is no longer here"),
        gettext_lazy("On this day everything is handed over and the person can no longer sign in. Today is at once."),
        required=True,
    )
    successor = forms.ModelChoiceField(
        Person.objects.filter(active=True).order_by("name"),
        label=gettext_lazy("Who takes over everything?"),
        required=False,
        empty_label=gettext_lazy("Nobody: I choose below"),
        help_text=gettext_lazy("For single things you can choose somebody else below."),
    )

    def __init__(self, *args: Any, leaver: Person, held: list[tuple[Kind, list[Thing]]], **kwargs: Any) -> None:
        super().__init__(*args, organisation=leaver.organisation, **kwargs)
        self.held = held
        successors = persons_choices(leaver.organisation).exclude(pk=leaver.pk)
        field_of(self, "successor", forms.ModelChoiceField).queryset = successors
        self.people = _labels(successors)
        for _kind, thing in self._chosen_for():
            label = _("Who takes over %(thing)s?") % {"thing": thing.name}
            attrs = {"list": LIST, "autocomplete": "off"}
            self.fields[thing.key] = forms.CharField(label=label, required=False, widget=forms.TextInput(attrs))

    @staticmethod
    def values_of(departure: Departure, people: dict[str, Person]) -> dict[str, Any]:
        """Return what the form starts with when there is a plan already."""
        names = {str(person.pk): label for label, person in people.items()}
        others = {key: names.get(who, _("Nobody")) for key, who in departure.others.items()}
        return {"leaves_on": departure.leaves_on, "successor": departure.successor_id} | others

    def lines(self) -> list[tuple[Kind, list[tuple[Thing, BoundField | None]], bool]]:
        """The things by kind, each with its field, or without one when it follows something else; whether one has."""
        found = [(kind, [(t, None if t.follows else self[t.key]) for t in things]) for kind, things in self.held]
        return [(kind, rows, any(field for _, field in rows)) for kind, rows in found]

    def others(self) -> dict[str, Person | None]:
        """Who takes over the single things for which somebody, or nobody, was chosen."""
        typed = {thing.key: self.cleaned_data.get(thing.key, "") for _kind, thing in self._chosen_for()}
        return {key: self.people.get(name) for key, name in typed.items() if name}

    def outcome(self) -> list[tuple[Kind, list[tuple[Thing, Person | None]]]]:
        """The things by kind, each with who takes it over."""
        others, rest = self.others(), self.cleaned_data["successor"]
        return [(kind, [(thing, others.get(thing.key, rest)) for thing in things]) for kind, things in self.held]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for kind, thing in self._chosen_for():
            name = self.cleaned_data.get(thing.key, "")
            if name and name != _("Nobody") and name not in self.people:
                self.add_error(thing.key, _("Nobody here is called this. Choose a name from the list."))
                continue
            successor = self.people.get(name) if name else self.cleaned_data.get("successor")
            if successor and (refusal := kind.refusal(thing.row, successor)):
                self.add_error(thing.key, f"{successor.name}: {refusal}")
        return self.cleaned_data

    def _chosen_for(self) -> Iterator[tuple[Kind, Thing]]:
        yield from ((kind, thing) for kind, things in self.held for thing in things if not thing.follows)


def _labels(persons: QuerySet[Person]) -> dict[str, Person]:
    """The persons by what they are called; who share a name are told apart by their address."""
    rows = list(persons)
    often = Counter(person.name for person in rows)
    return {p.name if often[p.name] == 1 else f"{p.name} ({p.email or p.function or p.pk})": p for p in rows}
