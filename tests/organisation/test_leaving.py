"""Leaving: everything goes to others in one transaction, on the day itself, and nothing is orphaned."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.journal.queries import entries_of
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.leaving import services
from roeland.organisation.leaving.kinds import everything
from roeland.organisation.leaving.services import LastAdministrator
from roeland.organisation.models import Departure, RoleHeld
from roeland.organisation.queries import holder, holders_of
from tests.building.organisation import a_person, a_role

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


def at(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0, 1)))


@pytest.fixture
def leaver(city):
    return a_person(city, "Leo Leaver", role="lawyer")


@pytest.fixture
def successor(city):
    return a_person(city, "Suus Successor")


def leave(person, actor, *, on=TODAY, to=None, **others):
    return services.note_departure(
        person=person, leaves_on=on, successor=to, others=others.get("others", {}), actor=actor
    )


def test_roles_go_to_the_successor_with_their_mandate_and_are_to_be_accepted(leaver, successor, administrator, city):
    leave(leaver, administrator, to=successor)
    row = RoleHeld.objects.get(person=successor)
    assert (row.role, row.mandate, row.given_by, row.waits) == (
        "lawyer",
        "Delegatiebesluit 2026-1",
        administrator,
        True,
    )
    assert [held.person for held in holders_of(city, ["lawyer"], TODAY)] == [successor]
    leaver.refresh_from_db()
    assert not leaver.active


def test_one_thing_can_go_to_somebody_else_and_another_to_nobody(leaver, successor, administrator, city):
    other, second = a_person(city, "Otto"), a_role(leaver, "ethics_expert")
    first = RoleHeld.objects.get(person=leaver, role="lawyer")
    others = {f"role:{first.pk}": other, f"role:{second.pk}": None}
    leave(leaver, administrator, to=successor, others=others)
    assert holder(city, "lawyer", None, TODAY).person == other
    assert holder(city, "ethics_expert", None, TODAY) is None
    assert RoleHeld.objects.get(pk=second.pk).ends is None  # still to be seen, as vacant


def test_a_plan_waits_for_its_day_and_takes_what_came_meanwhile(leaver, successor, administrator, city):
    departure = leave(leaver, administrator, on=TOMORROW, to=successor)
    a_role(leaver, "architect")
    assert services.take_up_departures(at(TODAY)) == 0
    assert services.take_up_departures(at(TOMORROW)) == 1
    assert services.take_up_departures(at(TOMORROW)) == 0
    leaver.refresh_from_db()
    departure.refresh_from_db()
    assert (leaver.active, departure.closed_at is not None) == (False, True)
    assert {row.role for row in RoleHeld.objects.filter(person=successor, ends=None)} == {"lawyer", "architect"}
    assert RoleHeld.objects.filter(person=successor).first().given_by == administrator


def test_a_successor_who_left_meanwhile_takes_nothing(leaver, successor, administrator, city):
    leave(leaver, administrator, on=TOMORROW, to=successor)
    leave(successor, administrator)
    services.take_up_departures(at(TOMORROW))
    assert holder(city, "lawyer", None, TOMORROW) is None
    assert RoleHeld.objects.get(person=leaver).ends is None


def test_a_plan_can_be_taken_back_and_made_again(leaver, successor, administrator):
    leave(leaver, administrator, on=TOMORROW, to=successor)
    assert services.withdraw_departure(person=leaver, actor=administrator) == 1
    assert services.withdraw_departure(person=leaver, actor=administrator) == 0
    assert services.take_up_departures(at(TOMORROW)) == 0
    leave(leaver, administrator, on=TOMORROW)
    leave(leaver, administrator, on=TOMORROW + timedelta(days=1))
    assert Departure.objects.filter(closed_at=None).count() == 1


def test_nobody_takes_over_from_themselves(leaver, administrator, city):
    leave(leaver, administrator, to=leaver)
    assert holder(city, "lawyer", None, TODAY) is None
    assert RoleHeld.objects.get(person=leaver).ends is None


def test_standing_in_goes_over_too_or_ends(leaver, successor, administrator, city):
    ciso = a_role(a_person(city), "ciso", deputy=leaver)
    architect = a_role(a_person(city), "architect", deputy=leaver)
    leave(leaver, administrator, to=successor, others={f"deputy:{architect.pk}": None})
    ciso.refresh_from_db()
    architect.refresh_from_db()
    assert (ciso.deputy, architect.deputy) == (successor, None)


def test_who_cannot_hold_a_role_does_not_get_it_when_things_changed_before_the_day(leaver, administrator, city):
    a_role(leaver, "dpo")
    successor = a_person(city, "Suus")
    leave(leaver, administrator, on=TOMORROW, to=successor)
    a_role(successor, "privacy_officer")
    services.take_up_departures(at(TOMORROW))
    assert holder(city, "dpo", None, TOMORROW) is None
    assert holder(city, "lawyer", None, TOMORROW).person == successor


def test_a_role_that_the_successor_holds_already_is_theirs_alone(leaver, administrator, city):
    successor = a_person(city, "Suus", role="lawyer")
    leave(leaver, administrator, to=successor)
    assert [held.person for held in holders_of(city, ["lawyer"], TODAY)] == [successor]


def test_the_last_administrator_does_not_leave_without_another(administrator, successor):
    with pytest.raises(LastAdministrator):
        leave(administrator, administrator)
    assert not Departure.objects.exists()
    leave(administrator, administrator, to=successor)
    assert RoleHeld.objects.get(person=successor).role == "administrator"


def test_the_information_manager_may_arrange_it_and_a_colleague_may_not(leaver, successor, city):
    with pytest.raises(NotPermitted):
        leave(leaver, successor)
    leave(leaver, a_person(city, role="information_manager"), to=successor)
    assert RoleHeld.objects.filter(person=successor, role="lawyer").exists()


def test_nothing_goes_to_another_organisation(leaver, administrator, elsewhere):
    stranger = a_person(elsewhere)
    with pytest.raises(OtherOrganisation):
        leave(leaver, administrator, to=stranger)
    with pytest.raises(OtherOrganisation):
        leave(leaver, administrator, others={"role:x": stranger})
    assert not Departure.objects.exists()


def test_the_journal_says_who_arranged_it_and_keeps_the_name(leaver, administrator, city):
    leave(leaver, administrator)
    verbs = {entry.verb: entry.actor for entry in entries_of(city.pk, subject=leaver)}
    assert verbs["person.departure_noted"] == verbs["person.left"] == administrator.pk


class TestThePage:
    @pytest.fixture
    def address(self, leaver):
        return reverse("organisation:departure", args=[leaver.pk])

    def fields(self, leaver, **sent):
        names = {thing.key: "" for _, things in everything(leaver) for thing in things}
        return {"leaves_on": TODAY.isoformat(), "successor": ""} | names | sent

    def test_lists_what_somebody_holds(self, signed_in, administrator, address):
        html = signed_in(administrator).get(address).content.decode()
        assert "Leo Leaver vertrekt" in html
        assert "Jurist" in html

    def test_shows_first_what_will_happen(self, signed_in, administrator, address, leaver, successor):
        sent = self.fields(leaver, successor=successor.pk)
        html = signed_in(administrator).post(address, sent).content.decode()
        assert "Dit gebeurt er als Leo Leaver vertrekt" in html
        assert "Suus Successor" in html
        leaver.refresh_from_db()
        assert leaver.active

    def test_says_what_nobody_takes_over(self, signed_in, administrator, address, leaver):
        html = signed_in(administrator).post(address, self.fields(leaver)).content.decode()
        assert "blijft vrij. De beheerder krijgt een taak" in html

    def test_does_it_when_confirmed(self, signed_in, administrator, address, leaver, successor):
        sent = self.fields(leaver, successor=successor.pk, confirmed="1")
        assert signed_in(administrator).post(address, sent).status_code == 302
        leaver.refresh_from_db()
        assert not leaver.active

    def test_goes_back_with_everything_that_was_chosen(self, signed_in, administrator, address, leaver, successor):
        sent = self.fields(leaver, successor=successor.pk, change="1")
        answer = signed_in(administrator).post(address, sent)
        assert answer.status_code == 200
        assert f'value="{successor.pk}" selected' in answer.content.decode()

    def test_takes_a_name_from_the_list_and_nobody_and_no_other(
        self, signed_in, administrator, address, leaver, successor
    ):
        key = f"role:{RoleHeld.objects.get(person=leaver).pk}"
        client = signed_in(administrator)
        assert client.post(address, self.fields(leaver, **{key: "Suus Successor"})).status_code == 200
        assert client.post(address, self.fields(leaver, **{key: "Niemand"})).status_code == 200
        answer = client.post(address, self.fields(leaver, **{key: "Iemand Anders"}))
        assert answer.status_code == 422
        assert "Niemand heet hier zo." in answer.content.decode()

    def test_tells_two_people_of_one_name_apart(self, signed_in, administrator, address, leaver, city):
        for email in ("a@voorbeeld.test", "b@voorbeeld.test"):
            a_person(city, "Jan Smit", email=email)
        html = signed_in(administrator).get(address).content.decode()
        assert 'value="Jan Smit (a@voorbeeld.test)"' in html

    def test_says_who_cannot_have_a_role(self, signed_in, administrator, address, leaver, city):
        a_role(leaver, "dpo")
        successor = a_person(city, "Petra", role="privacy_officer")
        answer = signed_in(administrator).post(address, self.fields(leaver, successor=successor.pk, confirmed="1"))
        assert answer.status_code == 422
        assert "Petra: Eén persoon kan deze rol niet combineren" in answer.content.decode()
        leaver.refresh_from_db()
        assert leaver.active

    def test_says_that_somebody_must_administer(self, signed_in, administrator):
        address = reverse("organisation:departure", args=[administrator.pk])
        answer = signed_in(administrator).post(address, self.fields(administrator, confirmed="1"))
        assert answer.status_code == 422
        assert "Dan heeft Roeland geen beheerder meer." in answer.content.decode()

    def test_shows_a_plan_and_takes_it_back(self, signed_in, administrator, address, leaver, successor):
        leave(leaver, administrator, on=TOMORROW, to=successor)
        client = signed_in(administrator)
        assert "Je kunt het plan hier aanpassen." in client.get(address).content.decode()
        withdraw = reverse("organisation:withdraw_departure", args=[leaver.pk])
        assert client.get(withdraw).status_code == 405
        client.post(withdraw)
        assert not Departure.objects.filter(closed_at=None).exists()

    def test_who_left_cannot_leave_again(self, signed_in, administrator, address, leaver):
        leave(leaver, administrator)
        client = signed_in(administrator)
        assert "werkt hier niet meer" in client.get(address).content.decode()
        client.post(address, self.fields(leaver, confirmed="1"))
        assert Departure.objects.count() == 1
