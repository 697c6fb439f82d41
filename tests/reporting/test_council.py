"""What the council asks: how many, which affect people, who is accountable; unknown is never no."""

import re

import pytest
from django.urls import reverse

from roeland.reporting import council
from tests.building.organisation import a_person, an_organisation
from tests.building.register import an_application
from tests.reporting.conftest import client_of
from tests.reporting.register import fill
from tests.reporting.test_picture import TODAY

COUNCIL = reverse("reporting:council")
COST = 11  # queries of the page, those at the door with them


@pytest.fixture
def register(town):
    return fill(town)


def test_the_four_numbers_are_those_that_one_counts_by_hand(town, register):
    found = council.figures(town.organisation, TODAY)
    assert {code: figure.value for code, figure in found.items()} == {
        "in_use": 3,
        "affects": 1,
        "unknown": 1,
        "undecided": 2,
    }


def test_the_lead_names_what_is_not_known(town, register):
    said = council.lead(council.figures(town.organisation, TODAY))
    assert said == "We gebruiken 3 toepassingen met AI; 1 raakt mensen rechtstreeks. Van 1 weten we het nog niet."


def test_only_what_is_in_use_and_affects_people_stands_in_the_list(town, register):
    (line,) = council.lines(town.organisation)
    assert line.application == register.heavy
    assert (line.purpose, line.service) == ("Schat het risico in.", "OCMW")


@pytest.mark.parametrize(
    ("route", "at_most", "role"),
    [
        ("light", "light", "team_manager"),
        ("standard", "standard", "department_head"),
        ("full", "full", "directorate"),
        ("forbidden", "forbidden", "directorate"),
        ("unknown", "standard", "department_head"),
        ("unknown", "unknown", "directorate"),
    ],
)
def test_accountable_is_the_role_of_the_matrix_for_the_heaviest_route_that_is_possible(town, route, at_most, role):
    application = an_application(town.organisation, route=route, route_at_most=at_most)
    assert council.accountable(application) == role


def test_the_strictest_class_comes_first(town):
    used = {"phase": "production", "affects_people": "yes"}
    for name, ai_class in (("A", "minimal"), ("B", "high"), ("C", "unknown"), ("D", "forbidden")):
        an_application(town.organisation, name, ai_class=ai_class, **used)
    assert [line.application.name for line in council.lines(town.organisation)] == ["D", "B", "A", "C"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        ("Telt auto's", "Telt auto's."),
        ("Telt  auto's. En fietsen.", "Telt auto's."),
        ("x" * 300, f"{'x' * 199}…"),
    ],
)
def test_a_purpose_is_said_in_one_sentence(text, sentence):
    assert council.in_a_sentence(text) == sentence


def test_the_page_names_roles_and_units_and_no_employee_but_who_answers(as_clerk, town, register):
    page = as_clerk.get(COUNCIL).content.decode()
    main = page[page.index("<main") :]
    assert "Directie" in main
    assert "OCMW" in main
    assert town.director.name not in main
    assert town.employee.name not in main
    assert town.manager.name in main


def test_each_number_has_its_date_and_source(as_clerk, register):
    page = as_clerk.get(COUNCIL).content.decode()
    assert len(re.findall(r"20\d\d, het register", page)) == 4
    assert "tellen niet als nee" in page or "telt niet als nee" in page


def test_the_ai_hub_answers_before_the_information_manager(town):
    assert council.who_answers(town.organisation, TODAY) == town.manager
    hub = a_person(town.organisation, "Zoë Hub", role="ai_hub")
    assert council.who_answers(town.organisation, TODAY) == hub


def test_when_nobody_can_answer_the_page_leads_to_who_is_who(db):
    clerk = a_person(an_organisation("Dorp"), "Gijs", role="council_clerk")
    page = client_of(clerk).get(COUNCIL).content.decode()
    assert "Nog niemand is AI-hub of informatiemanager." in page
    assert reverse("organisation:who_is_who") in page
    assert "Van geen enkele toepassing" in page


def test_more_than_a_hundred_lead_to_the_register(as_clerk, town, register):
    for number in range(council.SHOWN):
        an_application(town.organisation, f"App {number}", phase="production", affects_people="yes")
    answer = as_clerk.get(COUNCIL)
    assert len(answer.context["lines"]) == council.SHOWN
    assert "Er staat er nog 1 in het register." in answer.content.decode()


def test_the_clerk_has_it_on_the_home_page_and_others_do_not(as_clerk, as_manager, register):
    assert COUNCIL in as_clerk.get("/").content.decode()
    assert 'id="for-the-council"' not in as_manager.get("/").content.decode()


@pytest.mark.parametrize(("role", "status"), [("council", 200), ("directorate", 200), ("team_manager", 403), ("", 403)])
def test_who_may_look(town, role, status):
    assert client_of(a_person(town.organisation, "Iemand", role=role)).get(COUNCIL).status_code == status


def test_nothing_of_another_organisation_shows(as_clerk):
    an_application(an_organisation("Elders"), "Vreemd", phase="production", affects_people="yes")
    answer = as_clerk.get(COUNCIL)
    assert b"Vreemd" not in answer.content
    assert {figure.value for figure in answer.context["figures"]} == {0}


def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(as_clerk, town, register, django_assert_num_queries):
    with django_assert_num_queries(COST):
        as_clerk.get(COUNCIL)
    for number in range(20):
        an_application(town.organisation, f"App {number}", phase="production", affects_people="yes", unit=town.desk)
    with django_assert_num_queries(COST):
        as_clerk.get(COUNCIL)
