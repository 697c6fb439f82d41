"""A draft can change, what was sent never does, and every act is on record."""

from datetime import date

import pytest

from roeland.journal.queries import entries_of
from roeland.library import queries, services
from roeland.library.models import Document, Kind
from roeland.library.services import AlreadySent, ChangedMeanwhile
from roeland.organisation.access import NotPermitted, OtherOrganisation
from tests.building.organisation import a_person, an_organisation

DAY = date(2026, 11, 27)
FIGURES = [{"code": "running", "value": 42, "was": None}]


@pytest.fixture
def town(db):
    return an_organisation()


@pytest.fixture
def writer(town):
    return a_person(town, "Ilse Roels", role="information_manager")


def drafted(writer, title="Advies", **more) -> Document:
    fields = {"kind": Kind.ADVICE, "dated": DAY, "body": {"see": "Veel."}, "figures": FIGURES} | more
    return services.draft(title=title, actor=writer, **fields)


def changed(document, writer, title="Beter", **more) -> Document:
    return services.change(document=document, title=title, dated=DAY, body={"see": "Meer."}, actor=writer, **more)


def acts_on(document) -> list[str]:
    return [entry.verb for entry in entries_of(document.organisation_id, document)]


def test_a_draft_keeps_what_was_written_and_when(writer):
    document = drafted(writer, "  Advies  ")
    assert (document.title, document.author, document.figures) == ("Advies", writer, FIGURES)
    assert document.is_draft
    assert document.figures_at == document.written_at
    assert acts_on(document) == ["document.drafted"]


def test_a_draft_changes_and_the_journal_says_what(writer):
    document = changed(drafted(writer), writer)
    document.refresh_from_db()
    assert (document.title, document.body) == ("Beter", {"see": "Meer."})
    entry = entries_of(document.organisation_id, document).first()
    assert (entry.verb, entry.fields) == ("document.changed", ["body", "title"])


def test_figures_stay_those_of_their_moment_unless_somebody_takes_new_ones(writer):
    document = drafted(writer)
    moment = document.figures_at
    assert changed(document, writer).figures_at == moment
    renewed = changed(document, writer, figures=[{"code": "running", "value": 43, "was": None}])
    assert renewed.figures[0]["value"] == 43
    assert renewed.figures_at > moment


def test_keeping_a_draft_without_a_change_is_no_act(writer):
    document = drafted(writer)
    services.change(document=document, title="Advies", dated=DAY, body={"see": "Veel."}, actor=writer)
    assert acts_on(document) == ["document.drafted"]


def test_what_was_sent_never_changes(writer):
    document = services.send(document=drafted(writer), actor=writer)
    assert document.sent_by == writer
    with pytest.raises(AlreadySent):
        changed(document, writer)
    with pytest.raises(AlreadySent):
        services.send(document=document, actor=writer)
    document.refresh_from_db()
    assert document.title == "Advies"
    assert acts_on(document) == ["document.sent", "document.drafted"]


def test_who_was_not_first_hears_it_and_nothing_is_lost(writer):
    document = drafted(writer)
    seen = document.version
    changed(document, writer, "Van een collega")
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        changed(document, writer, "Van mij", seen=seen)
    assert meanwhile.value.document.title == "Van een collega"
    document.refresh_from_db()
    assert document.title == "Van een collega"
    assert changed(document, writer, "Toch van mij", seen=document.version).title == "Toch van mij"


@pytest.mark.parametrize("role", ["", "directorate", "council_clerk"])
def test_who_does_not_write_advice_writes_none(town, writer, role):
    reader = a_person(town, "Rik Lezer", role=role)
    document = drafted(writer)
    with pytest.raises(NotPermitted):
        drafted(reader)
    with pytest.raises(NotPermitted):
        changed(document, reader)
    with pytest.raises(NotPermitted):
        services.send(document=document, actor=reader)
    assert Document.objects.count() == 1


def test_nobody_touches_a_document_of_another_organisation(writer):
    stranger = a_person(an_organisation("Elders"), "Vreemd", role="information_manager")
    document = drafted(writer)
    with pytest.raises(NotPermitted):
        changed(document, stranger)
    with pytest.raises(NotPermitted):
        services.send(document=document, actor=stranger)
    with pytest.raises(OtherOrganisation):
        drafted(stranger, previous=document)


def test_lists_hold_only_what_is_of_the_own_organisation(town, writer):
    other = a_person(an_organisation("Elders"), "Vreemd", role="information_manager")
    theirs = drafted(other)
    first, second = drafted(writer, "Eerste"), drafted(writer, "Tweede")
    services.send(document=first, actor=writer)
    services.send(document=theirs, actor=other)
    assert list(queries.drafts(town, Kind.ADVICE)) == [second]
    assert list(queries.sent(town, Kind.ADVICE)) == [first]


def test_the_newest_that_was_sent_comes_first(town, writer):
    titles = ["Eerste", "Tweede", "Derde"]
    for title in titles:
        services.send(document=drafted(writer, title), actor=writer)
    assert [document.title for document in queries.sent(town, Kind.ADVICE)] == titles[::-1]


def test_a_document_of_an_unknown_kind_is_refused(writer):
    with pytest.raises(ValueError, match="brief"):
        drafted(writer, kind="brief")
