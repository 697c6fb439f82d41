"""A date of the law passes, and the same answers mean something else, without anybody touching them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from roeland.assessments import law_dates, queries
from roeland.journal.models import Entry
from roeland.work import ticking
from roeland.work.models import Message
from tests.building.assessments import SPELLING, a_classification
from tests.building.questionnaires import one, these

PLACE = ZoneInfo("Europe/Brussels")
BEFORE = datetime(2026, 11, 25, 9, 0, tzinfo=PLACE)
AFTER = datetime(2026, 12, 2, 0, 1, tzinfo=PLACE)
UNDRESSING = SPELLING | {
    "technique": these("general_model"),
    "output": these("media"),
    "prohibited": these("intimate_images"),
    "point_ba": one("applies"),
}


@pytest.fixture
def images(on, ann, team):
    """An application that makes intimate images, classified a week before that is prohibited."""
    on(BEFORE)
    return a_classification(UNDRESSING, actor=ann, unit=team)


def test_before_its_day_a_prohibition_gives_the_full_route_and_no_class(images):
    assert images.findings.get(code="prohibited-ba").state == "certain"
    assert (images.ai_class, images.route) == ("transparency", "full")
    assert images.next_change == AFTER.date()


def test_the_page_says_from_which_day_it_is_prohibited(browsing, ann, images):
    text = browsing(ann).get(images.get_absolute_url()).content.decode()

    assert "Verboden vanaf 2 december 2026" in text
    assert "Vanaf 2 december 2026 verbiedt de wet dit." in text
    dossier = browsing(ann).get(images.application.get_absolute_url()).content.decode()
    assert "Vanaf 2 december 2026 verbiedt de wet dit." in dossier


def test_nothing_happens_before_the_day(on, images):
    assert law_dates.take_up(on(BEFORE)) == 0
    assert queries.latest(images.application) == images


def test_on_the_day_the_same_answers_are_prohibited(on, images, ann):
    on(AFTER)

    assert ticking.tick(AFTER).rooms["roeland.assessments.law_dates.take_up"] == 1

    now = queries.latest(images.application)
    assert (now.ai_class, now.route) == ("forbidden", "forbidden")
    assert now.answers == images.answers
    assert (now.occasion, now.made_by, now.next_change) == ("law", None, None)
    images.application.refresh_from_db()
    assert images.application.route == "forbidden"
    assert Message.objects.filter(code="outcome_changed", person=ann).count() == 1
    assert Entry.objects.filter(verb="application.classified", actor=None, subject=images.application_id).count() == 1


def test_a_second_minute_does_not_do_it_again(on, images):
    on(AFTER)
    law_dates.take_up(AFTER)

    assert law_dates.take_up(AFTER) == 0
    assert queries.history(images.application).count() == 2


def test_what_is_rejected_or_stopped_is_left_alone(on, images):
    images.application.phase = "rejected"
    images.application.save()

    assert law_dates.take_up(on(AFTER)) == 0
