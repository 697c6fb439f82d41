"""Who holds a role here and now."""

from datetime import date, timedelta

from roeland.organisation import services
from roeland.organisation.queries import Standing, holder, holders
from tests.building.organisation import a_person, a_role, a_unit

TODAY = date(2026, 11, 23)


def test_the_nearest_upward_holds_the_role(city, department, team):
    near = a_person(city, "Near", role="team_manager", unit=team)
    a_person(city, "Far", role="team_manager", unit=department)
    found = holder(city, "team_manager", team, TODAY)
    assert (found.person, found.reason) == (near, Standing.HOLDS)


def test_a_unit_without_its_own_looks_above_and_then_at_the_whole(city, department, team):
    whole = a_person(city, "Whole", role="team_manager")
    assert holder(city, "team_manager", team, TODAY).person == whole
    above = a_person(city, "Above", role="team_manager", unit=department)
    assert holder(city, "team_manager", team, TODAY).person == above


def test_a_role_below_or_beside_does_not_count(city, department, team):
    a_person(city, role="team_manager", unit=team)
    a_person(city, role="team_manager", unit=a_unit(city, "Groen", parent=department))
    assert holder(city, "team_manager", department, TODAY) is None


def test_nobody_is_a_gap(city, team):
    assert holder(city, "dpo", team, TODAY) is None


def test_of_several_the_first_appointed(city):
    later, first = a_person(city, "Later"), a_person(city, "First")
    a_role(later, "lawyer", starts=date(2026, 6, 1))
    a_role(first, "lawyer", starts=date(2026, 2, 1))
    assert holder(city, "lawyer", None, TODAY).person == first


def test_the_deputy_stands_in_for_who_is_absent(city):
    deputy = a_person(city, "Deputy")
    away = a_person(city, "Away", absent_from=TODAY - timedelta(days=3), absent_until=TODAY)
    held = a_role(away, "lawyer", deputy=deputy)
    found = holder(city, "lawyer", None, TODAY)
    assert (found.person, found.role_held, found.reason) == (deputy, held, Standing.DEPUTY_OF_ABSENT)
    assert holder(city, "lawyer", None, TODAY + timedelta(days=1)).person == away


def test_a_colleague_goes_before_the_deputy_of_who_is_absent(city):
    away = a_person(city, "Away", absent_from=TODAY)
    a_role(away, "lawyer", deputy=a_person(city, "Deputy"), starts=date(2026, 1, 1))
    colleague = a_person(city, "Colleague")
    a_role(colleague, "lawyer", starts=date(2026, 5, 1))
    assert holder(city, "lawyer", None, TODAY).person == colleague


def test_the_deputy_stands_in_for_who_left_and_when_a_term_ran_out(city):
    deputy = a_person(city, "Deputy")
    left = a_person(city, "Left", active=False)
    a_role(left, "lawyer", deputy=deputy)
    assert holder(city, "lawyer", None, TODAY).reason is Standing.DEPUTY_OF_LEFT
    over = a_person(city, "Over")
    a_role(over, "ciso", deputy=deputy, ends=TODAY - timedelta(days=1))
    assert holder(city, "ciso", None, TODAY).reason is Standing.DEPUTY_OF_EXPIRED


def test_on_the_last_day_of_the_term_one_still_holds_the_role(city):
    last = a_person(city)
    a_role(last, "ciso", ends=TODAY)
    assert holder(city, "ciso", None, TODAY).person == last


def test_an_absent_deputy_is_no_help(city):
    away = a_person(city, "Away", absent_from=TODAY)
    a_role(away, "lawyer", deputy=a_person(city, "Too", absent_from=TODAY))
    assert holder(city, "lawyer", None, TODAY) is None


def test_who_is_excluded_is_never_answered_for_by_the_own_deputy(city, department, team):
    deputy, requester = a_person(city, "Deputy"), a_person(city, "Requester", absent_from=TODAY)
    a_role(requester, "team_manager", unit=team, deputy=deputy)
    assert holder(city, "team_manager", team, TODAY).person == deputy
    assert holder(city, "team_manager", team, TODAY, excluding={requester.pk}) is None
    above = a_person(city, "Above", role="team_manager", unit=department)
    assert holder(city, "team_manager", team, TODAY, excluding={requester.pk}).person == above


def test_an_excluded_person_does_not_come_back_as_a_deputy(city):
    requester = a_person(city, "Requester")
    a_role(a_person(city, "Away", absent_from=TODAY), "lawyer", deputy=requester)
    assert holder(city, "lawyer", None, TODAY, excluding={requester.pk}) is None


def test_ending_a_role_ends_the_deputy_too(city):
    held = a_role(a_person(city), "lawyer", deputy=a_person(city))
    services.end_role(role_held=held, actor=None)
    assert holder(city, "lawyer", None, services.today()) is None


def test_many_roles_are_found_with_one_query(city, team, django_assert_num_queries):
    lawyer, ciso = a_person(city, role="lawyer"), a_person(city, role="ciso")
    team.chain()
    with django_assert_num_queries(1):
        found = holders(city, ["lawyer", "ciso", "dpo"], team, TODAY)
    assert {role: entry.person for role, entry in found.items()} == {"lawyer": lawyer, "ciso": ciso}


def test_another_organisation_never_holds_our_roles(city, elsewhere):
    a_person(elsewhere, role="lawyer")
    assert holder(city, "lawyer", None, TODAY) is None
