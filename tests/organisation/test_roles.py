"""Giving, changing and ending roles."""

from datetime import date, timedelta

import pytest

from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.organisation.services import RoleRefused, give_role
from tests.building.organisation import a_person, a_role, a_unit


def refused(**wanted) -> str:
    with pytest.raises(RoleRefused) as refusal:
        give_role(actor=None, **wanted)
    return refusal.value.code


def test_a_role_is_given_from_today_and_journalled(city, employee, administrator):
    held = give_role(person=employee, role="lawyer", actor=administrator)
    assert held.starts == services.today()
    entry = entries_of(city.pk, subject=employee).first()
    assert (entry.verb, entry.actor, entry.detail.values) == (
        "person.role_given",
        administrator.pk,
        {"role": ["", "lawyer"]},
    )


def test_only_an_administrator_gives_roles(employee):
    with pytest.raises(NotPermitted):
        give_role(person=employee, role="lawyer", actor=employee)
    assert not RoleHeld.objects.filter(person=employee).exists()


def test_roles_never_cross_organisations(employee, administrator, elsewhere):
    stranger = a_person(elsewhere)
    with pytest.raises(OtherOrganisation):
        give_role(person=stranger, role="lawyer", actor=administrator)
    with pytest.raises(OtherOrganisation):
        give_role(person=employee, role="lawyer", deputy=stranger, actor=administrator)
    with pytest.raises(OtherOrganisation):
        give_role(person=employee, role="lawyer", unit=a_unit(elsewhere), actor=administrator)


@pytest.mark.parametrize(("first", "second"), [("dpo", "privacy_officer"), ("privacy_officer", "dpo")])
def test_the_privacy_officer_cannot_also_be_dpo(employee, first, second):
    give_role(person=employee, role=first, actor=None)
    assert refused(person=employee, role=second) == "forbidden_combination"


def test_one_after_the_other_is_allowed(employee):
    today = services.today()
    give_role(person=employee, role="privacy_officer", ends=today, actor=None)
    give_role(person=employee, role="dpo", starts=today + timedelta(days=1), actor=None)


@pytest.mark.parametrize(("first", "second"), [("dpo", "ciso"), ("ciso", "dpo")])
def test_ciso_and_dpo_together_need_a_mitigation(employee, first, second):
    give_role(person=employee, role=first, actor=None)
    assert refused(person=employee, role=second) == "needs_mitigation"
    assert refused(person=employee, role=second, mitigation="  ") == "needs_mitigation"
    give_role(person=employee, role=second, mitigation="The auditor checks the security advice.", actor=None)


def test_the_deputy_of_a_dpo_must_be_a_dpo(city, employee):
    colleague = a_person(city)
    assert refused(person=employee, role="dpo", deputy=colleague) == "deputy_lacks_role"
    give_role(person=colleague, role="dpo", actor=None)
    give_role(person=employee, role="dpo", deputy=colleague, actor=None)


def test_a_deputy_cannot_hold_what_must_stay_apart(city, employee):
    dpo = a_person(city, role="dpo")
    assert refused(person=employee, role="privacy_officer", deputy=dpo) == "forbidden_combination"


def test_nobody_deputises_for_themselves(employee):
    assert refused(person=employee, role="lawyer", deputy=employee) == "own_deputy"


def test_a_role_that_does_not_exist_is_refused(employee):
    assert refused(person=employee, role="wizard") == "unknown_role"


def test_a_term_cannot_end_before_it_starts(employee):
    assert refused(person=employee, role="lawyer", ends=date(2020, 1, 1)) == "ends_before_start"


def test_the_same_role_at_the_same_place_is_given_once(employee, team):
    give_role(person=employee, role="team_manager", unit=team, actor=None)
    assert refused(person=employee, role="team_manager", unit=team) == "already_held"
    give_role(person=employee, role="team_manager", unit=team.parent, actor=None)


def test_who_left_gets_no_role_and_deputises_for_nobody(city, employee):
    left = a_person(city, active=False)
    assert refused(person=left, role="lawyer") == "person_left"
    assert refused(person=employee, role="lawyer", deputy=left) == "person_left"


def test_a_refused_change_leaves_everything_as_it_was(city, employee):
    held = a_role(employee, "lawyer")
    with pytest.raises(RoleRefused):
        services.change_role(role_held=held, deputy=employee, actor=None)
    held.refresh_from_db()
    assert held.deputy is None


def test_a_change_is_journalled_with_what_differs_and_nothing_is_when_nothing_does(city, employee, administrator):
    held = a_role(employee, "lawyer", mandate="Old")
    services.change_role(role_held=held, mandate="New", ends=None, actor=administrator)
    services.change_role(role_held=held, mandate="New", actor=administrator)
    entries = entries_of(city.pk, subject=employee)
    assert [(entry.verb, entry.fields, entry.detail.values) for entry in entries] == [
        ("person.role_changed", ["mandate"], {"mandate": ["Old", "New"]})
    ]


def test_an_ended_role_is_over_from_today_on(employee):
    held = a_role(employee, "lawyer")
    services.end_role(role_held=held, actor=None)
    held.refresh_from_db()
    assert held.is_over(services.today())
