"""The things of an organisation by the words that stand in a sheet: units, people, suppliers, phases, classes."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from roeland.organisation.models import Organisation, Person, Unit
from roeland.organisation.queries import persons_choices, unit_choices
from roeland.register.importing.sheets import cells
from roeland.register.importing.sheets.fields import SheetField
from roeland.register.importing.values import Wrong
from roeland.register.models import AIClass, FieldOfUse, Phase, Route, Supplier, Tag
from roeland.register.services.reporting import supplier_name

_OTHER_WORDS = {
    Phase.PRODUCTION: ("in gebruik", "in productie", "productie", "actief", "live", "in use", "active", "operationeel"),
    Phase.EXPERIMENT: ("experiment", "proef", "pilot", "test", "proof of concept", "poc", "trial"),
    Phase.REPORTED: ("aangemeld", "nieuw", "idee", "gepland", "in ontwikkeling", "reported", "planned", "new", "idea"),
    Phase.RETIRED: ("buiten gebruik", "uitgefaseerd", "niet meer in gebruik", "retired", "out of use", "archief"),
}


def _every_language(choices: Iterable[tuple[str, Any]]) -> dict[str, str]:
    words = {}
    for code, label in choices:
        words[code.casefold()] = code
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                words[str(label).casefold()] = code
    return words


@cache
def phases() -> dict[str, str]:
    others = {word: phase.value for phase, words in _OTHER_WORDS.items() for word in words}
    return others | _every_language(Phase.choices)


STATED = {"ai_class": AIClass, "route": Route}


@cache
def statements(code: str) -> dict[str, str]:
    """The words of a class or route in every language, with their codes."""
    return _every_language(STATED[code].choices)


Names = dict[str, list[Any]]


def _by(things: Iterable[Model], *names: Callable[[Any], str]) -> Names:
    found: Names = defaultdict(list)
    for thing in things:
        for key in {name(thing).strip().casefold() for name in names}:
            if key:
                found[key].append(thing)
    return found


def _path(text: str) -> str:
    parts = (part.strip().casefold() for part in text.replace(">", "/").replace("›", "/").split("/"))
    return " / ".join(filter(None, parts))


@dataclass
class Lookups:
    """Everything of an organisation that a sheet can name, read once per file."""

    units: Names
    paths: Names
    persons: Names
    fields_of_use: Names
    suppliers: dict[str, str]
    labels: dict[str, str]
    make: bool
    new_suppliers: set[str] = field(default_factory=set)
    new_labels: set[str] = field(default_factory=set)

    def read(self, one: SheetField, cell: Any) -> Any:
        """Return the value of a cell. Raises Wrong."""
        if own := getattr(self, f"_{one.kind}", None):
            return own(one, cell)
        return cells.READERS[one.kind](one, cell)

    def _unit(self, _field: SheetField, cell: Any) -> Unit:
        said = cells.words(cell)
        found = self.units.get(said.casefold(), [])
        if len(found) != 1 and ("/" in said or not found):
            found = self.paths.get(_path(said), found)
        return _the_only(found, said, none="no_unit", many="units_alike")

    def _person(self, _field: SheetField, cell: Any) -> Person:
        said = cells.words(cell)
        return _the_only(self.persons.get(said.casefold(), []), said, none="no_person", many="persons_alike")

    def _field_of_use(self, _field: SheetField, cell: Any) -> FieldOfUse:
        said = cells.words(cell)
        found = self.fields_of_use.get(said.casefold(), [])
        return _the_only(found, said, none="no_field_of_use", many="fields_of_use_alike")

    def _phase(self, _field: SheetField, cell: Any) -> str:
        said = cells.words(cell)
        if said.casefold() not in phases():
            raise Wrong("no_phase", said)
        return phases()[said.casefold()]

    def _supplier(self, one: SheetField, cell: Any) -> str:
        said = supplier_name(cells.text(one, cell))
        return self._named(self.suppliers, self.new_suppliers, said, "no_supplier")

    def _labels(self, one: SheetField, cell: Any) -> list[str]:
        said = cells.labels(one, cell)
        return sorted(self._named(self.labels, self.new_labels, label, "no_label") for label in said)

    def _named(self, known: dict[str, str], new: set[str], said: str, refusal: str) -> str:
        """Return a name as the organisation writes it; a new one only where new ones may be made."""
        key = said.casefold()
        if key not in known:
            if not self.make:
                raise Wrong(refusal, said)
            known[key] = said
            new.add(said)
        return known[key]


def _the_only(found: list[Any], said: str, *, none: str, many: str) -> Any:
    if not found:
        raise Wrong(none, said)
    if len(found) > 1:
        raise Wrong(many, said)
    return found[0]


def lookups(organisation: Organisation, *, make: bool) -> Lookups:
    units = list(unit_choices(organisation))
    names = {unit.pk: unit.name for unit in units}
    suppliers = Supplier.objects.filter(organisation=organisation).values_list("name", flat=True)
    labels = Tag.objects.filter(organisation=organisation).values_list("name", flat=True)
    return Lookups(
        units=_by(units, lambda unit: unit.name),
        paths=_by(units, lambda unit: _path(" / ".join(names[key] for key in unit.chain() if key in names))),
        persons=_by(persons_choices(organisation), lambda one: one.name, lambda one: one.email),
        fields_of_use=_by(FieldOfUse.objects.filter(organisation=organisation), lambda one: one.name),
        suppliers={name.casefold(): name for name in suppliers},
        labels={name.casefold(): name for name in labels},
        make=make,
    )
