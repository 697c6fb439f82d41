import pytest

from roeland.content import released, shipped, status
from roeland.rules.law_dates import LawDates, Status
from roeland.rules.questionnaire import Questionnaire


@pytest.mark.parametrize("name", shipped.names())
def test_every_shipped_document_loads_in_every_version(name):
    assert shipped.versions(name)
    for version in shipped.versions(name):
        document = shipped.document(name, version)
        assert document.ref == f"{name}@{version}"
        assert set(document.languages) == {"nl", "en"}


def test_a_reference_is_resolved_with_and_without_a_text_revision():
    assert shipped.resolve("intake@1") is shipped.resolve("intake@1.7")
    assert shipped.document("intake").ref == "intake@1"


@pytest.mark.parametrize("ref", ["intake", "intake@", "intake@99", "gone@1", "../secret@1", "intake@x", "intake@²"])
def test_a_reference_to_nothing_is_refused(ref):
    with pytest.raises(shipped.NoSuchDocument):
        shipped.resolve(ref)


def test_a_document_is_handed_out_as_the_type_that_was_asked_for():
    assert isinstance(shipped.meaning("intake", Questionnaire), Questionnaire)
    with pytest.raises(shipped.NoSuchDocument, match="LawDates"):
        shipped.meaning("intake@1", LawDates)


def test_documents_are_loaded_once():
    assert shipped.document("intake") is shipped.document("intake", 1)


def test_a_text_is_found_by_name_or_reference():
    assert shipped.text("intake", "personal_data", "nl") == shipped.text("intake@1", "personal_data", "nl-be")
    with pytest.raises(KeyError):
        shipped.text("intake", "nothing", "nl")


def test_released_documents_are_what_they_were():
    assert released.changed() == ()


def test_the_list_for_a_release_holds_every_version():
    assert released.current()["intake@1"] == shipped.document("intake").digest
    assert len(released.current()) == sum(len(shipped.versions(name)) for name in shipped.names())


def test_a_released_version_that_changes_or_disappears_is_named(tmp_path, monkeypatch):
    listed = tmp_path / "released.yaml"
    digest = shipped.document("intake").digest
    listed.write_text(f"released:\n  intake@1: {digest}\n  law-dates@1: abc\n  gone@1: def\n", encoding="utf-8")
    monkeypatch.setattr(released, "RELEASED", listed)
    assert released.is_released("intake@1")
    assert released.changed() == ("law-dates@1", "gone@1")
    reasons = {line.document: line.reason for line in status.lines() if not line.code}
    assert reasons["law-dates@1"] == "changed"
    assert "intake@1" not in reasons


def test_until_a_lawyer_releases_them_all_documents_and_disputed_dates_wait():
    lines = {(line.document, line.code): line.reason for line in status.lines()}
    assert lines[("intake@1", "")] == "unreleased"
    assert lines[("law-dates@1", "conformity-and-registration")] == "disputed"
    assert ("law-dates@1", "transparency") not in lines


def test_findings_that_are_not_read_at_the_source_wait_too_with_what_to_read():
    rules = {rule.code: rule for rule in shipped.classification().rules}
    waiting = {line.code: line for line in status.lines() if line.document == shipped.document("classification").ref}
    doubtful = {code for code, rule in rules.items() if rule.status is not Status.SETTLED}
    assert doubtful == set(waiting) - {""}
    assert waiting["dpia-list-be"].reason == "unverified"
    assert waiting["dpia-list-be"].sources == rules["dpia-list-be"].sources
