"""A session that is called off, and an item that waits for another one: nothing on the agenda is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.bodies import calendar, queries, services
from roeland.bodies.models import Session
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.work.models import Message
from tests.building.bodies import a_body, a_member, a_paper, a_session, an_item, everybody_for, held
from tests.building.organisation import a_person, an_organisation

WHY = "De voorzitter is ziek."


@pytest.fixture
def manager(db):
    return a_person(an_organisation("Stad Voorbeeld"), "Ilse Roels", role="information_manager")


@pytest.fixture
def body(manager):
    made = a_body(manager)
    for name in ("Vic Lid", "Wies Lid"):
        a_member(made, manager, name)
    return made


@pytest.fixture
def session(body, manager):
    return a_session(body, manager, day=timezone.localdate() + timedelta(days=7))


def test_members_hear_that_it_is_off_and_its_items_wait_for_the_next_session(body, session, manager):
    item = an_item(session, manager)
    a_paper(item, manager)
    services.cancel(session=session, reason=WHY, actor=manager)
    session.refresh_from_db()
    assert (session.state, session.why_cancelled) == (Session.State.CANCELLED, WHY)
    told = Message.objects.filter(code="session_cancelled").values_list("person__name", flat=True)
    assert set(told) == {"Vic Lid", "Wies Lid"}
    assert Entry.objects.get(verb="session.cancelled").reason == WHY
    assert list(queries.waiting_items(body)) == [item]
    assert queries.next_session(body, timezone.localdate()) is None
    member = body.members.first().person
    assert calendar.sessions(member) == []

    again = a_session(body, manager, day=timezone.localdate() + timedelta(days=14))
    assert [one.title for one in queries.agenda(again)] == [item.title]
    assert item.papers.count() == 1


def test_what_was_held_or_is_off_cannot_be_called_off(session, body, manager):
    done = held(a_session(body, manager), manager)
    with pytest.raises(services.HeldAlready):
        services.cancel(session=done, reason=WHY, actor=manager)
    services.cancel(session=session, reason=WHY, actor=manager)
    for act in (
        lambda: services.cancel(session=session, reason="Nog eens.", actor=manager),
        lambda: services.add_item(session=session, title="Toch", question="Wat?", actor=manager),
        lambda: services.move(session=session, actor=manager, place="Zaal 2"),
        lambda: services.send_papers(session=session, actor=manager),
    ):
        with pytest.raises(services.Closed):
            act()
    session.refresh_from_db()
    assert session.why_cancelled == WHY


def test_an_item_is_taken_off_until_the_members_have_spoken(body, session, manager):
    item = an_item(session, manager)
    services.put_off(item=item, reason="De nota is niet klaar.", actor=manager)
    assert list(queries.waiting_items(body)) == [item]
    assert Entry.objects.get(verb="session.item_put_off").reason == "De nota is niet klaar."

    now = held(a_session(body, manager), manager)
    spoken = everybody_for(an_item(now, manager, "Besproken"), manager)
    with pytest.raises((services.HeldAlready, services.Closed)):
        services.put_off(item=spoken, reason="Te laat.", actor=manager)


@pytest.mark.parametrize("who", ["Vic Lid", "Kas Collega"])
def test_only_who_manages_the_body_does_this(body, session, manager, who):
    person = body.members.filter(person__name=who).first()
    actor = person.person if person else a_person(body.organisation, who)
    item = an_item(session, manager)
    with pytest.raises(NotPermitted):
        services.cancel(session=session, reason=WHY, actor=actor)
    with pytest.raises(NotPermitted):
        services.put_off(item=item, reason=WHY, actor=actor)


def test_the_pages_ask_why_and_say_what_became_of_it(client, session, manager):
    item = an_item(session, manager)
    client.force_login(manager.user)
    for name, thing in (("put_off", item), ("cancel", session)):
        url = reverse(f"bodies:{name}", args=[thing.pk])
        assert url in client.get(thing.get_absolute_url()).content.decode()
        assert client.post(url, {"reason": " "}).status_code == 422
        assert client.post(url, {"reason": WHY}).status_code == 302
    page = client.get(session.get_absolute_url()).content.decode()
    assert "Deze sessie is afgelast" in page
    assert WHY in page
    assert "Agenda aanvullen" not in page
    again = client.post(reverse("bodies:cancel", args=[session.pk]), {"reason": WHY})
    assert "Er is niets veranderd." in again.content.decode()
