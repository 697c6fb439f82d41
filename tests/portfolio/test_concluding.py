"""On its end date lessons and an outcome are asked, and nothing goes on by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.organisation.access import NotPermitted
from roeland.portfolio import services
from roeland.portfolio.models import Experiment, Outcome
from roeland.portfolio.refusals import CannotConclude, NotNow
from roeland.portfolio.ticking import take_up
from roeland.work.models import Message, Task
from tests.building.organisation import a_person, a_role
from tests.building.portfolio import a_lesson, concluded, in_days, over

KIND = "conclude_experiment"


def asked() -> list[str]:
    return sorted(task.person.name for task in Task.objects.filter(kind=KIND, done_at=None))


def test_before_the_end_date_nobody_is_asked(trial):
    assert take_up(timezone.now()) == 0
    assert asked() == []


def test_on_the_end_date_who_runs_it_and_who_is_accountable_are_asked_once(trial):
    over(trial)
    assert take_up(timezone.now()) == 1
    assert take_up(timezone.now()) == 0
    assert asked() == ["Eva Maes", "Hind Amrani"]


def test_after_five_working_days_without_a_conclusion_it_is_marked_and_told(trial, town):
    over(trial)
    take_up(timezone.now())
    take_up(timezone.now() + timedelta(days=2))
    assert Experiment.objects.get().overran_on is None
    assert take_up(timezone.now() + timedelta(days=20)) == 1
    assert take_up(timezone.now() + timedelta(days=21)) == 0
    assert Experiment.objects.get().overran_on
    told = Message.objects.filter(code="experiment_overran").values_list("person__name", flat=True)
    assert set(told) == {"Eva Maes", "Hind Amrani", "Ine Bos"}


def test_going_on_needs_a_new_end_date_and_asks_again_then(trial, town):
    over(trial)
    take_up(timezone.now())
    a_lesson(trial, town.owner)
    with pytest.raises(CannotConclude) as refused:
        concluded(trial, town.head, "go_on")
    assert refused.value.codes == ("no_new_end",)
    assert not Outcome.objects.exists()
    concluded(trial, town.head, "go_on", ends_on=in_days(30))
    found = Experiment.objects.get()
    assert (found.state, found.ends_on, found.asked_on, found.overran_on) == ("running", in_days(30), None, None)
    assert asked() == []
    take_up(timezone.now() + timedelta(days=31))
    assert asked() == ["Eva Maes", "Hind Amrani"]


def test_asking_to_go_live_ends_it_with_its_lessons(trial, town):
    a_lesson(trial, town.owner)
    concluded(trial, town.head)
    assert (Experiment.objects.get().state, Experiment.objects.get().ended_on) == ("ended", timezone.localdate())
    assert Message.objects.get(code="experiment_concluded").person == town.owner
    with pytest.raises(NotNow):
        concluded(trial, town.head)


def test_without_a_lesson_only_a_stop_is_possible(trial, town):
    with pytest.raises(CannotConclude) as refused:
        concluded(trial, town.head)
    assert refused.value.codes == ("no_lessons",)
    concluded(trial, town.head, "stop")
    assert Experiment.objects.get().state == "ended"


def test_who_runs_it_proposes_and_who_is_accountable_decides(trial, town):
    a_lesson(trial, town.owner)
    with pytest.raises(NotPermitted):
        concluded(trial, town.owner)
    services.propose(experiment=trial, answer="go_live", reason="Het werkt.", actor=town.owner)
    assert Experiment.objects.get().state == "running"
    assert asked() == ["Hind Amrani"]


def test_nobody_lets_the_own_experiment_go_on(trial, town):
    Experiment.objects.update(owner=town.head)
    a_lesson(trial, town.head)
    with pytest.raises(CannotConclude) as refused:
        concluded(trial, town.head, "go_on", ends_on=in_days(9))
    assert refused.value.codes == ("own_experiment",)


def test_the_outcome_is_asked_of_who_holds_the_role_now_not_of_who_let_it_begin(trial, town):
    manager = a_person(town.organisation, "Tom Claes", role="team_manager", unit=town.team)
    over(trial)
    take_up(timezone.now())
    assert asked() == ["Eva Maes", manager.name]


def test_who_runs_it_is_not_asked_to_decide_on_it(trial, town):
    a_role(town.owner, "team_manager", unit=town.team)
    over(trial)
    take_up(timezone.now())
    assert asked() == ["Eva Maes", "Hind Amrani"]
    assert Task.objects.get(kind=KIND, person=town.head).role == "department_head"


def test_when_nobody_is_accountable_any_more_the_task_waits_for_the_role(trial, town):
    town.head.active = False
    town.head.save()
    over(trial)
    take_up(timezone.now())
    waiting = Task.objects.get(kind=KIND, person=None)
    assert waiting.role == "team_manager"
