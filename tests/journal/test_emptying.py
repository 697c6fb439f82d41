"""What the journal gives up of what is destroyed: values and words, never a seal, never the proof."""

import pytest
from django.db import DatabaseError, connection, transaction

from roeland.journal import emptying, services
from roeland.journal.models import Detail, Entry, Seal
from tests.building.organisation import an_organisation
from tests.journal.acting import act, without_triggers

pytestmark = pytest.mark.django_db
GROUND = "Selectielijst 2020, 11.1"


@pytest.fixture
def organisation():
    """An act with a reason and values, one with a reason, and one that only happened; the last is not sealed."""
    organisation = an_organisation()
    act(organisation, reason="Omdat Ann het vroeg.", values={"name": ["", "Ann"]})
    act(organisation, reason="Zomaar.")
    services.seal(organisation.pk)
    act(organisation)
    connection.check_constraints()
    return organisation


def empty(organisation, subject=None, ground=GROUND):
    told = {"organisation_id": organisation.pk, "subjects": [subject or organisation.pk], "ground": ground}
    return emptying.empty(**told, actor=None)


def remove(entry) -> None:
    rows = Entry.objects.filter(pk=entry.pk)
    rows._raw_delete(rows.db)


def words(organisation) -> set[str]:
    return set(Entry.objects.filter(organisation=organisation.pk).values_list("reason", flat=True))


def test_values_and_words_go_and_what_only_happened_stays(organisation):
    plain = Entry.objects.get(reason="")
    assert empty(organisation) == (1, 2)
    assert not Detail.objects.exists()
    assert words(organisation) == {"", GROUND}
    assert Entry.objects.filter(pk=plain.pk).exists()


def test_the_chain_stays_sound_before_and_after_the_next_seal(organisation):
    seals = set(Seal.objects.values_list("hash", flat=True))
    empty(organisation)
    assert services.verify(organisation.pk).ok
    services.seal(organisation.pk)
    verdict = services.verify(organisation.pk)
    assert (verdict.ok, verdict.unsealed, verdict.reason) == (True, 0, "")
    assert seals < set(Seal.objects.values_list("hash", flat=True))


def test_each_entry_that_went_has_one_in_its_place(organisation):
    gone = set(Entry.objects.exclude(reason="").values_list("pk", flat=True))
    empty(organisation)
    proof = Entry.objects.filter(verb="entry.destroyed")
    assert set(proof.values_list("subject", flat=True)) == gone
    assert set(proof.values_list("reason", flat=True)) == {GROUND}


def test_emptying_again_takes_nothing_more(organisation):
    empty(organisation)
    assert empty(organisation) == (0, 0)


def test_nothing_goes_without_a_ground(organisation):
    with pytest.raises(services.GroundMissing):
        empty(organisation, ground=" ")
    assert "Zomaar." in words(organisation)


def test_another_organisation_keeps_its_words(organisation):
    other = an_organisation("Elders")
    act(other, reason="Van hen.")
    empty(organisation, subject=other.pk)
    assert "Van hen." in words(other)


def test_the_database_lets_only_the_named_entry_go(organisation):
    named, other = Entry.objects.exclude(reason="").order_by("pk")[:2]
    with transaction.atomic():
        services.record("entry.destroyed", subject=other, actor=None, reason=GROUND)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        remove(named)


@pytest.mark.parametrize("verb", ["detail.erased", "entry.destroyed"])
def test_the_database_never_lets_the_proof_go(organisation, verb):
    with transaction.atomic():
        proof = services.record(verb, subject=Entry.objects.first(), actor=None, reason=GROUND)
        services.record("entry.destroyed", subject=proof, actor=None, reason=GROUND)
    services.seal(organisation.pk)
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        remove(proof)


def test_an_entry_that_is_missing_without_proof_still_breaks_the_chain(organisation):
    missing = Entry.objects.get(reason="Zomaar.")
    with without_triggers():
        remove(missing)
    assert services.verify(organisation.pk).reason == "entry_missing"
