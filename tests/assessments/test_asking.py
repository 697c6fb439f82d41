"""Who would know is asked, answers, and gets a new result; the earlier one stays."""

import pytest

from roeland.assessments import queries, services
from roeland.assessments.models import ANSWER_OPEN_QUESTION
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.services import NotOpen
from roeland.work.models import Task
from tests.building.assessments import PRIVACY_UNKNOWN, SPELLING, a_classification, filled
from tests.building.organisation import a_person, a_role
from tests.building.questionnaires import DONT_KNOW, NO, YES, these


def tasks_of(person) -> list[Task]:
    return list(Task.objects.filter(person=person, kind=ANSWER_OPEN_QUESTION, done_at=None))


@pytest.fixture
def sent(intake, ann, privacy_officer, information_manager):
    """An intake of which Ann did not know whether personal data are used."""
    services.submit(intake=filled(intake, PRIVACY_UNKNOWN, actor=ann), actor=ann)
    intake.refresh_from_db()
    return intake


def test_who_would_know_gets_a_task_with_the_question(sent, privacy_officer):
    [task] = tasks_of(privacy_officer)

    assert task.subject == sent
    assert task.role == "privacy_officer"
    assert "gegevens over mensen" in task.detail


def test_nobody_is_asked_when_nothing_is_open(intake, ann, privacy_officer):
    services.submit(intake=filled(intake, SPELLING, actor=ann), actor=ann)

    assert not Task.objects.exists()


def test_the_holder_nearest_to_the_team_is_asked(intake, ann, team, city, privacy_officer):
    nearer = a_person(city, "Nora Dichtbij", role="privacy_officer", unit=team)

    services.submit(intake=filled(intake, PRIVACY_UNKNOWN, actor=ann), actor=ann)

    assert tasks_of(nearer)
    assert not tasks_of(privacy_officer)


def test_a_role_that_nobody_holds_falls_to_the_information_manager(intake, ann, information_manager):
    services.submit(intake=filled(intake, PRIVACY_UNKNOWN, actor=ann), actor=ann)

    assert len(tasks_of(information_manager)) == 1


def test_without_anybody_to_ask_the_intake_is_still_classified(intake, ann):
    classification = services.submit(intake=filled(intake, PRIVACY_UNKNOWN, actor=ann), actor=ann)

    assert classification.open_questions
    assert not Task.objects.exists()


def test_who_holds_two_roles_gets_one_task_for_each(intake, ann, privacy_officer):
    a_role(privacy_officer, "lawyer")

    services.submit(intake=filled(intake, PRIVACY_UNKNOWN | {"prohibited": DONT_KNOW}, actor=ann), actor=ann)

    assert {task.role: len(task.detail.splitlines()) for task in tasks_of(privacy_officer)} == {
        "privacy_officer": 1,
        "lawyer": 1,
    }


def test_the_answer_of_who_knows_gives_a_new_classification(sent, privacy_officer):
    before = queries.latest(sent.application)

    _saved, after = services.settle(intake=sent, answers={"personal_data": NO}, actor=privacy_officer)

    assert (before.route, after.route) == ("unknown", "light")
    assert list(queries.history(sent.application)) == [after, before]
    sent.application.refresh_from_db()
    assert sent.application.route == "light"


def test_the_task_is_done_when_its_questions_are_settled(sent, privacy_officer):
    services.settle(intake=sent, answers={"personal_data": NO}, actor=privacy_officer)

    assert not tasks_of(privacy_officer)


def test_a_further_question_that_follows_keeps_the_task(sent, privacy_officer):
    services.settle(intake=sent, answers={"personal_data": YES}, actor=privacy_officer)

    [task] = tasks_of(privacy_officer)
    assert "Welke gegevens" in task.detail


def test_settling_never_contradicts_what_was_certain(sent, privacy_officer):
    certain = set(queries.latest(sent.application).findings.filter(state="certain").values_list("code", flat=True))

    services.settle(intake=sent, answers={"personal_data": YES}, actor=privacy_officer)
    services.settle(intake=sent, answers={"data_kinds": these("health")}, actor=privacy_officer)

    now = set(queries.latest(sent.application).findings.filter(state="certain").values_list("code", flat=True))
    assert certain <= now
    assert "special-categories" in now


def test_what_was_certain_is_only_changed_by_a_new_intake(sent, ann):
    with pytest.raises(NotOpen):
        services.settle(intake=sent, answers={"technique": these("basic_processing")}, actor=ann)

    again = services.begin(application=sent.application, actor=ann)
    services.save(intake=again, answers={"technique": these("basic_processing")}, actor=ann)
    assert services.submit(intake=filled(again, {}, actor=ann), actor=ann).ai_class == "not_ai"


def test_an_answer_that_changes_nothing_makes_no_new_classification(sent, privacy_officer):
    _saved, fresh = services.settle(intake=sent, answers={"personal_data": DONT_KNOW}, actor=privacy_officer)

    assert fresh is None
    assert queries.history(sent.application).count() == 1


def test_an_intake_that_is_not_sent_has_nothing_to_settle(intake, ann):
    with pytest.raises(services.NotSubmitted):
        services.settle(intake=intake, answers={"personal_data": NO}, actor=ann)


def test_a_new_intake_takes_over_the_answers_and_withdraws_what_was_asked(sent, ann, privacy_officer):
    again = services.begin(application=sent.application, actor=ann)
    assert sheets.answers(again.sheet)["personal_data"] == DONT_KNOW

    services.save(intake=again, answers={"personal_data": NO}, actor=ann)
    services.submit(intake=again, actor=ann)

    assert not tasks_of(privacy_officer)


def test_beginning_twice_gives_the_same_intake(intake, ann):
    assert services.begin(application=intake.application, actor=ann) == intake


def test_a_retired_application_gets_no_intake(intake, ann):
    intake.application.phase = "retired"
    intake.application.save()

    with pytest.raises(services.NotForThisPhase):
        services.begin(application=intake.application, actor=ann)


def test_the_journal_tells_the_story(sent, ann, privacy_officer):
    services.settle(intake=sent, answers={"personal_data": NO}, actor=privacy_officer)

    told = Entry.objects.filter(subject=sent.application_id).order_by("at", "pk").values_list("verb", "actor")
    assert list(told) == [
        ("application.reported", ann.pk),
        ("intake.begun", ann.pk),
        ("intake.submitted", ann.pk),
        ("application.phase_changed", ann.pk),
        ("application.classified", ann.pk),
        ("intake.settled", privacy_officer.pk),
        ("application.classified", privacy_officer.pk),
    ]


def test_the_journal_names_questions_and_never_answers(sent, privacy_officer):
    services.settle(intake=sent, answers={"personal_data": NO}, actor=privacy_officer)

    entry = Entry.objects.get(verb="intake.settled")
    assert entry.fields == ["personal_data"]
    assert entry.detail_digest == ""


def test_a_colleague_without_a_role_in_it_may_not_fill_it_in(intake, city):
    other = a_person(city, "Omar Elders")

    for act in (services.save, services.settle):
        with pytest.raises(NotPermitted):
            act(intake=intake, answers={"personal_data": NO}, actor=other)
    with pytest.raises(NotPermitted):
        services.submit(intake=intake, actor=other)
    with pytest.raises(NotPermitted):
        services.begin(application=intake.application, actor=other)


def test_the_head_of_the_team_may_fill_it_in_and_of_another_team_not(intake, city, team):
    head = a_person(city, "Hilde Hoofd", role="team_manager", unit=team)
    services.save(intake=intake, answers={"personal_data": NO}, actor=head)

    elsewhere = a_person(city, "Henk Elders", role="team_manager", unit=None)
    elsewhere.roles_held.update(unit=a_unit_beside(team))
    with pytest.raises(NotPermitted):
        services.save(intake=intake, answers={"personal_data": YES}, actor=elsewhere)


def a_unit_beside(team):
    from_the_same_city = type(team)(organisation=team.organisation, name="Sport", is_entity=True)
    from_the_same_city.path = f"{from_the_same_city.pk}/"
    from_the_same_city.save()
    return from_the_same_city


def test_nobody_of_another_organisation_can_do_anything(sent, stranger):
    for act in (services.save, services.settle):
        with pytest.raises(NotPermitted):
            act(intake=sent, answers={"personal_data": NO}, actor=stranger)
    with pytest.raises(NotPermitted):
        services.submit(intake=sent, actor=stranger)
    with pytest.raises(NotPermitted):
        services.begin(application=sent.application, actor=stranger)


def test_reporting_for_a_team_of_another_organisation_is_refused(ann, stranger, db):
    theirs = a_classification(SPELLING, actor=stranger).application
    assert theirs.organisation != ann.organisation

    with pytest.raises(NotPermitted):
        services.begin(application=theirs, actor=ann)
