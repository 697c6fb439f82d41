"""What the quick check asks, answers and explains, as the content says it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from roeland.rules.logic import Condition
from roeland.rules.sources import Source


class Answer(StrEnum):
    """What somebody hears, from the mildest to the strictest."""

    YES = "yes"
    YES_IF = "yes_if"
    NOT_SO = "not_so"  # not like this, but there is a safe way
    ASK = "ask"  # a colleague has to look first


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of data. `includes`: whoever may put this in may put these in too, and who does, does.

    `needs`: what the intake must have said before a tool can be approved for it. `answers`: what it tells an intake.
    """

    code: str
    needs: Condition
    includes: tuple[str, ...] = ()
    answers: dict[str, bool | str] = {}


class Purpose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody wants to do. `about_people`: the outcome is about a person, so leaving people out is no way out.

    A purpose without `approvable` fits in no frame.
    """

    code: str
    about_people: bool = False
    approvable: bool = True
    needs: Condition | None = None
    answers: dict[str, bool | str] = {}


class HouseRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule for who may go on; with `condition` the yes depends on it. Without `when` it always applies."""

    code: str
    condition: bool = False
    when: Condition | None = None
    sources: tuple[Source, ...] = ()


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the answer is what it is, where that stands, and the role that can say more."""

    code: str
    role: str = ""
    sources: tuple[Source, ...] = ()


class Breach(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many hours after it is known a data breach must be with the supervisor."""

    hours: int
    sources: tuple[Source, ...]


class QuickCheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The questions of the quick check, its reasons and the rules of the house.

    `nothing`: what it tells an intake that nothing about people and nothing secret goes in. `asks`: the roles that can
    be asked; of several reasons the role that stands first here. `stands_in`: who is asked when nobody holds that
    role. `handlers`: who hears of honest use in the past, the first that somebody holds.
    """

    verified_on: date
    intake: str
    nothing: dict[str, bool | str]
    inputs: tuple[Input, ...]
    purposes: tuple[Purpose, ...]
    citizens: Condition
    reasons: tuple[Reason, ...]
    house_rules: tuple[HouseRule, ...]
    asks: tuple[str, ...]
    stands_in: tuple[str, ...]
    handlers: tuple[str, ...]
    stop_now: tuple[str, ...]
    breach: Breach
    smallest_group: int

    def expected_reasons(self) -> frozenset[str]:
        """The code of every reason that `judge` can give."""
        inputs = {f"input_outside.{each.code}" for each in self.inputs}
        purposes = {f"purpose_outside.{each.code}" for each in self.purposes if each.about_people}
        return PLAIN_REASONS | inputs | purposes

    def codes(self) -> Iterable[str]:
        yield from (f"answer.{answer}" for answer in Answer)
        yield from (f"question.{question}" for question in QUESTIONS)
        yield from (f"input.{code}" for code in ("none", *(each.code for each in self.inputs), "unknown"))
        yield from (f"purpose.{code}" for code in (*(each.code for each in self.purposes), "unknown"))
        yield from (f"citizens.{code}" for code in ("yes", "no", "unknown"))
        yield from (f"reason.{reason.code}" for reason in self.reasons)
        yield from (f"rule.{rule.code}" for rule in self.house_rules)
        yield from (f"stop.{code}" for code in self.stop_now)

    def with_included(self, inputs: Iterable[str]) -> frozenset[str]:
        """These kinds of data, with all that they include."""
        by_code = {each.code: each for each in self.inputs}
        found: set[str] = set()
        waiting = [code for code in inputs if code in by_code]
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting += by_code[code].includes
        return frozenset(found)


QUESTIONS = ("tool", "inputs", "purpose", "citizens")
PLAIN_REASONS = frozenset({
    "tool_approved", "tool_other", "tool_unknown", "inputs_inside", "input_unknown",
    "purpose_inside", "purpose_outside", "purpose_unknown", "citizens_outside", "citizens_unknown",
})  # fmt: skip
