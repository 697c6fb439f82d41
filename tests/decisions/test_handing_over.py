"""When somebody leaves, every room hands over what it knows of, and nobody who left is left holding anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roeland.assessments import services as assessments
from roeland.assessments.models import Intake
from roeland.assessments.queries import unfinished
from roeland.decisions.models import GateRequest
from roeland.decisions.services import request_gate, withdraw
from roeland.journal.models import Entry
from roeland.organisation import services as people
from roeland.organisation.access import may
from roeland.organisation.leaving.kinds import everything
from roeland.organisation.leaving.services import note_departure
from roeland.register.handing_over import take_up_named
from roeland.register.models import Application, Appointment, Phase
from roeland.register.services import appoint, edit_section
from roeland.register.services.appointing import take_up_unasked
from roeland.work import services as work
from roeland.work.digest import send_due
from roeland.work.models import Message, OutgoingMail, Task
from tests.building.assessments import PRIVACY_UNKNOWN, SPELLING, a_classification
from tests.building.organisation import a_person, a_role, a_unit, an_organisation
from tests.building.quick import a_question
from tests.building.register import an_application

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


class Town:
    """Leo holds one of everything that somebody can hold; Suus can take over."""

    def __init__(self) -> None:
        self.organisation = an_organisation("Stad Voorbeeld")
        self.unit = a_unit(self.organisation)
        self.administrator = a_person(self.organisation, "Ad", role="administrator")
        self.manager = a_person(self.organisation, "Ilse", role="information_manager")
        self.head = a_person(self.organisation, "Hind", role="department_head")
        self.leaver = a_person(self.organisation, "Leo", role="privacy_officer", unit=self.unit)
        self.lead = a_role(self.leaver, "team_manager", unit=self.unit)
        self.successor = a_person(self.organisation, "Suus", unit=self.unit)
        self.colleague = a_person(self.organisation, "Cato", unit=self.unit)
        self.owned = an_application(self.organisation, "Kenteken", owner=self.leaver, unit=self.unit)
        self.ended = an_application(self.organisation, "Oud", owner=self.leaver, phase=Phase.RETIRED)
        self.begun = assessments.report(actor=self.leaver, name="Notulen", purpose="Verslag.", unit=self.unit)
        self.asked = self._request(self.leaver, "Spelling")
        self.to_decide = self._request(self.colleague, "Agenda")
        self.question = a_question(self.colleague, "Praathulp")
        a_classification(PRIVACY_UNKNOWN, actor=self.colleague, unit=self.unit, name="Vertaling")
        self.loose = work.ask(kind="judge_past_use", person=self.leaver, subject=self.owned, actor=None)

    def _request(self, actor, name) -> GateRequest:
        made = a_classification(SPELLING, actor=actor, unit=self.unit, name=name)
        return request_gate(application=made.application, actor=actor)

    def leave(self, to=None, **others) -> None:
        note_departure(person=self.leaver, leaves_on=TODAY, successor=to, others=others, actor=self.administrator)


@pytest.fixture
def town() -> Town:
    return Town()


def left_with(person) -> list[str]:
    """What somebody who left still holds, but for roles that stand there as vacant."""
    return [
        *(f"task {task.kind}" for task in Task.objects.filter(person=person, done_at=None)),
        *(f"owner of {a.name}" for a in Application.objects.filter(owner=person).exclude(phase=Phase.RETIRED)),
        *(f"process owner of {a.name}" for a in Application.objects.filter(process_owner=person)),
        *(f"intake {intake}" for intake in unfinished(person)),
        *(f"asked {row}" for row in GateRequest.objects.filter(asked_by=person, closed_at=None)),
        *(f"decides {row}" for row in GateRequest.objects.filter(holder=person, closed_at=None)),
    ]


def test_the_list_has_one_of_everything(town):
    found = {str(kind.title): {thing.name for thing in things} for kind, things in everything(town.leaver)}
    assert found["AI-eigenaar van"] == {"Kenteken"}
    assert found["Intakes die nog niet af zijn"] == {"Notulen"}
    assert found["Gevraagde beslissingen"] == {"Spelling"}
    assert len(found["Rollen"]) == 2
    assert len(found["Open taken"]) >= 3


def test_with_a_successor_everything_is_theirs(town):
    town.leave(to=town.successor)
    assert left_with(town.leaver) == []
    town.owned.refresh_from_db()
    assert town.owned.owner == town.successor
    assert [intake.application.name for intake in unfinished(town.successor)] == ["Notulen"]
    assert {row.application.name for row in GateRequest.objects.filter(asked_by=town.successor)} == {"Spelling"}
    kinds = set(Task.objects.filter(person=town.successor, done_at=None).values_list("kind", flat=True))
    assert kinds >= {"take_decision", "answer_open_question", "judge_past_use", "accept_role"}


def test_without_a_successor_nothing_is_orphaned_and_the_gaps_show(town):
    town.leave()
    assert left_with(town.leaver) == []
    town.owned.refresh_from_db()
    assert town.owned.owner is None
    owner_task = Task.objects.get(kind="name_owner", done_at=None)
    assert (owner_task.person, owner_task.subject) == (town.manager, town.owned)
    vacant = Task.objects.filter(kind="fill_role", person=town.administrator, done_at=None)
    assert {task.subject.role for task in vacant} == {"privacy_officer", "team_manager"}
    assert [intake.application.name for intake in unfinished(town.manager)] == ["Notulen"]
    town.loose.refresh_from_db()
    assert town.loose.person == town.manager


def test_a_task_in_a_role_goes_with_the_role_and_waits_where_nobody_has_it(town):
    town.leave(to=town.successor, **{f"role:{row.pk}": None for row in town.leaver.roles_held.all()})
    waiting = Task.objects.filter(role="privacy_officer", done_at=None, person=None)
    assert waiting.exists()
    people.give_role(person=town.colleague, role="privacy_officer", actor=town.administrator)
    assert not waiting.exists()
    assert Task.objects.filter(person=town.colleague, role="privacy_officer", done_at=None).exists()


def test_a_task_in_the_place_of_a_role_that_nobody_holds_goes_to_who_is_chosen(town):
    """Who keeps the whole picture is asked what a role would know that nobody holds."""
    about = {"subject": town.owned, "actor": None, "role": "procurement_officer"}
    task = work.ask(kind="answer_open_question", person=town.leaver, **about)
    things = {thing.key: thing for _, found in everything(town.leaver) for thing in found}
    assert things[f"task:{task.pk}"].follows == ""
    town.leave(to=town.successor)
    task.refresh_from_db()
    assert task.person == town.successor


def test_a_decision_goes_to_who_decides_now(town):
    town.leave()
    town.to_decide.refresh_from_db()
    assert town.to_decide.holder == town.head
    assert Task.objects.get(kind="take_decision", subject_id=town.to_decide.pk, done_at=None).person == town.head


def test_who_takes_over_the_request_does_not_decide_on_it(town):
    town.leave(to=town.successor)
    town.asked.refresh_from_db()
    assert (town.asked.asked_by, town.asked.holder) == (town.successor, town.head)
    assert withdraw(gate_request=town.asked, actor=town.successor).closed_at


def test_who_takes_over_an_intake_can_go_on_with_it(town):
    intake = Intake.objects.get(pk=town.begun.pk)
    assert not may(town.successor, "intake.fill", intake)
    town.leave(**{f"intake:{intake.pk}": town.successor})
    intake = Intake.objects.get(pk=intake.pk)
    assert may(town.successor, "intake.fill", intake)
    assert Message.objects.filter(person=town.successor, code="intake_handed_over").exists()


def test_the_task_to_choose_an_owner_is_over_when_somebody_chose_one(town):
    town.leave()
    assert take_up_named(timezone.now()) == 0
    edit_section(application=town.owned, section="place", changes={"owner": town.colleague}, actor=town.manager)
    assert take_up_named(timezone.now()) == 1
    assert take_up_named(timezone.now()) == 0
    assert not Task.objects.filter(kind="name_owner", done_at=None).exists()


def test_what_has_ended_keeps_the_name_of_its_owner(town):
    town.leave(to=town.successor)
    town.ended.refresh_from_db()
    assert town.ended.owner == town.leaver


def test_the_journal_tells_of_everything_that_moved(town):
    town.leave(to=town.successor)
    verbs = set(Entry.objects.filter(actor=town.administrator.pk).values_list("verb", flat=True))
    assert verbs >= {
        "application.owner_appointed",
        "intake.handed_over",
        "gate.handed_over",
        "person.role_given",
        "person.left",
    }


def test_whoever_takes_an_application_over_has_not_said_yes_and_is_asked(town):
    Application.objects.filter(pk=town.owned.pk).update(owner_accepted=True)
    town.leave(to=town.successor)
    town.owned.refresh_from_db()
    assert (town.owned.owner, town.owned.owner_accepted) == (town.successor, False)
    take_up_unasked(timezone.now())
    assert Appointment.objects.filter(application=town.owned, person=town.successor, answer="").exists()


def test_the_appointment_of_who_left_ended_because_they_left(town):
    """It does not stand there as accepted; whoever takes over is asked at once, by the one who arranged it."""
    held = appoint(application=town.owned, duty="process_owner", person=town.leaver, actor=town.leaver)
    accepted = Appointment.objects.create(
        organisation=town.organisation, application=town.owned, duty="owner", person=town.leaver, answer="accepted"
    )
    town.leave(to=town.successor)
    for one in (held, accepted):
        one.refresh_from_db()
        assert (one.answer, one.ended_because) == ("ended", "left")
    asked = Appointment.objects.filter(application=town.owned, person=town.successor, answer="")
    assert {(one.duty, one.appointed_by) for one in asked} == {
        ("owner", town.administrator),
        ("process_owner", town.administrator),
    }
    assert Task.objects.filter(person=town.successor, kind__startswith="become_", done_at=None).count() == 2
    assert take_up_unasked(timezone.now()) == 0


def test_who_takes_over_themself_has_accepted(town):
    town.leave(to=town.administrator)
    town.owned.refresh_from_db()
    assert (town.owned.owner, town.owned.owner_accepted) == (town.administrator, True)
    assert Appointment.objects.get(application=town.owned, person=town.administrator).answer == "accepted"


def test_a_question_that_the_leaver_never_answered_is_not_handed_over_as_a_task(town):
    new = an_application(town.organisation, "Nieuw", unit=town.unit)
    asked = appoint(application=new, duty="owner", person=town.leaver, actor=town.administrator)
    names = {thing.key for _kind, things in everything(town.leaver) for thing in things}
    assert f"task:{Task.objects.get(subject_id=asked.pk).pk}" not in names
    town.leave(to=town.successor)
    assert not Task.objects.filter(subject_id=asked.pk, done_at=None).exists()
    assert Appointment.objects.get(application=new, person=town.successor).is_open


def test_a_process_goes_to_the_head_of_department_when_nobody_is_chosen(town):
    Application.objects.filter(pk=town.owned.pk).update(process_owner=town.leaver)
    town.leave()
    town.owned.refresh_from_db()
    assert town.owned.process_owner == town.head
    assert Task.objects.filter(person=town.head, kind="become_process_owner", done_at=None).exists()


def test_a_process_without_a_head_of_department_is_a_task_until_somebody_is_chosen(town):
    town.head.roles_held.all().delete()
    Application.objects.filter(pk=town.owned.pk).update(process_owner=town.leaver)
    town.leave()
    task = Task.objects.get(kind="name_process_owner", done_at=None)
    assert (task.person, task.subject) == (town.manager, town.owned)
    appoint(application=town.owned, duty="process_owner", person=town.colleague, actor=town.manager)
    take_up_named(timezone.now())
    assert not Task.objects.filter(kind="name_process_owner", done_at=None).exists()


def test_an_information_manager_lets_somebody_leave_with_the_applications_of_every_unit(town):
    note_departure(person=town.leaver, leaves_on=TODAY, successor=town.successor, others={}, actor=town.manager)
    town.owned.refresh_from_db()
    assert town.owned.owner == town.successor


def test_a_leaver_with_many_applications_costs_few_questions_and_one_mail(town):
    """Three hundred applications are not three hundred times the work, nor three hundred mails."""

    def cost(number):
        leaver = a_person(town.organisation, f"Vertrekker {number}")
        for each in range(number):
            an_application(town.organisation, f"{number}-{each}", owner=leaver, unit=town.unit, process_owner=leaver)
        with CaptureQueriesContext(connection) as asked:
            note_departure(person=leaver, leaves_on=TODAY, successor=town.successor, others={}, actor=town.manager)
        return len(asked)

    cost(1)
    assert cost(30) == cost(2)
    before = OutgoingMail.objects.filter(person=town.successor).count()
    send_due(timezone.now())
    assert OutgoingMail.objects.filter(person=town.successor).count() == before + 1


def test_when_one_thing_fails_nothing_has_moved(town, monkeypatch):
    def broken(**words):
        raise RuntimeError

    monkeypatch.setattr("roeland.decisions.handing_over.services.appoint_again", broken)
    with pytest.raises(RuntimeError):
        town.leave(to=town.successor)
    town.leaver.refresh_from_db()
    town.owned.refresh_from_db()
    assert (town.leaver.active, town.owned.owner) == (True, town.leaver)


def test_a_decision_waits_with_the_deputy_while_somebody_is_away_and_comes_back(town):
    """Not handing over, but the same news: the request follows who is here."""
    town.lead.deputy = town.successor
    town.lead.save()
    people.note_absence(person=town.leaver, starts=TODAY, ends=None, actor=town.leaver)
    town.to_decide.refresh_from_db()
    assert town.to_decide.holder == town.successor
    people.end_absence(person=town.leaver, actor=town.leaver)
    town.to_decide.refresh_from_db()
    assert town.to_decide.holder == town.leaver
