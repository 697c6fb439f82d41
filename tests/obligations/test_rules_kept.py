"""Rules kept, late, deviated from: counted per rule, each deviation with who said so and why."""

import pytest
from django.urls import reverse

from roeland.assessments.instruments import queries, services
from roeland.obligations import services as obligations
from roeland.rules.questionnaire import Answer
from tests.building.instruments import filled
from tests.building.obligations import a_duty, some_evidence
from tests.building.organisation import a_person, an_organisation
from tests.obligations.conftest import client_of

RULES = reverse("obligations:rules")


def page(person):
    return client_of(person).get(RULES)


def counts(answer):
    return {tally.code: (tally.met, tally.late > 0, tally.set_aside) for tally, _name in answer.context["lines"]}


def test_it_counts_what_is_kept_late_and_set_aside(town, benefits):
    duty = a_duty(benefits, "N02")
    assert counts(page(town.dpo))["N02"] == (0, True, 0)
    some_evidence(duty, town.privacy_officer)
    obligations.note(duty=duty, standing="met", actor=town.privacy_officer)
    assert counts(page(town.dpo))["N02"] == (1, False, 0)


def test_late_is_not_called_broken(town, benefits):
    a_duty(benefits, "N02")
    body = page(town.dpo).content.decode()
    assert "niet aangetoond" in body
    assert "Geschonden" not in body


def test_each_deviation_says_who_and_why(town, benefits):
    duty = a_duty(benefits, "N02")
    obligations.note(duty=duty, standing="not_applicable", reason="De keten maakte er een.", actor=town.lawyer)
    body = page(town.dpo).content.decode()
    assert "De keten maakte er een." in body
    assert "Lawyer" in body


@pytest.fixture
def deviating(town, benefits):
    """A signed architecture check with one guideline that is not met."""
    architect = a_person(town.organisation, "Arno Bouw", role="architect")
    row = filled(benefits, architect, instrument="architecture", meets="deviates", guideline="Alles in eigen cloud")
    assert "deviates_why" in str(queries.read(row).filled.answers)
    row = services.close(assessment=row, actor=architect)
    services.sign(assessment=row, actor=town.directorate, seen=row.sha256, reasons="Tot 2027.")
    return row


def test_a_deviation_from_an_own_guideline_is_there_once_the_check_is_signed(town, deviating):
    body = page(town.dpo).content.decode()
    assert "Alles in eigen cloud" in body
    assert "Afwijkingen van onze eigen richtlijnen" in body


def test_a_newer_check_takes_its_place(town, benefits, deviating):
    architect = a_person(town.organisation, "Ada Bouw", role="architect")
    again = services.begin_again(assessment=deviating, actor=town.information_manager)
    [key] = queries.read(again).filled.parts["guidelines"]
    services.save(assessment=again, answers={f"meets-{key}": Answer("meets")}, actor=architect)
    row = services.close(assessment=again, actor=architect)
    services.sign(assessment=row, actor=town.directorate, seen=row.sha256, reasons="In orde.")
    assert "Alles in eigen cloud" not in page(town.dpo).content.decode()


def test_nothing_of_another_organisation_is_in_it(town, deviating):
    stranger = a_person(an_organisation("Elders"), "Vreemde", role="dpo")
    assert "Alles in eigen cloud" not in page(stranger).content.decode()


def test_not_everybody_reads_it(town, benefits):
    assert page(town.reporter).status_code == 403


def test_the_pages_stay_few_queries_however_much_there_is(town, benefits, django_assert_max_num_queries):
    for code in ("N02", "O02"):
        duty = a_duty(benefits, code)
        obligations.note(duty=duty, standing="not_applicable", reason="Niet hier.", actor=town.lawyer)
    client = client_of(town.dpo)
    client.get(RULES)
    with django_assert_max_num_queries(13):
        client.get(RULES)
