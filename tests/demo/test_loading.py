"""Groep Gent as people find it: complete, plausible, and made by the same services as real work."""

import re
from collections import Counter
from decimal import Decimal

import msgspec
import pytest
from django.utils import timezone

from roeland.assessments.models import Classification, Intake
from roeland.assessments.queries import latest
from roeland.assessments.quick import checking
from roeland.bodies import queries
from roeland.bodies.models import Body, Session
from roeland.content import shipped
from roeland.content.organising import Roles
from roeland.decisions.models import Decision, GateRequest
from roeland.demo import loading, reading
from roeland.journal import services as journal
from roeland.journal.queries import entries_of
from roeland.library.models import Document
from roeland.organisation.models import Organisation, Person, RoleHeld, Unit
from roeland.organisation.queries import role_name, term
from roeland.register.models import (
    AIClass,
    Application,
    Appointment,
    Attachment,
    DatasetUsed,
    Phase,
    Relation,
    Route,
    Tag,
    Use,
)
from roeland.register.parts import standing
from roeland.register.resembling import likely_for
from roeland.work import standing_in
from roeland.work.models import Message, Task

ENDED = (Phase.RETIRED, Phase.REJECTED, Phase.STOPPED)
OPEN_QUESTION = {"ethics_board"}  # whether there must be one is a question with an owner, not a body


def test_organisations_that_demonstrate_nothing_do_not_count(ghent):
    Organisation.objects.update(demonstration=False)
    assert not loading.is_loaded()


def test_it_is_there_after_loading(ghent):
    assert loading.is_loaded()
    assert ghent.demonstration
    assert ghent.jurisdiction == "BE-VLG"


def test_the_group_has_its_three_entities_with_their_own_organs(ghent):
    entities = Unit.objects.filter(organisation=ghent, is_entity=True)
    assert {unit.name for unit in entities} == {"Stad Gent", "OCMW Gent", "District09"}
    assert len({unit.competent_organ for unit in entities}) == 3
    assert all(unit.parent is None and unit.supervisor for unit in entities)


def test_every_unit_belongs_to_an_entity(ghent):
    units = Unit.objects.filter(organisation=ghent)
    assert units.count() > 25
    assert not units.filter(entity=None).exists()


def test_all_roles_are_held_but_that_of_the_ethics_board(ghent):
    held = set(RoleHeld.objects.filter(organisation=ghent).values_list("role", flat=True))
    assert set(shipped.meaning("roles", Roles).by_code) - held == OPEN_QUESTION


def test_who_decides_has_a_mandate(ghent):
    deciding = RoleHeld.objects.filter(organisation=ghent, role__in=["team_manager", "department_head", "directorate"])
    assert deciding.count() > 25
    assert not deciding.filter(mandate="").exists()


def test_there_are_about_forty_applications_in_three_fields_of_use(ghent):
    fields = Counter(Application.objects.of(ghent).values_list("field_of_use__name", flat=True))
    assert set(fields) == {"Stedelijke ontwikkeling & mobiliteit", "Mens & individu", "Interne werking"}
    assert min(fields.values()) >= 12
    assert 35 <= sum(fields.values()) <= 50


@pytest.mark.parametrize("route", Route.values)
def test_every_route_occurs(ghent, route):
    assert Application.objects.of(ghent).filter(route=route).exists()


@pytest.mark.parametrize("ai_class", AIClass.values)
def test_every_class_occurs(ghent, ai_class):
    assert Application.objects.of(ghent).filter(ai_class=ai_class).exists()


@pytest.mark.parametrize(
    "phase", [Phase.REPORTED, Phase.IN_ASSESSMENT, Phase.EXPERIMENT, Phase.PRODUCTION, Phase.REJECTED]
)
def test_applications_stand_in_many_phases(ghent, phase):
    assert Application.objects.of(ghent).filter(phase=phase).exists()


def test_many_are_in_use_and_not_decided_yet(ghent):
    undecided = Application.objects.of(ghent).filter(undecided=True)
    assert undecided.count() >= 15
    assert {row.phase for row in undecided} == {Phase.PRODUCTION}
    assert all(row.decide_by for row in undecided)


def test_twenty_five_have_a_real_intake(ghent):
    classified = Classification.objects.filter(organisation=ghent).values("application").distinct()
    assert classified.count() >= 25


def test_what_the_register_shows_is_what_the_intake_found(ghent):
    for application in Application.objects.of(ghent).exclude(classifications=None):
        found = latest(application)
        assert (application.ai_class, application.route) == (found.ai_class, found.route)


def test_nobody_decided_on_an_own_request(ghent):
    decisions = Decision.objects.filter(organisation=ghent).select_related("gate_request")
    assert decisions.count() >= 6
    assert [decision for decision in decisions if decision.taken_by_id == decision.gate_request.asked_by_id] == []
    assert not any(decision.is_proposal for decision in decisions)


def test_some_decisions_wait_for_somebody(ghent):
    waiting = GateRequest.objects.filter(organisation=ghent, closed_at=None)
    assert {request.route for request in waiting} == {Route.LIGHT, Route.STANDARD, Route.FULL, Route.FORBIDDEN}
    for request in waiting:
        assert Task.objects.filter(kind="take_decision", person=request.holder, done_at=None).exists()


def test_what_nobody_knew_waits_for_a_colleague(ghent):
    asked = Task.objects.filter(organisation=ghent, kind="answer_open_question", done_at=None)
    assert len({task.person_id for task in asked}) >= 3


def test_who_is_named_at_the_start_has_something_to_see(ghent):
    names = [name for name, _function in loading.guests()]
    people = Person.objects.filter(organisation=ghent, name__in=names)
    assert people.count() == len(names) == len(set(names))
    with_tasks = Task.objects.filter(person__in=people, done_at=None).values("person").distinct()
    assert with_tasks.count() >= 6


def test_roles_are_held_for_some_time_already(ghent):
    long = RoleHeld.objects.filter(organisation=ghent).exclude(answer=RoleHeld.Answer.WAITING)
    since = set(long.values_list("starts__year", flat=True))
    assert since == {2024, 2025}


def test_one_intake_is_begun_and_not_sent(ghent):
    (begun,) = Intake.objects.filter(organisation=ghent, sheet__submitted_at=None)
    assert begun.application.reporter.name == "Lotte Bauwens"
    assert begun.sheet.answers.count() == 5


def test_questions_of_a_role_that_an_entity_does_not_have_go_to_the_information_manager(ghent):
    asked = Task.objects.filter(organisation=ghent, kind="answer_open_question", role="procurement_officer")
    units = {task.person.name: set() for task in asked}
    for task in asked:
        units[task.person.name].add(Intake.objects.get(pk=task.subject_id).application.unit.entity.name)
    assert units == {"Dirk Hoste": {"Stad Gent"}, "Nele Callens": {"OCMW Gent", "District09"}}


def test_one_owner_hesitates_and_all_others_have_accepted(ghent):
    (asked,) = Appointment.objects.filter(organisation=ghent, answer="")
    assert (asked.person.name, asked.application.name) == ("Liesbet Cnudde", "Energieverbruik van gebouwen")
    owned = Application.objects.of(ghent).exclude(owner=None).exclude(pk=asked.application_id)
    assert set(owned.values_list("owner_accepted", flat=True)) == {True}


def test_the_facts_of_some_applications_are_filled_in(ghent):
    scan = Application.objects.get(organisation=ghent, name="Parkeerscanauto")
    assert (scan.version, scan.cost_yearly, scan.description.begin_date) == ("4.2", Decimal("62500.50"), "2021-09")
    assert scan.process_owner.name == "Katrien Desmet"
    assert all(part.rows(scan) for part in standing.PARTS.values())
    assert Attachment.objects.filter(organisation=ghent).count() == 2
    assert Tag.objects.filter(organisation=ghent, name="camera").exists()


def test_one_dataset_is_used_by_two_applications(ghent):
    used = DatasetUsed.objects.filter(dataset__name="Dienst Inschrijving Voertuigen (DIV)", organisation=ghent)
    assert used.count() == 2


def test_the_journal_tells_it_all_and_can_be_sealed(ghent):
    verbs = Counter(entry.verb for entry in entries_of(ghent.pk))
    assert verbs["application.reported"] == Application.objects.of(ghent).count()
    assert verbs["application.classified"] == Classification.objects.filter(organisation=ghent).count()
    assert verbs["decision.taken"] == Decision.objects.filter(organisation=ghent).count()
    journal.seal(ghent.pk)
    verdict = journal.verify(ghent.pk)
    assert verdict.ok
    assert verdict.unsealed == 0


def test_ghent_uses_its_own_words(ghent, village):
    assert role_name("dpo", "nl", ghent) == "DPO"
    assert term(ghent, "municipal_secretary", "nl") == "algemeen directeur"
    assert term(ghent, "maturity", "nl") == "maturiteit"
    assert role_name("dpo", "nl", village) != "DPO"


def test_one_login_is_dpo_in_both_organisations(ghent, village):
    both = Person.objects.filter(name="Leen Meersman").select_related("user")
    assert {person.organisation for person in both} == {ghent, village}
    assert len({person.user for person in both}) == 1
    assert all(person.roles_held.filter(role="dpo").exists() for person in both)


def test_no_login_has_a_password_or_an_address_that_can_be_reached(ghent):
    for person in Person.objects.filter(organisation=ghent).select_related("user"):
        assert not person.user.has_usable_password()
        assert person.email.endswith(".invalid")


def test_purposes_are_written_in_plain_words(ghent):
    sentences = [
        sentence.split()
        for purpose in Application.objects.of(ghent).values_list("purpose", flat=True)
        for sentence in re.split(r"(?<=[.!?])\s", purpose)
    ]
    assert [" ".join(words) for words in sentences if len(words) > 20] == []
    assert sum(map(len, sentences)) / len(sentences) < 12


def test_a_loading_that_fails_leaves_nothing(db, monkeypatch):
    village = reading.towns()[1]
    about = msgspec.structs.replace(village.organisation, slug="half", name="Half")
    nowhere = reading.ApplicationRow(name="x", purpose="y", unit="nowhere", reporter="aisha")
    field = reading.FieldRow(field_of_use="Dienstverlening", applications=(nowhere,))
    half = msgspec.structs.replace(village, organisation=about, applications=(*village.applications, field))
    monkeypatch.setattr(reading, "towns", lambda: (half,))
    with pytest.raises(KeyError, match="nowhere"):
        loading.load()
    assert not Organisation.objects.filter(slug="half").exists()


def test_four_tools_are_approved_with_house_rules_that_say_they_are_examples(ghent):
    approved = checking.approved(ghent, timezone.localdate())
    assert len(approved) == 4
    assert all(row.house_rules.startswith("Voorbeeld van huisregels") for row in approved)
    assert {row.citizens for row in approved} == {True, False}


def test_one_tool_has_five_uses_and_another_waits_for_a_look(ghent):
    uses = Use.objects.filter(organisation=ghent).values_list("application__name", "fits")
    assert Counter(uses) == {
        ("Schrijfhulp voor klare taal", "yes"): 5,
        ("AI-assistent in het kantoorpakket", "unknown"): 1,
    }
    asked = Task.objects.filter(organisation=ghent, kind="judge_use", done_at=None)
    assert {task.person.name for task in asked} == {"Isabel Lefever", "Nele Callens"}


def test_a_pair_that_looks_alike_is_told_apart(ghent):
    row = Relation.objects.get(organisation=ghent, kind="another")
    assert (row.said_by.name, row.reason.startswith("Ondertitels")) == ("Pieter Goethals", True)


def test_no_two_applications_of_the_demonstration_look_the_same(ghent):
    for application in Application.objects.of(ghent):
        assert likely_for(application) == [], application


def test_a_question_and_an_honest_story_wait_for_the_privacy_officer(ghent):
    kinds = set(Task.objects.filter(person__name="Fatima El Amrani", done_at=None).values_list("kind", flat=True))
    assert {"answer_quick_question", "judge_past_use"} <= kinds


def test_one_role_waits_to_be_accepted_and_the_page_says_who_gave_it(ghent):
    held = RoleHeld.objects.get(organisation=ghent, answer=RoleHeld.Answer.WAITING)
    assert (held.person.name, held.given_by.name) == ("Lotte Bauwens", "Geert Roels")
    assert Task.objects.filter(person=held.person, kind="accept_role", done_at=None).count() == 1


def test_somebody_is_away_and_a_deputy_sees_what_waits(ghent):
    away = [person for person in Person.objects.filter(organisation=ghent) if not person.is_here(timezone.localdate())]
    assert [person.name for person in away] == ["Stijn Baert"]
    deputy = away[0].roles_held.get().deputy
    assert standing_in.open_count(deputy) > 10


def test_there_is_an_advice_that_was_sent_and_a_draft_that_follows_on_it(ghent):
    sent, draft = Document.objects.filter(organisation=ghent).order_by("written_at")
    assert not sent.is_draft
    assert sent.figures[0]["value"] == Application.objects.of(ghent).exclude(phase__in=ENDED).count()
    assert draft.is_draft
    assert draft.previous == sent
    directors = RoleHeld.objects.filter(organisation=ghent, role="directorate").values_list("person", flat=True)
    told = Message.objects.filter(organisation=ghent, code="advice_sent").values_list("person", flat=True)
    assert set(told) == set(directors)


def test_the_steering_group_met_and_meets_again_and_there_is_no_ethics_board(ghent, village):
    group = Body.objects.get()
    assert (group.organisation, queries.ethics_board(ghent, timezone.localdate())) == (ghent, None)
    held, planned = Session.objects.order_by("day")
    assert (held.state, held.quorum_reached, planned.state) == ("closed", True, "planned")
    assert planned.items.count() == 2
    advice = held.items.get(title="Rangschikken van sollicitanten")
    assert (advice.outcome, advice.took_part, advice.recusals.count()) == ("conditional", 3, 1)
    assert advice.subject.organisation == ghent


def test_other_organs_of_each_entity_decided_something(ghent):
    acts = {act.entity.name: act.organ for act in queries.references(ghent).exclude(organ="boc")}
    assert acts == {"Stad Gent": "college", "OCMW Gent": "permanent_bureau", "District09": "own_board"}
