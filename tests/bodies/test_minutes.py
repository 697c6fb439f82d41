"""The minutes: a draft, then fixed, then corrected by a new version; and who reads them."""

import pytest

from roeland.bodies import queries, services
from roeland.bodies.models import Minutes, Session
from roeland.bodies.services.minuting import plain_text
from roeland.organisation.access import NotPermitted
from roeland.work.models import Message
from tests.building.bodies import a_session, everybody_for


def write(session, actor, text="Er was overleg.", *, is_public=False, seen=""):
    return services.write_minutes(session=session, text=text, is_public=is_public, seen=seen, actor=actor)


@pytest.fixture
def closed(session, item, nele):
    everybody_for(item, nele)
    services.conclude(item=item, actor=nele)
    write(session, nele)
    return services.close(session=session, actor=nele)


def test_a_session_closes_only_when_everything_is_done(group, seats, session, item, nele):
    planned = a_session(group, nele)
    assert services.open_ends(planned) == ("not_held", "minutes_missing")
    with pytest.raises(services.Unfinished) as caught:
        services.close(session=session, actor=nele)
    assert caught.value.reasons == ("items_open", "minutes_missing")
    session.refresh_from_db()
    assert session.state == Session.State.HELD


def test_closing_fixes_the_minutes_and_tells_the_members(closed):
    assert (closed.state, closed.quorum_reached) == (Session.State.CLOSED, True)
    assert queries.minutes(closed).fixed_at == closed.closed_at
    assert Message.objects.filter(code="session_minutes_ready").count() == 3


def test_it_is_kept_that_there_were_too_few_members(session, seats, nele):
    services.note_presence(session=session, present={seats.wies: False, seats.uma: False}, actor=nele)
    write(session, nele)
    assert services.close(session=session, actor=nele).quorum_reached is False


def test_nothing_changes_in_a_session_that_is_closed(closed, item, seats, nele):
    for act in (
        lambda: write(closed, nele, "Anders."),
        lambda: services.note_presence(session=closed, present={seats.wies: False}, actor=nele),
        lambda: services.add_item(session=closed, title="Nog iets", question="Wat?", actor=nele),
        lambda: services.recuse(item=item, member=seats.wies, reason="Te laat.", actor=nele),
        lambda: services.close(session=closed, actor=nele),
    ):
        with pytest.raises(services.Closed):
            act()


def test_a_correction_is_a_new_version_and_the_earlier_one_stays(closed, nele):
    made = services.correct_minutes(session=closed, text="Er was koffie.", is_public=True, why="Koffie.", actor=nele)
    assert (made.version, queries.minutes(closed)) == (2, made)
    assert list(Minutes.objects.order_by("version").values_list("text", flat=True)) == [
        "Er was overleg.",
        "Er was koffie.",
    ]
    assert not Minutes.objects.filter(fixed_at=None).exists()


def test_a_correction_says_what_was_wrong(closed, nele):
    with pytest.raises(services.ReasonMissing):
        services.correct_minutes(session=closed, text="Anders.", is_public=False, why=" ", actor=nele)
    assert Minutes.objects.count() == 1


def test_a_draft_is_changed_and_not_corrected(session, nele):
    write(session, nele)
    with pytest.raises(services.NotClosed):
        services.correct_minutes(session=session, text="Anders.", is_public=False, why="Fout.", actor=nele)


def test_two_who_write_at_once_lose_nothing(session, nele):
    first = write(session, nele)
    with pytest.raises(services.MinutesChanged):
        write(session, nele, "Zonder te kijken.")
    assert write(session, nele, "Na het lezen.", seen=first.written_at.isoformat()).pk == first.pk


def test_public_minutes_are_read_by_everybody_once_they_are_fixed(session, nele, lotte, seats):
    write(session, nele, is_public=True)
    assert queries.minutes_for(session, lotte) is None
    assert queries.minutes_for(session, seats.wies.person) is not None
    services.close(session=session, actor=nele)
    assert queries.minutes_for(session, lotte).text == "Er was overleg."


def test_other_minutes_are_read_by_members_only(closed, lotte, seats):
    assert queries.minutes_for(closed, lotte) is None
    assert queries.minutes_for(closed, seats.wies.person) is not None


def test_a_former_member_reads_them_no_longer(closed, seats, nele):
    person = seats.wies.person
    services.change_seat(member=seats.wies, ends=seats.wies.starts, actor=nele)
    assert queries.minutes_for(closed, person) is None


def test_who_is_no_manager_writes_nothing(session, seats, lotte):
    for person in (lotte, seats.wies.person):
        with pytest.raises(NotPermitted):
            write(session, person)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Een.\r\n\r\nTwee.  \r\n", "Een.\n\nTwee."),
        ("Een\ttab.", "Een tab."),
        ("om\u202egekeerd\x00\x07", "omgekeerd"),
        ("Café, 10 % < 20 %", "Café, 10 % < 20 %"),
    ],
)
def test_minutes_are_lines_of_text_and_nothing_else(typed, kept):
    assert plain_text(typed) == kept
