"""For whose eyes a decision is written down: a colleague's, or everybody's."""

from typing import Protocol

from django.utils.translation import gettext as _

from roeland.decisions.disclosing import WHY_CLOSED, Reader, Shown, is_public
from roeland.decisions.models import Advice, Condition, Disclosure, GateRequest, Weighing
from roeland.organisation.access import may
from roeland.organisation.models import Person


class Eyes(Protocol):
    """What a letter shows. names: whether people are named; sees_who_asked: whether who asked is."""

    names: bool
    sees_who_asked: bool

    def who(self, person: Person | None, role: str) -> str:
        """A person in a role."""

    def shown(self, advice: Advice) -> Shown:
        """What is shown of an advice."""

    def condition(self, condition: Condition) -> str:
        """The words of a condition."""

    def why(self, weighing: Weighing) -> str:
        """Why a decision does not follow an advice; empty when that is not shown."""


class Colleague:
    """Somebody who works here, with what they may read."""

    names = True

    def __init__(self, person: Person, gate_request: GateRequest) -> None:
        self._reader = Reader(person, gate_request)
        self.sees_who_asked = may(person, "journal.own", gate_request)

    def who(self, person: Person | None, role: str) -> str:
        named = person.name if person else _("Nobody yet")
        return f"{named}, {role}" if role else named

    def shown(self, advice: Advice) -> Shown:
        return self._reader.shown(advice)

    def condition(self, condition: Condition) -> str:
        return condition.text if self._reader.may_read_condition(condition) else condition.in_the_open

    def why(self, weighing: Weighing) -> str:
        return weighing.reason if self._reader.may_read_weighing(weighing) else ""


class Everybody:
    """Anybody at all: no names, and of an advice only what is public."""

    names = False
    sees_who_asked = False

    def who(self, person: Person | None, role: str) -> str:
        return role or _("a colleague")

    def shown(self, advice: Advice) -> Shown:
        if is_public(advice):
            return Shown(True, True, "")
        return Shown(False, not _of_security(advice), str(WHY_CLOSED[Disclosure(advice.disclosure)]))

    def condition(self, condition: Condition) -> str:
        return condition.in_the_open

    def why(self, weighing: Weighing) -> str:
        return "" if _of_security(weighing.advice) else weighing.reason


def _of_security(advice: Advice | None) -> bool:
    return advice is not None and advice.disclosure == Disclosure.SECURITY
