"""Two people change the same application at the same time, and nothing that either typed is lost."""

import pytest

from roeland.register.models import Application
from tests.building.register import a_reported_application
from tests.journeys.acting import submit


@pytest.fixture
def chatbot(town) -> Application:
    return a_reported_application(town.employee, "Chatbot afval")


def edit(visit, person, application, section, **options):
    return visit(person, f"/register/{application.pk}/edit/{section}/", **options)


def fill(page, field, text):
    page.locator(f"[name={field}]").fill(text)


def test_two_people_in_two_sections_do_not_meet(town, visit, chatbot):
    one = edit(visit, town.employee, chatbot, "identity")
    other = edit(visit, town.information_manager, chatbot, "responsible-use")
    fill(one, "summary", "Vertelt wanneer het afval wordt opgehaald.")
    fill(other, "risks", "Een verkeerd antwoord kost iemand een week.")
    submit(one)
    submit(other)

    one.goto(chatbot.get_absolute_url())
    dossier = one.locator("main").inner_text()
    assert "Vertelt wanneer het afval wordt opgehaald." in dossier
    assert "Een verkeerd antwoord kost iemand een week." in dossier


def test_two_people_in_two_fields_of_one_section_do_not_meet(town, visit, chatbot):
    one = edit(visit, town.employee, chatbot, "identity")
    other = edit(visit, town.information_manager, chatbot, "identity")
    fill(one, "summary", "Kort gezegd.")
    fill(other, "product", "AfvalBot 3")
    submit(one)
    submit(other)

    chatbot.refresh_from_db()
    assert (chatbot.summary, chatbot.product) == ("Kort gezegd.", "AfvalBot 3")


def meet(town, visit, chatbot, **options):
    """Both change the summary; the second is shown both texts."""
    one = edit(visit, town.employee, chatbot, "identity", **options)
    other = edit(visit, town.information_manager, chatbot, "identity", **options)
    fill(one, "summary", "Wat Eva schreef.")
    fill(other, "summary", "Wat Ilse schreef.")
    fill(other, "product", "AfvalBot 3")
    submit(one)
    submit(other)
    return other


def test_two_people_in_one_field_see_both_texts_and_choose(town, visit, chatbot):
    page = meet(town, visit, chatbot)

    clash = page.locator("[data-clash=summary]").inner_text()
    assert "Wat Eva schreef." in clash
    assert "Wat Ilse schreef." in clash
    assert "Eva Maes veranderde dit op " in clash
    assert page.locator("[name=product]").input_value() == "AfvalBot 3"
    page.locator("input[name=keep-summary][value=theirs]").check()
    submit(page)
    chatbot.refresh_from_db()
    assert (chatbot.summary, chatbot.product) == ("Wat Eva schreef.", "AfvalBot 3")


def test_the_meeting_works_without_script(town, visit, chatbot):
    page = meet(town, visit, chatbot, java_script_enabled=False)

    assert page.locator("[data-clash=summary]").is_visible()
    submit(page)
    chatbot.refresh_from_db()
    assert chatbot.summary == "Wat Ilse schreef."


@pytest.mark.english
def test_two_people_meet_in_english(town, visit, chatbot):
    page = meet(town, visit, chatbot, language="en")

    assert page.get_by_text("Eva Maes changed this on ").is_visible()
    submit(page)
    chatbot.refresh_from_db()
    assert chatbot.summary == "Wat Ilse schreef."
