"""The register as a list: found, filtered, sorted, paged and exported."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roeland.register import finding
from roeland.register.models import Application
from tests.building.organisation import a_person, a_unit
from tests.building.register import an_application

LIST = reverse("register:list")
EXPORT = reverse("register:export")


def names(answer):
    return [application.name for application in answer.context["applications"]]


def shown(client, **query):
    return names(client.get(LIST, query))


@pytest.fixture
def three(town, desk):
    below = a_unit(town, "Loket", parent=desk)
    return (
        an_application(town, "Afvalroutes", ai_class="minimal", phase="production", unit=desk, undecided=True),
        an_application(town, "Balie-chatbot", ai_class="transparency", phase="experiment", unit=below),
        an_application(town, "Cv-selectie", ai_class="high", phase="reported", route="full"),
    )


def test_the_list_shows_the_applications_by_name(as_employee, three):
    assert shown(as_employee) == ["Afvalroutes", "Balie-chatbot", "Cv-selectie"]


def test_nothing_of_another_organisation_is_in_the_list(as_employee, other_town):
    an_application(other_town, "Geheim van elders")
    assert b"Geheim van elders" not in as_employee.get(LIST, {"q": "geheim"}).content
    assert shown(as_employee) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"class": ["high", "minimal"]}, ["Afvalroutes", "Cv-selectie"]),
        ({"phase": "experiment"}, ["Balie-chatbot"]),
        ({"mark": "undecided"}, ["Afvalroutes"]),
        ({"view": "undecided"}, ["Afvalroutes"]),
        ({"view": "high"}, ["Cv-selectie"]),
        ({"class": "minimal", "phase": "reported"}, []),
        (
            {"class": "bestaat-niet", "view": "ook-niet", "unit": "x", "sort": "y"},
            ["Afvalroutes", "Balie-chatbot", "Cv-selectie"],
        ),
        ({"sort": "-name"}, ["Cv-selectie", "Balie-chatbot", "Afvalroutes"]),
        ({"sort": "class"}, ["Cv-selectie", "Balie-chatbot", "Afvalroutes"]),
        ({"sort": "phase"}, ["Cv-selectie", "Balie-chatbot", "Afvalroutes"]),
        ({"sort": "route"}, ["Cv-selectie", "Afvalroutes", "Balie-chatbot"]),
        ({"sort": "-number"}, ["Cv-selectie", "Balie-chatbot", "Afvalroutes"]),
        ({"q": "AI-0002"}, ["Balie-chatbot"]),
    ],
)
def test_the_list_answers_what_is_asked(as_employee, three, query, expected):
    assert shown(as_employee, **query) == expected


def test_a_unit_brings_all_below_it(as_employee, three, desk):
    assert shown(as_employee, unit=str(desk.pk)) == ["Afvalroutes", "Balie-chatbot"]


def test_a_unit_of_another_organisation_does_not_exist_here(as_employee, three, other_town):
    there = a_unit(other_town, "Geheime dienst")
    an_application(other_town, "Geheim van elders", unit=there)
    answer = as_employee.get(LIST, {"unit": str(there.pk)})
    assert names(answer) == ["Afvalroutes", "Balie-chatbot", "Cv-selectie"]
    assert "Geheim" not in answer.content.decode()


def test_my_applications_are_those_i_own_or_reported(as_employee, town, employee):
    an_application(town, "Van mij", owner=employee)
    an_application(town, "Door mij", reporter=employee)
    an_application(town, "Van een ander", owner=a_person(town))
    assert shown(as_employee, view="mine") == ["Door mij", "Van mij"]


def test_owners_sort_by_name_and_nobody_comes_last(as_employee, town):
    an_application(town, "Zonder")
    an_application(town, "Van Zoë", owner=a_person(town, "Zoë Maes"))
    an_application(town, "Van An", owner=a_person(town, "an Baert"))
    assert shown(as_employee, sort="owner") == ["Van An", "Van Zoë", "Zonder"]


def test_words_find_an_application_in_any_form(as_employee, town):
    finding.index(an_application(town, "Vergunningen", purpose="Controleert aanvragen"))
    an_application(town, "Iets anders")
    assert shown(as_employee, q="aanvraag") == ["Vergunningen"]


def test_a_slip_of_the_pen_finds_what_was_meant_and_says_so(as_employee, town):
    finding.index(an_application(town, "Scan", purpose="Leest het kenteken"))
    answer = as_employee.get(LIST, {"q": "kentekn"})
    page = answer.content.decode()
    assert names(answer) == ["Scan"]
    assert "Bedoelde je" in page
    assert 'href="?q=kenteken"' in page
    assert 'value="kentekn"' in page  # what was typed stays


def test_the_best_answers_come_first(as_employee, town):
    for name, purpose in (("Aanvragen", "Een chatbot helpt"), ("Zoekhulp", ""), ("De chatbot", ""), ("Chatbot", "")):
        finding.index(an_application(town, name, purpose=purpose))
    assert shown(as_employee, q="chatbot") == ["Chatbot", "De chatbot", "Aanvragen"]
    assert shown(as_employee, q="chatbot", sort="-name") == ["De chatbot", "Chatbot", "Aanvragen"]


def test_another_order_leads_back_to_the_best_answers(as_employee, town):
    finding.index(an_application(town, "Chatbot", ai_class="minimal"))
    page = as_employee.get(LIST, {"q": "chatbot", "class": "minimal", "sort": "-name"}).content.decode()
    assert 'href="?q=chatbot&amp;class=minimal"' in page
    assert "best passende eerst" in as_employee.get(LIST, {"q": "chatbot"}).content.decode()
    assert "best passende" not in as_employee.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("chatbot quantumfysica", "Niet alles gevonden: quantumfysica"),
        ("chatbot wegdek", "Niet alles gevonden: niets heeft al je woorden"),
    ],
)
def test_what_comes_nearest_is_shown_and_what_is_missing_is_said(as_employee, town, asked, said):
    finding.index(an_application(town, "Chatbot"))
    finding.index(an_application(town, "Inspectie van het wegdek"))
    answer = as_employee.get(LIST, {"q": asked})
    assert names(answer)[0] == "Chatbot"
    assert said in answer.content.decode()


def test_filters_that_hide_what_was_found_bring_nothing_else_instead(as_employee, town):
    finding.index(an_application(town, "Chatbot wegdek", ai_class="minimal"))
    finding.index(an_application(town, "Chatbot", ai_class="high"))
    assert shown(as_employee, q="chatbot wegdek", **{"class": "high"}) == []


def test_who_finds_nothing_hears_how_many_there_are_without_filters(as_employee, town):
    finding.index(an_application(town, "Chatbot", ai_class="minimal"))
    answer = as_employee.get(LIST, {"q": "chatbot", "class": "high"})
    assert "Zonder de filters is er 1 toepassing" in answer.content.decode()


def test_an_empty_register_says_what_to_do(as_employee):
    assert "Het register is nog leeg" in as_employee.get(LIST).content.decode()


def test_the_quick_choices_count_the_whole_register(as_employee, three):
    views = as_employee.get(LIST, {"class": "high"}).context["views"]
    assert [view["count"] for view in views] == [3, 0, 1, 1, 0]


def test_the_quick_choices_are_counted_again_once_something_changed(as_employee, three, town, other_town):
    def counts():
        return [view["count"] for view in as_employee.get(LIST).context["views"]]

    assert counts() == counts() == [3, 0, 1, 1, 0]
    an_application(other_town, "Elders", ai_class="high")
    assert counts() == [3, 0, 1, 1, 0]
    an_application(town, "Nieuw hier", ai_class="high")
    assert counts() == [4, 0, 1, 2, 0]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"class": ["high", "minimal"]},
        {"class": "minimal", "phase": ["production", "experiment"]},
        {"class": ["high", "minimal"], "mark": "undecided"},
        {"phase": "production", "view": "undecided"},
        {"class": "minimal", "q": "afval"},
    ],
)
def test_the_list_says_how_many_it_found(as_employee, three, query):
    for application in three:
        finding.index(application)
    page = as_employee.get(LIST, query).context["page"]
    assert page.paginator.count == len(page.object_list) > 0


def test_a_long_list_has_pages_and_a_page_too_far_is_the_last(as_employee, town):
    for number in range(30):
        an_application(town, f"Toepassing {number:02}")
    assert len(shown(as_employee)) == 25
    assert shown(as_employee, page="2") == shown(as_employee, page="99") == [f"Toepassing {n}" for n in range(25, 30)]
    assert len(shown(as_employee, page="onzin")) == 25


def test_what_was_found_has_pages_too(as_employee, town):
    for number in range(30):
        finding.index(an_application(town, f"Toepassing {number:02}"))
    first, second = (as_employee.get(LIST, {"q": "toepassing", "page": page}) for page in ("1", "99"))
    assert names(first) == [f"Toepassing {number:02}" for number in range(25)]
    assert names(second) == [f"Toepassing {number}" for number in range(25, 30)]
    assert second.context["page"].paginator.count == 30


def test_htmx_gets_the_results_and_a_browser_the_page(as_employee, three):
    part = as_employee.get(LIST, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b"Afvalroutes" in part.content
    assert "HX-Request" in part["Vary"]
    assert b"<html" in as_employee.get(LIST).content


def test_going_back_gives_the_whole_page(as_employee, three):
    answer = as_employee.get(LIST, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert b"<html" in answer.content


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ({}, 12),
        ({"class": "unknown", "phase": "reported"}, 12),
        ({"sort": "class", "page": "2"}, 12),
        ({"q": "toepassing"}, 12),
        ({"q": "toepassing diensten"}, 12),
        ({"view": "mine"}, 12),
    ],
)
def test_the_number_of_queries_does_not_grow(as_manager, town, manager, query, most, django_assert_max_num_queries):
    for number in range(60):
        finding.index(
            an_application(town, f"Toepassing {number}", owner=manager, unit=a_unit(town, f"Dienst {number}"))
        )
    with django_assert_max_num_queries(most):
        as_manager.get(LIST, query)


def test_a_name_is_text_and_never_code(as_employee, town):
    an_application(town, "<script>alert(1)</script>")
    assert b"<script>alert" not in as_employee.get(LIST).content


def test_whoever_is_not_signed_in_signs_in_first(town):
    answer = Client().get(LIST)
    assert answer.status_code == 302


def read(answer):
    return b"".join(answer.streaming_content)


def test_the_export_holds_exactly_what_is_shown(as_manager, three):
    text = read(as_manager.get(EXPORT, {"format": "csv", "class": ["high", "minimal"], "sort": "-name"})).decode(
        "utf-8-sig"
    )
    lines = text.splitlines()
    assert lines[0].startswith("Nummer;Toepassing;Onderdeel;AI-klasse")
    assert [line.split(";")[1] for line in lines[1:]] == ["Cv-selectie", "Afvalroutes"]


def test_the_export_of_a_search_has_its_order(as_manager, town):
    for name, purpose in (("Aanvragen", "Een chatbot"), ("De chatbot", "")):
        finding.index(an_application(town, name, purpose=purpose))
    for asked in ("chatbot", "chatbot quantumfysica"):
        lines = read(as_manager.get(EXPORT, {"format": "csv", "q": asked})).decode().splitlines()[1:]
        assert [line.split(";")[1] for line in lines] == ["De chatbot", "Aanvragen"]


def test_the_export_holds_all_pages(as_manager, town):
    for number in range(40):
        an_application(town, f"Toepassing {number}", decide_by=date(2027, 1, 1))
    assert len(read(as_manager.get(EXPORT, {"format": "csv"})).splitlines()) == 41


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("ods", b"PK")])
def test_the_export_knows_office_files(as_manager, three, kind, start):
    assert read(as_manager.get(EXPORT, {"format": kind})).startswith(start)


def test_another_format_does_not_exist(as_manager):
    assert as_manager.get(EXPORT, {"format": "exe"}).status_code == 404


def test_who_may_not_export_gets_no_file_and_no_link(as_employee, three):
    assert as_employee.get(EXPORT, {"format": "csv"}).status_code == 403
    assert EXPORT not in as_employee.get(LIST).content.decode()


def test_reading_the_list_writes_nothing(as_employee, three):
    before = list(Application.objects.values_list("changed_at", flat=True))
    as_employee.get(LIST)
    assert list(Application.objects.values_list("changed_at", flat=True)) == before
