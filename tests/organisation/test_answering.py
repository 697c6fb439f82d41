"""Getting a role: it counts at once, and the person says yes to it or says what is not right."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.access import NotPermitted
from roeland.organisation.models import RoleHeld
from roeland.organisation.queries import holder
from roeland.organisation.services import AlreadyAnswered, ReasonMissing
from tests.building.organisation import a_person, a_role

TODAY = timezone.localdate()


@pytest.fixture
def given(employee, administrator):
    return services.give_role(person=employee, role="lawyer", mandate="Besluit 12", actor=administrator)


def page(client, name, held):
    answer = client.get(reverse(f"organisation:{name}", args=[held.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_role_counts_before_it_is_accepted(given, employee, city):
    assert given.waits
    assert holder(city, "lawyer", None, TODAY).person == employee


def test_accepting_a_role_is_kept_in_the_journal(given, employee, city):
    held = services.accept_role(role_held=given, actor=employee)
    assert (held.answer, held.answered_on) == (RoleHeld.Answer.ACCEPTED, TODAY)
    entry = entries_of(city.pk, subject=employee).first()
    assert (entry.verb, entry.actor) == ("person.role_accepted", employee.pk)


def test_a_declined_role_is_vacant_at_once_and_says_why(given, employee, city):
    held = services.decline_role(role_held=given, reason="Ik ben geen jurist.", actor=employee)
    assert held.declined_because == "Ik ben geen jurist."
    assert holder(city, "lawyer", None, TODAY) is None
    entry = entries_of(city.pk, subject=employee).first()
    assert (entry.verb, entry.reason) == ("person.role_declined", "Ik ben geen jurist.")


def test_a_declined_role_does_not_go_to_its_deputy(employee, administrator, city):
    given = services.give_role(person=employee, role="ciso", deputy=a_person(city), actor=administrator)
    services.decline_role(role_held=given, reason="Nee.", actor=employee)
    assert holder(city, "ciso", None, TODAY) is None


def test_a_role_that_is_still_to_come_and_is_declined_never_begins(employee, administrator, city):
    later = TODAY + timedelta(days=9)
    given = services.give_role(person=employee, role="ciso", starts=later, actor=administrator)
    services.decline_role(role_held=given, reason="Nee.", actor=employee)
    assert holder(city, "ciso", None, later) is None


def test_who_declines_says_why(given, employee):
    with pytest.raises(ReasonMissing):
        services.decline_role(role_held=given, reason=" ", actor=employee)
    given.refresh_from_db()
    assert given.waits


def test_an_answer_is_given_once(given, employee):
    services.accept_role(role_held=given, actor=employee)
    with pytest.raises(AlreadyAnswered):
        services.decline_role(role_held=given, reason="Toch niet.", actor=employee)


def test_nobody_answers_for_somebody_else(given, administrator):
    with pytest.raises(NotPermitted):
        services.accept_role(role_held=given, actor=administrator)


@pytest.mark.parametrize("giver", ["Roeland", "oneself"])
def test_who_got_a_role_from_nobody_else_is_not_asked(administrator, giver):
    held = services.give_role(person=administrator, role="lawyer", actor=administrator if giver == "oneself" else None)
    assert not held.waits


class TestThePage:
    def test_says_who_gave_it_what_it_asks_and_on_which_mandate(self, signed_in, given, employee):
        html = page(signed_in(employee), "role", given)
        assert "Adam Administrator gaf je de rol Jurist" in html
        assert "Advies over de AI-verordening" in html
        assert "Besluit 12" in html
        assert "Aannemen" in html

    def test_accepts_and_declines_only_by_an_act(self, signed_in, given, employee):
        client = signed_in(employee)
        assert client.get(reverse("organisation:accept_role", args=[given.pk])).status_code == 405
        client.post(reverse("organisation:accept_role", args=[given.pk]))
        assert "Aannemen" not in page(client, "role", given)
        answer = client.post(reverse("organisation:decline_role", args=[given.pk]), {"reason": "x"}, follow=True)
        assert "Je antwoordde al eerder" in answer.content.decode()

    def test_keeps_asking_for_a_reason(self, signed_in, given, employee):
        answer = signed_in(employee).post(reverse("organisation:decline_role", args=[given.pk]), {"reason": ""})
        assert answer.status_code == 422
        assert "Zeg wat er niet klopt." in answer.content.decode()

    def test_is_for_who_holds_it_and_who_sees_to_roles(self, signed_in, given, administrator, city):
        assert "Nog niet aangenomen." in page(signed_in(administrator), "role", given)
        answer = signed_in(a_person(city)).get(reverse("organisation:role", args=[given.pk]))
        assert answer.status_code == 403

    def test_shows_a_declined_role_to_who_sees_to_roles_and_to_nobody_else(self, signed_in, given, employee, city):
        services.decline_role(role_held=given, reason="Ik ben geen jurist.", actor=employee)
        person = reverse("organisation:person", args=[employee.pk])
        manager = a_person(city, role="information_manager")
        assert "Ik ben geen jurist." in signed_in(manager).get(person).content.decode()
        assert "Ik ben geen jurist." not in signed_in(a_person(city)).get(person).content.decode()

    def test_who_does_what_says_that_a_role_is_not_accepted_yet(self, signed_in, given, employee):
        assert "nog niet aangenomen" in signed_in(employee).get(reverse("organisation:who_is_who")).content.decode()


class TestAVacantRole:
    @pytest.fixture
    def vacant(self, given, employee):
        services.let_go(person=employee, actor=None)
        return given

    def test_is_passed_on_by_who_sees_to_roles(self, signed_in, vacant, administrator, city):
        colleague = a_person(city, "Cato")
        client = signed_in(administrator)
        assert "Niemand heeft deze rol nu." in page(client, "role", vacant)
        client.post(reverse("organisation:pass_on_role", args=[vacant.pk]), {"successor": colleague.pk})
        assert holder(city, "lawyer", None, TODAY).person == colleague
        assert RoleHeld.objects.get(person=colleague).mandate == "Besluit 12"

    def test_says_why_somebody_cannot_have_it(self, signed_in, administrator, city):
        leaver = a_person(city, "Leo", role="dpo")
        services.let_go(person=leaver, actor=None)
        colleague = a_person(city, "Cato", role="privacy_officer")
        held = RoleHeld.objects.get(role="dpo")
        answer = signed_in(administrator).post(
            reverse("organisation:pass_on_role", args=[held.pk]), {"successor": colleague.pk}
        )
        assert answer.status_code == 422
        assert "kan deze rol niet combineren" in answer.content.decode()

    def test_is_not_given_to_somebody_elsewhere(self, signed_in, vacant, administrator, elsewhere):
        sent = {"successor": a_person(elsewhere).pk}
        address = reverse("organisation:pass_on_role", args=[vacant.pk])
        assert signed_in(administrator).post(address, sent).status_code == 422


class TestOnesOwnPages:
    def test_my_roles_says_what_each_role_asks_and_who_gave_it(self, signed_in, given, employee):
        html = signed_in(employee).get(reverse("organisation:my_roles")).content.decode()
        assert "Adam Administrator gaf je deze rol" in html
        assert "Je nam deze rol nog niet aan." in html
        assert "Advies over de AI-verordening" in html
        assert reverse("work:absence") in html

    def test_welcome_shows_also_the_role_that_is_still_to_come(self, signed_in, employee, administrator):
        services.give_role(person=employee, role="architect", starts=TODAY + timedelta(days=5), actor=administrator)
        html = signed_in(employee).get(reverse("organisation:welcome")).content.decode()
        assert "Welkom, Emma Employee" in html
        assert "Architect" in html

    def test_welcome_helps_who_has_no_role(self, signed_in, employee):
        assert "Je hebt nog geen rol" in signed_in(employee).get(reverse("organisation:welcome")).content.decode()


def test_a_role_of_before_keeps_counting_without_an_answer(employee, city):
    held = a_role(employee, "lawyer")
    assert not held.waits
    assert holder(city, "lawyer", None, TODAY).person == employee
