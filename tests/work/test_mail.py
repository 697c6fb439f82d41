from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as sent
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from roeland.work import mail, services
from roeland.work.models import OutgoingMail
from tests.building.organisation import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


class BrokenServer(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, email_messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture
def waiting(leen, bart, chatbot):
    services.ask(kind="take_decision", person=leen, subject=chatbot, actor=bart, detail="Mag het starten?")
    return OutgoingMail.objects.get()


def test_a_mail_says_what_why_and_where(waiting, chatbot):
    mail.send_waiting()
    message = sent.outbox[0]
    assert message.subject == "Beslis over Gentinfo-chatbot"
    assert message.to == [waiting.person.email]
    assert "Dag Leen Verstraete," in message.body
    assert "Zonder jouw beslissing kan niemand verder." in message.body
    assert "Mag het starten?" in message.body
    assert f"http://localhost:8000{chatbot.get_absolute_url()}" in message.body


def test_a_mail_is_in_the_language_of_the_person(leen, chatbot):
    leen.user.language = "en"
    services.tell(code="decision_taken", persons=[leen], subject=chatbot, actor=None)
    assert OutgoingMail.objects.get().subject == "There is a decision on Gentinfo-chatbot."
    assert "Hello Leen Verstraete," in OutgoingMail.objects.get().body


def test_a_name_with_a_line_break_cannot_add_a_header(leen, chatbot):
    chatbot.name = "Chatbot\r\nBcc: iedereen@voorbeeld.test"
    services.tell(code="decision_taken", persons=[leen], subject=chatbot, actor=None)
    assert mail.send_waiting() == 1
    assert sent.outbox[0].bcc == []
    assert "\n" not in sent.outbox[0].subject


def test_a_name_is_not_escaped_as_on_a_page(leen, chatbot):
    chatbot.name = "Zorg & <b>welzijn</b>"
    services.tell(code="decision_taken", persons=[leen], subject=chatbot, actor=None)
    assert "Zorg & <b>welzijn</b>" in OutgoingMail.objects.get().body


def test_somebody_without_an_address_gets_the_task_only(organisation, chatbot, bart):
    person = a_person(organisation, email="")
    assert services.ask(kind="take_decision", person=person, subject=chatbot, actor=bart)
    assert not OutgoingMail.objects.exists()


def test_a_mail_goes_out_once(waiting):
    assert mail.send_waiting() == 1
    assert mail.send_waiting() == 0
    assert len(sent.outbox) == 1
    waiting.refresh_from_db()
    assert (waiting.sent_at is not None, waiting.attempts) == (True, 1)


def test_the_message_id_stays_the_same_however_often_it_is_sent(waiting):
    mail.send_waiting()
    OutgoingMail.objects.update(sent_at=None, not_before=timezone.now())
    mail.send_waiting()
    ids = {message.extra_headers["Message-ID"] for message in sent.outbox}
    assert ids == {waiting.message_id}
    assert waiting.message_id.endswith("@localhost>")


def test_a_server_that_hangs_up_costs_nothing_but_time(waiting, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    assert mail.send_waiting() == 0
    waiting.refresh_from_db()
    assert (waiting.sent_at, waiting.attempts) == (None, 1)
    assert "unexpectedly closed" in waiting.last_error
    assert timezone.now() < waiting.not_before < timezone.now() + timedelta(minutes=2)


def test_each_failure_waits_longer_up_to_six_hours(waiting, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    waits = []
    for _ in range(12):
        OutgoingMail.objects.update(not_before=timezone.now())
        mail.send_waiting()
        waits.append(round((OutgoingMail.objects.get().not_before - timezone.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]


def test_a_broken_mail_does_not_hold_up_the_others(waiting, bart, chatbot):
    OutgoingMail.objects.update(not_before=timezone.now() + timedelta(minutes=1))
    services.tell(code="decision_taken", persons=[bart], subject=chatbot, actor=None)
    assert mail.send_waiting() == 1


def test_a_mail_in_the_hands_of_a_killed_worker_is_sent_again(waiting):
    mail._take(timezone.now())  # and then the worker is killed
    assert mail.send_waiting() == 0
    assert not mail.is_waiting(timezone.now())
    assert mail.is_waiting(timezone.now() + mail.IN_HAND)
    OutgoingMail.objects.update(not_before=timezone.now())
    assert mail.send_waiting() == 1


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_sends_no_mail(leen, chatbot):
    with transaction.atomic():
        services.tell(code="decision_taken", persons=[leen], subject=chatbot, actor=None)
        transaction.set_rollback(True)
    assert mail.send_waiting() == 0
    assert not sent.outbox
