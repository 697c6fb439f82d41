"""A steering group meets: enough members, one who stays out, a vote, minutes, and an advice."""

import pytest

from roeland.bodies.models import Body, Session
from tests.building.bodies import a_body, a_member, a_session, an_item
from tests.journeys.acting import go, submit

MINUTES = "De groep sprak over de vertaalhulp."


@pytest.fixture
def session(town) -> Session:
    """A session of today with one question; Eva, Hind and Tom sit in the group."""
    body = a_body(town.information_manager, "Stuurgroep AI", way=Body.Way.VOTE)
    for person in (town.employee, town.head, town.manager):
        a_member(body, town.information_manager, person=person)
    planned = a_session(body, town.information_manager)
    an_item(planned, town.information_manager, "Vertaalhulp aan de balie")
    return planned


def note_everybody(page):
    """Say of every member that they are there."""
    page.locator("main a[href$='/presence/']").first.click()
    for box in page.locator("input[type=radio][value=yes]").all():
        box.check()
    submit(page)


def test_a_group_meets_and_advises(town, visit, session):
    eva = visit(town.employee, session.get_absolute_url())
    go(eva, eva.locator("ol.rl-list a").first)
    go(eva, eva.locator("a[href$='/recuse/']"))
    eva.locator("select[name=member]").select_option(label="Eva Maes")
    eva.locator("textarea[name=reason]").fill("Ik vroeg deze tool zelf aan.")
    submit(eva)

    page = visit(town.information_manager, "/organisation/")
    go(page, page.locator("main a[href='/bodies/']"))
    go(page, page.get_by_role("link", name="Stuurgroep AI"))
    go(page, page.locator(f"main a[href='{session.get_absolute_url()}']"))
    note_everybody(page)
    go(page, page.locator("ol.rl-list a").first)
    assert "Ik vroeg deze tool zelf aan." in page.locator("main").inner_text()
    assert "2 leden doen mee aan dit punt" in page.locator("main").inner_text()

    go(page, page.locator("a[href$='/discuss/']"))
    assert page.get_by_role("group", name="Eva Maes").count() == 0
    page.locator("input[name=outcome][value=conditional]").check()
    page.locator("textarea[name=conditions]").fill("Een collega leest na.")
    votes = page.locator("input[type=radio][name^=vote-]")
    votes.and_(page.locator("[value=for]")).nth(0).check()
    votes.and_(page.locator("[value=against]")).nth(1).check()
    submit(page)
    assert "Gelijke stemmen geven geen advies" in page.locator("main").inner_text()
    assert page.locator("form[action$='/conclude/']").count() == 0

    go(page, page.locator("a[href$='/discuss/']"))
    votes.and_(page.locator("[value=for]")).nth(1).check()
    submit(page)
    go(page, page.locator("form[action$='/conclude/'] button"))

    page.goto(session.get_absolute_url())
    go(page, page.locator("main a[href$='/minutes/']"))
    page.locator("textarea[name=text]").fill(MINUTES)
    submit(page)
    go(page, page.locator("main a[href$='/close/']"))
    submit(page)

    eva.goto("/messages/")
    assert "Stuurgroep AI" in eva.locator("main").inner_text()
    eva.goto(session.get_absolute_url())
    story = eva.locator("main").inner_text()
    assert MINUTES in story
    assert "Positief, met voorwaarden" in story
    session.refresh_from_db()
    assert (session.state, session.quorum_reached) == (Session.State.CLOSED, True)


@pytest.mark.english
def test_a_group_meets_in_english(town, visit, session):
    page = visit(town.information_manager, session.get_absolute_url(), language="en")
    note_everybody(page)
    go(page, page.locator("ol.rl-list a").first)
    go(page, page.locator("a[href$='/discuss/']"))
    page.locator("input[name=outcome][value=no_advice]").check()
    page.locator("textarea[name=text]").fill("We know too little.")
    submit(page)
    go(page, page.locator("form[action$='/conclude/'] button"))
    assert "No advice" in page.locator("main").inner_text()
    assert session.items.get().is_concluded
