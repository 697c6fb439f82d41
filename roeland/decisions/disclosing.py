"""Who may read what an advice says: the one place that tells it, for every page, letter and file.

Who may not read it still sees that there is an advice, of which role, and why the words are not shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from roeland.decisions.hearing import Heard
from roeland.decisions.models import Advice, Condition, Decision, Disclosure, GateRequest, Inquiry, Weighing
from roeland.organisation.access import held_by, may
from roeland.organisation.models import Person, Unit

DPO = "dpo"
ABOVE = "directorate"  # what the FG advises is told to them too, asked or unasked
WHY_CLOSED = {
    Disclosure.OPINION: gettext_lazy("This is a personal opinion, for the people of this case."),
    Disclosure.SECURITY: gettext_lazy(
        "This is about security. Only the CISO, the DPO, who decides, the AI owner and the information manager read it."
    ),
}


def is_public(advice: Advice) -> bool:
    """Whether the words of an advice may stand where everybody can read them: a public letter, a public register."""
    return advice.disclosure == Disclosure.PUBLIC


def may_read(person: Person, advice: Advice) -> bool:
    """Whether this person may read the words of an advice. For several of one request: one Reader."""
    return Reader(person, advice.inquiry.gate_request).may_read(advice)


@dataclass(frozen=True)
class Shown:
    """An advice as one person sees it: `words` when they may be read, or else why not. verdict: whether it shows."""

    words: bool
    verdict: bool
    why_closed: str


@dataclass(frozen=True)
class Voice:
    """Somebody who was heard, as one person sees it; shown: None while nothing was said."""

    heard: Heard
    shown: Shown | None


@dataclass(frozen=True)
class ShownCondition:
    """A condition as one person sees it; may_meet: whether they can say that it is met."""

    condition: Condition
    words: bool
    may_meet: bool


class Reader:
    """One person before the advices of one request. Asks the database only for an advice that is not public."""

    def __init__(self, person: Person, gate_request: GateRequest) -> None:
        self.person, self.gate_request = person, gate_request

    def shown(self, advice: Advice) -> Shown:
        """What this person sees of an advice; what is said of security keeps its outcome too."""
        if self.may_read(advice):
            return Shown(True, True, "")
        return Shown(False, advice.disclosure != Disclosure.SECURITY, str(WHY_CLOSED[Disclosure(advice.disclosure)]))

    def may_read(self, advice: Advice) -> bool:
        """Who wrote it always may; of the FG's also the directorate; for the rest the document `permissions` says."""
        if self.person.organisation_id != self.gate_request.organisation_id:
            return False
        if is_public(advice) or self.person.pk in (advice.given_by_id, advice.in_place_of_id):
            return True
        hears = advice.role == DPO and self._holds(ABOVE)
        return hears or (self._opinion if advice.disclosure == Disclosure.OPINION else self._security)

    def may_read_condition(self, condition: Condition) -> bool:
        """Whether this person may read a condition: one that comes from an advice on security is as closed as that.

        Who must meet it reads it.
        """
        source = condition.advice
        if source is None or source.disclosure != Disclosure.SECURITY or condition.owner_id == self.person.pk:
            return True
        return self.may_read(source)

    def may_read_weighing(self, weighing: Weighing) -> bool:
        """Whether this person may read why a decision deviates: not of an advice on security that they may not read."""
        return (
            weighing.advice is None
            or weighing.advice.disclosure != Disclosure.SECURITY
            or self.may_read(weighing.advice)
        )

    def voices(self, heard: Iterable[Heard]) -> list[Voice]:
        """Everybody who was heard, as this person sees it."""
        return [Voice(one, self.shown(one.advice) if one.advice else None) for one in heard]

    def conditions(self, decision: Decision) -> list[ShownCondition]:
        """The conditions of a decision on this request. One query."""
        rows = decision.conditions_set.select_related("owner", "advice").order_by("pk")
        return [
            ShownCondition(row, self.may_read_condition(row), may(self.person, "condition.meet", row)) for row in rows
        ]

    @cached_property
    def _opinion(self) -> bool:
        return may(self.person, "advice.read_opinion", self._case)

    @cached_property
    def _security(self) -> bool:
        return may(self.person, "advice.read_security", self._case)

    @property
    def _case(self) -> "Case":
        return Case(self.gate_request)

    def _holds(self, role: str) -> bool:
        return any(row.role == role and row.covers(self.gate_request.unit) for row in held_by(self.person))


@dataclass(frozen=True)
class Case:
    """A request with everybody who has a part in it, as the door reads it."""

    gate_request: GateRequest

    @property
    def organisation_id(self) -> UUID:
        return self.gate_request.organisation_id

    @property
    def unit(self) -> Unit | None:
        return self.gate_request.unit

    def relations(self, person: Person) -> set[str]:
        """What the person is to the case: owner, reporter, asker, decider or adviser."""
        asked = self.gate_request.asked_by_id == person.pk
        roles = {row.role for row in held_by(person) if row.covers(self.unit)}
        found = self.gate_request.application.relations(person) | ({"asker"} if asked else set())
        found |= {"decider"} if self._decides(person, roles) else set()
        return found | ({"adviser"} if self._advises(person, roles) else set())

    def _decides(self, person: Person, roles: set[str]) -> bool:
        decision = getattr(self.gate_request, "decision", None) if not self.gate_request.is_open else None
        keys = {self.gate_request.holder_id, *((decision.taken_by_id, decision.in_place_of_id) if decision else ())}
        return person.pk in keys or self.gate_request.role in roles

    def _advises(self, person: Person, roles: set[str]) -> bool:
        rows: Any = Inquiry.objects.filter(gate_request=self.gate_request).exclude(kind=Inquiry.Kind.FACTS)
        return any(key == person.pk or role in roles for key, role in rows.values_list("holder", "role"))
