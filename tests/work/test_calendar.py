"""The calendar of what is due, behind a secret address of which only a digest is kept."""

from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roeland.journal.queries import entries_of
from roeland.organisation.services import let_go
from roeland.work import calendar, feeds, services
from roeland.work.models import CalendarFeed
from tests.building.register import an_application

DUE = date(2026, 12, 3)


@pytest.fixture
def token(leen):
    return feeds.open_feed(actor=leen)


def read(client, token):
    return client.get(reverse("work:feed", args=[token]))


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def an_event(title="Beslis", key="1@roeland"):
    return calendar.Event(key, DUE, title, "http://x/y/", datetime(2026, 11, 1, tzinfo=timezone.get_fixed_timezone(60)))


class TestTheText:
    def test_is_a_whole_day_that_keeps_its_key(self):
        lines = unfolded(calendar.written("Roeland", [an_event()]))
        assert lines[0] == "BEGIN:VCALENDAR"
        assert "UID:1@roeland" in lines
        assert "DTSTART;VALUE=DATE:20261203" in lines
        assert "DTEND;VALUE=DATE:20261204" in lines
        assert "DTSTAMP:20261031T230000Z" in lines
        assert lines[-2:] == ["END:VCALENDAR", ""]

    @given(st.text(max_size=300))
    def test_a_title_can_end_no_line_and_no_line_is_too_long(self, title):
        text = calendar.written("Roeland", [an_event(title)])
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        lines = unfolded(text)
        assert sum(line.startswith("BEGIN:") for line in lines) == sum(line.startswith("END:") for line in lines) == 2
        summary = [line for line in lines if line.startswith("SUMMARY:")]
        assert len(summary) == 1

    @given(st.text(alphabet="ab;,\\ é€", max_size=200))
    def test_a_title_comes_back_as_it_was(self, title):
        line = next(line for line in unfolded(calendar.written("R", [an_event(title)])) if line.startswith("SUMMARY:"))
        back = line.removeprefix("SUMMARY:").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
        assert back == " ".join(title.splitlines())


@pytest.mark.django_db
class TestTheFeed:
    def test_has_the_open_tasks_with_a_day_and_nothing_else(self, client, token, leen, bart, chatbot, organisation):
        services.ask(kind="take_decision", person=leen, subject=chatbot, actor=bart, due=DUE, detail="Vertrouwelijk")
        services.ask(kind="take_decision", person=leen, subject=an_application(organisation, "Later"), actor=None)
        services.ask(kind="take_decision", person=bart, subject=chatbot, actor=None, due=DUE)
        answer = read(client, token)
        text = "\n".join(unfolded(answer.content.decode()))
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert text.count("BEGIN:VEVENT") == 1
        assert "SUMMARY:Beslis over Gentinfo-chatbot" in text
        assert f"URL:http://localhost:8000{chatbot.get_absolute_url()}" in text
        assert "Vertrouwelijk" not in text
        assert "Bart" not in text

    def test_forgets_what_is_done_and_keeps_the_key_when_the_day_moves(self, client, token, leen, chatbot):
        services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None, due=DUE)
        first = read(client, token).content.decode()
        services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None, due=date(2026, 12, 9))
        second = read(client, token).content.decode()
        uid = next(line for line in first.splitlines() if line.startswith("UID:"))
        assert uid in second
        assert "20261209" in second
        services.done(subject=chatbot, actor=leen)
        assert "VEVENT" not in read(client, token).content.decode()

    def test_keeps_only_a_digest(self, token):
        feed = CalendarFeed.objects.get()
        assert token not in (feed.digest, str(feed.pk))
        assert feed.digest == feeds.digest_of(token)

    def test_the_journal_knows_that_it_was_made_and_not_where(self, token, leen):
        entry = entries_of(leen.organisation_id, subject=leen).get()
        assert (entry.verb, entry.actor, entry.reason, entry.fields) == ("calendar.opened", leen.pk, "", [])

    def test_a_new_address_ends_the_old_one(self, client, token, leen):
        renewed = feeds.open_feed(actor=leen)
        assert read(client, token).status_code == 404
        assert read(client, renewed).status_code == 200

    def test_ends_when_it_is_stopped_and_when_the_person_leaves(self, client, token, leen, bart):
        other = feeds.open_feed(actor=bart)
        assert feeds.close_feed(person=bart, actor=bart)
        assert not feeds.close_feed(person=bart, actor=bart)
        let_go(person=leen, actor=None)
        assert read(client, token).status_code == read(client, other).status_code == 404
        assert not CalendarFeed.objects.exists()

    def test_who_guesses_has_to_wait_and_a_right_address_goes_on(self, client, token):
        cache.clear()
        codes = [read(client, f"guess{number}").status_code for number in range(22)]
        assert codes == [404] * 20 + [429] * 2
        assert read(client, token).status_code == 200
        cache.clear()

    def test_is_made_and_stopped_on_a_page(self, as_leen):
        page = reverse("work:calendar")
        assert "Nog geen adres" in as_leen.get(page).content.decode()
        made = as_leen.post(reverse("work:open_feed")).content.decode()
        assert "http://localhost:8000/calendar/" in made
        assert "Er is een adres" in as_leen.get(page).content.decode()
        assert ".ics" not in as_leen.get(page).content.decode()
        assert as_leen.get(reverse("work:open_feed")).status_code == 405
        as_leen.post(reverse("work:close_feed"))
        assert "Nog geen adres" in as_leen.get(page).content.decode()
