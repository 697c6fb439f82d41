"""Honest use in the past: thanks first, a name for the handlers only, and a clock that is proposed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.assessments.models import PastUse
from roeland.assessments.quick import past_using
from roeland.assessments.quick.asking import NobodyToAsk
from roeland.journal.models import Detail, Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import RoleHeld
from roeland.work.models import Message, OutgoingMail, Task
from tests.building.organisation import a_person, a_role, a_unit
from tests.building.quick import a_past_use, a_tool

PAST = "/may-i/past/"
TOLD = {"tool": "other", "tool_name": "Gratis chatbot", "inputs": ["ordinary", "sensitive"], "story": "Twee verslagen."}
JUDGED = {"reason": "Namen in een privéaccount.", "reply": "Dank je. Zet er niets meer in."}


@pytest.fixture
def dpo(city):
    return a_person(city, "Fien Goes", role="dpo")


@pytest.fixture
def told(ann, privacy_officer, dpo):
    return a_past_use(ann)


def judged(**fields):
    return JUDGED | {"verdict": "breach", "aware_at": "2026-01-05T09:30"} | fields


def test_thanks_come_first_then_what_to_stop_then_what_is_safe_and_who_will_see_it(browsing, ann, privacy_officer, dpo):
    page = browsing(ann).get(PAST).content.decode()

    order = ["Dank je dat je het zegt", "Zet er niets meer in.", "Dit is veilig", "Dit kan een datalek zijn."]
    order += ["art. 33(1)", "Pia Maes", "Fien Goes", "Geef door aan de privacy officer"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "Je leidinggevende niet, tenzij die hierboven staat." in page
    assert not PastUse.objects.exists()


def test_one_press_tells_the_privacy_officer_with_a_proposed_deadline(browsing, ann, privacy_officer, dpo):
    reply = browsing(ann).post(PAST, TOLD)

    told = PastUse.objects.get()
    assert reply.url == told.get_absolute_url()
    assert (told.handler, told.reporter, told.unit) == (privacy_officer, ann, ann.unit)
    assert told.deadline == told.reported_at + timedelta(hours=72)
    task = Task.objects.get(kind="judge_past_use")
    assert (task.person, task.due, task.asked_by) == (privacy_officer, timezone.localdate(told.deadline), None)
    assert Message.objects.get(code="past_use_reported").person == dpo


def test_telling_it_twice_is_one_story(browsing, ann, privacy_officer):
    for _time in range(2):
        browsing(ann).post(PAST, TOLD)

    assert PastUse.objects.count() == 1


def test_the_handler_sees_what_was_told_and_by_when(browsing, privacy_officer, told):
    page = browsing(privacy_officer).get(told.get_absolute_url()).content.decode()

    assert "Ann Peeters" in page
    assert "Ik plakte er een mail in." in page
    assert "De voorgestelde termijn" in page
    listed = browsing(privacy_officer).get("/may-i/past/all/").content.decode()
    assert "Praathulp" in listed
    assert "(voorstel)" in listed


def test_the_handler_says_what_it_is_and_since_when_and_the_reporter_hears_it(browsing, ann, privacy_officer, told):
    browsing(privacy_officer).post(told.get_absolute_url(), judged())

    told.refresh_from_db()
    assert (told.verdict, told.judged_by) == ("breach", privacy_officer)
    assert timezone.localtime(told.deadline).strftime("%Y-%m-%d %H:%M") == "2026-01-08 09:30"
    assert Message.objects.get(code="past_use_judged").person == ann
    assert not Task.objects.filter(kind="judge_past_use", done_at=None).exists()
    page = browsing(ann).get(told.get_absolute_url()).content.decode()
    assert "Dank je. Zet er niets meer in." in page
    assert "Datalek" in page
    assert "Namen in een privéaccount." not in page


def test_what_is_no_breach_has_no_clock_and_can_be_judged_again(browsing, privacy_officer, dpo, told):
    browsing(privacy_officer).post(told.get_absolute_url(), judged(verdict="no_breach"))
    told.refresh_from_db()
    assert (told.verdict, told.aware_at) == ("no_breach", None)
    assert "er loopt geen termijn" in browsing(dpo).get(told.get_absolute_url()).content.decode()

    browsing(privacy_officer).post(told.get_absolute_url(), judged())
    told.refresh_from_db()
    assert (told.verdict, told.judged_by) == ("breach", privacy_officer)


def test_the_dpo_looks_along_and_does_not_do_the_work(browsing, dpo, told):
    page = browsing(dpo).get(told.get_absolute_url())
    assert page.context["form"] is None
    assert told in past_using.handled_by(dpo)
    assert browsing(dpo).post(told.get_absolute_url(), judged()).status_code == 403
    told.refresh_from_db()
    assert not told.verdict


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"verdict": ""}, "verdict"),
        ({"verdict": "perhaps"}, "verdict"),
        ({"aware_at": ""}, "aware_at"),
        ({"aware_at": "gisteren"}, "aware_at"),
        ({"aware_at": "2999-01-01T00:00"}, "aware_at"),
        ({"reason": ""}, "reason"),
        ({"reply": ""}, "reply"),
        ({"reply": "x" * 2001}, "reply"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused_and_stays_on_the_page(browsing, privacy_officer, told, fields, field):
    page = browsing(privacy_officer).post(told.get_absolute_url(), judged(**fields))

    assert page.status_code == 422
    assert field in page.context["form"].errors
    if field != "reason":
        assert "Namen in een privéaccount." in page.content.decode()
    told.refresh_from_db()
    assert not told.verdict


def test_the_service_refuses_what_the_form_would(privacy_officer, told):
    told_late = timezone.now() + timedelta(days=1)
    for verdict, aware_at, refusal in (
        ("perhaps", None, past_using.NotAVerdict),
        ("breach", None, past_using.NotAVerdict),
        ("breach", told_late, past_using.NotYet),
    ):
        with pytest.raises(refusal):
            past_using.judge(past_use=told, verdict=verdict, aware_at=aware_at, actor=privacy_officer, **JUDGED)


@pytest.mark.parametrize(
    "role", ["information_manager", "ciso", "administrator", "team_manager", "directorate", "user"]
)
def test_nobody_else_opens_it(browsing, city, told, role):
    other = a_person(city, f"Omar {role}", role=role)

    assert browsing(other).get(told.get_absolute_url()).status_code == 403
    assert browsing(other).post(told.get_absolute_url(), judged()).status_code == 403
    assert browsing(other).get("/may-i/past/all/").status_code == 403
    with pytest.raises(NotPermitted):
        past_using.judge(past_use=told, verdict="no_breach", actor=other, **JUDGED)


def test_another_organisation_does_not_see_that_it_exists(browsing, stranger, told):
    a_role(stranger, "privacy_officer")

    assert browsing(stranger).get(told.get_absolute_url()).status_code == 404
    assert "Praathulp" not in browsing(stranger).get("/may-i/past/all/").content.decode()


def test_a_privacy_officer_of_another_unit_does_not_open_it(browsing, city, told):
    elsewhere = a_person(city, "Pim Elders", role="privacy_officer", unit=a_unit(city, "OCMW"))

    assert browsing(elsewhere).get(told.get_absolute_url()).status_code == 403
    assert "Praathulp" not in browsing(elsewhere).get("/may-i/past/all/").content.decode()


def test_who_told_it_reads_it_and_cannot_judge_it(browsing, ann, told):
    page = browsing(ann).get(told.get_absolute_url())
    assert page.status_code == 200
    assert page.context["form"] is None
    assert browsing(ann).post(told.get_absolute_url(), judged()).status_code == 403


def test_a_privacy_officer_does_not_judge_what_they_told_themselves(browsing, privacy_officer, information_manager):
    told = a_past_use(privacy_officer)

    assert told.handler == information_manager
    with pytest.raises(past_using.OwnReport):
        past_using.judge(past_use=told, verdict="no_breach", actor=privacy_officer, **JUDGED)
    page = browsing(privacy_officer).post(told.get_absolute_url(), judged())
    assert page.status_code == 422
    assert past_using.handled_by(privacy_officer) == []
    told.refresh_from_db()
    assert not told.verdict


def test_neither_journal_nor_mail_nor_task_names_who_told_it(browsing, ann, information_manager, privacy_officer, told):
    past_using.judge(past_use=told, verdict="no_breach", actor=privacy_officer, **JUDGED)

    about = Entry.objects.filter(subject=told.pk)
    assert set(about.values_list("verb", "actor")) == {
        ("past_use.reported", None),
        ("past_use.judged", privacy_officer.pk),
    }
    assert not Detail.objects.filter(entry__in=about).exists()
    for url in ("/", "/organisation/journal/", f"/organisation/history/{told.pk}/"):
        page = browsing(information_manager).get(url)
        assert "Ann Peeters" not in page.content.decode(), url
        assert "Praathulp" not in page.content.decode(), url
    assert "Iemand vertelde eerlijk" in browsing(information_manager).get("/organisation/journal/").content.decode()
    for mail in OutgoingMail.objects.exclude(person=ann):
        assert "Ann" not in mail.body
        assert "Praathulp" not in mail.body


def test_without_a_privacy_officer_the_page_says_so_and_the_dpo_still_does_not_do_the_work(
    browsing, ann, dpo, information_manager
):
    page = browsing(ann).get(PAST).content.decode()
    assert "Niemand is hier nu Privacy officer." in page
    assert f"Geef door aan {information_manager.name}" in page

    told = a_past_use(ann)
    assert (told.handler, told.role) == (information_manager, "information_manager")
    assert Message.objects.get(code="past_use_reported").person == dpo


def test_without_a_privacy_officer_the_information_manager_handles_this_one(browsing, ann, information_manager):
    told = a_past_use(ann)

    assert told.handler == information_manager
    assert browsing(information_manager).post(told.get_absolute_url(), judged()).status_code == 302


def test_where_nobody_can_handle_it_the_page_is_no_dead_end(browsing, ann):
    page = browsing(ann).get(PAST).content.decode()
    assert "Vertel het vandaag aan je leidinggevende" in page
    assert browsing(ann).post(PAST, TOLD).status_code == 200
    with pytest.raises(NobodyToAsk):
        a_past_use(ann)
    assert not PastUse.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"tool": "", "tool_name": ""}, "tool"),
        ({"inputs": []}, "inputs"),
        ({"inputs": ["none"]}, "inputs"),
        ({"story": "x" * 2001}, "story"),
        ({"tool_name": "x" * 121}, "tool_name"),
    ],
)
def test_what_is_wrong_is_pointed_out_and_nothing_is_told(browsing, ann, privacy_officer, fields, field):
    page = browsing(ann).post(PAST, TOLD | fields)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert field == "story" or "Twee verslagen." in page.content.decode()
    assert not PastUse.objects.exists()


def test_what_was_told_is_shown_as_text(browsing, ann, privacy_officer):
    browsing(ann).post(PAST, TOLD | {"story": "<script>alert(1)</script>"})

    page = browsing(privacy_officer).get(PastUse.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;" in page


def test_a_tool_of_another_organisation_cannot_be_told_about(ann, stranger, privacy_officer):
    with pytest.raises(OtherOrganisation):
        past_using.report(actor=ann, application=a_tool(stranger), tool="", inputs=("ordinary",))


@pytest.fixture
def manager(city, team):
    return a_person(city, "Tom Claes", role="team_manager", unit=team)


def crowd(city, team, people):
    for number in range(people):
        a_person(city, f"Collega {number}", unit=team)


def test_the_team_manager_sees_the_use_in_a_team_of_five_and_never_who(browsing, city, team, manager, told):
    crowd(city, team, 3)

    page = browsing(manager).get("/").content.decode()

    assert "Eerlijk verteld in je team" in page
    assert "Praathulp" in page
    assert "Ann Peeters" not in page
    assert "Ik plakte er een mail in." not in page


def test_the_team_manager_of_a_small_team_sees_nothing(browsing, city, team, manager, told):
    crowd(city, team, 2)
    assert "Praathulp" not in browsing(manager).get("/").content.decode()

    a_person(city, "Oud Gediende", unit=team, active=False)
    assert "Praathulp" not in browsing(manager).get("/").content.decode()


def test_the_team_manager_of_another_team_sees_nothing(browsing, city, told):
    other = a_unit(city, "Groen")
    crowd(city, other, 6)
    manager = a_person(city, "Hannes Bos", role="team_manager", unit=other)
    assert "Praathulp" not in browsing(manager).get("/").content.decode()


def test_what_i_told_stands_on_my_home_page_and_on_nobody_elses(browsing, city, ann, information_manager, told):
    assert "Wat je vertelde" in browsing(ann).get("/").content.decode()
    for person in (information_manager, a_person(city, "Omar Elders")):
        assert "Praathulp" not in browsing(person).get("/").content.decode()


def test_the_successor_of_the_handler_opens_it(browsing, city, privacy_officer, told):
    RoleHeld.objects.filter(person=privacy_officer).delete()
    successor = a_person(city, "Nora Nieuw", role="privacy_officer")
    assert browsing(successor).get(told.get_absolute_url()).status_code == 200
