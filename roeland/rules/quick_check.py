"""May I do this? Somebody wants to use an AI tool now: facts in, an answer with its reasons out.

A use that certainly falls outside what the tool is approved for is never a yes. What is not known is never a no:
it leads to a colleague, or to a yes with a condition, and never to a plain yes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from roeland.rules.logic import Condition, Facts, Truth, Value
from roeland.rules.quick_questions import Answer, Breach, HouseRule, QuickCheck, Reason


class Tool(StrEnum):
    """What is known of the tool."""

    APPROVED = "approved"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Frame:
    """For what a tool is approved: kinds of data, purposes, and whether the outcome may reach citizens."""

    key: str
    inputs: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    citizens: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What somebody wants to do. None is unknown; `inputs` are certain, `more_inputs` says there may be others."""

    tool: Tool
    frame: Frame | None = None
    inputs: frozenset[str] = frozenset()
    more_inputs: bool = False
    purpose: str | None = None
    citizens: bool | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A tool with which it can be done safely: without these data, and maybe only inside the organisation."""

    key: str
    leave_out: tuple[str, ...] = ()
    keep_inside: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer, why, what holds for who goes on, what is safe instead, and which role to ask."""

    answer: Answer
    reasons: tuple[Reason, ...]
    conditions: tuple[HouseRule, ...]
    house_rules: tuple[HouseRule, ...]
    alternatives: tuple[Alternative, ...]
    role: str


def judge(check: QuickCheck, use: Use, frames: Sequence[Frame]) -> Outcome:
    """Answer whether this may be done. `frames` are the tools that are approved today, for the alternatives."""
    outside, unknown = _outside(check, use), _unknown(check, use)
    alternatives = _alternatives(check, use, frames) if outside or unknown else ()
    conditions, rules = _rules(check, use)
    answer = _answer(outside, unknown, alternatives, conditions)
    goes_on = answer in (Answer.YES, Answer.YES_IF)
    given = outside | unknown | _noted(use) | (_inside(use) if goes_on else frozenset())
    reasons = tuple(reason for reason in check.reasons if reason.code in given)
    return Outcome(
        answer,
        reasons,
        conditions if goes_on else (),
        rules if goes_on else (),
        alternatives,
        _role(check, [reason for reason in reasons if reason.code in outside | unknown]),
    )


def severity(answer: Answer) -> int:
    """How strict an answer is; a higher number is stricter."""
    return tuple(Answer).index(answer)


def _answer(
    outside: frozenset[str],
    unknown: frozenset[str],
    alternatives: tuple[Alternative, ...],
    conditions: tuple[HouseRule, ...],
) -> Answer:
    if unknown:
        return Answer.ASK
    if outside:
        return Answer.NOT_SO if alternatives else Answer.ASK
    return Answer.YES_IF if conditions else Answer.YES


def _outside(check: QuickCheck, use: Use) -> frozenset[str]:
    """What certainly falls outside the approval; of a tool that is not known nothing is certain."""
    if use.tool is Tool.UNKNOWN:
        return frozenset()
    frame = use.frame or Frame("")
    found = {f"input_outside.{code}" for code in check.with_included(use.inputs) - frame.inputs}
    if use.tool is Tool.OTHER or use.frame is None:
        return frozenset({"tool_other", *found, *(_about_people(check, use.purpose))})
    if use.purpose is not None and use.purpose not in frame.purposes:
        found |= _about_people(check, use.purpose) or {"purpose_outside"}
    if use.citizens and not frame.citizens:
        found.add("citizens_outside")
    return frozenset(found)


def _about_people(check: QuickCheck, purpose: str | None) -> set[str]:
    return {f"purpose_outside.{each.code}" for each in check.purposes if each.about_people and each.code == purpose}


def _unknown(check: QuickCheck, use: Use) -> frozenset[str]:
    """What is not known and could make the difference."""
    found = set()
    if use.tool is Tool.UNKNOWN:
        found |= {"tool_unknown", *(f"input_outside.{code}" for code in check.with_included(use.inputs))}
        found |= _about_people(check, use.purpose)
    allowed = use.frame.inputs if use.frame else frozenset()
    if use.more_inputs and {each.code for each in check.inputs} - allowed:
        found.add("input_unknown")
    if use.purpose is None:
        found.add("purpose_unknown")
    return frozenset(found)


def _noted(use: Use) -> frozenset[str]:
    """What is not known but is covered by a condition."""
    return frozenset({"citizens_unknown"}) if use.citizens is None else frozenset()


def _inside(use: Use) -> frozenset[str]:
    return frozenset({"tool_approved", "purpose_inside"} | (set() if use.more_inputs else {"inputs_inside"}))


def _alternatives(check: QuickCheck, use: Use, frames: Sequence[Frame]) -> tuple[Alternative, ...]:
    """The approved tools that do this, those that ask the least change first."""
    wanted = check.with_included(each.code for each in check.inputs if use.more_inputs or each.code in use.inputs)
    about_people = bool(_about_people(check, use.purpose))
    found = []
    for frame in frames:
        missing = tuple(each.code for each in check.inputs if each.code in wanted - frame.inputs)
        if use.purpose in frame.purposes and not (about_people and missing):
            found.append(Alternative(frame.key, missing, use.citizens is not False and not frame.citizens))
    return tuple(sorted(found, key=lambda each: len(each.leave_out) + each.keep_inside))


def _rules(check: QuickCheck, use: Use) -> tuple[tuple[HouseRule, ...], tuple[HouseRule, ...]]:
    """The conditions and the other rules that apply, or may apply while something is not known."""
    facts = _facts(check, use)
    applying = [rule for rule in check.house_rules if _applies(rule, facts)]
    return tuple(r for r in applying if r.condition), tuple(r for r in applying if not r.condition)


def _applies(rule: HouseRule, facts: Facts) -> bool:
    return rule.when is None or rule.when.evaluate(facts).truth is not Truth.FALSE


def _facts(check: QuickCheck, use: Use) -> Facts:
    """What the conditions of house rules can read: input.<code>, purpose, citizens, approved_for_citizens."""
    certain = check.with_included(use.inputs)
    missing = None if use.more_inputs else False
    facts: dict[str, Value] = {f"input.{each.code}": each.code in certain or missing for each in check.inputs}
    frame = use.frame or Frame("")
    return facts | {"purpose": use.purpose, "citizens": use.citizens, "approved_for_citizens": frame.citizens}


def _role(check: QuickCheck, reasons: Iterable[Reason]) -> str:
    named = {reason.role for reason in reasons if reason.role}
    return next((role for role in check.asks if role in named), check.asks[-1])


def beyond(check: QuickCheck, frame: Frame, facts: Facts) -> tuple[str, ...]:
    """What a frame would allow that the intake of the application has not said: codes as in the texts.

    Whatever is not certain from the facts counts: a frame never goes further than what was assessed.
    """
    asked: list[tuple[str, Condition]] = [
        *((f"input.{each.code}", each.needs) for each in check.inputs if each.code in frame.inputs),
        *(
            (f"purpose.{each.code}", each.needs)
            for each in check.purposes
            if each.code in frame.purposes and each.needs
        ),
        *((("citizens.yes", check.citizens),) if frame.citizens else ()),
    ]
    return tuple(code for code, needs in asked if needs.evaluate(facts).truth is not Truth.TRUE)


def proposed_deadline(aware_at: datetime, breach: Breach) -> datetime:
    """When a breach must be with the supervisor at the latest, if it is one and was known from `aware_at`.

    GDPR 33(1). The hours run on through nights, weekends and holidays.
    """
    return aware_at + timedelta(hours=breach.hours)


def large_enough(people: int, check: QuickCheck) -> bool:
    """Whether a group is so large that what was used in it says nothing about one person."""
    return people >= check.smallest_group
