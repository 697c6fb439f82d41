from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roeland.organisation.access import OtherOrganisation
from roeland.work import mailing, notices, queries, services
from roeland.work.models import OutgoingMail, Task
from tests.building.organisation import a_person, an_organisation
from tests.building.register import an_application

pytestmark = pytest.mark.django_db


def ask(person, subject, actor, **fields):
    return services.ask(kind="take_decision", person=person, subject=subject, actor=actor, **fields)


def test_a_task_waits_for_the_person_who_is_asked(leen, bart, chatbot):
    task = ask(leen, chatbot, bart, role="team_manager", due=date(2026, 12, 1))
    assert list(queries.open_tasks(leen)) == [task]
    assert queries.own_count(leen) == 1
    assert queries.own_count(bart) == 0
    assert (task.subject, task.asked_by, task.role) == (chatbot, bart, "team_manager")


def test_asking_again_renews_the_task_and_sends_no_second_mail(leen, bart, chatbot):
    first = ask(leen, chatbot, bart, detail="Oud")
    second = ask(leen, chatbot, bart, detail="Nieuw", due=date(2026, 12, 1))
    assert first.pk == second.pk
    assert Task.objects.get().detail == "Nieuw"
    assert OutgoingMail.objects.count() == 1


def test_what_is_done_waits_no_longer(leen, bart, chatbot):
    task = ask(leen, chatbot, bart)
    assert services.done(task=task, actor=leen) == 1
    assert queries.own_count(leen) == 0
    task.refresh_from_db()
    assert task.done_by == leen
    assert task.done_at is not None


def test_done_twice_counts_once(leen, bart, chatbot):
    task = ask(leen, chatbot, bart)
    services.done(task=task, actor=leen)
    assert services.done(task=task, actor=bart) == 0
    task.refresh_from_db()
    assert task.done_by == leen


def test_after_it_is_done_it_can_be_asked_again(leen, bart, chatbot):
    first = ask(leen, chatbot, bart)
    services.done(task=first, actor=leen)
    assert ask(leen, chatbot, bart).pk != first.pk


def test_all_tasks_of_a_kind_about_a_thing_are_done_at_once(leen, bart, chatbot, organisation):
    other = an_application(organisation, "Vertaalhulp")
    ask(leen, chatbot, None), ask(bart, chatbot, None), ask(leen, other, None)
    services.ask(kind="answer_open_question", person=leen, subject=chatbot, actor=None)
    assert services.done(subject=chatbot, kind="take_decision", actor=bart) == 2
    assert {(task.kind, task.subject) for task in queries.open_tasks(leen)} == {
        ("take_decision", other),
        ("answer_open_question", chatbot),
    }


def test_a_task_for_a_role_that_nobody_holds_waits_without_a_person(bart, chatbot):
    task = ask(None, chatbot, bart, role="dpo")
    assert (task.person, task.role) == (None, "dpo")
    assert not OutgoingMail.objects.exists()


def test_the_most_urgent_task_comes_first(leen, organisation):
    days = [None, date(2026, 12, 9), date(2026, 11, 18)]
    for day in days:
        ask(leen, an_application(organisation), None, due=day)
    assert [task.due for task in queries.open_tasks(leen)] == [date(2026, 11, 18), date(2026, 12, 9), None]


def test_an_unknown_kind_of_task_is_refused(leen, chatbot):
    with pytest.raises(notices.UnknownNotice):
        services.ask(kind="do_magic", person=leen, subject=chatbot, actor=None)


def test_nobody_is_asked_about_a_thing_of_another_organisation(leen, bart, chatbot):
    stranger = a_person(an_organisation())
    with pytest.raises(OtherOrganisation):
        ask(stranger, chatbot, bart)
    with pytest.raises(OtherOrganisation):
        ask(leen, chatbot, stranger)
    with pytest.raises(OtherOrganisation):
        services.done(subject=chatbot, actor=stranger)
    assert not Task.objects.exists()


def test_whoever_asks_themselves_gets_no_mail(leen, chatbot):
    ask(leen, chatbot, leen)
    assert not OutgoingMail.objects.exists()


def test_many_are_asked_together_with_as_many_queries_as_few(organisation, leen, bart, django_assert_num_queries):
    mailing.choose(actor=leen, blocking="daily", rest="never", hour=8)
    several = [an_application(organisation, f"Toepassing {number}") for number in range(6)]
    due = timezone.localdate() + timedelta(days=10)

    def asked(applications) -> int:
        asks = [services.Ask("take_decision", leen, one, "team_manager", due) for one in applications]
        return services.ask_together(asks=asks, actor=bart)

    leen.organisation = organisation
    assert leen.organisation.working_days  # read once
    with CaptureQueriesContext(connection) as few:
        assert asked(several[:2]) == 2
    with django_assert_num_queries(len(few)):
        assert asked(several[2:]) == 4
    task = Task.objects.filter(person=leen).first()
    assert (task.role, task.due, task.asked_by) == ("team_manager", due, bart)
    assert task.remind_on is not None


def test_who_wants_mail_at_once_gets_it_also_when_many_are_asked_together(organisation, leen, bart):
    mailing.choose(actor=bart, blocking="at_once", rest="never", hour=8)
    mailing.choose(actor=leen, blocking="at_once", rest="never", hour=8)
    about = an_application(organisation)
    asks = [services.Ask("take_decision", person, about) for person in (leen, bart)]
    services.ask_together(asks=asks, actor=leen)
    assert [mail.person for mail in OutgoingMail.objects.all()] == [bart]  # nobody is mailed what they did themselves


def test_nobody_of_another_organisation_is_asked_along(organisation, leen):
    stranger = a_person(an_organisation("Stad Anders"), "Vera Vreemd")
    asks = [services.Ask("take_decision", person, an_application(organisation)) for person in (leen, stranger)]
    with pytest.raises(OtherOrganisation):
        services.ask_together(asks=asks, actor=leen)
    assert not Task.objects.exists()
