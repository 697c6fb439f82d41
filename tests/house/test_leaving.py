"""An organisation takes all of it along, and leaves nothing: whichever room a table stands in, also one of tomorrow."""

import io
import json
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings

from roeland.assessments.models import PastUse
from roeland.files.models import StoredFile
from roeland.journal import services as journal
from roeland.journal.models import Detail, Entry, Seal, ToSeal
from roeland.organisation import belongings, services
from roeland.organisation.models import Organisation, Person, User
from roeland.register.models import Application
from roeland.search.queries import matching
from tests.building.organisation import a_person
from tests.house import city

CERTIFICATE = {"journal.Entry": 1, "journal.Detail": 1}


def removed(town: city.City) -> dict[str, int]:
    return services.remove_organisation(organisation=town.organisation, ground="Het contract is voorbij.")


def exported(town: city.City, *, confidential: bool = False) -> dict[str, bytes]:
    target = io.BytesIO()
    services.export_organisation(organisation=town.organisation, target=target, actor=None, confidential=confidential)
    with ZipFile(target) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_table_either_names_its_organisation_or_is_known_to_be_shared():
    labels = {model._meta.label for model in apps.get_models()}
    assert {model._meta.label for model in belongings.tables()} == labels - belongings.SHARED
    assert set(settings.CONFIDENTIAL) <= labels


def test_a_table_that_nobody_knows_stops_both_export_and_removal(near, monkeypatch):
    monkeypatch.setattr(belongings, "SHARED", belongings.SHARED - {"sessions.Session"})
    with pytest.raises(belongings.UnknownTable, match="Session"):
        exported(near)
    with pytest.raises(belongings.UnknownTable):
        removed(near)
    assert Application.objects.filter(organisation=near.organisation).exists()


def test_after_a_removal_no_table_holds_a_row_of_it(near, far):
    before = belongings.counts(far.organisation)
    counts = removed(near)
    left = belongings.counts(near.organisation)
    assert left.pop("journal.Seal") > 0
    assert left == CERTIFICATE
    assert not Organisation.objects.filter(pk=near.organisation.pk).exists()
    assert counts["register.Application"] > 5
    assert belongings.counts(far.organisation) == before


def test_the_index_finds_nothing_of_it_any_more(near, far):
    asked = {"organisation": near.organisation.pk, "kind": "register.application", "text": "Notulen"}
    assert matching(**asked).exists()
    removed(near)
    assert not matching(**asked).exists()


def test_what_stays_of_its_journal_is_sound_and_says_what_happened(near, far):
    journal.seal(near.organisation.pk)
    seals = Seal.objects.filter(organisation=near.organisation.pk).count()
    removed(near)
    verdict = journal.verify(near.organisation.pk)
    assert (verdict.ok, verdict.unsealed) == (True, 0)
    assert verdict.seals > seals
    certificate = Entry.objects.get(organisation=near.organisation.pk)
    assert (certificate.verb, certificate.reason) == ("organisation.destroyed", "Het contract is voorbij.")
    assert certificate.detail.values["register.Application"] > 5
    assert journal.verify(far.organisation.pk).ok


def test_logins_go_with_it_unless_they_are_somebody_elsewhere(near, far):
    both, only = near.employee.user, near.decider.user
    a_person(far.organisation, "Noor Elders", user=both)
    removed(near)
    assert User.objects.filter(pk=both.pk).exists()
    assert not User.objects.filter(pk=only.pk).exists()
    assert Person.objects.filter(user=both).count() == 1


def test_its_files_go_once_all_rows_are_gone(far, django_capture_on_commit_callbacks):
    near = city.build("Vlakbij")  # files do not come back after a test
    storage = StoredFile._meta.get_field("content").storage
    theirs = [file.content.name for file in StoredFile.objects.filter(organisation=near.organisation.pk)]
    others = [file.content.name for file in StoredFile.objects.filter(organisation=far.organisation.pk)]
    with django_capture_on_commit_callbacks(execute=True):
        removed(near)
        assert all(map(storage.exists, theirs))
    assert not any(map(storage.exists, theirs))
    assert all(map(storage.exists, others))


def test_a_removal_needs_a_ground(near):
    with pytest.raises(journal.GroundMissing):
        services.remove_organisation(organisation=near.organisation, ground=" ")
    assert Application.objects.filter(organisation=near.organisation).exists()


# Taking it along -----------------------------------------------------------------------------------------------------
def test_an_export_holds_every_row_of_every_table_and_nothing_of_another(near, far):
    parts = exported(near)
    for model in belongings.tables():
        if model in (Entry, ToSeal, Seal, Detail):
            continue
        lines = parts[f"tables/{model._meta.label}.jsonl"].decode().splitlines()
        rows = belongings.rows_of(model, near.organisation).count()
        hidden = model._meta.label in ("work.Message", "work.Task")
        assert len(lines) == rows or (hidden and len(lines) < rows), model
    assert b"Elders" not in b"".join(parts.values())
    assert b"argon2" not in b"".join(parts.values())


def test_an_export_can_be_checked_against_its_list(near):
    parts = exported(near)
    manifest = json.loads(parts.pop("manifest.json"))
    assert set(manifest["sha256"]) == set(parts)
    assert (
        manifest["rows"]["register.Application"] == Application.objects.filter(organisation=near.organisation).count()
    )
    assert "tables/" in parts["README.md"].decode()


def test_an_export_holds_the_files(near):
    parts = exported(near)
    for file in StoredFile.objects.filter(organisation=near.organisation.pk):
        assert parts[f"files/{file.pk}/{file.name}"] == file.content.read()


def test_an_export_does_not_say_who_told_honestly_unless_that_is_asked(near):
    told = PastUse.objects.filter(organisation=near.organisation)
    reporters = {str(pk) for pk in told.values_list("reporter", flat=True)}
    name = "tables/assessments.PastUse.jsonl"
    said = {json.loads(line)["reporter_id"] for line in exported(near)[name].splitlines()}
    assert said == {None}
    whole = {json.loads(line)["reporter_id"] for line in exported(near, confidential=True)[name].splitlines()}
    assert whole == reporters
    past_uses = {str(pk) for pk in told.values_list("pk", flat=True)}
    for table in ("work.Message", "work.Task"):
        lines = exported(near)[f"tables/{table}.jsonl"].splitlines()
        assert past_uses.isdisjoint(json.loads(line)["subject_id"] for line in lines)


def test_the_journal_knows_of_an_export_before_it_is_made_and_which_one_it_became(near):
    target = io.BytesIO()
    digest = services.export_organisation(organisation=near.organisation, target=target, actor=None)
    with ZipFile(target) as archive:
        assert b"organisation.exported" in archive.read("tables/journal.Entry.jsonl")
    services.must_be_exported(near.organisation, digest)
    with pytest.raises(services.NotExported):
        services.must_be_exported(near.organisation, "0" * 64)
    services.rename_organisation(organisation=near.organisation, name="Anders", actor=None)
    with pytest.raises(services.ChangedSinceExport):
        services.must_be_exported(near.organisation, digest)
