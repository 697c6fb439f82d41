"""An organisation's own version of a shipped document: until it is adopted the shipped one holds."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from roeland.content import shipped
from roeland.content.governance import kept
from roeland.content.shipped import NoSuchDocument
from roeland.journal.queries import entries_of
from roeland.library import queries, versioning
from roeland.library.models import OwnVersion
from roeland.library.queries import NoSuchVersion
from roeland.library.versioning import Act, AlreadyDrafted, NotOffered, NotOpen
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import Organisation
from roeland.rules.matrix import Governance
from tests.building.organisation import a_person, an_organisation

REVIEW = date(2090, 1, 1)
SHIPPED = shipped.meaning("governance", Governance)


@pytest.fixture
def town(db):
    return an_organisation()


@pytest.fixture
def writer(town):
    return a_person(town, "Ilse Roels", role="information_manager")


@pytest.fixture
def director(town):
    return a_person(town, "Dina Wouters", role="directorate")


def drafted(writer) -> OwnVersion:
    return versioning.draft_version(code="governance", based_on="governance@1", meaning=kept(SHIPPED), actor=writer)


def without_letters(meaning):
    """The same with nobody who advises on the AI Act (s18)."""
    rows = [row | {"advises": []} if row["code"] == "s18" else row for row in meaning["activities"]]
    return meaning | {"activities": rows}


def changed(version, writer, change=without_letters) -> OwnVersion:
    return versioning.change_version(version=version, change=change, part="s18", actor=writer)


def adopted(writer, director, change=without_letters) -> OwnVersion:
    version = changed(drafted(writer), writer, change)
    versioning.offer_version(version=version, reason="Zo werken we.", actor=writer)
    return versioning.adopt_version(version=version, actor=director, review_on=REVIEW)


def advisers(matrix) -> tuple[str, ...]:
    return next(activity.advises for activity in matrix.activities if activity.code == "s18")


def acts_on(version) -> list[str]:
    return [entry.verb for entry in entries_of(version.organisation_id, version)][::-1]


def test_until_one_is_adopted_the_shipped_proposal_holds(town, writer):
    changed(drafted(writer), writer)
    reference, matrix = queries.governance(town)
    assert reference == shipped.document("governance").ref
    assert matrix == SHIPPED


def test_what_was_adopted_holds(town, writer, director):
    version = adopted(writer, director)
    reference, matrix = queries.governance(town)
    assert reference == version.reference == "governance@own-1"
    assert advisers(matrix) == ()
    assert matrix.status == "adopted"
    assert version.adopted_by == director
    assert acts_on(version) == ["version.drafted", "version.changed", "version.offered", "version.adopted"]


def test_a_running_case_keeps_the_version_that_it_had(town, writer, director):
    adopted(writer, director)
    adopted(writer, director, change=lambda meaning: meaning | {"activities": meaning["activities"][:-1]})
    assert queries.governance(town)[0] == "governance@own-2"
    assert advisers(queries.governance_at(town, "governance@own-1")) == ()
    assert len(queries.governance_at(town, "governance@own-2").activities) == len(SHIPPED.activities) - 1
    assert queries.governance_at(town, "governance@1") == SHIPPED
    states = OwnVersion.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["replaced", "adopted"]


@pytest.mark.parametrize("reference", ["governance@own-9", "governance@own-x", "governance@own-1"])
def test_what_was_never_adopted_is_not_found(town, writer, reference):
    drafted(writer)
    with pytest.raises(NoSuchVersion):
        queries.governance_at(town, reference)


def test_a_shipped_version_that_does_not_exist_is_not_found(town):
    with pytest.raises(NoSuchDocument):
        queries.governance_at(town, "governance@99")


def test_another_organisation_keeps_its_own(town, writer, director):
    adopted(writer, director)
    other = an_organisation("Elders")
    assert queries.governance(other)[1] == SHIPPED
    with pytest.raises(NoSuchVersion):
        queries.governance_at(other, "governance@own-1")


def test_asking_again_costs_one_query_for_an_organisation_in_hand(town, writer, director, django_assert_num_queries):
    adopted(writer, director)
    queries.governance(Organisation.objects.get(pk=town.pk))
    in_hand = Organisation.objects.get(pk=town.pk)
    with django_assert_num_queries(1):
        first = queries.governance(in_hand)
    with django_assert_num_queries(0):
        again = queries.governance(in_hand)
    assert again[1] is first[1]


def test_what_a_transaction_takes_back_does_not_hold(town, writer, director):
    version = changed(drafted(writer), writer)
    versioning.offer_version(version=version, reason="", actor=writer)
    with transaction.atomic():
        versioning.adopt_version(version=version, actor=director, review_on=REVIEW)
        queries.governance(Organisation.objects.get(pk=town.pk))
        transaction.set_rollback(True)
    assert queries.governance(Organisation.objects.get(pk=town.pk))[1] == SHIPPED


def test_there_is_one_draft_at_a_time(writer):
    version = drafted(writer)
    with pytest.raises(AlreadyDrafted) as already:
        drafted(writer)
    assert already.value.version == version
    versioning.drop_version(version=version, actor=writer)
    assert drafted(writer).number == 2


def test_the_database_itself_keeps_one_draft_and_one_that_holds(writer, director):
    version = adopted(writer, director)
    fields = {"organisation": version.organisation, "code": "governance", "based_on": "governance@1", "meaning": {}}
    fields |= {"drafted_by": writer, "drafted_at": version.drafted_at, "changed_at": version.changed_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnVersion.objects.create(**fields, number=2, state="adopted")
    OwnVersion.objects.create(**fields, number=2, state="draft")
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnVersion.objects.create(**fields, number=3, state="offered")


def test_who_changes_what_waits_takes_it_back(writer, director):
    version = drafted(writer)
    versioning.offer_version(version=version, reason="Zo werken we.", actor=writer)
    assert changed(version, writer).state == OwnVersion.State.DRAFT
    with pytest.raises(NotOffered):
        versioning.adopt_version(version=version, actor=director, review_on=REVIEW)


def test_a_change_that_changes_nothing_is_no_act(writer):
    version = drafted(writer)
    changed(version, writer, change=lambda meaning: meaning)
    assert acts_on(version) == ["version.drafted"]


def test_what_was_adopted_never_changes(writer, director):
    version = adopted(writer, director)
    for act in (changed, lambda *_: versioning.drop_version(version=version, actor=writer)):
        with pytest.raises(NotOpen):
            act(version, writer)
    with pytest.raises(NotOffered):
        versioning.adopt_version(version=version, actor=director, review_on=REVIEW)


def test_what_is_sent_back_is_a_draft_again_with_why(writer, director):
    version = drafted(writer)
    versioning.offer_version(version=version, reason="Zo werken we.", actor=writer)
    back = versioning.send_version_back(version=version, because="Vraag eerst de FG.", actor=director)
    assert (back.state, back.sent_back_because) == ("draft", "Vraag eerst de FG.")
    again = versioning.offer_version(version=version, reason="Gevraagd.", actor=writer)
    assert (again.state, again.sent_back_because) == ("offered", "")


def test_the_act_of_an_organ_can_come_later(writer, director):
    version = adopted(writer, director)
    assert not version.has_act
    act = Act("gemeenteraad", "2026/14", date(2026, 10, 5), "https://besluiten.test/14")
    noted = versioning.note_act(version=version, act=act, actor=director)
    assert noted.has_act
    assert acts_on(noted)[-1] == "version.act_noted"
    with pytest.raises(NotOffered):
        versioning.note_act(version=drafted(writer), act=act, actor=director)


def test_who_may_not_draft_or_adopt_does_not(town, writer, director):
    reader = a_person(town, "Rik Lezer", role="lawyer")
    version = drafted(writer)
    for person in (reader, director):
        with pytest.raises(NotPermitted):
            changed(version, person)
    versioning.offer_version(version=version, reason="", actor=writer)
    for person in (reader, writer):
        with pytest.raises(NotPermitted):
            versioning.adopt_version(version=version, actor=person, review_on=REVIEW)


def test_nobody_touches_a_version_of_another_organisation(writer):
    elsewhere = an_organisation("Elders")
    stranger = a_person(elsewhere, "Vreemd", role="information_manager")
    head = a_person(elsewhere, "Hoofd", role="directorate")
    version = drafted(writer)
    with pytest.raises((NotPermitted, OtherOrganisation)):
        changed(version, stranger)
    versioning.offer_version(version=version, reason="", actor=writer)
    with pytest.raises((NotPermitted, OtherOrganisation)):
        versioning.adopt_version(version=version, actor=head, review_on=REVIEW)
    assert OwnVersion.objects.get().state == "offered"


def test_it_is_called_after_the_document_with_its_number(writer):
    assert str(drafted(writer)) == "Rollen en taken, versie 1"
