"""The demonstration as it stands in YAML, read into typed rows; a slip of the pen stops the loading with its place."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from roeland.demo.body_rows import BodiesRow
from roeland.demo.experiment_rows import ExperimentRow
from roeland.demo.road_rows import RoadRow

DATA = Path(__file__).parent / "data"
UNKNOWN = "?"  # the answer "I don't know"
# Who is good to start with: one person for each kind of work. All others stand on the page too.
GREETERS = ("lotte", "liesbet", "katrien", "hilde", "nele", "charlotte", "leen", "geert")


class UnitRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str
    competent_organ: str = ""
    supervisor: str = ""
    below: tuple["UnitRow", ...] = ()


class OrganisationRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    slug: str
    jurisdiction: str
    units: tuple[UnitRow, ...]
    fields_of_use: tuple[str, ...]
    terms: dict[str, str] = {}


class RoleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"unit": "in"}):
    role: str
    unit: str = ""
    deputy: str = ""
    mandate: str = ""
    may_stop: bool = False
    given_by: str = ""  # who gave it today; then it waits to be accepted


class PersonRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str
    function: str
    unit: str
    since: date  # from when the roles are held
    roles: tuple[RoleRow, ...]
    away_for: int = 0  # how many days from today, that day included


class DecisionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    answer: str
    reasons: str
    conditions: str = ""


class ApplicationRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    purpose: str
    unit: str
    reporter: str
    owner: str = ""
    owner_hesitates: bool = False  # appointed, and has not said yes yet
    supplier: str = ""
    product: str = ""
    in_use: bool = False
    answers: dict[str, Any] | None = None  # without it nobody has filled in the intake yet
    experts: dict[str, Any] = {}  # what the roles that were asked answered; what is not here stays open
    unfinished: bool = False  # the intake is begun, and not sent
    request: str = ""  # the phase that somebody asks for
    decision: DecisionRow | None = None


class FieldRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    field_of_use: str
    applications: tuple[ApplicationRow, ...]


class FrameRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For what an application may be used without asking."""

    application: str
    set_by: str
    since: date
    purposes: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    citizens: bool = False
    house_rules: str = ""
    alternatives: str = ""


class QuestionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody asked a colleague after the quick check."""

    asker: str
    tool: str
    inputs: tuple[str, ...]
    purpose: str
    citizens: str
    note: str = ""


class PastUseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody told honestly about use in the past."""

    reporter: str
    tool: str
    inputs: tuple[str, ...]
    story: str = ""


class UseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A team that uses an application too. Without a purpose nothing is asked: there is no frame."""

    application: str
    person: str
    what_for: str
    people: int | None = None
    inputs: tuple[str, ...] = ("none",)
    purpose: str = ""
    citizens: str = "no"


class ApartRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two applications that look alike, and why they are two."""

    application: str
    other: str
    person: str
    reason: str


class ToolsRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    frames: tuple[FrameRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    past_uses: tuple[PastUseRow, ...] = ()
    uses: tuple[UseRow, ...] = ()
    apart: tuple[ApartRow, ...] = ()


class AdviceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An advice to the directorate; what was not sent is a draft."""

    author: str
    title: str
    see: str
    advise: tuple[str, ...]
    ask: tuple[str, ...] = ()
    sent: bool = False


class DatasetRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    origin: str
    personal: str
    what_for: str = ""


class SystemRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    direction: str
    what: str = ""


class RelationRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    other: str
    reason: str = ""


class DocumentRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    file: str
    text: str


class FactsRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody (`by`) wrote down of an application beside its intake."""

    application: str
    by: str
    version: str = ""
    users: str = ""
    affected: str = ""
    cost_once: float | None = None  # euro
    cost_yearly: float | None = None
    labels: str = ""
    start: str = ""  # year and month
    process_owner: str = ""
    datasets: tuple[DatasetRow, ...] = ()
    systems: tuple[SystemRow, ...] = ()
    related: tuple[RelationRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()


class FactsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    facts: tuple[FactsRow, ...]


class PeopleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: tuple[PersonRow, ...]
    mandates: dict[str, str] = {}


class Town(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One demonstration organisation with its people and its applications."""

    organisation: OrganisationRow
    people: tuple[PersonRow, ...]
    applications: tuple[FieldRow, ...]
    mandates: dict[str, str] = {}
    tools: ToolsRow = ToolsRow()
    advice: tuple[AdviceRow, ...] = ()
    facts: tuple[FactsRow, ...] = ()
    bodies: BodiesRow = BodiesRow()
    experiments: tuple[ExperimentRow, ...] = ()
    road: RoadRow = RoadRow()


def mail_of(key: str) -> str:
    """Return the address of a person: one that can never reach anybody."""
    return f"{key}@voorbeeld.invalid"


def towns() -> tuple[Town, ...]:
    """Return the demonstration organisations, the one that greets people first."""
    return (_groep_gent(DATA / "groep_gent"), _read(DATA / "dorpsveld.yaml", Town))


def _groep_gent(folder: Path) -> Town:
    people = _read(folder / "people.yaml", PeopleRow)
    fields = ("stedelijke_ontwikkeling", "mens_en_individu", "interne_werking")
    return Town(
        organisation=_read(folder / "organisation.yaml", OrganisationRow),
        people=people.people,
        mandates=people.mandates,
        tools=_read(folder / "tools.yaml", ToolsRow),
        advice=_read(folder / "advice.yaml", tuple[AdviceRow, ...]),
        facts=_read(folder / "facts.yaml", FactsFile).facts,
        bodies=_read(folder / "bodies.yaml", BodiesRow),
        road=_read(folder / "road.yaml", RoadRow),
        experiments=_read(folder / "experiments.yaml", tuple[ExperimentRow, ...]),
        applications=tuple(_read(folder / f"{name}.yaml", FieldRow) for name in fields),
    )


def _read(path: Path, kind: Any) -> Any:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
