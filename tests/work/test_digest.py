"""The daily mail: one, at the chosen hour on working days, of what came since the last one."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roeland.organisation.services import let_go
from roeland.rules.working_days import Calendar
from roeland.work import digest, mailing, services
from roeland.work.models import MailChoice, Message, OutgoingMail, Task
from tests.building.organisation import a_person
from tests.building.register import an_application

pytestmark = pytest.mark.django_db


def local(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))


def tomorrow_and_more() -> datetime:
    return timezone.now() + timedelta(days=4)


def tell(person, subject, code="decision_taken"):
    services.tell(code=code, persons=[person], subject=subject, actor=None)


def ask(person, subject, **more):
    return services.ask(kind="take_decision", person=person, subject=subject, actor=None, **more)


def choose(person, blocking="at_once", rest="daily", hour=8):
    return mailing.choose(actor=person, blocking=blocking, rest=rest, hour=hour)


class TestTheMoment:
    @pytest.mark.parametrize(
        ("now", "moment"),
        [
            (local(2026, 11, 26, 7, 59), local(2026, 11, 26, 8)),  # a Thursday
            (local(2026, 11, 26, 8, 0), local(2026, 11, 27, 8)),
            (local(2026, 11, 27, 9, 0), local(2026, 11, 30, 8)),  # over the weekend
            (local(2026, 11, 28, 7, 0), local(2026, 11, 30, 8)),
            (local(2026, 3, 28, 12, 0), local(2026, 3, 30, 8)),  # over the change to summer time
        ],
    )
    def test_is_the_next_working_day_at_that_hour(self, now, moment):
        assert mailing.next_daily(8, now, Calendar()) == moment

    @given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.sampled_from(mailing.HOURS))
    def test_is_always_later_never_in_a_weekend_and_within_four_days(self, naive, hour):
        now = timezone.make_aware(naive)
        found = timezone.localtime(mailing.next_daily(hour, now, Calendar()))
        assert now < found <= now + timedelta(days=3, hours=1)
        assert (found.hour, found.weekday() < 5) == (hour, True)


def test_without_a_choice_tasks_come_at_once_and_messages_together(leen, chatbot, organisation):
    ask(leen, chatbot)
    tell(leen, chatbot), tell(leen, an_application(organisation, "Vertaalhulp"), "gate_requested")
    assert OutgoingMail.objects.count() == 1
    assert digest.send_due(tomorrow_and_more()) == 1
    body = OutgoingMail.objects.latest("queued_at").body
    assert "Er is een beslissing over Gentinfo-chatbot." in body
    assert "Er is een beslissing gevraagd over Vertaalhulp." in body
    assert "/messages/choose/" in body
    assert "&" not in body


def test_nothing_comes_before_the_hour_and_nothing_twice(leen, chatbot):
    tell(leen, chatbot)
    assert digest.send_due(timezone.now()) == 0
    assert [digest.send_due(tomorrow_and_more()) for _ in range(3)] == [1, 0, 0]
    assert OutgoingMail.objects.count() == 1


def test_nothing_comes_when_there_is_nothing(leen):
    assert digest.send_due(tomorrow_and_more()) == 0


def test_what_was_read_or_done_meanwhile_is_left_out(leen, chatbot):
    choose(leen, blocking="daily")
    services.done(task=ask(leen, chatbot), actor=leen)
    tell(leen, chatbot)
    services.read_all(actor=leen)
    assert digest.send_due(tomorrow_and_more()) == 0
    assert not OutgoingMail.objects.exists()
    assert not Message.objects.filter(mail_at__isnull=False).exists()


def test_tasks_stand_under_their_heading_with_the_day(leen, chatbot):
    choose(leen, blocking="daily")
    ask(leen, chatbot, due=datetime(2030, 12, 3).date())
    assert not OutgoingMail.objects.exists()
    digest.send_due(tomorrow_and_more())
    body = OutgoingMail.objects.get().body
    assert "BESLISSEN\n- Beslis over Gentinfo-chatbot (uiterlijk op 3 dec 2030)" in body


def test_it_is_in_the_language_of_the_person(leen, chatbot):
    leen.user.language = "en"
    leen.user.save()
    tell(leen, chatbot)
    digest.send_due(tomorrow_and_more())
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Your daily mail of Roeland"
    assert "WHAT HAPPENED" in mail.body


def test_a_tick_that_is_killed_before_the_end_repeats_and_loses_nothing(leen, chatbot, monkeypatch):
    tell(leen, chatbot)

    def killed(**words):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(digest.mail, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            digest.send_due(tomorrow_and_more())
    assert Message.objects.get().mail_at is not None
    assert digest.send_due(tomorrow_and_more()) == 1


def test_who_left_or_has_no_address_gets_none(leen, bart, chatbot, organisation):
    silent = a_person(organisation, email="")
    tell(leen, chatbot), tell(silent, chatbot)
    let_go(person=leen, actor=None)
    assert digest.send_due(tomorrow_and_more()) == 0


class TestTheChoice:
    def test_at_once_and_never_are_kept_to(self, leen, bart, chatbot):
        choose(leen, rest="at_once"), choose(bart, rest="never")
        tell(leen, chatbot), tell(bart, chatbot)
        assert [mail.person for mail in OutgoingMail.objects.all()] == [leen]
        assert digest.send_due(tomorrow_and_more()) == 0
        assert Message.objects.filter(person=bart).count() == 1

    def test_what_waits_follows_a_new_choice(self, leen, chatbot):
        tell(leen, chatbot)
        choose(leen, rest="never")
        assert Message.objects.get().mail_at is None

    def test_a_message_for_which_somebody_waits_comes_as_a_task_does(self, leen, bart, chatbot):
        choose(bart, blocking="daily", rest="never")
        for person in (leen, bart):
            tell(person, chatbot, "quick_question_answered")
        assert [mail.person for mail in OutgoingMail.objects.all()] == [leen]
        choose(bart, blocking="daily", rest="never", hour=9)
        assert digest.send_due(tomorrow_and_more()) == 1

    def test_what_waits_comes_now_for_who_wants_it_at_once_from_now_on(self, leen, chatbot):
        tell(leen, chatbot)
        choose(leen, rest="at_once")
        assert digest.send_due(timezone.now()) == 1

    @pytest.mark.parametrize("bad", [{"blocking": "never"}, {"rest": "often"}, {"hour": 3}])
    def test_what_blocks_others_cannot_be_switched_off(self, leen, bad):
        with pytest.raises(ValueError, match=r".+"):
            choose(leen, **bad)
        assert not MailChoice.objects.exists()

    def test_is_made_on_a_page(self, as_leen, leen):
        page = reverse("work:mail_choice")
        assert "uitzetten kan niet" in as_leen.get(page).content.decode()
        as_leen.post(page, {"blocking": "daily", "rest": "never", "hour": "16"})
        choice = MailChoice.objects.get(person=leen)
        assert (choice.blocking, choice.rest, choice.hour) == ("daily", "never", 16)
        assert as_leen.post(page, {"blocking": "never", "rest": "never", "hour": "16"}).status_code == 422

    def test_of_many_costs_one_query(self, leen, bart, django_assert_num_queries):
        choose(leen)
        with django_assert_num_queries(1):
            found = mailing.choices_of([leen, bart])
        assert found[bart.pk].rest == "daily"


def test_a_renewed_task_is_not_mailed_again(leen, chatbot):
    choose(leen, blocking="daily")
    ask(leen, chatbot)
    digest.send_due(tomorrow_and_more())
    ask(leen, chatbot, detail="Nieuw")
    assert Task.objects.get().mail_at is None
