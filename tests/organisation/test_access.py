"""Who may open what."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from roeland.content import shipped
from roeland.organisation import access, services
from roeland.organisation.access import NotPermitted, OtherOrganisation, may, must, same_organisation
from tests.building.organisation import a_person, a_role, a_unit, an_organisation


@dataclass
class Thing:
    """Anything with an organisation, perhaps a unit and perhaps people to whom it is something."""

    organisation_id: UUID
    unit: Any = None
    related: dict = field(default_factory=dict)

    def relations(self, person):
        return self.related.get(person.pk, set())


def test_everybody_may_do_what_is_for_everyone(employee):
    assert may(employee, "application.report")


def test_nobody_without_a_person_may_do_anything():
    assert not may(None, "application.view")


def test_who_has_left_may_do_nothing(employee):
    services.let_go(person=employee, actor=None)
    employee.refresh_from_db()
    assert not may(employee, "application.view")


def test_an_unknown_permission_is_a_mistake_and_never_an_open_door(employee):
    with pytest.raises(KeyError):
        may(employee, "aplication.view")


def test_a_role_opens_what_it_is_named_for_and_nothing_else(administrator):
    assert may(administrator, "organisation.administer")
    assert not may(administrator, "decision.take")


def test_a_role_for_a_unit_counts_below_it_and_not_beside_it(city, department, team):
    head = a_person(city, role="department_head", unit=department)
    beside = a_unit(city, "Groen", parent=department.parent)
    assert may(head, "application.edit", Thing(city.pk, team))
    assert not may(head, "application.edit", Thing(city.pk, beside))
    assert not may(head, "application.edit", Thing(city.pk, department.parent))


def test_a_thing_without_a_unit_is_only_for_who_holds_the_role_everywhere(city, department):
    head = a_person(city, role="department_head", unit=department)
    manager = a_person(city, role="information_manager")
    assert not may(head, "application.edit", Thing(city.pk))
    assert may(manager, "application.edit", Thing(city.pk))


def test_without_a_thing_a_role_counts_wherever_it_is_held(city, department):
    assert may(a_person(city, role="department_head", unit=department), "application.edit")


def test_the_owner_may_edit_without_any_role(city, employee):
    assert may(employee, "application.edit", Thing(city.pk, related={employee.pk: {"owner"}}))
    assert not may(employee, "application.edit", Thing(city.pk, related={employee.pk: {"reader"}}))


def test_a_relation_counts_for_nothing_without_the_thing(employee):
    assert not may(employee, "application.edit")


def test_a_thing_of_another_organisation_is_closed_whatever_the_role(administrator, elsewhere):
    assert not may(administrator, "application.view", Thing(elsewhere.pk))


def test_a_deputy_has_the_doors_of_the_role(city, employee):
    manager = a_person(city, "Ina")
    a_role(manager, "information_manager", deputy=employee)
    assert may(employee, "journal.view")


def test_a_role_that_begins_later_or_is_over_opens_nothing(city):
    today = services.today()
    late, early = a_person(city), a_person(city)
    a_role(late, "information_manager", starts=today + timedelta(days=1))
    a_role(early, "information_manager", starts=date(2020, 1, 1), ends=today - timedelta(days=1))
    assert not may(late, "journal.view")
    assert not may(early, "journal.view")


def test_a_refusal_says_what_and_who_can_help(employee, administrator):
    with pytest.raises(NotPermitted) as refusal:
        must(employee, "organisation.administer")
    assert "De organisatie beheren" in refusal.value.reason
    assert [(helper.name, helper.role) for helper in refusal.value.helpers] == [("Adam Administrator", "Beheerder")]


def test_things_of_two_organisations_never_meet(city, elsewhere, employee):
    same_organisation(employee, city, None, Thing(city.pk))
    with pytest.raises(OtherOrganisation):
        same_organisation(employee, Thing(elsewhere.pk))
    with pytest.raises(OtherOrganisation):
        same_organisation(None, city, elsewhere)


def test_signed_out_leads_to_sign_in_and_back(client, city):
    page = reverse("organisation:journal") + "?kind=person"
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert "next=/organisation/journal/%3Fkind%3Dperson" in answer.url


def test_a_part_of_a_page_sends_the_whole_browser_to_sign_in(client, city):
    answer = client.get(reverse("organisation:journal"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(reverse("account_login"))


def test_without_the_role_the_page_says_who_can_help(signed_in, employee, administrator):
    answer = signed_in(employee).get(reverse("organisation:administration"))
    assert answer.status_code == 403
    assert "De instellingen van de organisatie zien" in answer.content.decode()
    assert "Adam Administrator" in answer.content.decode()


def test_a_key_of_another_organisation_is_not_found(signed_in, administrator, elsewhere):
    stranger = a_person(elsewhere)
    assert signed_in(administrator).get(reverse("organisation:person", args=[stranger.pk])).status_code == 404


def test_every_role_in_a_permission_exists():
    roles = shipped.document("roles").meaning.by_code
    for asked in shipped.document("permissions").meaning.permissions:
        assert set(asked.roles) <= set(roles), asked.code


def test_there_are_seventeen_roles_in_five_tracks():
    known = shipped.document("roles").meaning
    assert len([role for role in known.roles if role.track]) == 17
    assert {role.track for role in known.roles if role.track} == set(known.tracks)


def test_the_roles_at_the_door_are_read_once(city, employee, django_assert_num_queries):
    employee.roles_at_the_door = []
    with django_assert_num_queries(0):
        assert not access.may(employee, "journal.view")


def test_two_organisations_do_not_see_each_others_roles(administrator):
    other = an_organisation()
    assert not may(a_person(other), "organisation.administer")
