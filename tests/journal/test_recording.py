from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from roeland.journal import queries, services
from roeland.journal.models import Detail, Entry
from roeland.journal.signals import recorded
from tests.building.organisation import a_person, an_organisation
from tests.journal.acting import act

pytestmark = pytest.mark.django_db


def test_an_act_is_kept_with_who_what_and_why():
    organisation = an_organisation()
    person = a_person(organisation)
    services.record("person.added", subject=person, actor=person, reason="New colleague", fields=["unit", "name"])
    entry = Entry.objects.get()
    assert (entry.organisation, entry.actor, entry.subject) == (organisation.pk, person.pk, person.pk)
    assert (entry.verb, entry.subject_kind, entry.reason) == ("person.added", "organisation.person", "New colleague")
    assert entry.fields == ["name", "unit"]


def test_an_organisation_is_its_own_subject():
    organisation = an_organisation()
    assert act(organisation).organisation == organisation.pk


def test_roeland_itself_acts_without_a_person():
    assert act(an_organisation()).actor is None


def test_the_entry_itself_holds_no_values():
    entry = act(an_organisation(), values={"name": ["Ann", "Annelies"]})
    assert "Ann" not in str(Entry.objects.filter(pk=entry.pk).values().get())
    assert Detail.objects.get().values == {"name": ["Ann", "Annelies"]}


def test_without_values_there_is_no_detail():
    entry = act(an_organisation())
    assert entry.detail_digest == ""
    assert not Detail.objects.exists()


def test_values_come_back_the_same_from_every_database():
    values = {"due": date(2026, 2, 28), "budget": Decimal("12.50"), "share": 1e22, "units": [1, None, True, "é"]}
    entry = act(an_organisation(), values=values)
    assert Detail.objects.get(entry=entry).values == {
        "due": "2026-02-28",
        "budget": "12.50",
        "share": "1e+22",
        "units": [1, None, True, "é"],
    }


def test_two_equal_values_leave_different_digests():
    organisation = an_organisation()
    first, second = (act(organisation, values={"name": ["", "Ann"]}) for _ in range(2))
    assert first.detail_digest != second.detail_digest


def test_news_goes_up_in_the_transaction_of_the_act():
    heard = []

    def listener(sender, verb, subject, actor, entry, **_):
        heard.append((sender, verb, subject, actor, entry, transaction.get_connection().in_atomic_block))

    organisation = an_organisation()
    person = a_person(organisation)
    recorded.connect(listener)
    entry = services.record("person.added", subject=person, actor=person)
    recorded.disconnect(listener)
    assert heard == [("person.added", "person.added", person, person, entry, True)]


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_its_transaction_is_refused():
    organisation = an_organisation()
    with pytest.raises(services.OutsideATransaction):
        services.record("organisation.created", subject=organisation, actor=None)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_recorded():
    organisation = an_organisation()
    with transaction.atomic():
        act(organisation)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_recording_takes_no_lock(django_assert_num_queries):
    organisation = an_organisation()
    with django_assert_num_queries(3) as queries_made:
        services.record("organisation.created", subject=organisation, actor=None, values={"name": ["", "Gent"]})
    assert all(query["sql"].startswith("INSERT") for query in queries_made)


def test_the_same_act_on_many_subjects_costs_few_queries(django_assert_max_num_queries):
    organisation = an_organisation()
    persons = [a_person(organisation) for _ in range(40)]
    with django_assert_max_num_queries(8):
        entries = services.record_many(
            "person.added", subjects=persons, actor=persons[0], reason="File", fields=["name"]
        )
    assert [entry.subject for entry in entries] == [person.pk for person in persons]
    assert services.seal(organisation.pk) == 40
    assert services.verify(organisation.pk).ok


def test_news_of_many_goes_up_one_by_one():
    heard = []

    def listener(subject, entry, **_):
        heard.append((subject.pk, entry.subject))

    organisation = an_organisation()
    persons = [a_person(organisation) for _ in range(3)]
    recorded.connect(listener, sender="person.added")
    services.record_many("person.added", subjects=persons, actor=None)
    recorded.disconnect(listener, sender="person.added")
    assert heard == [(person.pk, person.pk) for person in persons]


@pytest.mark.django_db(transaction=True)
def test_many_acts_outside_their_transaction_are_refused():
    organisation = an_organisation()
    with pytest.raises(services.OutsideATransaction):
        services.record_many("organisation.created", subjects=[organisation], actor=None)
    assert not Entry.objects.exists()


def test_the_newest_act_comes_first_and_only_from_the_own_organisation():
    organisation, other = an_organisation(), an_organisation()
    first, second = act(organisation), act(organisation)
    act(other)
    assert list(queries.entries_of(organisation.pk)) == [second, first]
    assert list(queries.entries_of(organisation.pk, limit=1)) == [second]
    assert list(queries.entries_of(organisation.pk, since=second.at)) == [second]


def test_the_story_of_one_subject_is_only_about_it():
    organisation = an_organisation()
    person = a_person(organisation)
    act(organisation)
    entry = services.record("person.added", subject=person, actor=None)
    assert list(queries.entries_of(organisation.pk, subject=person)) == [entry]
    assert list(queries.entries_of(organisation.pk, subject=person.pk)) == [entry]


def test_a_page_of_entries_with_details_costs_one_query(django_assert_num_queries):
    organisation = an_organisation()
    for number in range(5):
        act(organisation, values={"number": [0, number]})
    with django_assert_num_queries(1):
        assert len([entry.detail.values for entry in queries.entries_of(organisation.pk, limit=5)]) == 5


def test_the_organisations_in_the_journal_are_known():
    first, second = an_organisation(), an_organisation()
    act(first), act(first), act(second)
    assert set(queries.organisations()) == {first.pk, second.pk}
