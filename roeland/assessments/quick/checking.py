"""The quick check on what stands in this organisation: its approved tools, and who can be asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from roeland.assessments.models import AcceptableUse
from roeland.content import shipped
from roeland.organisation.models import Organisation, Person, Unit
from roeland.organisation.queries import Standing, holders
from roeland.register.models import Application
from roeland.rules import quick_check as rules
from roeland.rules.quick_questions import QuickCheck

DOCUMENT = "quick-check"
NONE, UNKNOWN = "none", "unknown"
CITIZENS = {"yes": True, "no": False, UNKNOWN: None}


@dataclass(frozen=True)
class Asked:
    """What somebody wants to do, in codes of the document: `application` is an approved tool, `tool` is typed."""

    inputs: tuple[str, ...]
    purpose: str
    citizens: str
    application: Application | None = None
    tool: str = ""

    @property
    def tool_name(self) -> str:
        return self.application.name if self.application else self.tool


@dataclass(frozen=True)
class Colleague:
    """Who can be asked, in which role. `vacant`: the roles that would know better, and that nobody holds."""

    person: Person
    role: str
    vacant: tuple[str, ...]
    deputy: bool


@dataclass(frozen=True)
class Judged:
    """The outcome of a check, and the approved tools by their key."""

    outcome: rules.Outcome
    frames: dict[str, AcceptableUse]


def check(reference: str = DOCUMENT) -> QuickCheck:
    """The questions and rules of the quick check; the newest, or those of a reference."""
    return shipped.meaning(reference, QuickCheck)


def reference() -> str:
    """How a row refers to the newest quick check."""
    return shipped.document(DOCUMENT).ref


def approved(organisation: Organisation, day: date) -> list[AcceptableUse]:
    """The tools that are approved on this day, by name."""
    rows = AcceptableUse.objects.filter(organisation=organisation).on(day)
    return list(rows.select_related("application").order_by("application__name", "pk"))


def frame(row: AcceptableUse) -> rules.Frame:
    """What an approval allows, for the rule."""
    inputs = check().with_included(row.inputs)
    return rules.Frame(str(row.application_id), inputs, frozenset(row.purposes), row.citizens)


def judge(asked: Asked, organisation: Organisation) -> Judged:
    """Answer whether this may be done here, today."""
    return judge_among(asked, approved(organisation, timezone.localdate()))


def judge_among(asked: Asked, rows: Sequence[AcceptableUse]) -> Judged:
    """Answer whether this may be done when these tools are approved."""
    frames = [frame(row) for row in rows]
    outcome = rules.judge(check(), _use(asked, frames), frames)
    return Judged(outcome, {str(row.application_id): row for row in rows})


def colleague(organisation: Organisation, role: str, unit: Unit | None, asker: Person) -> Colleague | None:
    """Who holds this role for the unit, or who is asked when nobody does; never the asker. None: nobody at all."""
    return _first(organisation, (role, *check().stands_in), unit, asker)


def handler(person: Person) -> Colleague | None:
    """Who hears what this person already did with a tool; None when nobody at all can."""
    return _first(person.organisation, check().handlers, person.unit, person)


def _first(organisation: Organisation, roles: Iterable[str], unit: Unit | None, asker: Person) -> Colleague | None:
    order = tuple(dict.fromkeys(roles))
    found = holders(organisation, order, unit, timezone.localdate(), excluding=[asker.pk])
    for number, role in enumerate(order):
        if here := found.get(role):
            return Colleague(here.person, role, order[:number], here.reason is not Standing.HOLDS)
    return None


def _use(asked: Asked, frames: Sequence[rules.Frame]) -> rules.Use:
    here = next((each for each in frames if asked.application and each.key == str(asked.application.pk)), None)
    return rules.Use(
        tool=_tool(asked, here),
        frame=here,
        inputs=frozenset(asked.inputs) - {NONE, UNKNOWN},
        more_inputs=UNKNOWN in asked.inputs,
        purpose=None if asked.purpose == UNKNOWN else asked.purpose,
        citizens=CITIZENS[asked.citizens],
    )


def _tool(asked: Asked, here: rules.Frame | None) -> rules.Tool:
    """An application that is no longer approved is a tool like any other."""
    if here:
        return rules.Tool.APPROVED
    return rules.Tool.OTHER if asked.application or asked.tool else rules.Tool.UNKNOWN
