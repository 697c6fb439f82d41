from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from roeland.journal import services
from roeland.journal.models import Detail, Entry, Seal, ToSeal
from tests.building.organisation import an_organisation
from tests.journal.acting import act, an_entry_of, forge, without_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    """Three seals of two entries each."""
    organisation = an_organisation()
    for _ in range(3):
        act(organisation), act(organisation, values={"name": ["", "Gent"]})
        services.seal(organisation.pk)
    return organisation


def entries(organisation, sequence):
    listed = Seal.objects.get(organisation=organisation.pk, sequence=sequence).entries
    return Entry.objects.filter(pk__in=[key for key, _ in listed])


def test_an_untouched_chain_holds(organisation):
    verdict = services.verify(organisation.pk)
    assert verdict.ok
    assert (verdict.broken_sequence, verdict.unsealed, verdict.seals) == (None, 0, 3)
    assert verdict.head == Seal.objects.get(sequence=3).hash


def test_an_empty_journal_holds():
    assert services.verify(an_organisation().pk).ok


def test_entries_that_wait_for_a_seal_are_counted(organisation):
    act(organisation), act(organisation)
    verdict = services.verify(organisation.pk)
    assert verdict.ok
    assert verdict.unsealed == 2


def test_another_organisation_has_a_chain_of_its_own(organisation):
    other = an_organisation()
    act(other)
    services.seal(other.pk)
    assert Seal.objects.get(organisation=other.pk).sequence == 1
    assert services.verify(other.pk).ok


def test_an_altered_entry_breaks_its_seal(organisation):
    with without_triggers():
        entries(organisation, 2).update(reason="It was different")
    verdict = services.verify(organisation.pk)
    assert (verdict.ok, verdict.broken_sequence, verdict.reason) == (False, 2, "entry_altered")


def test_an_entry_altered_together_with_its_hash_breaks_its_seal(organisation):
    with without_triggers():
        entries(organisation, 2).update(hash="0" * 64)
    assert services.verify(organisation.pk).reason == "entry_altered"


def test_a_removed_entry_breaks_its_seal(organisation):
    with without_triggers(), connection.cursor() as cursor:
        entry = entries(organisation, 2).get(detail_digest="")
        cursor.execute("DELETE FROM journal_entry WHERE reason = '' AND id = %s", [str(entry.pk).replace("-", "")])
    verdict = services.verify(organisation.pk)
    assert (verdict.broken_sequence, verdict.reason, verdict.entry) == (2, "entry_missing", entry.pk)


def test_altered_values_break_their_seal(organisation):
    with without_triggers():
        Detail.objects.filter(entry__in=entries(organisation, 3)).update(values={"name": ["", "Brugge"]})
    verdict = services.verify(organisation.pk)
    assert (verdict.broken_sequence, verdict.reason) == (3, "detail_altered")


def test_values_that_vanish_without_an_erasure_break_their_seal(organisation):
    with without_triggers():
        Detail.objects.filter(entry__in=entries(organisation, 1)).delete()
    verdict = services.verify(organisation.pk)
    assert (verdict.broken_sequence, verdict.reason) == (1, "detail_missing")


def test_an_entry_slipped_in_without_being_recorded_is_found(organisation):
    forge(an_entry_of(organisation, at=Seal.objects.get(sequence=2).at))
    verdict = services.verify(organisation.pk)
    assert (verdict.broken_sequence, verdict.reason) == (2, "entry_inserted")


def test_an_entry_dated_back_behind_a_seal_is_found(organisation):
    forge(an_entry_of(organisation, at=timezone.now() - timedelta(days=30)), waiting=True)
    assert services.verify(organisation.pk).reason == "entry_inserted"
    services.seal(organisation.pk)
    verdict = services.verify(organisation.pk)
    assert (verdict.broken_sequence, verdict.reason) == (4, "entry_inserted")


def test_an_altered_seal_is_named(organisation):
    with without_triggers():
        Seal.objects.filter(sequence=2).update(at=timezone.now() + timedelta(days=1))
    verdict = services.verify(organisation.pk)
    assert (verdict.broken_sequence, verdict.reason) == (2, "seal_altered")


def test_a_seal_made_again_no_longer_fits_the_next(organisation):
    with without_triggers():
        Seal.objects.filter(sequence=2).update(hash="0" * 64)
    assert services.verify(organisation.pk).broken_sequence == 2


def test_a_removed_seal_is_named(organisation):
    with without_triggers():
        Seal.objects.filter(sequence=2).delete()
    verdict = services.verify(organisation.pk)
    assert (verdict.broken_sequence, verdict.reason) == (2, "seal_missing")


def test_the_first_of_two_breaks_is_named(organisation):
    with without_triggers():
        entries(organisation, 3).update(reason="x")
        entries(organisation, 1).update(reason="x")
    assert services.verify(organisation.pk).broken_sequence == 1


def test_entries_that_waited_long_for_a_stopped_sealer_are_in_order(organisation, monkeypatch):
    monkeypatch.setattr(services, "ENTRIES_PER_SEAL", 1)
    monkeypatch.setattr("roeland.journal.verifying.ENTRIES_PER_SEAL", 1)
    act(organisation), act(organisation), act(organisation)
    services.seal(organisation.pk, now=timezone.now() + timedelta(hours=5))
    assert services.verify(organisation.pk).ok


def test_sealing_twice_seals_once(organisation):
    act(organisation)
    assert services.seal(organisation.pk) == 1
    assert services.seal(organisation.pk) == 0
    assert not ToSeal.objects.exists()


def test_one_run_seals_every_organisation(organisation):
    act(organisation), act(an_organisation())
    assert services.seal_all() == 2


def test_the_chain_is_walked_with_few_queries(organisation, django_assert_max_num_queries):
    for _ in range(50):
        act(organisation, values={"name": ["", "Gent"]})
    services.seal(organisation.pk)
    with django_assert_max_num_queries(13):
        assert services.verify(organisation.pk).ok
