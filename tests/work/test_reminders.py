"""Reminders go to the person, then also to the deputy, each once."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roeland.organisation.models import ClosingDays
from roeland.organisation.services import change_person, let_go
from roeland.rules.working_days import Calendar
from roeland.work import mailing, reminders, reminding, services
from roeland.work.models import Message, OutgoingMail, Task
from tests.building.organisation import a_role

pytestmark = pytest.mark.django_db
DUE = date(2030, 6, 19)  # a Wednesday, after Whit Monday
THREE_BEFORE, ON_THE_DAY, TWO_AFTER, FOUR_AFTER = date(2030, 6, 14), DUE, date(2030, 6, 21), date(2030, 6, 25)


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@pytest.fixture
def task(leen, bart, chatbot) -> Task:
    a_role(leen, "team_manager", deputy=bart)
    made = services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None, role="team_manager", due=DUE)
    OutgoingMail.objects.all().delete()
    return made


def mails() -> list[tuple[str, str]]:
    return [(mail.person.name, mail.subject) for mail in OutgoingMail.objects.order_by("queued_at")]


def test_the_days_are_working_days_before_on_and_after():
    assert [day for day, _ in reminding.days(DUE, Calendar())] == [THREE_BEFORE, ON_THE_DAY, TWO_AFTER, FOUR_AFTER]
    assert [deputy for _, deputy in reminding.days(DUE, Calendar())] == [False, False, False, True]


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_without_holidays_no_reminder_falls_in_a_weekend_and_the_first_comes_before_the_last(due):
    days = [day for day, _ in reminding.days(due, Calendar())]
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)
    assert days[0] < due < days[-1]
    assert due - days[1] <= timedelta(days=2)


def test_a_reminder_passes_the_days_on_which_an_organisation_is_closed():
    closed = Calendar(closed=frozenset({ON_THE_DAY, TWO_AFTER}))
    days = [day for day, _ in reminding.days(DUE, closed)]
    assert days[1] < DUE < TWO_AFTER < days[2]
    assert all(closed.works_on(day) for day in days)


def test_a_task_is_reminded_of_by_the_calendar_of_its_own_organisation(leen, chatbot, organisation):
    ClosingDays.objects.create(organisation=organisation, name="Dicht", first=THREE_BEFORE, last=THREE_BEFORE)
    made = services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None, due=DUE)
    assert made.remind_on < THREE_BEFORE


def test_each_day_reminds_once_and_the_deputy_hears_it_only_at_the_end(task, leen, bart):
    day, sent = date(2030, 6, 1), {}
    while day < date(2030, 7, 1):
        if count := reminders.send_due(at(day)) + reminders.send_due(at(day, 15)):
            sent[day] = count
        day += timedelta(days=1)
    assert sent == dict.fromkeys((THREE_BEFORE, ON_THE_DAY, TWO_AFTER, FOUR_AFTER), 1)
    assert mails() == [("Leen Verstraete", "Herinnering: Beslis over Gentinfo-chatbot")] * 4
    assert [(message.person, message.code) for message in Message.objects.all()] == [(bart, "task_of_colleague_waits")]


def test_a_reminder_says_by_when(task):
    reminders.send_due(at(THREE_BEFORE))
    assert "Uiterlijk op 19 jun 2030." in OutgoingMail.objects.get().body


def test_nobody_is_reminded_at_night(task):
    assert reminders.send_due(at(THREE_BEFORE, 7)) == 0
    assert reminders.send_due(at(THREE_BEFORE, 8)) == 1


def test_what_is_done_is_not_reminded_of(task, leen):
    services.done(task=task, actor=leen)
    assert reminders.send_due(at(THREE_BEFORE)) == 0


def test_after_a_time_without_ticks_only_the_last_reminder_comes(task, bart):
    assert reminders.send_due(at(FOUR_AFTER + timedelta(days=1))) == 1
    assert len(mails()) == 1
    assert Message.objects.filter(person=bart).count() == 1
    assert reminders.send_due(at(FOUR_AFTER + timedelta(days=2))) == 0


def test_after_a_long_time_without_ticks_none_comes(task):
    assert reminders.send_due(at(FOUR_AFTER + timedelta(days=30))) == 0
    task.refresh_from_db()
    assert (task.remind_on, mails()) == (None, [])


def test_a_new_day_brings_new_reminders(task, leen, chatbot):
    reminders.send_due(at(FOUR_AFTER))
    later = DUE + timedelta(days=28)
    services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None, role="team_manager", due=later)
    assert reminders.send_due(at(THREE_BEFORE + timedelta(days=28))) == 1


def test_a_task_without_a_day_is_never_reminded_of(leen, chatbot):
    assert services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None).remind_on is None


def test_a_task_that_is_asked_late_is_not_reminded_of_at_once(leen, chatbot):
    today = timezone.localdate()
    made = services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None, due=today)
    assert made.remind_on is not None
    assert made.remind_on > today


def test_who_is_away_is_not_reminded_but_the_deputy_is(task, leen):
    change_person(person=leen, actor=None, absent_from=date(2030, 6, 1))
    reminders.send_due(at(THREE_BEFORE))
    assert [name for name, _ in mails()] == ["Bart De Clercq"]


def test_who_left_without_a_deputy_gets_no_mail(task, leen):
    leen.roles_held.update(deputy=None)
    let_go(person=leen, actor=None)
    OutgoingMail.objects.all().delete()
    reminders.send_due(at(THREE_BEFORE))
    assert mails() == []


def test_who_wants_one_mail_a_day_finds_it_in_there(task, leen):
    mailing.choose(actor=leen, blocking="daily", rest="daily", hour=10)
    assert reminders.send_due(at(ON_THE_DAY)) == 1
    task.refresh_from_db()
    assert mails() == []
    assert task.mail_at is not None
