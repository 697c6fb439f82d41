"""The verb by which an organisation adopts how long it keeps a kind of record."""

from django.db import transaction
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must
from roeland.organisation.models import AdoptedTerm, Organisation, Person
from roeland.organisation.retention.terms import Term, term
from roeland.rules.retention import Length


class TooShort(Exception):
    """The law asks to keep this kind of record longer. `term` says how long, and where that is written."""

    def __init__(self, term: Term) -> None:
        super().__init__(term.code)
        self.term = term


class UnsoundLength(Exception):
    """No length that can be kept: nothing, less than nothing, or both a number and for good."""


class ReferenceMissing(Exception):
    """A term rests on an archive list; without naming it nobody can check the term."""


@transaction.atomic
def adopt_term(*, organisation: Organisation, kind: str, length: Length, reference: str, actor: Person) -> AdoptedTerm:
    """Keep records of this kind so long from now on, on the archive list that `reference` names.

    Raises KeyError for an unknown kind, NotPermitted, UnsoundLength, ReferenceMissing or TooShort.
    """
    must(actor, "retention.adopt", organisation)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    was = term(organisation, kind)
    if not length.is_sound:
        raise UnsoundLength
    if not reference.strip():
        raise ReferenceMissing
    if was.basis.minimum and length.is_shorter_than(was.basis.minimum):
        raise TooShort(was)
    adopted = AdoptedTerm.objects.create(
        organisation=organisation,
        kind=kind,
        years=length.years,
        months=length.months,
        for_good=length.for_good,
        reference=reference.strip(),
        adopted_by=actor,
        adopted_at=timezone.now(),
    )
    told = {"months": [_told(was.own), _told(adopted)], "reference": ["", adopted.reference]}
    record("retention.term_adopted", subject=adopted, actor=actor, fields=told, values=told)
    return adopted


def _told(adopted: AdoptedTerm | None) -> str:
    """A length as the journal keeps it: a number of months, or for_good."""
    if adopted is None:
        return ""
    return "for_good" if adopted.for_good else str(adopted.length.in_months)
