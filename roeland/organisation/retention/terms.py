"""How long each kind of record is kept here: what Roeland proposes, what the organisation adopted, what holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext, ngettext

from roeland.content import shipped
from roeland.content.loader import Text
from roeland.content.shipped import SourceText
from roeland.organisation.models import AdoptedTerm, Organisation
from roeland.rules import retention as rules
from roeland.rules.law_dates import Status
from roeland.rules.retention import Basis, Length, Record, Retention
from roeland.rules.sources import Source

DOCUMENT = "retention"


@dataclass(frozen=True)
class Term:
    """The term of one kind of record in one organisation. `own` is empty while nobody adopted one."""

    record: Record
    basis: Basis
    own: AdoptedTerm | None

    @property
    def code(self) -> str:
        return self.record.code

    @cached_property
    def length(self) -> Length:
        """What holds: the own length or else the proposal, never under the minimum of the law."""
        return rules.in_force(self.own.length if self.own else None, self.basis)

    @property
    def adopted(self) -> bool:
        return self.own is not None

    @property
    def raised(self) -> bool:
        """The minimum of the law became longer than what was adopted."""
        return self.own is not None and self.own.length.is_shorter_than(self.length)

    @property
    def text(self) -> Text:
        return text_of(self.code)

    @property
    def starts(self) -> str:
        """What starts the term, and from when it counts."""
        words = text_of(f"starts.{self.record.starts}").label
        if self.record.counts is rules.Counts.NEXT_YEAR:
            return gettext("%(event)s, counted from 1 January after it") % {"event": words}
        return words

    @property
    def held(self) -> str:
        return in_words(self.length)

    @property
    def proposed(self) -> str:
        return in_words(self.basis.keep)

    @property
    def minimum(self) -> str:
        return in_words(self.basis.minimum) if self.basis.minimum else ""

    @property
    def minimum_why(self) -> str:
        return text_of(f"minimum.{self.code}").label if self.basis.minimum else ""

    @property
    def sources(self) -> list[SourceText]:
        return _sources(self.basis.sources)

    @property
    def minimum_sources(self) -> list[SourceText]:
        return _sources(self.basis.minimum_sources)

    @property
    def unverified(self) -> bool:
        return self.basis.status is not Status.SETTLED

    @property
    def minimum_unverified(self) -> bool:
        return self.basis.minimum_status is not None and self.basis.minimum_status is not Status.SETTLED

    def latest_start(self, today: date) -> date | None:
        """The last day on which a term can have started to be over today."""
        return rules.latest_start(today, self.length, self.record.counts)

    def due_on(self, start: date) -> date | None:
        """The first day on which something that started then may be destroyed."""
        return rules.due_on(start, self.length, self.record.counts)


@dataclass(frozen=True)
class Along:
    """A kind that has no term of its own: it goes with another."""

    code: str
    goes_with: str

    @property
    def text(self) -> Text:
        return text_of(self.code)

    @property
    def other(self) -> Text:
        return text_of(self.goes_with)


def terms(organisation: Organisation) -> list[Term]:
    """The terms that hold in an organisation, in the order of the document."""
    own = {row.kind: row for row in _adopted(organisation).order_by("adopted_at", "pk")}
    return [_term(record, organisation, own.get(record.code)) for record in _records() if not record.goes_with]


def term(organisation: Organisation, code: str) -> Term:
    """The term of one kind. Raises KeyError for an unknown one, or one that goes with another."""
    record = shipped.meaning(DOCUMENT, Retention).by_code[code]
    if record.goes_with:
        raise KeyError(code)
    return _term(record, organisation, _adopted(organisation).filter(kind=code).order_by("adopted_at", "pk").last())


def along() -> list[Along]:
    """The kinds that go with another."""
    return [Along(record.code, record.goes_with) for record in _records() if record.goes_with]


def in_words(length: Length) -> str:
    """A length as people say it: "10 years", "1 year and 6 months", "for good"."""
    if length.for_good:
        return gettext("for good")
    parts = []
    if length.years:
        parts.append(ngettext("%(number)s year", "%(number)s years", length.years) % {"number": length.years})
    if length.months:
        parts.append(ngettext("%(number)s month", "%(number)s months", length.months) % {"number": length.months})
    return gettext(" and ").join(parts)


def text_of(code: str) -> Text:
    """The text of a code of the document in the language of the moment."""
    return shipped.text(DOCUMENT, code, get_language() or "nl")


def _term(record: Record, organisation: Organisation, own: AdoptedTerm | None) -> Term:
    basis = record.basis(organisation.jurisdiction)
    if basis is None:
        raise KeyError(record.code)
    return Term(record, basis, own)


def _adopted(organisation: Organisation) -> QuerySet[AdoptedTerm]:
    return AdoptedTerm.objects.filter(organisation=organisation).select_related("adopted_by")


def _records() -> Iterable[Record]:
    return shipped.meaning(DOCUMENT, Retention).records


def _sources(sources: Iterable[Source]) -> list[SourceText]:
    return [shipped.source_text(source, get_language() or "nl") for source in sources]
