"""Every figure is what one counts by hand, leads to exactly those applications, and unknown is never no."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from roeland.assessments.queries import waiting_for_roles
from roeland.reporting.picture import counting, keeping, tables
from roeland.reporting.picture.narrowing import EVERYTHING, IN_USE, RUNNING, SCOPES, address, scope_called
from tests.building.assessments import PRIVACY_UNKNOWN, a_classification
from tests.building.organisation import a_unit, an_organisation
from tests.building.register import an_application
from tests.reporting.conftest import client_of
from tests.reporting.register import fill

PICTURE = reverse("reporting:picture")
COST = 20  # queries of the page, those at the door with them
AGAIN = 10  # the same page when nothing changed
TODAY = date(2026, 11, 27)


@pytest.fixture
def register(town):
    return fill(town)


@pytest.fixture
def read(town, register):
    def read_within(scope=RUNNING):
        return tables.Reader(counting.count(town.organisation, TODAY).within(scope.filters), scope)

    return read_within


def said(table) -> dict[str, int]:
    return {str(row.label): row.value for row in table.rows}


def test_the_lead_says_the_conclusion(read):
    assert tables.lead(read()) == "5 toepassingen, 2 nog niet beslist, 2 zonder eigenaar."


def test_classes_are_those_of_the_register(read):
    assert list(said(tables.by_class(read())).values()) == [0, 1, 1, 1, 0, 2]
    assert list(said(tables.by_class(read(EVERYTHING))).values()) == [1, 1, 1, 1, 0, 2]


def test_routes_and_phases(read):
    assert list(said(tables.by_route(read())).values()) == [0, 1, 1, 1, 2]
    assert list(said(tables.by_phase(read())).values()) == [1, 1, 1, 2]
    assert list(said(tables.by_phase(read(EVERYTHING))).values()) == [1, 1, 1, 2, 0, 1, 0]


def test_what_is_not_known_of_people_counts_apart_and_never_as_no(read):
    affects, personal = tables.about_people(read())
    assert list(said(affects).values()) == [2, 1, 2]
    assert list(said(personal).values()) == [1, 2, 2]


def test_unknowns_are_counted_each_on_its_own(read):
    assert list(said(tables.unknowns(read())).values()) == [1, 1, 2, 2]


def test_no_owner_and_not_yet_accepted_are_two_things(read):
    assert list(said(tables.owners(read())).values()) == [2, 1]


def test_undecided_says_how_many_are_past_their_date(read):
    waiting, late = tables.undecided(read())
    assert (waiting.value, late) == (2, 1)


def test_the_longest_undecided_come_first(town, register):
    found = counting.longest_undecided(town.organisation, RUNNING)
    assert [one.name for one in found] == ["Fraudescore", "Spelling"]


def test_fields_suppliers_and_what_has_none(town, register, read):
    fields = tables.of_fields(read(), counting.by_field(town.organisation, RUNNING))
    assert said(fields) == {"Interne werking": 2, "Toepassingsveld niet ingevuld": 3}
    suppliers = tables.of_suppliers(read(), counting.by_supplier(town.organisation, RUNNING))
    assert said(suppliers) == {"Praat nv": 2, "Reken nv": 1, "Leverancier niet ingevuld": 2}


def test_beyond_ten_suppliers_the_rest_stands_together(town, read):
    for number in range(14):
        an_application(town.organisation, f"App {number}", supplier=f"Bedrijf {number:02}")
    rows = tables.of_suppliers(read(), counting.by_supplier(town.organisation, RUNNING)).rows
    assert [row.label for row in rows[-2:]] == ["6 andere leveranciers", "Leverancier niet ingevuld"]
    assert (rows[-2].value, rows[-2].url) == (6, "")
    assert sum(row.value for row in rows) == 19


def test_entities_count_what_their_units_have(town, register, read):
    rows = tables.of_entities(read(), counting.by_entity(town.organisation, RUNNING))
    assert [(row.name, row.total.value) for row in rows] == [("OCMW", 1), ("Stad", 3), ("Geen onderdeel ingevuld", 1)]
    assert [figure.value for figure in rows[1].figures] == [0, 0, 1, 1, 0, 1]


def test_what_stands_in_a_unit_without_an_entity_has_a_row_but_no_list(town, read):
    loose = a_unit(town.organisation, "Los")
    loose.entity = None
    loose.save()
    an_application(town.organisation, "Zwerver", unit=loose)
    rows = tables.of_entities(read(), counting.by_entity(town.organisation, RUNNING))
    assert [(row.name, row.total.value, row.total.url) for row in rows if row.name == "Geen rechtspersoon"] == [
        ("Geen rechtspersoon", 1, "")
    ]


def test_roles_are_counted_by_how_many_intakes_wait_for_them(town):
    for name in ("Een", "Twee"):
        a_classification(PRIVACY_UNKNOWN, actor=town.employee, unit=town.city, name=name)
    waiting = waiting_for_roles(town.organisation)
    assert waiting
    table = tables.who_could_answer(town.organisation, waiting)
    assert {row.value for row in table.rows} == {2}
    assert waiting_for_roles(an_organisation("Elders")) == {}


def test_what_is_kept_is_never_older_than_the_register(town, register):
    first = keeping.reader(town.organisation, TODAY, RUNNING)
    assert keeping.reader(town.organisation, TODAY, RUNNING).total == first.total == 5
    an_application(town.organisation, "Later", phase="reported")
    assert keeping.reader(town.organisation, TODAY, RUNNING).total == 6
    assert keeping.snapshot(town.organisation, TODAY, RUNNING).read.total == 6


def test_what_is_kept_belongs_to_one_organisation_and_one_scope(town, register):
    other = an_organisation("Elders")
    totals = [keeping.reader(place, TODAY, scope).total for place in (town.organisation, other) for scope in SCOPES]
    assert totals == [5, 3, 6, 0, 0, 0]


def test_looking_again_counts_nothing_again(as_manager, register, django_assert_num_queries):
    as_manager.get(PICTURE)
    with django_assert_num_queries(AGAIN):
        as_manager.get(PICTURE)


@pytest.mark.parametrize("filters", [{"klass": ["high"]}, {"phase": ["production"]}, {"mark": ["undecided"]}, {}])
@pytest.mark.parametrize("scope", SCOPES)
def test_a_figure_leads_to_the_list_with_the_same_number(as_manager, read, filters, scope):
    figure = read(scope).figure("", **filters)
    page = as_manager.get(figure.url).context["page"]
    assert page.paginator.count == figure.value


def test_a_phase_that_is_asked_stands_alone_in_the_address(read):
    query = parse_qs(urlsplit(read().figure("", phase=["experiment"]).url).query)
    assert query == {"phase": ["experiment"]}
    query = parse_qs(urlsplit(read(IN_USE).figure("", owner=["none"], klass=["high"]).url).query)
    assert query == {"phase": ["experiment", "production"], "owner": ["none"], "class": ["high"]}


def test_everything_is_the_whole_register():
    assert address({}) == reverse("register:list")
    assert scope_called("bestaat-niet") == RUNNING


rows = st.lists(
    st.tuples(
        st.tuples(
            *[st.sampled_from(values) for values in (("high", "unknown"), ("full", "light"), ("reported",))]
        ).flatmap(
            lambda known: st.tuples(
                st.sampled_from(("yes", "no", "unknown")),
                st.sampled_from(("yes", "no", "unknown")),
                st.sampled_from(("undecided", "")),
                st.sampled_from(("late", "")),
                st.sampled_from(("no", "some", "no-intake")),
                st.sampled_from(("none", "waiting", "accepted")),
            ).map(lambda rest: (*known, *rest))
        ),
        st.integers(1, 50),
    ),
    max_size=20,
)


@given(rows)
def test_whatever_is_in_the_register_every_answer_and_what_is_unknown_make_up_the_whole(kept):
    counted = counting.Counted(tuple(kept))
    for name in ("personal", "affects"):
        assert sum(counted.of({name: [answer]}) for answer in ("yes", "no", "unknown")) == counted.total


@given(rows)
def test_two_filters_count_what_both_let_through(kept):
    counted = counting.Counted(tuple(kept))
    want = sum(number for values, number in kept if values[0] == "high" and values[8] in ("none", "waiting"))
    assert counted.of({"class": ["high"], "owner": ["none", "waiting"]}) == want
    assert counted.within({"class": ["high"]}).of({"owner": ["none", "waiting"]}) == want


def test_the_page_shows_the_picture_and_its_source(as_manager, register):
    page = as_manager.get(PICTURE).content.decode()
    assert "5 toepassingen, 2 nog niet beslist, 2 zonder eigenaar." in page
    assert "Bron: het register van AI-toepassingen." in page
    assert "Schrijf een advies" in page


def test_who_only_reads_gets_no_button_to_write(as_director, register):
    assert "Schrijf een advies" not in as_director.get(PICTURE).content.decode()


def test_an_empty_register_says_where_figures_come_from(as_manager):
    page = as_manager.get(PICTURE).content.decode()
    assert "Er is nog niets te tellen" in page
    assert reverse("register:list") in page


def test_the_picture_of_another_organisation_does_not_count(as_manager, register):
    elsewhere = an_organisation("Elders")
    an_application(elsewhere, "Vreemd", unit=a_unit(elsewhere, "Vreemde dienst"), supplier="Vreemd bedrijf")
    answer = as_manager.get(PICTURE, {"scope": "all"})
    assert b"Vreemd" not in answer.content
    assert answer.context["total"] == 6


def test_an_employee_without_a_role_gets_told_who_can_help(town):
    answer = client_of(town.employee).get(PICTURE)
    assert answer.status_code == 403
    assert "Ilse Roels" in answer.content.decode()


def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(
    as_manager, town, register, django_assert_num_queries
):
    with django_assert_num_queries(COST):
        as_manager.get(PICTURE)
    for number in range(30):
        an_application(town.organisation, f"App {number}", supplier=f"S {number}", unit=town.desk, undecided=number % 2)
    with django_assert_num_queries(COST):
        as_manager.get(PICTURE)
