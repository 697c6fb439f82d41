"""The document with how long records are kept: what it must say, and what is said of a slip."""

import msgspec
import pytest

from roeland.content import retaining, shipped, status
from roeland.content.status import Reason
from roeland.rules.law_dates import Status
from roeland.rules.retention import Length, Retention

RETENTION = shipped.meaning("retention", Retention)
APPLICATION = RETENTION.by_code["application"]


def complaints(*records):
    return [message for _, message in retaining.check(Retention(records))]


def changed(record=APPLICATION, **changes):
    return msgspec.structs.replace(record, **changes)


def with_basis(**changes):
    first, *rest = APPLICATION.bases
    return changed(bases=(msgspec.structs.replace(first, **changes), *rest))


def test_what_we_ship_is_in_order():
    assert complaints(*RETENTION.records) == []


def test_every_kind_with_a_term_says_what_holds_in_both_places():
    for record in RETENTION.records:
        if not record.goes_with:
            assert record.basis("NL"), record.code
            assert record.basis("BE-VLG"), record.code


def test_no_term_is_called_certain_before_an_archivist_looked_at_it():
    waiting = [line.code for line in status.lines() if line.document == "retention@1" and line.code]
    assert {line.reason for line in status.lines() if line.document == "retention@1"} >= {Reason.UNVERIFIED}
    assert set(waiting) == {record.code for record in RETENTION.records if record.bases}


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        (changed(starts=""), "needs 'starts': what starts the term"),
        (changed(bases=APPLICATION.bases[:1]), "needs what holds in NL and in BE-VLG, once each"),
        (changed(bases=(APPLICATION.bases[0],) * 2), "needs what holds in NL and in BE-VLG, once each"),
        (with_basis(keep=Length()), "is a number of years and months, or for_good"),
        (with_basis(keep=Length(years=1, for_good=True)), "is a number of years and months, or for_good"),
        (with_basis(keep=Length(years=9)), "is shorter than the minimum of the law"),
        (with_basis(status=Status.SETTLED, sources=()), "needs 'sources' before it can be settled"),
        (
            with_basis(minimum_sources=()),
            "needs 'minimum_sources' and 'minimum_status': which law asks it, how sure that is",
        ),
        (changed(goes_with="nothing", starts="", bases=()), "there is no kind 'nothing' with a term"),
    ],
)
def test_a_slip_is_named(record, complaint):
    assert complaint in complaints(record)


def test_a_kind_that_goes_with_another_has_no_term_of_its_own():
    along = changed(code="other", goes_with="application")
    assert complaints(APPLICATION, along) == ["goes with 'application', so it has no term of its own"]


def test_a_kind_stands_there_once():
    assert complaints(APPLICATION, APPLICATION) == ["'application' stands here 2 times"]
