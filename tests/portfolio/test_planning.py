"""A plan is written, changed until it runs, and complete before it begins."""

import pytest

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.portfolio import services
from roeland.portfolio.models import Experiment, Measure
from roeland.portfolio.refusals import NotNow, OneAtATime, PlanIncomplete
from tests.building.portfolio import a_lesson, a_measure, a_plan, in_days


def test_a_plan_may_grow_and_its_owner_runs_it(town, chatbot):
    made = services.plan(application=chatbot, actor=town.informed, hypothesis="Het gaat sneller.")
    assert (made.state, made.owner, made.ends_on) == ("planned", town.owner, None)
    services.change(experiment=made, actor=town.owner, ends_on=in_days(30))
    assert Experiment.objects.get().ends_on == in_days(30)
    assert set(Entry.objects.values_list("verb", flat=True)) >= {"experiment.planned", "experiment.changed"}


def test_one_experiment_at_a_time(town, chatbot):
    a_plan(chatbot, town.owner)
    with pytest.raises(OneAtATime):
        a_plan(chatbot, town.owner)


def test_a_colleague_without_a_role_plans_nothing(town, chatbot):
    with pytest.raises(NotPermitted):
        a_plan(chatbot, town.colleague)
    assert not Experiment.objects.exists()


def test_without_an_end_date_nothing_begins(town, chatbot):
    made = a_plan(chatbot, town.owner, ends_on=None)
    with pytest.raises(PlanIncomplete) as refused:
        services.begin(experiment=made, accountable=town.head, actor=town.head)
    assert refused.value.codes == ("no_end",)
    assert Experiment.objects.get().state == "planned"


def test_a_plan_that_runs_no_longer_changes(town, trial):
    with pytest.raises(NotNow):
        services.change(experiment=trial, actor=town.owner, ends_on=in_days(900))
    assert Experiment.objects.get().ends_on == in_days(60)


def test_a_measure_is_noted_before_and_again_after(town, trial):
    measure = Measure.objects.get()
    services.note_measure(experiment=trial, actor=town.owner, measure=measure, after=15)
    measure.refresh_from_db()
    assert (measure.before, measure.after, measure.difference) == (20, 15, -5)


def test_lessons_are_for_what_runs_or_ran(town, chatbot, trial):
    assert a_lesson(trial, town.owner).says == "confirms"
    Experiment.objects.update(state="ended")
    planned = a_plan(chatbot, town.owner)
    with pytest.raises(NotNow):
        a_lesson(planned, town.owner)


def test_what_ended_is_not_measured_any_more(town, trial):
    Experiment.objects.update(state="ended")
    with pytest.raises(NotNow):
        a_measure(trial, town.owner)
