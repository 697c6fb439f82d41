"""The intakes of the demonstration: who reports answers first, then the colleagues who know."""

from collections import Counter
from datetime import date

import msgspec
import pytest

from roeland.assessments import classifying
from roeland.assessments.models import Classification, Intake, Occasion
from roeland.assessments.queries import history, latest
from roeland.content import shipped
from roeland.decisions.models import GateRequest
from roeland.demo import loading, reading
from roeland.demo.answering import NotAnswered
from roeland.journal.queries import entries_of
from roeland.organisation.models import Person
from roeland.register.models import AIClass, Application, Phase, Route
from roeland.rules import outcome

BEFORE, AFTER = date(2026, 12, 1), date(2026, 12, 2)
"""Around the day on which Article 5(1)(ba) starts."""


def found_for(organisation, name):
    return latest(Application.objects.of(organisation).get(name=name))


def certain(classification):
    return set(classification.findings.filter(state="certain").values_list("code", flat=True))


def on(day, classification):
    """What the answers of a classification mean on another day."""
    around = outcome.Circumstances({"jurisdiction": classification.jurisdiction}, shipped.law_dates(), day)
    rules, form = shipped.classification(classification.rules), shipped.questionnaire(classification.questionnaire)
    return outcome.classify(rules, form, classifying.answers_of(classification), around)


def newest(organisation):
    sent = Intake.objects.filter(organisation=organisation).exclude(sheet__submitted_at=None)
    return [latest(intake.application) for intake in sent.select_related("application")]


def experts_of(classification):
    later = history(classification.application).filter(occasion=Occasion.SETTLED)
    return [each.made_by.name for each in later]


def test_about_a_third_is_answered_a_third_begun_and_a_third_waits(ghent):
    def stage(found):
        if not found.open_questions:
            return "answered"
        return "begun" if experts_of(found) else "waiting"

    stages = Counter(map(stage, newest(ghent)))
    assert set(stages) == {"answered", "begun", "waiting"}
    assert min(stages.values()) >= sum(stages.values()) // 4


def test_no_employee_answered_more_than_eighteen_questions(ghent):
    form = shipped.questionnaire("intake")
    for found in newest(ghent):
        assert sum(not form.role_of[code] for code in found.answers) <= 18


def test_each_expert_answered_in_a_role_of_their_own(ghent):
    form = shipped.questionnaire("intake")
    names = {str(person.pk): person for person in Person.objects.filter(organisation=ghent)}
    answered = [(code, said["by"]) for found in newest(ghent) for code, said in found.answers.items()]
    experts = [(form.role_of[code], names[by]) for code, by in answered if form.role_of[code]]
    assert len({role for role, _person in experts}) == 9
    for role, person in experts:
        held = set(person.roles_held.values_list("role", flat=True))
        assert held & {role, "information_manager"}, (role, person.name)


def test_experts_answer_one_role_at_a_time_in_the_order_of_the_intake(ghent):
    found = found_for(ghent, "Slimme verkeerslichten Dampoort")
    verbs = [entry.verb for entry in entries_of(ghent.pk, subject=found.application)]
    assert verbs.count("intake.settled") == 6
    assert experts_of(found)[::-1] == [
        "Jonas Dierickx",
        "Dirk Hoste",
        "Charlotte Pauwels",
        "Koen Tavernier",
        "Stijn Baert",
        "Els Vandamme",
    ]


def test_what_a_lawyer_confirmed_waits_for_the_directorate(ghent):
    found = found_for(ghent, "Stemmingsmeter contactcenter")
    assert (found.ai_class, found.route) == (AIClass.FORBIDDEN, Route.FORBIDDEN)
    assert "prohibited-f" in certain(found)
    asked = GateRequest.objects.get(application=found.application, closed_at=None)
    assert asked.holder.name == "Hilde Van Acker"


def test_what_is_forbidden_at_school_is_rejected(ghent):
    found = found_for(ghent, "Aandachtscamera in de klas")
    assert found.route == Route.FORBIDDEN
    assert found.application.phase == Phase.REJECTED


def test_an_image_generator_is_prohibited_from_a_day_on_and_takes_the_full_route_before(ghent):
    found = found_for(ghent, "Gratis beeldgenerator")
    assert "prohibited-ba" in certain(found)
    before, after = on(BEFORE, found), on(AFTER, found)
    assert before.finding("prohibited-ba").pending
    assert (before.route_at_least.value, before.ai_class.value) == ("full", "transparency")
    assert before.next_change == AFTER
    assert (after.route.value, after.ai_class.value) == ("forbidden", "forbidden")


def test_the_exception_of_a_narrow_task_holds_with_the_file_of_the_supplier(ghent):
    found = found_for(ghent, "Post voor de sociale dienst")
    assert {"annex-iii-5a", "exception-file", "exception-6-3"} <= certain(found)
    assert found.ai_class == AIClass.MINIMAL
    assert found.open_questions == []


def test_without_that_file_the_same_kind_of_use_is_high_risk(ghent):
    found = found_for(ghent, "Leesbuddy voor eerste lezers")
    first = history(found.application).last()
    assert (first.certain_class, first.possible_class) == (AIClass.MINIMAL, AIClass.HIGH)
    assert (found.ai_class, found.route) == (AIClass.HIGH, Route.FULL)


def test_what_district09_builds_for_the_city_has_its_provider_there(ghent):
    found = found_for(ghent, "Boomkroonkaart")
    assert "provider-in-group" in certain(found)
    assert "provider" not in certain(found)
    assert found.application.supplier.name == "District09"


def test_what_is_simple_comes_out_light_and_can_be_asked(ghent):
    for request in GateRequest.objects.filter(organisation=ghent, route=Route.LIGHT):
        found = latest(request.application)
        assert (found.route_at_least, found.route_at_most) == (Route.LIGHT, Route.LIGHT)


def test_the_village_knows_its_security_class_its_list_and_its_register(village):
    found = found_for(village, "Vroegsignalering van schulden")
    assert {"security-high", "dpia-list-nl", "dpia-required", "register-b"} <= certain(found)
    assert found.open_questions == []
    assert experts_of(found).count("Willem Jonker") >= 5
    assert "Leen Meersman" in experts_of(found)


def test_an_answer_that_nobody_asks_for_stops_the_loading(db, monkeypatch):
    village = reading.towns()[1]
    about = msgspec.structs.replace(village.organisation, slug="half", name="Half")
    trees = village.applications[0].applications[0]
    strange = msgspec.structs.replace(trees, experts={"point_a": "applies"}, request="")
    field = reading.FieldRow(field_of_use="Openbare ruimte", applications=(strange,))
    half = msgspec.structs.replace(village, organisation=about, applications=(field,))
    monkeypatch.setattr(reading, "towns", lambda: (half,))
    with pytest.raises(NotAnswered, match="nobody asks point_a"):
        loading.load()
    assert not Classification.objects.filter(organisation__slug="half").exists()
