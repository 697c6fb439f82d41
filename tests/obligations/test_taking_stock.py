"""What an application must do follows from its newest classification, and what was said of it stays."""

from datetime import datetime

from django.utils import timezone

from roeland.assessments import duties
from roeland.assessments.queries import latest
from roeland.obligations import services, ticking
from roeland.obligations.models import Duty, Stock
from roeland.rules.classification import State
from tests.building.assessments import BENEFITS, answered_again
from tests.building.obligations import a_duty, some_evidence
from tests.building.questionnaires import NO, YES


def asked(application):
    return {row.code: row.certain for row in Duty.objects.filter(application=application, asked=True)}


def wanted(application):
    found = latest(application)
    due = duties.due(found, found.concluded, timezone.localdate())
    return {each.code: each.state is State.CERTAIN for each in due}


def test_a_classification_brings_just_the_obligations_that_the_law_table_gives(benefits):
    assert asked(benefits) == wanted(benefits)
    assert asked(benefits)["N02"] is True
    assert Stock.objects.get(application=benefits).classification == latest(benefits)


def test_each_says_from_when_for_whom_and_who_is_accountable(benefits):
    row = a_duty(benefits, "N02")
    assert (row.for_role, row.accountable, row.category) == ("privacy_officer", "department_head", "privacy")
    assert row.standing == "open"
    assert row.applies_from.year == 2018


def test_other_answers_take_obligations_away_and_bring_them_back_with_what_was_said(town, benefits):
    row = a_duty(benefits, "N02")
    some_evidence(row, town.privacy_officer)
    services.note(duty=row, standing="met", actor=town.privacy_officer)
    answered_again(benefits, BENEFITS, actor=town.reporter, personal_data=NO)
    assert asked(benefits) == wanted(benefits)
    assert "N02" not in {code for code, certain in asked(benefits).items() if certain}
    answered_again(benefits, BENEFITS, actor=town.reporter, personal_data=YES)
    again = a_duty(benefits, "N02")
    assert (again.pk, again.asked, again.standing, again.evidence.count()) == (row.pk, True, "met", 1)


def test_taking_stock_twice_changes_nothing(benefits):
    before = list(Duty.objects.order_by("pk").values())
    services.take_stock(application=benefits)
    assert list(Duty.objects.order_by("pk").values()) == before


def test_the_clock_takes_stock_of_what_was_classified_before(benefits, spelling):
    Duty.objects.all().delete()
    Stock.objects.all().delete()
    assert ticking.take_up(timezone.make_aware(datetime(2026, 11, 27, 12))) == 2
    assert asked(benefits) == wanted(benefits)
    assert ticking.take_up(timezone.make_aware(datetime(2026, 11, 27, 12, 1))) == 0
