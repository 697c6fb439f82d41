"""The counts beside the filters follow what else is chosen."""

import pytest
from django.urls import reverse

from roeland.register import finding
from tests.building.organisation import a_unit
from tests.building.register import an_application

LIST = reverse("register:list")


@pytest.fixture
def loket(town, desk):
    return a_unit(town, "Loket", parent=desk)


@pytest.fixture
def four(town, desk, loket):
    rows = (
        an_application(town, "Afvalroutes", ai_class="minimal", phase="production", unit=desk, undecided=True),
        an_application(town, "Balie-chatbot", ai_class="minimal", phase="experiment", unit=loket),
        an_application(town, "Cv-selectie", ai_class="high", phase="production"),
        an_application(town, "Chatbot rijbewijs", ai_class="transparency", phase="production", unit=loket),
    )
    for row in rows:
        finding.index(row)
    return rows


def counted(client, **query):
    """Per filter the options that are left, with how many."""
    facets = client.get(LIST, query).context["facets"]
    return {facet.name: {option.value: option.count for option in facet.options if option.count} for facet in facets}


def test_with_nothing_chosen_they_count_the_whole_register(as_employee, four):
    assert counted(as_employee) == {
        "class": {"minimal": 2, "high": 1, "transparency": 1},
        "phase": {"production": 3, "experiment": 1},
        "unit": {},
        "mark": {"undecided": 1},
    }


def test_a_choice_narrows_the_other_filters_and_not_its_own(as_employee, four):
    found = counted(as_employee, **{"class": "minimal"})
    assert found["class"] == {"minimal": 2, "high": 1, "transparency": 1}
    assert found["phase"] == {"production": 1, "experiment": 1}


def test_two_choices_narrow_each_other(as_employee, four):
    found = counted(as_employee, **{"class": ["high", "transparency"], "phase": "production"})
    assert found["class"] == {"minimal": 1, "high": 1, "transparency": 1}
    assert found["phase"] == {"production": 2}
    assert found["mark"] == {}


def test_the_mark_narrows_too(as_employee, four):
    assert counted(as_employee, mark="undecided")["class"] == {"minimal": 1}


@pytest.mark.parametrize(
    ("view", "phases"), [("high", {"production": 1}), ("undecided", {"production": 1}), ("unknown", {})]
)
def test_a_quick_choice_narrows_every_filter(as_employee, four, view, phases):
    assert counted(as_employee, view=view)["phase"] == phases


@pytest.mark.parametrize("chosen", [{"view": "high"}, {"phase": "production"}, {"mark": "undecided"}])
def test_what_a_count_says_is_what_choosing_it_shows(as_employee, four, chosen):
    for value, number in counted(as_employee, **chosen)["class"].items():
        answer = as_employee.get(LIST, chosen | {"class": value})
        assert answer.context["page"].paginator.count == number


def test_where_a_count_would_not_be_true_there_is_none(as_employee, four, desk):
    for chosen in ({"q": "chatbot"}, {"unit": str(desk.pk)}, {"view": "mine"}):
        facets = as_employee.get(LIST, chosen).context["facets"]
        assert {option.count for facet in facets for option in facet.options} == {None}


def test_nothing_of_another_organisation_is_counted(as_employee, four, other_town):
    an_application(other_town, "Chatbot elders", ai_class="high")
    assert counted(as_employee)["class"]["high"] == 1


def test_the_counts_come_along_when_only_the_results_are_fetched(as_employee, four):
    part = as_employee.get(LIST, {"class": "high"}, headers={"HX-Request": "true"}).content.decode()
    assert '<span id="count-phase-production" hx-swap-oob="true">1</span>' in part
    assert "count-unit-" not in part
    page = as_employee.get(LIST, {"class": "high"}).content.decode()
    assert "hx-swap-oob" not in page
    assert page.count('id="count-phase-production"') == 1


def test_the_counts_cost_no_query(as_manager, four, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        as_manager.get(LIST, {"class": "minimal", "phase": "experiment", "view": "undecided"})


def test_a_number_that_was_shown_goes_when_it_is_no_longer_true(as_employee, four):
    part = as_employee.get(LIST, {"q": "chatbot"}, headers={"HX-Request": "true"}).content.decode()
    assert '<span id="count-phase-production" hx-swap-oob="true"></span>' in part
