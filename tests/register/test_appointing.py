"""Somebody is appointed as owner: they are asked, they say yes or no, and everybody who should hears of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.register import services
from roeland.register.models import Application, Appointment
from roeland.register.services import appointing
from roeland.work.models import Message, Task
from tests.building.organisation import a_person
from tests.building.register import a_reported_application, an_application

OWNER, PROCESS_OWNER = "owner", "process_owner"


@pytest.fixture
def application(employee) -> Application:
    return a_reported_application(employee)


@pytest.fixture
def sofie(town):
    return a_person(town, "Sofie Baetens")


def appoint(application, person, actor, duty=OWNER) -> Appointment:
    return services.appoint(application=application, duty=duty, person=person, actor=actor)


def say(appointment, accepted, actor, reason=""):
    return services.answer_appointment(appointment=appointment, accepted=accepted, reason=reason, actor=actor)


def now(application) -> Application:
    return Application.objects.get(pk=application.pk)


def tasks(person) -> list[str]:
    return sorted(Task.objects.filter(person=person, done_at=None).values_list("kind", flat=True))


def told(person) -> list[str]:
    return sorted(Message.objects.filter(person=person).values_list("code", flat=True))


def verbs(application) -> list[str]:
    return list(Entry.objects.filter(subject=application.pk).order_by("at").values_list("verb", flat=True))


def page_of(appointment) -> str:
    return reverse("register:appointment", args=[appointment.pk])


def as_(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


# Appointing ----------------------------------------------------------------------------------------------------------


def test_who_is_appointed_gets_a_task_and_has_not_accepted_yet(application, manager, sofie):
    asked = appoint(application, sofie, manager)
    assert (now(application).owner, now(application).owner_accepted) == (sofie, False)
    assert tasks(sofie) == ["become_owner"]
    assert Task.objects.get(person=sofie).subject == asked


def test_who_appoints_themself_has_accepted(application, manager):
    asked = appoint(application, manager, manager)
    assert (now(application).owner_accepted, asked.answer, tasks(manager)) == (True, "accepted", [])


def test_a_process_owner_is_asked_too_and_beside_the_owner(application, manager, sofie):
    appoint(application, sofie, manager)
    appoint(application, sofie, manager, PROCESS_OWNER)
    assert (now(application).owner, now(application).process_owner) == (sofie, sofie)
    assert tasks(sofie) == ["become_owner", "become_process_owner"]


def test_the_journal_tells_who_was_and_who_is(application, manager, employee, sofie):
    appoint(application, employee, manager)
    appoint(application, sofie, manager)
    entry = Entry.objects.filter(verb="application.owner_appointed").latest("at")
    assert (entry.fields, entry.detail.values) == ([OWNER], {OWNER: ["Ann Peeters", "Sofie Baetens"]})


def test_appointing_again_asks_nothing_twice(application, manager, sofie):
    first = appoint(application, sofie, manager)
    assert appoint(application, sofie, manager) == first
    assert (Appointment.objects.count(), Task.objects.filter(person=sofie).count()) == (1, 1)
    assert verbs(application).count("application.owner_appointed") == 1


def test_who_appoints_themself_while_they_are_asked_says_yes(town, manager):
    application = an_application(town)
    hub = a_person(town, "Samira Haddou", role="ai_hub")
    appoint(application, hub, manager)
    appoint(application, hub, hub)
    assert (now(application).owner_accepted, tasks(hub)) == (True, [])


def test_whoever_was_asked_before_is_not_asked_any_more_and_hears_it(application, manager, employee, sofie):
    first = appoint(application, employee, manager)
    appoint(application, sofie, manager)
    first.refresh_from_db()
    assert (first.answer, tasks(employee), told(employee)) == ("ended", [], ["owner_replaced"])


def test_an_owner_can_be_taken_away(application, manager, sofie):
    say(appoint(application, sofie, manager), True, sofie)
    assert appoint(application, None, manager) is None
    assert (now(application).owner, now(application).owner_accepted) == (None, False)
    assert verbs(application)[-1] == "application.owner_removed"
    assert "owner_replaced" in told(sofie)


def test_somebody_who_left_cannot_be_appointed(application, manager, town):
    with pytest.raises(services.NotHere):
        appoint(application, a_person(town, active=False), manager)
    assert now(application).owner is None


def test_nobody_of_another_organisation_is_appointed(application, manager, other_town):
    with pytest.raises(OtherOrganisation):
        appoint(application, a_person(other_town), manager)


def test_who_may_not_edit_does_not_appoint(application, town, sofie):
    with pytest.raises(NotPermitted):
        appoint(application, sofie, a_person(town, "Buitenstaander"))


def test_who_administers_the_organisation_may_move_what_somebody_leaves_behind(application, town, sofie):
    appoint(application, sofie, a_person(town, role="administrator"))
    assert now(application).owner == sofie


def test_a_duty_that_does_not_exist(application, manager, sofie):
    with pytest.raises(ValueError, match="king"):
        appoint(application, sofie, manager, "king")


# Answering -----------------------------------------------------------------------------------------------------------


def test_who_accepts_is_the_owner_and_who_appointed_hears_it(application, manager, sofie):
    say(appoint(application, sofie, manager), True, sofie)
    assert (now(application).owner, now(application).owner_accepted) == (sofie, True)
    assert (tasks(sofie), told(manager)) == ([], ["owner_accepted"])
    assert verbs(application)[-1] == "application.owner_accepted"


def test_who_declines_is_no_owner_and_who_appointed_finds_another(application, manager, sofie):
    say(appoint(application, sofie, manager), False, sofie, "Ik ga in mei met pensioen.")
    assert (now(application).owner, tasks(sofie)) == (None, [])
    assert (told(manager), tasks(manager)) == (["owner_declined"], ["find_owner"])
    assert Task.objects.get(person=manager, kind="find_owner").detail == "Ik ga in mei met pensioen."
    entry = Entry.objects.get(verb="application.owner_declined")
    assert (entry.reason, entry.detail.values) == ("Ik ga in mei met pensioen.", {OWNER: ["Sofie Baetens", ""]})


def test_the_task_to_find_another_is_done_once_somebody_else_is_appointed(application, manager, employee, sofie):
    say(appoint(application, sofie, manager), False, sofie, "Geen tijd.")
    appoint(application, employee, manager)
    assert tasks(manager) == []


def test_a_process_owner_who_declines_leaves_the_owner_alone(application, manager, employee, sofie):
    say(appoint(application, employee, manager), True, employee)
    say(appoint(application, sofie, manager, PROCESS_OWNER), False, sofie, "Niet mijn werk.")
    assert (now(application).owner, now(application).owner_accepted) == (employee, True)
    assert (now(application).process_owner, tasks(manager)) == (None, ["find_process_owner"])


@pytest.mark.parametrize("gone", ["manager", "both"])
def test_when_who_appointed_is_gone_somebody_else_finds_another(application, town, employee, sofie, gone, manager):
    hub = a_person(town, "Samira Haddou", role="ai_hub")
    asked = appoint(application, sofie, hub)
    for person in (hub,) if gone == "manager" else (hub, employee):
        person.active = False
        person.save()
    say(Appointment.objects.get(pk=asked.pk), False, sofie, "Geen tijd.")
    assert tasks(employee if gone == "manager" else manager) == ["find_owner"]


def test_who_declines_says_why(application, manager, sofie):
    with pytest.raises(services.ReasonMissing):
        say(appoint(application, sofie, manager), False, sofie, "  ")
    assert now(application).owner == sofie


def test_only_who_was_appointed_answers(application, manager, sofie):
    asked = appoint(application, sofie, manager)
    with pytest.raises(NotPermitted):
        say(asked, True, manager)
    assert not now(application).owner_accepted


def test_what_was_taken_back_can_no_longer_be_accepted(application, manager, employee, sofie):
    asked = appoint(application, sofie, manager)
    appoint(application, employee, manager)
    with pytest.raises(services.NoLongerAsked):
        say(asked, True, sofie)
    assert now(application).owner == employee


# Every way in goes through it ----------------------------------------------------------------------------------------


def test_an_owner_named_in_a_report_is_asked(employee, sofie):
    application = a_reported_application(employee, owner=sofie)
    assert (application.owner, application.owner_accepted, tasks(sofie)) == (sofie, False, ["become_owner"])
    assert verbs(application) == ["application.reported", "application.owner_appointed"]


def test_who_reports_as_owner_is_the_owner(employee):
    application = a_reported_application(employee, owner=employee)
    assert (application.owner, application.owner_accepted) == (employee, True)


def test_the_owner_in_the_form_is_asked_and_the_rest_is_kept(application, manager, sofie, town):
    changes = {"unit": None, "owner": sofie, "process_owner": manager}
    services.edit_section(application=application, section="place", changes=changes, actor=manager)
    row = now(application)
    assert (row.unit, row.owner, row.owner_accepted, row.process_owner) == (None, sofie, False, manager)
    assert (tasks(sofie), tasks(manager)) == (["become_owner"], [])
    assert Entry.objects.get(verb="application.edited").fields == ["unit"]


def test_a_form_that_only_moves_the_owner_leaves_one_line(application, manager, sofie):
    services.edit_section(application=application, section="place", changes={"owner": sofie}, actor=manager)
    assert verbs(application) == ["application.reported", "application.owner_appointed"]


def test_an_owner_who_left_stays_when_another_field_is_saved(as_manager, town, desk):
    gone = a_person(town, "Wie vertrok", active=False)
    application = an_application(town, owner=gone)
    url = reverse("register:edit", args=[application.pk, "place"])
    seen = as_manager.get(url).context["form"].initial["seen"]
    answer = as_manager.post(url, {"seen": seen, "unit": desk.pk, "owner": gone.pk})
    assert (answer.status_code, now(application).owner, now(application).unit) == (302, gone, desk)


# The page ------------------------------------------------------------------------------------------------------------


def test_the_page_says_what_is_asked_and_by_whom(application, manager, sofie):
    page = as_(sofie).get(page_of(appoint(application, sofie, manager))).content.decode()
    assert "Ilse Roels wees je aan op" in page
    assert "Je staat in voor deze toepassing" in page


def test_accepting_on_the_page(application, manager, sofie):
    answer = as_(sofie).post(page_of(appoint(application, sofie, manager)), {"accepted": "yes"})
    assert (answer.status_code, answer.url) == (302, application.get_absolute_url())
    assert now(application).owner_accepted


@pytest.mark.parametrize("typed", [{}, {"accepted": "no"}, {"accepted": "no", "reason": " "}, {"accepted": "perhaps"}])
def test_an_answer_that_is_not_whole_is_explained(application, manager, sofie, typed):
    answer = as_(sofie).post(page_of(appoint(application, sofie, manager)), typed)
    assert (answer.status_code, now(application).owner) == (422, sofie)


def test_an_answer_that_came_too_late_keeps_what_was_typed(application, manager, employee, sofie):
    asked = appoint(application, sofie, manager)
    appoint(application, employee, manager)
    answer = as_(sofie).post(page_of(asked), {"accepted": "no", "reason": "Te druk."})
    assert answer.status_code == 409
    assert "Te druk." in answer.content.decode()


def test_who_appointed_reads_why_and_where_to_find_another(application, manager, sofie, as_manager):
    asked = appoint(application, sofie, manager)
    say(asked, False, sofie, "Ik ga in mei met pensioen.")
    page = as_manager.get(page_of(asked)).content.decode()
    assert "Ik ga in mei met pensioen." in page
    assert reverse("register:edit", args=[application.pk, "place"]) in page


def test_nobody_else_reads_or_answers_it(application, manager, sofie, town):
    asked = appoint(application, sofie, manager)
    stranger = as_(a_person(town, "Buitenstaander"))
    assert stranger.get(page_of(asked)).status_code == 403
    assert stranger.post(page_of(asked), {"accepted": "yes"}).status_code == 403


def test_who_appointed_cannot_answer_for_another(application, manager, sofie, as_manager):
    asked = appoint(application, sofie, manager)
    assert as_manager.post(page_of(asked), {"accepted": "yes"}).status_code == 403
    assert not now(application).owner_accepted


def test_the_dossier_says_who_was_appointed_and_that_they_have_not_accepted(application, manager, sofie, as_manager):
    appoint(application, sofie, manager)
    assert "aangewezen door Ilse Roels op" in as_manager.get(application.get_absolute_url()).content.decode()
    page = as_(sofie).get(application.get_absolute_url()).content.decode()
    assert "nog niet aangenomen" in page
    assert "Aannemen of weigeren" in page


def test_the_task_leads_to_the_page(application, manager, sofie):
    asked = appoint(application, sofie, manager)
    home = as_(sofie).get("/").content.decode()
    assert page_of(asked) in home
    assert "Je bent aangewezen als AI-eigenaar van Vergunningen-assistent" in home


def named(application, **duties):
    """Let a file that came in name people: nobody was asked."""
    Application.objects.filter(pk=application.pk).update(**duties)


def test_whoever_a_file_names_is_asked_within_a_minute_and_only_once(town, employee, manager):
    application = an_application(town)
    named(application, owner=employee, process_owner=manager)
    assert [appointing.take_up_unasked(timezone.now()) for _ in range(2)] == [2, 0]
    asked = {(one.duty, one.person, one.appointed_by) for one in Appointment.objects.all()}
    assert asked == {("owner", employee, None), ("process_owner", manager, None)}
    assert Task.objects.filter(kind="become_owner", person=employee, done_at=None).count() == 1


def test_whoever_said_yes_or_has_left_is_not_asked_again(town, employee, manager):
    application = an_application(town)
    services.appoint(application=application, duty="owner", person=manager, actor=manager)
    gone = a_person(town, "Gerda Weg", active=False)
    named(an_application(town, "Van wie wegging"), owner=gone)
    assert appointing.take_up_unasked(timezone.now()) == 0
