"""What people are asked and told of destruction: the second person, both of them, and who keeps the records."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from roeland.organisation.retention import destroying, running
from roeland.register.models import Phase
from roeland.rules.retention import Length
from roeland.work import retaining
from roeland.work.models import Message, Task
from tests.building.organisation import a_person, an_organisation
from tests.building.register import an_application
from tests.building.retention import LATER, a_proposal, adopted, destroyed, later
from tests.house.doors import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def geert():
    return a_person(an_organisation(), "Geert", role="administrator")


@pytest.fixture
def nele(geert):
    return a_person(geert.organisation, "Nele", role="information_manager")


@pytest.fixture
def ended(geert):
    application = an_application(geert.organisation, "Oude hulp", phase=Phase.STOPPED)
    adopted(geert, "application")
    return application


def asked(**fields):
    return list(
        Task.objects.filter(kind="confirm_destruction", done_at=None, **fields).values_list("person__name", flat=True)
    )


def told(person):
    return list(Message.objects.filter(person=person).order_by("at").values_list("code", flat=True))


def test_everybody_who_may_confirm_gets_a_task_but_who_proposed_it(geert, nele, ended):
    a_person(geert.organisation, "Dirk", role="directorate")
    a_person(geert.organisation, "Fien", role="dpo")
    with later():
        a_proposal(geert)
        assert sorted(asked()) == ["Dirk", "Nele"]
        assert "vernietiging van" in client_of(nele).get("/").content.decode()


def test_the_task_waits_for_the_role_when_nobody_has_it_and_comes_to_who_gets_it(geert, ended):
    with later():
        a_proposal(geert)
        assert asked(role="information_manager") == [None]


def test_after_the_answer_nobody_is_asked_any_more_and_both_are_told(geert, nele, ended):
    with later():
        destroyed(geert, nele)
    assert asked() == []
    assert told(geert) == ["destruction_done"]
    assert told(nele) == ["destruction_done"]


def test_who_proposed_it_hears_of_a_refusal(geert, nele, ended):
    with later():
        destroying.refuse(destruction=a_proposal(geert), because="Nee.", actor=nele)
    assert (told(geert), told(nele), asked()) == (["destruction_refused"], [], [])


def test_what_is_confirmed_goes_on_in_the_background(geert, nele, ended):
    with later():
        made = destroying.confirm(destruction=a_proposal(geert), actor=nele)
        assert DBTaskResult.objects.filter(task_path__endswith="carry_out_destructions").count() == 1
        retaining.take_up(LATER)
        assert DBTaskResult.objects.filter(task_path__endswith="carry_out_destructions").count() == 1
        assert retaining.carry_out_destructions.call() == 1
    made.refresh_from_db()
    assert made.state == "done"


def test_one_that_stopped_goes_on_when_somebody_lets_it(geert, nele, ended):
    with later():
        made = destroying.confirm(destruction=a_proposal(geert), actor=nele)
        running._stop(made.pk)
        assert told(geert) == ["destruction_stopped"]
        assert running.run_waiting() == 0
        client_of(nele).post(reverse("organisation:resume_destruction", args=[made.pk]))
        assert running.run_waiting() == 1


def test_the_administrator_hears_once_that_something_is_due(geert, nele, ended):
    with later():
        assert retaining.take_up(LATER) == 1
        assert retaining.take_up(LATER) == 0
        assert retaining.take_up(LATER + timedelta(days=1)) == 0
    assert (told(geert), told(nele)) == (["retention_due"], [])
    message = Message.objects.get()
    page = client_of(geert).post(reverse("work:open_message", args=[message.pk]))
    assert page.url == reverse("organisation:retention")


def test_the_administrator_hears_it_again_after_three_months(geert, ended):
    with later():
        retaining.take_up(LATER)
        assert retaining.take_up(LATER + timedelta(days=90)) == 1


def test_nobody_hears_of_what_is_only_past_a_proposal(geert):
    an_application(geert.organisation, phase=Phase.STOPPED)
    with later():
        assert retaining.take_up(LATER) == 0


def test_each_organisation_hears_of_its_own(geert, ended):
    other = a_person(an_organisation("Elders"), role="administrator")
    with later():
        retaining.take_up(LATER)
    assert told(other) == []


@pytest.mark.parametrize("kind", ["task", "message", "mail"])
def test_what_this_room_keeps_goes_when_its_term_is_over(geert, nele, ended, kind):
    with later(LATER - timedelta(days=800)):
        destroying.refuse(destruction=a_proposal(geert), because="Nee.", actor=nele)
    adopted(geert, kind, length=Length(years=1))
    Model = {"task": Task, "message": Message}.get(kind)
    with later():
        if Model is None:
            with pytest.raises(destroying.NothingDue):
                a_proposal(geert, kind)
            return
        before = Model.objects.count()
        gone = destroyed(geert, nele, kind).items.count()
    assert gone > 0
    assert Model.objects.filter(pk__in=[]).count() == 0
    assert before >= gone
