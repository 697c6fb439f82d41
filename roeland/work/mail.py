"""Mail: put in the queue in the transaction of the act, sent in the background.

A mail that a killed worker held is sent again, with the same Message-ID; nothing is lost.
"""

import logging
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from uuid6 import uuid7

from roeland.organisation.models import Person
from roeland.work import notices
from roeland.work.models import OutgoingMail

logger = logging.getLogger(__name__)

IN_HAND = timedelta(minutes=5)  # how long a mail stays with who took it, before somebody else may
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


def queue(
    *, person: Person, code: str, subject: Any, detail: str = "", remind_of: date | None = None
) -> OutgoingMail | None:
    """Put a mail about a task or message in the queue, in the person's language; nothing without an address.

    With `remind_of` it is a reminder of what is due on that day.
    """
    if not person.email:
        return None
    with translation.override(language_of(person)):
        title = notices.title(code, subject)
        about = {"person": person, "title": title, "why": notices.why(code), "detail": detail, "url": url(subject)}
        about |= {"remind_of": remind_of, "choose_url": choose_url()}
        body = render_to_string("work/mail.txt", about).strip()
        topic = _("Reminder: %(title)s") % {"title": title} if remind_of else title
    return put(person=person, subject=topic, body=body)


def put(*, person: Person, subject: str, body: str) -> OutgoingMail:
    """Put a mail with these words in the queue."""
    key, now = uuid7(), timezone.now()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return OutgoingMail.objects.create(
        pk=key,
        organisation_id=person.organisation_id,
        person=person,
        message_id=f"<{key}@{domain}>",
        subject=" ".join(subject.split())[:200],
        body=body,
        queued_at=now,
        not_before=now,
    )


def is_waiting(now: datetime) -> bool:
    """Say whether there is a mail that can be sent now."""
    return OutgoingMail.objects.filter(sent_at=None, not_before__lte=now).exists()


def send_waiting() -> int:
    """Send what can be sent, one by one, oldest first; return how many went out."""
    sent = 0
    while mail := _take(timezone.now()):
        sent += _send(mail)
    return sent


@transaction.atomic
def _take(now: datetime) -> OutgoingMail | None:
    """Take the oldest mail in hand. Short: nobody waits for the mail server."""
    waiting = OutgoingMail.objects.filter(sent_at=None, not_before__lte=now).order_by("not_before")
    mail = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("person").first()
    if mail:
        mail.not_before = now + IN_HAND
        mail.save(update_fields=["not_before"])
    return mail


def _send(mail: OutgoingMail) -> bool:
    message = EmailMessage(mail.subject, mail.body, to=[mail.person.email], headers={"Message-ID": mail.message_id})
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("Mail %s did not go out: %s", mail.message_id, error)
        _put_back(mail, str(error))
        return False
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), attempts=F("attempts") + 1)
    return True


def _put_back(mail: OutgoingMail, error: str) -> None:
    wait = min(FIRST_WAIT * 2 ** min(mail.attempts, 10), LONGEST_WAIT)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        not_before=timezone.now() + wait, attempts=F("attempts") + 1, last_error=error
    )


def language_of(person: Person) -> str:
    """The language in which a person reads mail."""
    return (person.user and person.user.language) or settings.LANGUAGE_CODE


def url(subject: Any) -> str:
    """The whole address of a thing, for in a mail or a calendar."""
    return settings.PUBLIC_URL + subject.get_absolute_url()


def choose_url() -> str:
    """Where somebody says which mail they want."""
    return settings.PUBLIC_URL + reverse("work:mail_choice")
