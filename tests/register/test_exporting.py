"""The list as a file and on paper: exactly the rows that the list shows, with all that the register knows of them."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from roeland.register import finding
from roeland.register.models import FieldOfUse, Tag, Tagging
from roeland.register.views import exporting
from tests.building.organisation import a_unit
from tests.building.register import an_application

LIST = reverse("register:list")
EXPORT = reverse("register:export")
PRINT = reverse("register:on_paper")


def exported(client, **query):
    """The lines of the file, each by the heads of its columns."""
    answer = client.get(EXPORT, query | {"format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def full(town, desk, employee, manager):
    """An application of which everything is known."""
    made = an_application(
        town,
        "Afvalroutes",
        unit=a_unit(town, "Loket", parent=desk),
        owner=employee,
        owner_accepted=True,
        process_owner=manager,
        supplier="Routeplan bv",
        product="Route",
        version="4.2",
        field_of_use=FieldOfUse.objects.create(organisation=town, name="Afval"),
        personal_data="yes",
        affects_people="no",
        open_questions=2,
        purpose="Plant routes.",
        classified_on=date(2026, 5, 1),
        cost_once=Decimal("1200.50"),
        ai_class="minimal",
    )
    for name in ("proef", "budget"):
        tag = Tag.objects.create(organisation=town, name=name)
        Tagging.objects.create(organisation=town, application=made, tag=tag)
    return made


def test_the_file_holds_every_fact_under_its_own_head(as_manager, full):
    line = exported(as_manager)[0]
    expected = {
        "Nummer": "AI-0001",
        "Toepassing": "Afvalroutes",
        "Onderdeel": "Loket",
        "Entiteit": "Burgerzaken",
        "AI-eigenaar": "Ann Peeters",
        "AI-eigenaar nam aan": "ja",
        "Proceseigenaar": "Ilse Roels",
        "Leverancier": "Routeplan bv",
        "Product": "Route",
        "Versie": "4.2",
        "Toepassingsveld": "Afval",
        "Labels": "budget; proef",
        "Persoonsgegevens": "Ja",
        "Raakt mensen": "Nee",
        "Open vragen": "2",
        "Doel": "Plant routes.",
        "Ingedeeld op": "2026-05-01",
        "Kosten, eenmalig (€)": "1200.5",
    }
    assert {name: line[name] for name in expected} == expected


def test_what_is_not_known_is_empty_or_says_so(as_manager, town):
    an_application(town, "Kaal")
    line = exported(as_manager)[0]
    assert (line["Entiteit"], line["AI-eigenaar nam aan"], line["Labels"]) == ("", "", "")
    assert (line["Open vragen"], line["Persoonsgegevens"]) == ("Nog geen intake", "Nog onbekend")


def test_the_columns_of_the_list_come_first(as_manager, full):
    heads = list(exported(as_manager)[0])
    assert heads[:4] == ["Nummer", "Toepassing", "Onderdeel", "AI-klasse"]
    assert len(set(heads)) == len(heads)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"sort": "-name"},
        {"sort": "class", "phase": "production"},
        {"owner": "none"},
        {"questions": ["some", "no-intake"], "sort": "-number"},
        {"q": "chatbot"},
        {"view": "undecided"},
        {"class": "bestaat-niet-meer"},
        {"unit": "00000000-0000-7000-8000-000000000000"},
    ],
)
def test_the_file_and_the_paper_hold_what_the_list_shows_in_its_order(as_manager, town, full, query):
    for number, phase in enumerate(("production", "reported", "production")):
        undecided = phase == "production"
        finding.index(an_application(town, f"Chatbot {number}", phase=phase, undecided=undecided))
    shown = [application.name for application in as_manager.get(LIST, query).context["applications"]]
    assert shown
    assert [line["Toepassing"] for line in exported(as_manager, **query)] == shown
    assert [application.name for application in as_manager.get(PRINT, query).context["applications"]] == shown


def test_the_number_of_queries_of_a_file_follows_its_hundreds_only(as_manager, town, django_assert_max_num_queries):
    for number in range(30):
        an_application(town, f"Toepassing {number}", unit=a_unit(town, f"Dienst {number}"))
    with django_assert_max_num_queries(14):
        assert len(exported(as_manager)) == 30


def test_paper_says_what_was_asked_how_many_and_when(as_employee, full):
    page = as_employee.get(PRINT, {"class": "minimal", "owner": str(full.owner_id), "q": "AI-0001"}).content.decode()
    for word in ("AI-0001", "Minimaal", "Ann Peeters", "1 toepassing", "Terug naar de lijst"):
        assert word in page
    assert "data-prints" in page


def test_paper_without_filters_says_that_this_is_everything(as_employee, full):
    assert "dit is het hele register" in as_employee.get(PRINT).content.decode()


def test_paper_holds_all_pages_of_the_list(as_employee, town):
    for number in range(40):
        an_application(town, f"Toepassing {number}")
    assert as_employee.get(PRINT).content.decode().count('<th scope="row">') == 40


def test_paper_that_is_not_everything_says_so(as_employee, town, monkeypatch):
    monkeypatch.setattr(exporting, "PRINTED_AT_MOST", 2)
    for number in range(3):
        an_application(town, f"Toepassing {number}")
    page = as_employee.get(PRINT)
    assert len(page.context["applications"]) == 2
    assert "Dit is niet alles." in page.content.decode()


def test_nothing_of_another_organisation_is_on_paper_or_in_a_file(as_manager, full, other_town):
    an_application(other_town, "Geheim van elders")
    assert "Geheim" not in as_manager.get(PRINT).content.decode()
    assert [line["Toepassing"] for line in exported(as_manager)] == ["Afvalroutes"]


def test_whoever_is_not_signed_in_signs_in_first(town):
    assert {Client().get(address).status_code for address in (PRINT, EXPORT)} == {302}
