"""Those who do the work say what it does to their job, and nobody can tell who said what."""

import pytest

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.portfolio import queries, services
from roeland.portfolio.models import Invitation, Survey, Tally
from roeland.portfolio.refusals import AlreadyAnswered, AlreadyAsked, BadAnswers, NobodyInvited, NotNow
from roeland.work.models import Task
from tests.building.portfolio import GIVEN, a_plan, a_survey, closed, in_days


def answer(person, **scores):
    invitation = Invitation.objects.get(person=person)
    services.answer_survey(invitation=invitation, scores=GIVEN | scores, actor=person)


def test_everybody_who_is_invited_gets_a_task_and_it_is_done_with_the_answer(trial, town, team):
    a_survey(trial, town.owner, team)
    assert Task.objects.filter(kind="answer_survey", done_at=None).count() == 6
    answer(team[0])
    assert Task.objects.filter(kind="answer_survey", done_at=None).count() == 5


def test_an_answer_is_only_counted_and_no_line_says_who_gave_it(trial, town, team):
    a_survey(trial, town.owner, team)
    lines = Entry.objects.count()
    answer(team[0], pressure=1)
    assert Entry.objects.count() == lines
    assert Tally.objects.get(question="pressure", score=1).number == 1
    assert not [field for field in Tally._meta.fields if field.name in ("person", "at", "answered_at")]
    assert Tally.objects.count() == 25


def test_nobody_answers_twice_or_for_another(trial, town, team):
    a_survey(trial, town.owner, team)
    answer(team[0])
    with pytest.raises(AlreadyAnswered):
        answer(team[0])
    with pytest.raises(NotPermitted):
        services.answer_survey(invitation=Invitation.objects.get(person=team[1]), scores=GIVEN, actor=team[2])
    assert Survey.objects.get().answers == 1


@pytest.mark.parametrize("scores", [{"pressure": 0}, {"pressure": 6}, {"other": 3}])
def test_only_scores_from_one_to_five_to_these_questions(trial, town, team, scores):
    a_survey(trial, town.owner, team)
    with pytest.raises(BadAnswers):
        answer(team[0], **scores)
    assert Survey.objects.get().answers == 0


def test_results_show_from_five_answers_on_once_the_round_is_closed(trial, town, team):
    survey = a_survey(trial, town.owner, team)
    for person in team[:4]:
        answer(person)
    assert queries.means(closed(survey), in_days(0)).hidden == "too_few"
    Survey.objects.update(closes_on=in_days(5))
    answer(team[4], pressure=5)
    survey.refresh_from_db()
    assert queries.means(survey, in_days(0)).hidden == "still_open"
    shown = queries.means(closed(survey), in_days(0))
    assert float(shown.means["pressure"]) == 4.2
    assert float(shown.means["variety"]) == 4.0


def test_after_its_last_day_nobody_answers(trial, town, team):
    closed(a_survey(trial, town.owner, team))
    with pytest.raises(AlreadyAnswered):
        answer(team[0])


def test_one_round_before_and_one_after(trial, town, team):
    a_survey(trial, town.owner, team)
    with pytest.raises(AlreadyAsked):
        a_survey(trial, town.owner, team)
    assert a_survey(trial, town.owner, team, moment="after").moment == "after"


def test_the_round_after_is_for_what_runs(chatbot, town, team):
    planned = a_plan(chatbot, town.owner)
    with pytest.raises(NotNow):
        a_survey(planned, town.owner, team, moment="after")


def test_a_survey_asks_somebody(trial, town):
    with pytest.raises(NobodyInvited):
        a_survey(trial, town.owner, [])
