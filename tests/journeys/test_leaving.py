"""Somebody leaves: everything goes to others on one page, and nothing is left lying there."""

import pytest

from roeland.register.models import Application
from roeland.work.models import Task
from tests.building.assessments import SPELLING, a_classification
from tests.building.organisation import a_person, a_role
from tests.building.register import an_application
from tests.journeys.acting import go, press, submit


@pytest.fixture
def owned(town) -> Application:
    return an_application(town.organisation, "Kentekenscan", owner=town.manager, unit=town.team)


def prepare(page, person, successor=None):
    """From the page of a person to the page that shows what will happen."""
    page.goto(person.get_absolute_url())
    go(page, page.locator(f"a[href='/organisation/departure/{person.pk}/']").first)
    if successor:
        page.locator("select[name=successor]").select_option(str(successor.pk))


def test_a_manager_leaves_and_nothing_is_orphaned(town, visit, owned):
    asked = a_classification(SPELLING, actor=town.employee, unit=town.team, name="Spellinghulp").application
    page = visit(town.employee)
    page.goto(asked.get_absolute_url())
    go(page, page.locator(f"main a[href='/decisions/application/{asked.pk}/ask/']").first)
    page.locator("input[name=way][value='start:production']").check()
    submit(page)
    successor = a_person(town.organisation, "Suus Bos", unit=town.team)
    colleague = a_person(town.organisation, "Cato Mol", unit=town.team)

    page = visit(town.administrator)
    prepare(page, town.manager, successor)
    assert "Kentekenscan" in page.locator("main").inner_text()
    page.get_by_label("Wie neemt Kentekenscan over?").fill("Cato Mol")
    submit(page)
    told = page.locator("main").inner_text()
    assert "Suus Bos" in told
    assert "Cato Mol" in told
    press(page, "confirmed")

    town.manager.refresh_from_db()
    owned.refresh_from_db()
    assert (town.manager.active, owned.owner) == (False, colleague)
    assert not Task.objects.filter(person=town.manager, done_at=None).exists()
    home = visit(successor).locator("main").inner_text()
    assert "Beslis over Spellinghulp" in home
    assert "Neem je rol aan: Teammanager" in home
    assert "Kentekenscan" in visit(colleague).locator("main").inner_text()  # asked, and free to decline
    assert Task.objects.filter(person=colleague, kind="become_owner", done_at=None).exists()


def test_what_nobody_takes_over_is_a_task_for_who_sees_to_it(town, visit, owned):
    page = visit(town.administrator)
    prepare(page, town.manager)
    submit(page)
    assert "Niemand" in page.locator("main").inner_text()
    press(page, "confirmed")

    owned.refresh_from_db()
    assert owned.owner is None
    page.goto("/")
    assert "Zoek iemand voor de rol Teammanager (Burgerzaken)" in page.locator("main").inner_text()
    manager = visit(town.information_manager)
    assert "Kies een AI-eigenaar voor Kentekenscan" in manager.locator("main").inner_text()

    go(page, page.get_by_role("link", name="Zoek iemand voor de rol Teammanager (Burgerzaken)"))
    page.locator("select[name=successor]").select_option(str(town.employee.pk))
    submit(page)
    assert not Task.objects.filter(kind="fill_role", done_at=None).exists()


@pytest.mark.english
def test_somebody_leaves_in_english(town, visit, owned):
    a_role(town.manager, "spoke")
    page = visit(town.administrator, language="en")
    prepare(page, town.manager, town.employee)
    submit(page)
    press(page, "confirmed")
    assert "Everything is handed over." in page.locator("main").inner_text()
    owned.refresh_from_db()
    assert owned.owner == town.employee
