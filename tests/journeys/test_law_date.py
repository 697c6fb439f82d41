"""A date of the law passes, and the same answers are judged otherwise, nobody having touched them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from roeland.content import shipped
from roeland.register.models import Application
from roeland.work import ticking
from tests.building.organisation import a_person
from tests.journeys.acting import fill_in, report, settle, submit

PLACE = ZoneInfo("Europe/Brussels")
IMAGES = {
    "technique": ("general_model",),
    "output": ("media",),
    "users": ("staff_use",),
    "origin": ("bought",),
    "personal_data": "no",
    "prohibited": ("intimate_images",),
    "realistic_media": "real",
}
"""A free image generator that a colleague found, and that undresses people."""


def test_on_2_december_2026_what_was_allowed_with_care_is_prohibited(town, visit, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 25, 9, 0, tzinfo=PLACE))
    lawyer = a_person(town.organisation, "Jur Recht", role="lawyer")
    a_person(town.organisation, "Dina Wouters", role="directorate")
    page = visit(town.employee)
    report(page, "Beeldmaker", "Maakt beelden van mensen.")
    fill_in(page, IMAGES)
    submit(page)
    colleague = visit(lawyer)
    with colleague.expect_navigation():
        colleague.locator("main a[href*='/intake/']:not([href$='/new/'])").first.click()
    settle(colleague, {"point_ba": "applies"})
    application = Application.objects.get()
    assert (application.ai_class, application.route) == ("transparency", "full")
    page.goto(application.classifications.latest("made_at").get_absolute_url())
    assert "Verboden vanaf 2 december 2026" in page.locator("#finding-prohibited-ba").inner_text()

    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 2, 0, 1, tzinfo=PLACE))
    ticking.tick(timezone.now())

    application.refresh_from_db()
    assert (application.ai_class, application.route) == ("forbidden", "forbidden")
    page = visit(town.employee)  # a week later one signs in again
    page.goto(application.classifications.latest("made_at").get_absolute_url())
    result = page.locator("main").inner_text()
    assert "Een datum in de wet is voorbij" in result
    assert shipped.text("classification", "prohibited-ba", "nl").label in result
    assert "Verboden vanaf" not in page.locator("#finding-prohibited-ba").inner_text()
    told = visit(town.employee, "/messages/").locator("main").inner_text()
    assert "De uitkomst van Beeldmaker is veranderd." in told
