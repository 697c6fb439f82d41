"""What the law asks for an application, in words: what applies today, what comes when, and what may be asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from roeland.assessments import classifying
from roeland.assessments.explaining import Dated, Knower
from roeland.assessments.models import Classification, Concluded
from roeland.content import shipped
from roeland.content.loader import Text
from roeland.rules import obligations as rules
from roeland.rules.classification import State
from roeland.rules.law_dates import LawDates, Status
from roeland.rules.logic import Truth
from roeland.rules.outcome import finding_facts


@dataclass(frozen=True)
class Duty:
    """One obligation for people. `legacy`: the date for what was in use before; None when that makes no difference."""

    code: str
    title: str
    meaning: str
    why: str
    evidence: str
    dated: Dated
    legacy: date | None
    who: Knower | None
    as_roles: list[str]
    because: list[str]
    sources: list[shipped.SourceText]


@dataclass(frozen=True)
class Duties:
    """The obligations of one classification: certain and in force, certain and still to come, and possible."""

    today: list[Duty]
    later: list[Duty]
    possible: list[Duty]
    release: str

    @property
    def certain(self) -> list[Duty]:
        return [*self.today, *self.later]


def due(classification: Classification, findings: Iterable[Concluded], today: date) -> tuple[rules.Due, ...]:
    """The obligations that hold or may hold, by the table and the law dates of the classification."""
    facts = finding_facts({finding.code: State(finding.state) for finding in findings})
    given = classifying.around_of(classification).given
    return rules.obligations(
        shipped.obligations(classification.obligations), {**facts, **given}, _law(classification), today
    )


def in_words(
    classification: Classification, findings: Iterable[Concluded], today: date, knowers: dict[str, Knower]
) -> Duties:
    """The obligations for people; `knowers` has who holds each role here."""
    found = Duties([], [], [], shipped.text(classification.obligations, "document", _language()).help)
    for each in due(classification, findings, today):
        certain, applies = each.state is State.CERTAIN, each.applies_now is Truth.TRUE
        group = found.possible if not certain else found.today if applies else found.later
        group.append(_duty(classification, each, knowers))
    return found


def known_rows() -> dict[str, tuple[str, rules.Obligation]]:
    """Every obligation that an application can have, with the newest document that has it, as name@version.

    Until somebody moves it, an application keeps what the newest document may no longer ask.
    """
    documents = [f"obligations@{version}" for version in shipped.versions("obligations")]
    return {row.code: (each, row) for each in documents for row in shipped.obligations(each).obligations}


def text_of(code: str, language: str) -> Text | None:
    """How an obligation is called and explained, by the newest document that has it; None when none has."""
    for version in reversed(shipped.versions("obligations")):
        try:
            return shipped.text(f"obligations@{version}", code, language)
        except KeyError:
            continue
    return None


def title_of(code: str, language: str) -> str:
    """What an obligation is called; its code when no document knows it."""
    found = text_of(code, language)
    return found.label if found else code


def _duty(classification: Classification, due: rules.Due, knowers: dict[str, Knower]) -> Duty:
    text = shipped.text(classification.obligations, due.code, _language())
    grounds = [ground for ground in due.branches[0].because if ground.finding and ground.state is not State.EXCLUDED]
    return Duty(
        code=due.code.upper(),
        title=text.label,
        meaning=text.help,
        why=text.why,
        evidence=text.example,
        dated=Dated(
            day=due.applies_from,
            formal=due.formal_from,
            applies=due.applies_now is Truth.TRUE,
            disputed=due.status is Status.DISPUTED,
            unverified=due.status is Status.UNVERIFIED,
        ),
        legacy=due.legacy_from,
        who=knowers.get(due.for_role),
        as_roles=[shipped.text(classification.obligations, f"role.{role}", _language()).label for role in due.roles],
        because=[shipped.text(classification.rules, ground.finding, _language()).label for ground in grounds],
        sources=[shipped.source_text(source, _language()) for source in due.sources],
    )


def _law(classification: Classification) -> LawDates:
    return shipped.meaning(classification.law, LawDates)


def _language() -> str:
    return get_language() or "nl"
