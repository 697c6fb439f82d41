"""What upper rooms decide is kept in the register."""

from datetime import date

import pytest

from roeland.journal.models import Entry
from roeland.organisation.access import OtherOrganisation
from roeland.register import services
from roeland.register.models import AIClass, Answered, Phase, Route, WaitsFor
from tests.building.organisation import a_person
from tests.building.register import an_application


def classify(application, actor, **values):
    standard = {"ai_class": "high", "route": "full", "route_at_least": "full", "route_at_most": "full"}
    standard |= {"personal_data": "yes", "affects_people": "unknown", "open_questions": 2}
    return services.hand_down_classification(
        application=application, classified_on=date(2026, 11, 20), actor=actor, **standard | values
    )


def test_a_classification_is_kept(town, employee):
    application = classify(an_application(town), employee)
    application.refresh_from_db()
    assert (application.ai_class, application.route) == (AIClass.HIGH, Route.FULL)
    assert application.classified_on == date(2026, 11, 20)
    assert (application.personal_data, application.affects_people) == (Answered.YES, Answered.UNKNOWN)
    assert application.open_questions == 2


def test_a_class_that_does_not_exist_is_refused(town, employee):
    with pytest.raises(ValueError, match="scary"):
        classify(an_application(town), employee, ai_class="scary")


def test_nobody_classifies_for_another_organisation(town, other_town):
    with pytest.raises(OtherOrganisation):
        classify(an_application(town), a_person(other_town))


def test_what_is_waited_for_is_kept_and_taken_away_again(town):
    application = an_application(town)
    assert services.hand_down_waiting(application=application, waits_for="decision").waits_for == WaitsFor.DECISION
    assert services.hand_down_waiting(application=application, waits_for="").waits_for == ""


def test_nothing_waits_for_something_unknown(town):
    with pytest.raises(ValueError, match="godot"):
        services.hand_down_waiting(application=an_application(town), waits_for="godot")


def test_entering_a_phase_is_kept_with_its_reason(town, employee):
    application = an_application(town)
    services.enter_phase(application=application, phase="experiment", actor=employee, reason="Klaar")
    application.refresh_from_db()
    entry = Entry.objects.get(subject=application.pk)
    assert application.phase == Phase.EXPERIMENT
    assert (entry.verb, entry.reason, entry.fields) == ("application.phase_changed", "Klaar", ["phase"])


def test_a_decision_takes_the_mark_undecided_away(town, employee):
    application = an_application(town, phase=Phase.PRODUCTION, undecided=True, decide_by=date(2027, 5, 1))
    application = services.enter_phase(application=application, phase="production", actor=employee)
    assert (application.undecided, application.decide_by) == (False, None)


def test_an_intake_leaves_the_mark_undecided(town, employee):
    application = an_application(town, phase=Phase.REPORTED, undecided=True, decide_by=date(2027, 5, 1))
    assert services.enter_phase(application=application, phase="in_assessment", actor=employee).undecided


@pytest.mark.parametrize(
    ("fields", "step"),
    [
        ({"phase": "reported"}, "Vul de intake in"),
        ({"phase": "production", "undecided": True}, "Vul de intake in"),
        ({"phase": "production", "undecided": True, "classified_on": date(2026, 11, 1)}, "Vraag een beslissing"),
        ({"phase": "in_assessment", "waits_for": "advice"}, "Wacht op advies"),
        ({"phase": "retired"}, ""),
    ],
)
def test_the_next_step_follows_from_where_it_stands(town, fields, step):
    assert an_application(town, **fields).next_step == step
