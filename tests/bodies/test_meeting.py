"""A session: who counts, who votes, and what becomes the advice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.bodies import queries, services
from roeland.bodies.models import Body, Session, Vote
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.work.models import Message
from tests.building.bodies import a_body, a_member, a_session, an_item, everybody_for, held
from tests.building.organisation import a_person, an_organisation


def discuss(item, actor, votes, outcome="positive", **said):
    return services.discuss(item=item, outcome=outcome, votes=votes, actor=actor, **said)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("at", "pk").values_list("verb", flat=True))


# Planning ------------------------------------------------------------------------------------------------------------
def test_members_are_invited_to_a_session_that_is_to_come(group, seats, nele):
    a_session(group, nele, day=timezone.localdate() + timedelta(days=7))
    assert Message.objects.filter(code="session_invited").count() == 3


def test_nobody_is_invited_to_a_session_of_the_past(group, seats, nele):
    a_session(group, nele, day=timezone.localdate() - timedelta(days=7))
    assert not Message.objects.exists()


def test_what_waits_comes_on_the_agenda_of_the_next_session(group, entity, nele):
    waits = services.put_on_agenda(body=group, title="Beleid", question="Goed?", subject=entity, actor=nele)
    assert waits.session is None
    planned = a_session(group, nele)
    waits.refresh_from_db()
    assert waits.session == planned


def test_a_question_goes_to_the_first_session_that_is_planned(group, nele):
    later = a_session(group, nele, day=timezone.localdate() + timedelta(days=9))
    first = a_session(group, nele, day=timezone.localdate() + timedelta(days=2))
    found = services.put_on_agenda(body=group, title="Beleid", question="Goed?", actor=None)
    assert (found.session, later.items.count()) == (first, 0)


def test_a_subject_stands_on_an_agenda_once_until_it_is_concluded(group, entity, nele, seats):
    asked = {"body": group, "title": "Beleid", "subject": entity, "actor": nele}
    first = services.put_on_agenda(question="Goed?", **asked)
    assert services.put_on_agenda(question="Nog altijd goed?", **asked) == first
    held(a_session(group, nele), nele)
    first.refresh_from_db()
    everybody_for(first, nele)
    services.conclude(item=first, actor=nele)
    assert services.put_on_agenda(question="En nu?", **asked) != first
    assert [row.question for row in queries.of_subject(nele.organisation_id, entity.pk)] == [
        "En nu?",
        "Nog altijd goed?",
    ]


def test_nothing_comes_on_the_agenda_of_a_body_that_ended(group, nele):
    ended = services.end(body=group, last_day=timezone.localdate() - timedelta(days=1), actor=nele)
    with pytest.raises(services.BodyEnded):
        services.put_on_agenda(body=ended, title="Beleid", question="Goed?", actor=nele)
    with pytest.raises(services.BodyEnded):
        a_session(ended, nele)


def test_an_empty_agenda_is_not_sent(group, seats, nele):
    planned = a_session(group, nele)
    with pytest.raises(services.NothingToSend):
        services.send_papers(session=planned, actor=nele)
    an_item(planned, nele)
    services.send_papers(session=planned, actor=nele)
    assert Message.objects.filter(code="session_papers_ready").count() == 3


def test_moving_a_session_tells_the_members_and_what_was_held_stays(group, seats, nele):
    planned = a_session(group, nele)
    services.move(session=planned, day=planned.day, starts_at=None, place="Zaal 2", actor=nele)
    assert Message.objects.filter(code="session_invited").count() == 6
    held(planned, nele)
    with pytest.raises(services.Closed):
        services.move(session=planned, day=planned.day, starts_at=None, place="Zaal 3", actor=nele)


# Presence ------------------------------------------------------------------------------------------------------------
def test_a_session_is_not_held_before_its_day(group, seats, nele):
    planned = a_session(group, nele, day=timezone.localdate() + timedelta(days=1))
    with pytest.raises(services.NotYet):
        held(planned, nele)
    planned.refresh_from_db()
    assert planned.state == Session.State.PLANNED


def test_who_nobody_noted_does_not_count(group, seats, nele):
    planned = a_session(group, nele)
    services.note_presence(session=planned, present={seats.chair: True, seats.wies: None, seats.uma: None}, actor=nele)
    assert queries.session_quorum_gaps(planned) == ("presence_unknown",)
    services.note_presence(session=planned, present={seats.wies: False, seats.uma: False}, actor=nele)
    assert queries.session_quorum_gaps(planned) == ("too_few",)
    services.note_presence(session=planned, present={seats.wies: True}, actor=nele)
    assert queries.session_quorum_gaps(planned) == ()


def test_only_who_sits_in_the_body_that_day_can_be_there(group, session, nele):
    former = a_member(group, nele, "Oud Lid", ends=timezone.localdate() - timedelta(days=1))
    with pytest.raises(services.NotAMember):
        services.note_presence(session=session, present={former: True}, actor=nele)


def test_a_member_without_a_vote_is_no_part_of_the_quorum(group, seats, nele):
    secretary = a_member(group, nele, "Sam Secretary", part="secretary", votes=False)
    planned = a_session(group, nele)
    services.note_presence(session=planned, present={secretary: True, seats.chair: True}, actor=nele)
    assert queries.session_quorum_gaps(planned) == ("presence_unknown",)


# Recusal -------------------------------------------------------------------------------------------------------------
def test_who_stays_out_says_why(item, seats, nele):
    with pytest.raises(services.ReasonMissing):
        services.recuse(item=item, member=seats.wies, reason="  ", actor=nele)


def test_who_stays_out_neither_counts_nor_votes(item, seats, nele):
    discuss(item, nele, {seats.chair: "for", seats.wies: "against", seats.uma: "for"})
    services.recuse(item=item, member=seats.wies, reason="Werkt bij de leverancier.", actor=nele)
    assert not Vote.objects.filter(item=item, member=seats.wies).exists()
    with pytest.raises(services.DoesNotTakePart):
        discuss(item, nele, {seats.wies: "for"})
    services.recuse(item=item, member=seats.uma, reason="Werkt eraan mee.", actor=nele)
    with pytest.raises(services.NotCarried, match="too_few"):
        services.conclude(item=item, actor=nele)


def test_a_member_stays_out_on_their_own_and_of_nobody_else(item, seats):
    wies = seats.wies.person
    services.recuse(item=item, member=seats.wies, reason="Ik ken de leverancier.", actor=wies)
    with pytest.raises(NotPermitted):
        services.recuse(item=item, member=seats.uma, reason="Zij ook.", actor=wies)
    assert item.recusals.count() == 1


def test_a_recusal_can_be_taken_back_until_the_advice_is_final(item, seats, nele):
    made = services.recuse(item=item, member=seats.wies, reason="Vergissing.", actor=nele)
    services.take_back(recusal=made, actor=nele)
    assert not item.recusals.exists()
    again = services.recuse(item=item, member=seats.wies, reason="Toch.", actor=nele)
    everybody_for(item, nele)
    services.conclude(item=item, actor=nele)
    with pytest.raises(services.Closed):
        services.take_back(recusal=again, actor=nele)


# Advice --------------------------------------------------------------------------------------------------------------
def test_the_advice_of_a_majority_is_final_once_it_is_concluded(item, seats, nele):
    discuss(
        item,
        nele,
        {seats.chair: "for", seats.wies: "against", seats.uma: "for"},
        "conditional",
        conditions="Een pilot.",
    )
    done = services.conclude(item=item, actor=nele)
    assert (done.outcome, done.conditions, done.is_concluded) == ("conditional", "Een pilot.", True)
    assert (done.needed, done.took_part, done.in_favour, done.against, done.abstained) == (2, 3, 2, 1, 0)
    with pytest.raises(services.Closed):
        discuss(item, nele, {}, "negative")


def test_what_was_concluded_stays_as_it_was_when_somebody_leaves_the_room(item, session, seats, nele):
    everybody_for(item, nele)
    services.conclude(item=item, actor=nele)
    services.note_presence(session=session, present={seats.wies: False, seats.uma: False}, actor=nele)
    item.refresh_from_db()
    assert (item.took_part, item.outcome) == (3, "positive")


def test_the_journal_says_that_an_item_is_concluded_and_about_what(group, entity, seats, nele):
    asked = services.put_on_agenda(body=group, title="Beleid", question="Goed?", subject=entity, actor=None)
    held(a_session(group, nele), nele)
    asked.refresh_from_db()
    everybody_for(asked, nele)
    services.conclude(item=asked, actor=nele)
    entry = Entry.objects.get(verb="session.item_concluded")
    assert (entry.subject, entry.fields) == (asked.pk, ["outcome:positive"])
    assert asked.subject == entity


def test_equal_votes_give_no_advice(group, session, seats, nele, item):
    services.note_presence(session=session, present={seats.uma: False}, actor=nele)
    discuss(item, nele, {seats.chair: "for", seats.wies: "against"})
    with pytest.raises(services.NotCarried, match="tie"):
        services.conclude(item=item, actor=nele)
    services.change(body=group, casting_vote=True, actor=nele)
    services.conclude(item=item, actor=nele)


def test_one_objection_ends_consensus(group, seats, nele, item):
    services.change(body=group, way=Body.Way.CONSENSUS, actor=nele)
    discuss(item, nele, {seats.chair: "for", seats.wies: "for", seats.uma: "against"})
    with pytest.raises(services.NotCarried, match="objection"):
        services.conclude(item=item, actor=nele)
    item.refresh_from_db()
    assert not item.is_concluded
    assert "session.item_concluded" not in verbs()


def test_without_advice_one_says_why_and_needs_no_votes(item, nele):
    with pytest.raises(services.ReasonMissing):
        discuss(item, nele, {}, "no_advice")
    discuss(item, nele, {}, "no_advice", text="Te weinig gegevens.")
    assert services.conclude(item=item, actor=nele).outcome == "no_advice"


def test_conditions_belong_to_an_advice_with_conditions(item, nele):
    with pytest.raises(services.ReasonMissing):
        discuss(item, nele, {}, "conditional")


def test_nothing_is_concluded_before_it_is_written(item, nele):
    with pytest.raises(services.NotCarried, match="outcome_missing"):
        services.conclude(item=item, actor=nele)


def test_nothing_is_said_at_a_session_that_was_not_held(group, seats, nele):
    planned = an_item(a_session(group, nele), nele)
    with pytest.raises(services.NotYet):
        discuss(planned, nele, {seats.chair: "for"})


# Who may -------------------------------------------------------------------------------------------------------------
def test_only_who_manages_the_body_writes_advice(item, seats, lotte):
    for person in (lotte, seats.wies.person):
        with pytest.raises(NotPermitted):
            discuss(item, person, {})
        with pytest.raises(NotPermitted):
            services.conclude(item=item, actor=person)


def test_the_secretary_manages_the_own_body_and_no_other(group, seats, nele, session):
    secretary = a_member(group, nele, "Sam Secretary", part="secretary", votes=False)
    an_item(session, secretary.person)
    other = a_body(nele, "Andere stuurgroep")
    with pytest.raises(NotPermitted):
        a_session(other, secretary.person)


def test_a_body_of_elsewhere_is_out_of_reach(group, item, seats):
    stranger = a_person(an_organisation("Dorp"), "Ver Weg", role="information_manager")
    with pytest.raises(OtherOrganisation):
        services.conclude(item=item, actor=stranger)
    with pytest.raises(OtherOrganisation):
        services.put_on_agenda(body=group, title="Beleid", question="Goed?", actor=stranger)
    with pytest.raises(OtherOrganisation):
        services.put_on_agenda(body=group, title="Beleid", question="Goed?", subject=stranger, actor=None)
