"""What Roeland concludes from an intake, and what it keeps of it."""

import pytest

from roeland.assessments import classifying, queries, services
from roeland.assessments.models import Classification
from roeland.content import shipped
from roeland.questionnaires.services import AlreadySubmitted, Incomplete
from roeland.register.models import Phase
from tests.building.assessments import (
    BENEFITS,
    CALL_EMOTIONS,
    CHATBOT,
    DASHBOARD,
    PRIVACY_UNKNOWN,
    SPELLING,
    a_classification,
    filled,
)

CASES = [
    pytest.param(SPELLING, "minimal", "light", id="a spelling checker takes one decision"),
    pytest.param(CHATBOT, "transparency", "standard", id="a chatbot must say that it is one"),
    pytest.param(BENEFITS, "high", "full", id="advice on benefits is high risk"),
    pytest.param(CALL_EMOTIONS, "forbidden", "forbidden", id="reading emotions of staff is not allowed"),
    pytest.param(DASHBOARD, "not_ai", "light", id="a dashboard is not AI"),
    pytest.param(PRIVACY_UNKNOWN, "minimal", "unknown", id="without knowing of personal data the route is open"),
]


@pytest.mark.parametrize(("answers", "ai_class", "route"), CASES)
def test_cases_of_a_city_get_their_class_and_route(answers, ai_class, route, ann, team):
    classification = a_classification(answers, actor=ann, unit=team)

    assert (classification.ai_class, classification.route) == (ai_class, route)


@pytest.mark.parametrize(("answers", "ai_class", "route"), CASES)
def test_the_register_shows_what_the_intake_concluded(answers, ai_class, route, ann, team):
    application = a_classification(answers, actor=ann, unit=team).application

    application.refresh_from_db()
    assert (application.ai_class, application.route) == (ai_class, route)
    assert application.classified_on is not None


def test_an_unknown_never_becomes_a_no(ann, team):
    classification = a_classification(PRIVACY_UNKNOWN, actor=ann, unit=team)

    personal = classification.findings.get(code="personal-data")
    assert personal.state == "possible"
    assert classification.facts["personal_data"] is None
    assert classification.route_at_least == "light"
    assert classification.route_at_most != "light"


def test_what_is_open_is_kept_with_the_role_that_would_know(ann, team):
    classification = a_classification(PRIVACY_UNKNOWN, actor=ann, unit=team)

    [asked] = [each for each in classification.open_questions if each["question"] == "personal_data"]
    assert asked["role"] == "privacy_officer"
    assert "personal-data" in asked["findings"]


def test_a_classification_names_the_versions_it_rests_on(ann, team):
    classification = a_classification(SPELLING, actor=ann, unit=team)

    assert classification.questionnaire == "intake@1"
    assert classification.rules == "classification@1"
    assert classification.law == "law-dates@1"
    assert classification.law_date == shipped.classification("classification@1").verified_on


def test_every_rule_gives_a_finding_in_the_order_of_the_content(ann, team):
    classification = a_classification(BENEFITS, actor=ann, unit=team)

    codes = list(classification.findings.order_by("order").values_list("code", flat=True))
    assert codes == [rule.code for rule in shipped.classification("classification@1").rules]


def test_a_finding_keeps_the_answers_that_led_to_it(ann, team):
    classification = a_classification(BENEFITS, actor=ann, unit=team)

    because = classification.findings.get(code="annex-iii-5a").because
    assert {"fact": "services.benefits", "value": True, "asked": True} in because


def test_a_reason_from_a_question_that_was_not_asked_says_so(ann, team):
    classification = a_classification(SPELLING, actor=ann, unit=team)

    because = classification.findings.get(code="special-categories").because
    assert because
    assert not any(reason["asked"] for reason in because if reason["fact"].startswith("data_kinds."))


def test_submitting_moves_a_reported_application_into_assessment(ann, team):
    application = a_classification(SPELLING, actor=ann, unit=team).application

    application.refresh_from_db()
    assert application.phase == Phase.IN_ASSESSMENT


def test_an_application_in_use_stays_in_use_and_undecided(ann, team):
    intake = services.report(actor=ann, name="Tolk", purpose="Vertaalt.", unit=team, already_in_use=True)

    services.submit(intake=filled(intake, SPELLING, actor=ann), actor=ann)

    intake.application.refresh_from_db()
    assert intake.application.phase == Phase.PRODUCTION
    assert intake.application.undecided


def test_an_unfinished_intake_is_not_classified(intake, ann):
    with pytest.raises(Incomplete):
        services.submit(intake=intake, actor=ann)

    assert not Classification.objects.exists()
    intake.refresh_from_db()
    assert not intake.submitted


def test_an_intake_is_submitted_once(intake, ann):
    services.submit(intake=filled(intake, SPELLING, actor=ann), actor=ann)

    with pytest.raises(AlreadySubmitted):
        services.submit(intake=intake, actor=ann)

    assert Classification.objects.count() == 1


def test_rules_are_found_by_the_version_of_the_questionnaire():
    assert classifying.rules_for("intake@1")[0] == "classification@1"
    with pytest.raises(shipped.NoSuchDocument):
        classifying.rules_for("intake@99")


def test_the_latest_classification_is_the_one_that_holds(intake, ann):
    first = services.submit(intake=filled(intake, SPELLING, actor=ann), actor=ann)
    again = services.begin(application=intake.application, actor=ann)
    services.save(intake=again, answers=CHATBOT, actor=ann)
    second = services.submit(intake=filled(again, CHATBOT, actor=ann), actor=ann)

    assert queries.latest(intake.application) == second
    assert list(queries.history(intake.application)) == [second, first]
