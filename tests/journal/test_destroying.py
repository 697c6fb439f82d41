"""Destroying the journal of an organisation: only by the act that leaves a certificate, and never a seal."""

import pytest
from django.db import DatabaseError, transaction

from roeland.journal import services
from roeland.journal.models import Detail, Entry, Seal, ToSeal
from tests.building.organisation import an_organisation
from tests.journal.acting import act, an_entry_of, forge, without_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    """Two seals, and an entry that waits."""
    organisation = an_organisation()
    for _ in range(2):
        act(organisation, values={"name": ["", "Gent"]})
        services.seal(organisation.pk)
    act(organisation)
    return organisation


def destroy(organisation, ground: str = "Contract voorbij") -> Entry:
    return services.destroy(organisation=organisation, ground=ground, counts={"a.B": 3}, actor=None)


def test_only_seals_and_the_certificate_stay(organisation):
    seals = set(Seal.objects.values_list("hash", flat=True))
    certificate = destroy(organisation)
    assert [*Entry.objects.all()] == [certificate]
    assert [detail.values for detail in Detail.objects.all()] == [{"a.B": 3}]
    assert not ToSeal.objects.exists()
    assert seals < set(Seal.objects.values_list("hash", flat=True))
    assert (certificate.reason, certificate.fields) == ("Contract voorbij", ["seals:3"])


def test_what_stays_is_a_sound_chain(organisation):
    destroy(organisation)
    verdict = services.verify(organisation.pk)
    assert (verdict.ok, verdict.seals, verdict.unsealed) == (True, 4, 0)


def test_an_organisation_that_did_nothing_can_be_destroyed():
    organisation = an_organisation()
    destroy(organisation)
    assert services.verify(organisation.pk).ok


def test_another_organisation_keeps_everything(organisation):
    other = an_organisation()
    kept = act(other, values={"name": ["", "x"]})
    destroy(organisation)
    assert Entry.objects.filter(pk=kept.pk).exists()
    assert services.verify(other.pk).ok
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=kept.pk)._raw_delete("default")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Detail.objects.all()._raw_delete("default")


def test_destroying_needs_a_ground(organisation):
    with pytest.raises(services.GroundMissing):
        destroy(organisation, ground=" ")
    assert Entry.objects.count() == 3


@pytest.mark.parametrize("model", [Entry, Seal, Detail])
def test_the_certificate_and_the_seals_never_go(organisation, model):
    destroy(organisation)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_without_a_certificate_what_is_gone_is_missed(organisation):
    with without_triggers():
        Detail.objects.all().delete()
        Entry.objects.filter(pk__in=Seal.objects.get(sequence=1).entries[0][:1])._raw_delete("default")
    assert services.verify(organisation.pk).reason == "entry_missing"


@pytest.mark.parametrize("changed", [{"reason": "Iets anders"}, {"fields": ["seals:9"]}])
def test_a_certificate_that_was_changed_covers_nothing(organisation, changed):
    certificate = destroy(organisation)
    with without_triggers():
        Entry.objects.filter(pk=certificate.pk).update(**changed)
    assert not services.verify(organisation.pk).ok


def test_a_forged_certificate_covers_nothing(organisation):
    services.seal(organisation.pk)
    forged = an_entry_of(organisation)
    forged.verb, forged.fields = "organisation.destroyed", ["seals:3"]
    with without_triggers():
        forge(forged)
        Detail.objects.all().delete()
        Entry.objects.exclude(pk=forged.pk)._raw_delete("default")
    assert not services.verify(organisation.pk).ok


def test_what_came_after_the_certificate_is_still_looked_at(organisation):
    destroy(organisation)
    later = act(organisation)
    services.seal(organisation.pk)
    assert services.verify(organisation.pk).ok
    with without_triggers():
        Entry.objects.filter(pk=later.pk)._raw_delete("default")
    assert services.verify(organisation.pk).reason == "entry_missing"
