"""The kinds of documents: which schema reads the meaning, and what is checked beyond the schema."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from roeland.content import (
    duties,
    governance,
    holidays,
    instruments,
    noticing,
    organising,
    quick_checking,
    retaining,
    risk_checking,
    search_words,
)
from roeland.content.checks import Complaint, classification, law_dates, questionnaire
from roeland.rules.classification import Classification
from roeland.rules.instruments import Instrument
from roeland.rules.law_dates import LawDates
from roeland.rules.matrix import Governance
from roeland.rules.obligations import Obligations
from roeland.rules.questionnaire import Questionnaire
from roeland.rules.quick_questions import QuickCheck
from roeland.rules.retention import Retention
from roeland.rules.risks import RiskMatrix
from roeland.rules.working_days import Holidays


class Meaning(Protocol):
    """A frozen msgspec Struct that can say which codes need a text in both languages."""

    def codes(self) -> Iterable[str]: ...


def nothing(meaning: Any) -> Iterable[Complaint]:
    """Check nothing beyond the schema."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its schema, and a check that yields (place, message) for what the schema cannot say."""

    schema: type[Meaning]
    check: Callable[[Any], Iterable[Complaint]] = nothing


KINDS: dict[str, Kind] = {
    "questionnaire": Kind(Questionnaire, questionnaire),
    "classification": Kind(Classification, classification),
    "law-dates": Kind(LawDates, law_dates),
    "roles": Kind(organising.Roles, organising.roles),
    "permissions": Kind(organising.Permissions, organising.permissions),
    "verbs": Kind(organising.Verbs, organising.verbs),
    "terms": Kind(organising.Terms),
    "notices": Kind(noticing.Notices, noticing.check),
    "governance": Kind(Governance, governance.check),
    "obligations": Kind(Obligations, duties.check),
    "holidays": Kind(Holidays, holidays.check),
    "search-words": Kind(search_words.SearchWords, search_words.check),
    "quick-check": Kind(QuickCheck, quick_checking.check),
    "retention": Kind(Retention, retaining.check),
    "instrument": Kind(Instrument, instruments.check),
    "risk-matrix": Kind(RiskMatrix, risk_checking.check),
}
