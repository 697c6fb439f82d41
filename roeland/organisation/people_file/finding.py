"""What the words of a row stand for here: a person, a unit, roles."""

import re
from collections import defaultdict

from roeland.organisation import queries
from roeland.organisation.models import Organisation, Person, Unit

_STEPS = re.compile(r"\s*[/>]\s*")
_BETWEEN = re.compile(r"\s*[,;|]\s*")
WHOLE = ("organisatie", "hele organisatie", "organisation", "whole organisation")
OWN_UNIT = ("onderdeel", "eigen onderdeel", "unit", "own unit")


class Here:
    """Who and what this organisation has, read once: two queries for a file of any length."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.persons: dict[str, list[Person]] = defaultdict(list)
        persons = Person.objects.filter(organisation=organisation, support_until=None).exclude(email="")
        for person in persons.select_related("unit"):
            self.persons[person.email.lower()].append(person)
        self._units = {unit.pk: unit for unit in Unit.objects.filter(organisation=organisation)}
        self._roles = _names_of_roles(organisation)

    def units(self, words: str) -> list[Unit]:
        """Return the units that `words` can mean: a name, or a path of names from anywhere above it."""
        wanted = words.casefold()
        if found := [unit for unit in self._units.values() if unit.name.casefold() == wanted]:
            return found
        steps = [step for step in _STEPS.split(wanted) if step]
        return [unit for unit in self._units.values() if len(steps) > 1 and self._path(unit)[-len(steps) :] == steps]

    def roles(self, words: str) -> tuple[list[str], list[str]]:
        """Return the codes of the roles that are named, and the names that mean nothing here."""
        named = [name for name in _BETWEEN.split(words) if name]
        codes = [self._roles[name.casefold()] for name in named if name.casefold() in self._roles]
        return list(dict.fromkeys(codes)), [name for name in named if name.casefold() not in self._roles]

    def _path(self, unit: Unit) -> list[str]:
        return [self._units[key].name.casefold() for key in unit.chain()]


def _names_of_roles(organisation: Organisation) -> dict[str, str]:
    """Every way to name a role: its code, the shipped names and the own words; the own word wins."""
    names: dict[str, str] = {}
    for own in (None, organisation):
        for code in queries.roles().by_code:
            names[code] = code
            for language in ("nl", "en"):
                names |= dict.fromkeys(_ways(queries.role_name(code, language, own)), code)
    return names


def _ways(name: str) -> list[str]:
    """A name, and both halves of one with a short form behind it: Data protection officer (DPO)."""
    long, _, short = name.casefold().rstrip(")").partition(" (")
    return [name.casefold(), long, short] if short else [name.casefold()]
