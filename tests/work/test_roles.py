"""Tasks about roles: accept the one you got, fill the one that nobody holds; and tasks that wait for a role."""

import pytest
from django.utils import timezone

from roeland.organisation import services as people
from roeland.organisation.models import RoleHeld
from roeland.work import lines, services
from roeland.work.models import Message, OutgoingMail, Task
from tests.building.organisation import a_person, a_role, a_unit
from tests.building.register import an_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(organisation):
    return a_person(organisation, "Geert Roels", role="administrator")


@pytest.fixture
def given(leen, administrator):
    return people.give_role(person=leen, role="lawyer", actor=administrator)


def open_tasks(kind):
    return list(Task.objects.filter(kind=kind, done_at=None))


def test_who_gets_a_role_is_asked_to_accept_it_with_a_mail(given, leen, administrator):
    task = open_tasks("accept_role")[0]
    assert (task.person, task.asked_by, task.subject) == (leen, administrator, given)
    line = lines.grouped(leen)[0].tasks[0]
    assert (line.title, line.asked_by) == ("Neem je rol aan: Jurist", "Geert Roels")
    assert OutgoingMail.objects.get().person == leen


def test_a_role_given_by_roeland_itself_asks_nothing(leen):
    people.give_role(person=leen, role="lawyer", actor=None)
    assert not Task.objects.exists()


@pytest.mark.parametrize("act", ["accept", "decline", "end", "leave"])
def test_the_task_is_over_when_there_is_an_answer_or_no_role(given, leen, administrator, act):
    acts = {
        "accept": lambda: people.accept_role(role_held=given, actor=leen),
        "decline": lambda: people.decline_role(role_held=given, reason="Nee.", actor=leen),
        "end": lambda: people.end_role(role_held=given, actor=administrator),
        "leave": lambda: people.let_go(person=leen, actor=administrator),
    }
    acts[act]()
    assert open_tasks("accept_role") == []


def test_two_roles_are_two_tasks(given, leen, administrator):
    people.give_role(person=leen, role="architect", actor=administrator)
    assert len(open_tasks("accept_role")) == 2
    people.accept_role(role_held=given, actor=leen)
    assert [task.subject.role for task in open_tasks("accept_role")] == ["architect"]


def test_who_gave_a_declined_role_and_the_administrator_hear_it(leen, administrator, organisation):
    manager = a_person(organisation, "Nele Callens", role="administrator")
    held = people.give_role(person=leen, role="lawyer", actor=manager)
    people.decline_role(role_held=held, reason="Ik ben geen jurist.", actor=leen)
    told = Message.objects.filter(code="role_declined")
    assert {message.person for message in told} == {manager, administrator}
    assert all(message.subject == leen for message in told)


def test_a_role_that_nobody_took_over_is_a_task_for_the_administrator(given, leen, administrator):
    people.let_go(person=leen, actor=administrator)
    task = open_tasks("fill_role")[0]
    assert (task.person, task.subject) == (administrator, given)


def test_it_is_over_when_somebody_holds_the_role_or_it_has_ended(given, leen, bart, administrator):
    people.let_go(person=leen, actor=None)
    people.give_role(person=bart, role="lawyer", actor=administrator)
    assert open_tasks("fill_role") == []
    people.let_go(person=bart, actor=None)
    assert [task.subject.person for task in open_tasks("fill_role")] == [bart]
    for held in RoleHeld.objects.filter(role="lawyer"):
        people.end_role(role_held=held, actor=administrator)
    assert open_tasks("fill_role") == []


def test_somebody_elsewhere_who_holds_the_role_does_not_fill_it(leen, bart, administrator, organisation):
    a_role(leen, "team_manager", unit=a_unit(organisation, "Hier"))
    people.let_go(person=leen, actor=None)
    people.give_role(person=bart, role="team_manager", unit=a_unit(organisation, "Daar"), actor=administrator)
    assert len(open_tasks("fill_role")) == 1


def test_without_an_administrator_the_task_waits_for_the_next_one(leen, bart):
    a_role(leen, "lawyer")
    people.let_go(person=leen, actor=None)
    assert open_tasks("fill_role")[0].person is None
    people.give_role(person=bart, role="administrator", actor=None)
    assert open_tasks("fill_role")[0].person == bart


def test_who_gets_a_role_gets_what_waited_for_it_at_that_place(bart, organisation, leen):
    here, there = a_unit(organisation, "Hier"), a_unit(organisation, "Daar")
    for unit in (here, there):
        application = an_application(organisation, unit=unit)
        services.ask(kind="answer_open_question", person=None, subject=application, actor=None, role="lawyer")
    people.give_role(person=bart, role="lawyer", unit=here, actor=None)
    assert {(task.subject.unit, task.person) for task in Task.objects.all()} == {(here, bart), (there, None)}


def test_a_task_that_its_own_room_hands_out_stays_with_that_room(bart, chatbot):
    services.ask(kind="take_decision", person=None, subject=chatbot, actor=None, role="directorate")
    people.give_role(person=bart, role="directorate", actor=None)
    assert Task.objects.get().person is None


def test_a_task_that_somebody_has_already_is_not_had_twice(leen, bart, chatbot):
    asked = {"kind": "answer_open_question", "subject": chatbot, "actor": None, "role": "lawyer"}
    first, second = services.ask(person=leen, **asked), services.ask(person=bart, **asked)
    services.pass_on(task=first, person=bart, actor=leen)
    first.refresh_from_db()
    assert (first.done_at is not None, first.done_by) == (True, leen)
    second.refresh_from_db()
    assert second.done_at is None


def test_a_role_that_begins_later_waits_with_its_tasks(bart, chatbot):
    services.ask(kind="answer_open_question", person=None, subject=chatbot, actor=None, role="lawyer")
    later = timezone.localdate().replace(year=2040)
    people.give_role(person=bart, role="lawyer", starts=later, actor=None)
    assert Task.objects.get().person is None
