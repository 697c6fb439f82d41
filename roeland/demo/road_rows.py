"""What happens on the road of applications, in the order of the story, as the YAML says it."""

from typing import Any

import msgspec


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    """Something that somebody (`by`) does with an application."""

    application: str
    by: str = ""  # left out: who is asked


class Plan(Act, frozen=True, tag="plan"):
    """The plan of the experiment in `experiments.yaml`."""


class Ask(Act, frozen=True, tag="ask", kw_only=True):
    leads_to: str = "production"
    gate: str = ""
    what: str = ""


class Facts(Act, frozen=True, tag="facts", kw_only=True):
    role: str
    text: str


class Advise(Act, frozen=True, tag="advise", kw_only=True):
    role: str
    verdict: str
    reasons: str
    conditions: tuple[str, ...] = ()
    disclosure: str = "opinion"


class AdviseRest(Act, frozen=True, tag="advise_rest", kw_only=True):
    """Everybody who has not spoken yet agrees."""

    reasons: str


class AskBack(Act, frozen=True, tag="ask_back", kw_only=True):
    role: str
    question: str


class ConditionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    owner: str
    days: int
    of: str = ""  # the role whose advice it comes from


class Decide(Act, frozen=True, tag="decide", kw_only=True):
    answer: str
    reasons: str
    follow: tuple[str, ...] = ()
    deviate: dict[str, str] = {}  # role, and why
    gaps: dict[str, str] = {}  # a role that nobody holds, and how that is covered
    conditions: tuple[ConditionRow, ...] = ()


class Meet(Act, frozen=True, tag="meet", kw_only=True):
    condition: str
    how: str


class Oversee(Act, frozen=True, tag="oversee", kw_only=True):
    kind: str
    result: str
    looked_at: str
    text: str = ""


class Warn(Act, frozen=True, tag="warn", kw_only=True):
    text: str


class Consult(Act, frozen=True, tag="consult", kw_only=True):
    supervisor: str
    days_ago: int
    reference: str


class Stop(Act, frozen=True, tag="stop", kw_only=True):
    reason: str


class Edit(Act, frozen=True, tag="edit", kw_only=True):
    """Somebody notes that something is otherwise."""

    section: str
    field: str
    value: str


class Lapse(Act, frozen=True, tag="lapse"):
    """The days that were left after a change have passed."""


class Stand(Act, frozen=True, tag="stand", kw_only=True):
    """How an obligation stands; with a title somebody first brings what shows it."""

    obligation: str
    standing: str
    reason: str = ""
    until_in: int = 0  # days
    title: str = ""
    shows: str = ""
    valid_for: int = 0  # days; 0 is without an end


class Risky(Act, frozen=True, tag="risk", kw_only=True):
    """Something that may go wrong; with `accepted_by` somebody lives with what is left."""

    title: str
    effect: str
    kind: str
    likelihood: int
    impact: int
    treatment: str = ""
    plan: str = ""
    owner: str = ""
    left_likelihood: int | None = None
    left_impact: int | None = None
    accepted_by: str = ""
    because: str = ""
    accepted_for: int = 0  # days


class RemarkRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody says of a question, perhaps to somebody, perhaps with another answer."""

    question: str
    by: str
    text: str
    proposal: str = ""
    to: str = ""


class OpinionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    by: str
    role: str
    verdict: str
    text: str


class Assess(Act, frozen=True, tag="assess", kw_only=True):
    """An assessment: its rows and answers (a row by its label, a person by their key), and how far people came."""

    instrument: str = "dpia"
    rows: dict[str, tuple[dict[str, Any], ...]] = {}
    answers: dict[str, Any] = {}
    ask: dict[str, str] = {}  # part: person
    ready: tuple[str, ...] = ()
    remarks: tuple[RemarkRow, ...] = ()
    advice: tuple[OpinionRow, ...] = ()
    answered: dict[str, str] = {}  # role: what is done with its advice
    signed_by: str = ""
    reasons: str = ""


Step = (
    Plan | Ask | Facts | Advise | AdviseRest | AskBack
    | Decide | Meet | Oversee | Warn | Consult | Stop | Edit | Lapse | Stand | Risky | Assess
)  # fmt: skip


class MeasureRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure that meets an obligation of all applications."""

    title: str
    what: str
    owner: str
    every_months: int
    obligation: str
    by: str
    saw: str


class MatrixRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The organisation's own matrix: what it changed, who adopted it, on which act."""

    by: str
    activity: str
    accountable: str
    does: tuple[str, ...]
    advises: tuple[str, ...]
    informs: tuple[str, ...]
    reason: str
    adopted_by: str
    review_in: int  # days
    organ: str
    number: str
    days_ago: int
    link: str


class RoadRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    steps: tuple[Step, ...] = ()
    afterwards: tuple[Step, ...] = ()  # when the experiments have run
    matrix: MatrixRow | None = None
    measures: tuple[MeasureRow, ...] = ()
