"""What the law asks of whom, from when: rows of obligations over findings, roles and dated law."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import msgspec

from roeland.rules.classification import State
from roeland.rules.law_dates import LawDate, LawDates, Status, applies
from roeland.rules.logic import Condition, Evaluation, Facts, Truth, Value, all_of, any_condition, any_of
from roeland.rules.sources import Source

FINDING = "finding."
"""How a fact that is a finding starts: true when certain, false when excluded, unknown when possible."""


class Category(StrEnum):
    """What kind of system, or other matter, an obligation belongs to."""

    ALL = "all"
    HIGH_RISK = "high-risk"
    NOT_HIGH_RISK = "not-high-risk"
    TRANSPARENCY = "transparency"
    GENERAL_MODEL = "general-model"
    POLICY = "policy"
    PRIVACY = "privacy"


class LegalRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role that the law knows, and when the organisation has it; without a condition it always has."""

    code: str
    when: Condition | None = None


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which an obligation holds: for one of these roles, when the condition is met, from `law_date`.

    `judge`: facts alone do not settle it. It never becomes certain; this role of the organisation assesses it.
    """

    roles: tuple[str, ...]
    law_date: str
    when: Condition | None = None
    judge: str = ""


class Obligation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the table: what must be done, who in the organisation does it, and where it is written.

    `helped_by`: roles that write along or advise. `public_only`: rests on public authorities alone.
    `outside_act`: it stands beside the AI Act, so it also holds for what is not AI. `voluntary`: the law encourages it
    and asks nothing, so nobody is ever late with it.
    """

    code: str
    category: Category
    for_role: str
    accountable: str
    branches: tuple[Branch, ...]
    sources: tuple[Source, ...]
    outside_act: bool = False
    helped_by: tuple[str, ...] = ()
    public_only: bool = False
    voluntary: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """The legal roles that it may rest on."""
        return tuple(dict.fromkeys(role for branch in self.branches for role in branch.roles))


class Obligations(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All obligations, in the order of the table.

    `act`: what must be so before the AI Act counts at all. `definitions` only names conditions that rows share.
    """

    verified_on: date
    act: Condition
    roles: tuple[LegalRole, ...]
    obligations: tuple[Obligation, ...]
    definitions: dict[str, Condition] = {}

    @cached_property
    def legal_roles(self) -> dict[str, Condition | None]:
        """When the organisation has each legal role; None is always."""
        return {role.code: role.when for role in self.roles}

    @cached_property
    def parts(self) -> tuple[tuple[Obligation, tuple[tuple[Branch, tuple[Condition, ...]], ...]], ...]:
        """Every obligation with its branches, each with all that must be so; equal conditions are one object."""
        known: dict[Condition, Condition] = {}
        return tuple(
            (row, tuple((each, tuple(known.setdefault(c, c) for c in self._parts(row, each))) for each in row.branches))
            for row in self.obligations
        )

    @cached_property
    def voluntary(self) -> frozenset[str]:
        """The codes of what the law only encourages."""
        return frozenset(row.code for row in self.obligations if row.voluntary)

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Every condition, with the code of what it belongs to."""
        yield "act", self.act
        yield from ((role.code, role.when) for role in self.roles if role.when is not None)
        for row in self.obligations:
            yield from ((row.code, branch.when) for branch in row.branches if branch.when is not None)

    def codes(self) -> Iterator[str]:
        """Every code that needs a text: the rows, their categories and the legal roles."""
        yield from (f"category.{category.value}" for category in Category)
        yield from (f"role.{role.code}" for role in self.roles)
        yield from (row.code for row in self.obligations)

    def _parts(self, row: Obligation, branch: Branch) -> Iterator[Condition]:
        """The Act counts, the organisation has one of the roles, and the branch's own condition."""
        if not row.outside_act:
            yield self.act
        whens = [when for role in branch.roles if (when := self.legal_roles[role]) is not None]
        if len(whens) == len(branch.roles):
            yield any_condition(*whens)
        if branch.when is not None:
            yield branch.when


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that an obligation rests on, mostly `finding.<code>`, and how sure it is."""

    fact: str
    state: State

    @property
    def finding(self) -> str:
        """The code of the finding; empty for a fact that was given, such as the jurisdiction."""
        return self.fact.removeprefix(FINDING) if self.fact.startswith(FINDING) else ""


@dataclass(frozen=True, slots=True)
class DueBranch:
    """One way in which an obligation is due.

    applies_from: the date to plan on. formal_from: what the text of the law says. legacy_from: the date for systems
    that were there before, None when the law makes no difference. applies_now: unknown between two readings.
    judge: the role that must assess whether it holds; empty when facts settle it.
    """

    state: State
    roles: tuple[str, ...]
    law_date: str
    applies_from: date
    formal_from: date
    legacy_from: date | None
    status: Status
    applies_now: Truth
    judge: str
    because: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """An obligation that holds (certain) or may hold (possible).

    The first branch leads: of those as sure as the obligation itself the one that applies first.
    """

    code: str
    category: Category
    state: State
    public_only: bool
    for_role: str
    helped_by: tuple[str, ...]
    accountable: str
    sources: tuple[Source, ...]
    branches: tuple[DueBranch, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The legal roles that it rests on here, as far as they are not excluded."""
        return tuple(dict.fromkeys(role for branch in self.branches for role in branch.roles))

    @property
    def applies_from(self) -> date:
        """The date to plan on."""
        return self.branches[0].applies_from

    @property
    def formal_from(self) -> date:
        """The date in the text of the law."""
        return self.branches[0].formal_from

    @property
    def legacy_from(self) -> date | None:
        """The date for systems that were there before."""
        return self.branches[0].legacy_from

    @property
    def status(self) -> Status:
        """How sure the date is."""
        return self.branches[0].status

    @property
    def applies_now(self) -> Truth:
        """Whether it applies on the day that was asked, if it holds."""
        return any_of(branch.applies_now for branch in self.branches if branch.state is self.state)


def obligations(document: Obligations, facts: Facts, law_dates: LawDates, as_of: date) -> tuple[Due, ...]:
    """Return what is certainly or possibly asked; what is excluded is left out.

    facts: `finding.<code>` and given facts. Raises KeyError for a law date that is not in the table.
    First what applies on `as_of`, then by the date to plan on, then as in the table.
    """
    reading = _Reading(document, facts, {law_date.code: law_date for law_date in law_dates.dates}, as_of)
    found = []
    for row, branches in document.parts:
        if due := [each for branch, parts in branches if (each := reading.due(branch, parts))]:
            found.append(_row(row, due))
    return tuple(sorted(found, key=lambda due: (due.applies_now is not Truth.TRUE, due.applies_from)))


class _Reading:
    """One look at the facts and the calendar; what many rows share is answered once."""

    def __init__(self, document: Obligations, facts: Facts, calendar: dict[str, LawDate], as_of: date) -> None:
        self.document, self.facts, self.calendar, self.as_of = document, facts, calendar, as_of
        self.known: dict[int, Evaluation] = {}

    def due(self, branch: Branch, parts: tuple[Condition, ...]) -> DueBranch | None:
        """The branch as it is due; None when it is excluded."""
        answers = []
        for part in parts:  # the first that fails will do: by far most branches do not hold
            answers.append(self._answer(part))
            if answers[-1].truth is Truth.FALSE:
                return None
        truth = all_of(answer.truth for answer in answers)
        law_date = self.calendar[branch.law_date]
        return DueBranch(
            state=State.CERTAIN if truth is Truth.TRUE and not branch.judge else State.POSSIBLE,
            roles=self._roles(branch),
            law_date=law_date.code,
            applies_from=law_date.plan_on,
            formal_from=law_date.formal,
            legacy_from=self.calendar[law_date.legacy].plan_on if law_date.legacy else None,
            status=law_date.status,
            applies_now=applies(law_date, self.as_of),
            judge=branch.judge,
            because=_grounds(answers),
        )

    def _roles(self, branch: Branch) -> tuple[str, ...]:
        """The roles of a branch that the organisation has or may have."""
        whens = ((role, self.document.legal_roles[role]) for role in branch.roles)
        return tuple(r for r, when in whens if when is None or self._answer(when).truth is not Truth.FALSE)

    def _answer(self, condition: Condition) -> Evaluation:
        if id(condition) not in self.known:
            self.known[id(condition)] = condition.evaluate(self.facts)
        return self.known[id(condition)]


def _row(row: Obligation, branches: list[DueBranch]) -> Due:
    ordered = sorted(branches, key=lambda each: (each.state is not State.CERTAIN, each.applies_from, each.formal_from))
    return Due(
        code=row.code,
        category=row.category,
        state=ordered[0].state,
        public_only=row.public_only,
        for_role=row.for_role,
        helped_by=row.helped_by,
        accountable=row.accountable,
        sources=row.sources,
        branches=tuple(ordered),
    )


def _grounds(answers: Sequence[Evaluation]) -> tuple[Ground, ...]:
    """Every fact that speaks for it, and every fact that keeps it open; each once."""
    known = [Ground(ref.fact, _state(ref.value)) for answer in answers for ref in answer.because]
    unknown = [Ground(fact, State.POSSIBLE) for answer in answers for fact in answer.open]
    return tuple(dict.fromkeys(known + unknown))


def _state(value: Value) -> State:
    return State.EXCLUDED if value is False else State.CERTAIN
