"""The pages: what each of them tells to whom, and what happens with what is typed wrong."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from roeland.bodies import services
from roeland.bodies.models import AgendaItem, Body, Member, Minutes, Paper, Reference, Session
from roeland.organisation.models import Person
from roeland.work.feeds import written_for
from roeland.work.models import Message
from tests.bodies.conftest import client_of
from tests.building.bodies import PDF, a_member, a_paper, a_reference, a_session, an_item, everybody_for, held
from tests.building.organisation import a_unit

TODAY = "2026-01-01"


def text(answer) -> str:
    return answer.content.decode()


def url(name, thing) -> str:
    return reverse(f"bodies:{name}", args=[thing.pk])


def votes(*seats, said="for") -> dict[str, str]:
    return {f"vote-{seat.pk}": said for seat in seats}


# Bodies --------------------------------------------------------------------------------------------------------------
def test_without_an_ethics_board_the_page_says_what_then_happens(as_nele, lotte):
    for client in (as_nele, client_of(lotte)):
        page = text(client.get(reverse("bodies:bodies")))
        assert "Er is geen ethische commissie" in page
        assert "schrijft de beleidsadviseur de ethische afweging op" in page


def test_setting_up_a_body_leads_to_its_page(as_nele, town):
    said = {"kind": "ethics_board", "name": "Ethische commissie", "quorum_rule": "two_thirds", "way": "consensus"}
    answer = as_nele.post(reverse("bodies:found"), said | {"started": TODAY})
    made = Body.objects.get()
    assert answer.url == made.get_absolute_url()
    page = text(as_nele.get(made.get_absolute_url()))
    assert "Twee derde van de leden" in page
    again = as_nele.post(reverse("bodies:found"), said | {"started": TODAY})
    assert again.status_code == 422
    assert "Er is al een ethische commissie" in text(again)


def test_a_fixed_number_has_to_be_filled_in(as_nele, group):
    said = {"name": "Groep", "quorum_rule": "number", "quorum_number": "", "way": "vote"}
    answer = as_nele.post(url("change", group), said)
    assert answer.status_code == 422
    assert "minstens 1" in text(answer)
    as_nele.post(url("change", group), said | {"quorum_number": "3"})
    group.refresh_from_db()
    assert (group.name, group.quorum_number) == ("Groep", 3)


def test_ending_a_body_asks_for_a_day_and_keeps_its_page(as_nele, group):
    assert as_nele.post(url("end", group), {"last_day": "morgen"}).status_code == 422
    as_nele.post(url("end", group), {"last_day": TODAY})
    assert "Deze groep bestaat niet meer" in text(as_nele.get(group.get_absolute_url()))


def test_an_expert_from_outside_is_added_by_name(as_nele, group):
    said = {"name": "Eva Ethica", "email": "eva@elders.test", "part": "member", "votes": "on", "tied": "no"}
    as_nele.post(url("seat", group), said | {"expertise": "ethiek", "starts": TODAY})
    member = Member.objects.get()
    assert (member.person.name, member.tied, member.expertise) == ("Eva Ethica", False, "ethiek")
    page = text(as_nele.get(group.get_absolute_url()))
    assert "ethiek" in page
    assert "van buiten" in page


def test_who_is_known_by_address_is_not_added_a_second_time(as_nele, group, lotte):
    people = Person.objects.count()
    said = {"name": "L. Bauwens", "email": lotte.email.upper(), "part": "member", "tied": "yes", "starts": TODAY}
    answer = as_nele.post(url("seat", group), said)
    assert "Lotte Bauwens heeft dit adres" in text(answer)
    assert Person.objects.count() == people


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"tied": "yes"}, "Kies een persoon, of vul hieronder een naam in"),
        ({"name": "Eva"}, "Zeg of dit lid verbonden is"),
        ({"name": "Eva", "tied": "no", "ends": "2025-01-01"}, "De laatste dag komt voor de eerste"),
    ],
)
def test_what_is_typed_wrong_about_a_member_comes_back_with_a_sentence(as_nele, group, said, sentence):
    answer = as_nele.post(url("seat", group), {"part": "member", "starts": TODAY} | said)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Member.objects.exists()


def test_the_term_of_a_member_can_end(as_nele, group, nele):
    member = a_member(group, nele, "Wies")
    shown = as_nele.get(url("change_seat", member)).context["form"].initial
    assert (shown["tied"], shown["votes"]) == ("yes", True)
    as_nele.post(url("change_seat", member), {"part": "chair", "tied": "yes", "starts": TODAY, "ends": TODAY})
    assert "Vroegere leden" in text(as_nele.get(group.get_absolute_url()))


# Sessions ------------------------------------------------------------------------------------------------------------
def test_planning_a_session_and_moving_it(as_nele, group, seats):
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    as_nele.post(url("plan", group), {"day": day, "starts_at": "14:00", "place": "Zaal 1"})
    session = Session.objects.get()
    assert "14:00" in text(as_nele.get(session.get_absolute_url()))
    as_nele.post(url("move", session), {"day": day, "starts_at": "15:30", "place": "Zaal 2"})
    assert "Zaal 2" in text(as_nele.get(session.get_absolute_url()))
    assert as_nele.post(url("plan", group), {"day": "31 februari"}).status_code == 422


def test_a_colleague_sees_that_a_session_is_there_and_not_what_is_on_the_agenda(item, session, lotte, nele):
    a_paper(item, nele)
    page = text(client_of(lotte).get(session.get_absolute_url()))
    assert "Agenda en stukken zijn voor de leden" in page
    assert item.title not in page
    assert "Wies Member" not in page
    for address in (item.get_absolute_url(), Paper.objects.get().get_absolute_url(), url("agenda_on_paper", session)):
        assert client_of(lotte).get(address).status_code == 403
    assert client_of(lotte).get(url("minutes_on_paper", session)).status_code == 404


def test_a_member_reads_agenda_and_papers_and_changes_nothing(item, session, seats, nele):
    paper = a_paper(item, nele)
    client = client_of(seats.uma.person)
    page = text(client.get(session.get_absolute_url()))
    assert item.title in page
    assert "Punt toevoegen" not in page
    answer = client.get(paper.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.post(url("discuss", item), {}).status_code == 403


def test_who_asked_hears_and_reads_the_advice_and_not_who_said_what(group, seats, nele, lotte):
    asked = services.put_on_agenda(body=group, title="Chatbot", question="Mag hij verder?", actor=lotte)
    session = held(a_session(group, nele), nele)
    asked.refresh_from_db()
    services.recuse(item=asked, member=seats.wies, reason="Geheim belang.", actor=nele)
    everybody_for(asked, nele, "conditional", conditions="Alleen intern.")
    services.conclude(item=asked, actor=nele)
    assert Message.objects.filter(person=lotte, code="body_advised").count() == 1
    page = text(client_of(lotte).get(asked.get_absolute_url()))
    assert "Alleen intern." in page
    assert "Geheim belang" not in page
    assert "Vic Chair" not in page
    assert client_of(lotte).get(url("agenda_on_paper", session)).status_code == 403


def test_when_a_colleague_was_first_with_the_advice_nothing_is_lost(as_nele, item, seats, nele):
    seen = as_nele.get(url("discuss", item)).context["form"].initial["seen"]
    everybody_for(item, nele, "negative", text="Van de collega.")
    said = {"outcome": "positive", "openness": "public", "text": "Van mij.", **votes(*vars(seats).values())}
    answer = as_nele.post(url("discuss", item), said | {"seen": seen})
    assert answer.status_code == 409
    page = text(answer)
    assert "Van de collega." in page
    assert "Van mij." in page
    as_nele.post(url("discuss", item), said | {"seen": answer.context["form"]["seen"].value()})
    item.refresh_from_db()
    assert (item.outcome, item.text) == ("positive", "Van mij.")


def test_public_advice_and_minutes_are_for_everybody_and_the_rest_is_not(session, item, nele, lotte, seats):
    services.recuse(item=item, member=seats.wies, reason="Geheim belang.", actor=nele)
    everybody_for(item, nele, openness=AgendaItem.Openness.PUBLIC, text="Doe maar.")
    hidden = an_item(session, nele, "Beveiligingslek")
    everybody_for(hidden, nele, openness=AgendaItem.Openness.SECURITY, text="Sluit het.")
    for one in (item, hidden):
        services.conclude(item=one, actor=nele)
    services.write_minutes(session=session, text="Goed overleg.", is_public=True, actor=nele)
    before = text(client_of(lotte).get(session.get_absolute_url()))
    assert "Doe maar." not in before
    services.close(session=session, actor=nele)
    for address in (session.get_absolute_url(), url("minutes_on_paper", session)):
        page = text(client_of(lotte).get(address))
        assert "Doe maar." in page
        assert "Goed overleg." in page
        assert "Beveiligingslek" not in page
        assert "Geheim belang" not in page


def test_minutes_with_markup_are_shown_as_they_were_typed(as_nele, session):
    as_nele.post(url("minutes", session), {"text": "<script>alert(1)</script>\n\nKlaar.", "seen": ""})
    page = text(as_nele.get(session.get_absolute_url()))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_when_a_colleague_was_first_with_the_minutes_nothing_is_lost(as_nele, session, nele):
    services.write_minutes(session=session, text="Van de collega.", is_public=False, actor=nele)
    answer = as_nele.post(url("minutes", session), {"text": "Van mij.", "seen": ""})
    assert answer.status_code == 409
    page = text(answer)
    assert "Van de collega." in page
    assert "Van mij." in page
    as_nele.post(url("minutes", session), {"text": "Van mij.", "seen": answer.context["form"]["seen"].value()})
    assert Minutes.objects.get().text == "Van mij."


def test_the_road_of_a_session_from_presence_to_a_correction(as_nele, group, seats, nele):
    session = a_session(group, nele)
    as_nele.post(url("add_item", session), {"title": "Welke drie?", "question": "Kies."})
    item = AgendaItem.objects.get()
    assert as_nele.post(url("send", session)).status_code == 302
    as_nele.post(url("presence", session), {f"member-{seat.pk}": "yes" for seat in vars(seats).values()})
    said = {"outcome": "positive", "openness": "public", **votes(seats.chair, seats.wies)}
    as_nele.post(url("discuss", item), said)
    assert "Niet elk lid dat meedoet, heeft iets gezegd" in text(as_nele.get(item.get_absolute_url()))
    as_nele.post(url("conclude", item))
    item.refresh_from_db()
    assert not item.is_concluded
    as_nele.post(url("discuss", item), said | votes(seats.uma, said="abstain"))
    as_nele.post(url("conclude", item))
    page = text(as_nele.get(item.get_absolute_url()))
    assert "Voor: 2, tegen: 0, geen van beide: 1" in page
    assert "Er is nog geen verslag. Schrijf het eerst." in text(as_nele.get(url("close", session)))
    assert as_nele.post(url("close", session)).status_code == 422
    as_nele.post(url("minutes", session), {"text": "Klaar.", "seen": ""})
    as_nele.post(url("close", session))
    assert as_nele.get(url("close", session)).status_code == 302
    as_nele.post(url("minutes", session), {"text": "Beter.", "why": "Typfout."})
    page = text(as_nele.get(session.get_absolute_url()))
    assert "Versie 2. Verbeterd: Typfout." in page
    assert "Eerdere versies" in page
    for name in ("agenda_on_paper", "minutes_on_paper"):
        assert "Welke drie?" in text(as_nele.get(url(name, session)))


def test_conditions_are_asked_for_and_nothing_typed_is_lost(as_nele, item, seats):
    answer = as_nele.post(
        url("discuss", item), {"outcome": "conditional", "openness": "public", "text": "Alleen intern."}
    )
    assert answer.status_code == 422
    assert "Schrijf de voorwaarden op" in text(answer)
    assert "Alleen intern." in text(answer)
    assert "Zeg waarom er geen advies is" in text(
        as_nele.post(url("discuss", item), {"outcome": "no_advice", "openness": "public"})
    )


def test_a_vote_of_who_does_not_take_part_is_not_on_the_form(as_nele, item, seats, nele):
    services.recuse(item=item, member=seats.wies, reason="Belang.", actor=nele)
    assert f"vote-{seats.wies.pk}" not in text(as_nele.get(url("discuss", item)))
    as_nele.post(url("discuss", item), {"outcome": "positive", "openness": "public", **votes(seats.wies, seats.uma)})
    assert [vote.member for vote in item.votes.all()] == [seats.uma]


def test_a_member_stays_out_with_a_reason_and_only_for_oneself(item, seats):
    client = client_of(seats.wies.person)
    assert "Uma Member" not in text(client.get(url("recuse", item)))
    assert client.post(url("recuse", item), {"member": seats.wies.pk, "reason": ""}).status_code == 422
    assert client.post(url("recuse", item), {"member": seats.uma.pk, "reason": "Zij."}).status_code == 422
    client.post(url("recuse", item), {"member": seats.wies.pk, "reason": "Ik ken de leverancier."})
    page = text(client.get(item.get_absolute_url()))
    assert "Ik ken de leverancier." in page
    assert "Doet toch mee" not in page


def test_a_session_that_is_still_to_come_cannot_be_held(as_nele, group, seats, nele):
    session = a_session(group, nele, day=timezone.localdate() + timedelta(days=1))
    answer = as_nele.post(url("presence", session), {f"member-{seat.pk}": "yes" for seat in vars(seats).values()})
    assert answer.status_code == 422
    assert "nog niet" in text(answer)


# Papers --------------------------------------------------------------------------------------------------------------
def test_a_paper_is_kept_and_taken_away(as_nele, item):
    as_nele.post(url("papers", item), {"file": SimpleUploadedFile("nota.pdf", PDF), "title": "De nota"})
    paper = Paper.objects.get()
    assert "De nota" in text(as_nele.get(item.get_absolute_url()))
    as_nele.post(url("remove_paper", paper))
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("pagina.html", b"<html>", "bewaart dit soort bestand niet"),
        ("nota.pdf", b"<html><script>", "iets anders dan zijn naam zegt"),
        ("leeg.pdf", b"", "Dit bestand is leeg"),
    ],
)
def test_what_can_run_or_is_empty_is_not_kept(as_nele, item, name, content, sentence):
    answer = as_nele.post(url("papers", item), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Paper.objects.exists()


def test_papers_of_what_is_concluded_no_longer_change(as_nele, item, nele):
    paper = a_paper(item, nele)
    everybody_for(item, nele)
    services.conclude(item=item, actor=nele)
    answer = as_nele.post(url("papers", item), {"file": SimpleUploadedFile("nota.pdf", PDF)})
    assert "Dit punt is afgerond" in text(answer)
    as_nele.post(url("remove_paper", paper))
    assert Paper.objects.count() == 1


# References ----------------------------------------------------------------------------------------------------------
def test_a_decision_is_noted_with_a_secure_link_only(as_nele, entity):
    said = {"organ": "college", "entity": entity.pk, "number": "7", "dated": TODAY, "outcome": "noted", "subject": "AI"}
    for link in ("http://stad.test", "javascript:alert(1)", "stad"):
        answer = as_nele.post(reverse("bodies:note"), said | {"link": link})
        assert answer.status_code == 422, link
    as_nele.post(reverse("bodies:note"), said | {"link": "https://stad.test/7"})
    assert Reference.objects.get().link == "https://stad.test/7"


def test_an_organ_is_of_a_legal_entity_and_of_no_team(as_nele, entity):
    team = a_unit(entity.organisation, "Balie", parent=entity)
    said = {"organ": "college", "number": "7", "dated": TODAY, "outcome": "noted", "subject": "AI"}
    assert as_nele.post(reverse("bodies:note"), said | {"entity": team.pk}).status_code == 422


def test_a_correction_leads_from_the_old_one_to_the_new_one(as_nele, entity, nele):
    wrong = a_reference(nele, entity)
    shown = as_nele.get(url("correct", wrong)).context["form"].initial
    said = {name: getattr(value, "pk", value) for name, value in shown.items()} | {"number": "8", "why": "Fout nummer."}
    as_nele.post(url("correct", wrong), said)
    right = Reference.objects.get(number="8")
    assert right.get_absolute_url() in text(as_nele.get(wrong.get_absolute_url()))
    assert "Fout nummer." in text(as_nele.get(right.get_absolute_url()))
    assert as_nele.get(url("correct", wrong)).url == right.get_absolute_url()


def test_the_list_of_decisions_helps_when_it_is_empty_and_when_nothing_is_found(as_nele, entity, nele):
    assert "Nog geen besluiten genoteerd" in text(as_nele.get(reverse("bodies:references")))
    a_reference(nele, entity)
    assert "2026_CBS_0123" in text(as_nele.get(reverse("bodies:references")))
    assert "Niets gevonden" in text(as_nele.get(reverse("bodies:references"), {"q": "zzz"}))


# Calendar ------------------------------------------------------------------------------------------------------------
def test_a_session_stands_in_the_calendar_of_its_members(session, seats, lotte, nele):
    assert session.get_absolute_url() in written_for(seats.wies.person).replace("\r\n ", "")
    assert "VEVENT" not in written_for(lotte)
    services.change_seat(member=seats.wies, ends=seats.wies.starts, actor=nele)
    assert "VEVENT" not in written_for(seats.wies.person)
