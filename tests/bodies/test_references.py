"""What another organ decided: only where it is found, never changed, and of its own entity only."""

from datetime import date

import pytest

from roeland.bodies import queries, services
from roeland.bodies.models import Reference
from roeland.organisation.access import NotPermitted, OtherOrganisation
from tests.building.bodies import a_reference
from tests.building.organisation import a_person, a_unit, an_organisation

SAID = {"organ": "college", "number": "2026_CBS_0124", "dated": date(2026, 3, 6), "outcome": "against", "subject": "AI"}


def test_the_act_of_an_organ_counts_in_the_whole_of_its_entity(entity, nele):
    reference = a_reference(nele, entity)
    team = a_unit(entity.organisation, "Balie", parent=entity)
    assert (queries.reference_fits(reference, entity), queries.reference_fits(reference, team)) == ((), ())


def test_the_act_of_an_organ_of_another_entity_is_refused(town, entity, nele):
    board = a_unit(town, "District09")
    reference = a_reference(nele, board, organ=Reference.Organ.OWN_BOARD)
    assert queries.reference_fits(reference, entity) == ("other_entity",)


def test_without_an_entity_no_act_counts(entity, nele):
    reference = a_reference(nele, entity)
    elsewhere = a_unit(an_organisation("Dorp"), "Dorp")
    assert queries.reference_fits(reference, None) == ("entity_unknown",)
    assert queries.reference_fits(reference, elsewhere) == ("entity_unknown",)


def test_who_asks_for_certain_organs_gets_no_other(entity, nele):
    reference = a_reference(nele, entity)
    assert queries.reference_fits(reference, entity, organs=["council"]) == ("other_organ",)
    assert queries.reference_fits(reference, entity, organs=["council", "college"]) == ()


def test_a_correction_takes_the_place_of_what_was_wrong(town, entity, nele):
    wrong = a_reference(nele, entity)
    right = services.correct_reference(reference=wrong, why="Ander nummer.", entity=entity, actor=nele, **SAID)
    wrong = Reference.objects.get(pk=wrong.pk)
    assert (wrong.number, wrong.correction) == ("2026_CBS_0123", right)
    assert queries.reference_fits(wrong, entity) == ("corrected",)
    assert list(queries.references(town)) == [right]


def test_what_was_corrected_is_not_corrected_twice(entity, nele):
    wrong = a_reference(nele, entity)
    right = services.correct_reference(reference=wrong, why="Ander nummer.", entity=entity, actor=nele, **SAID)
    with pytest.raises(services.AlreadyCorrected) as caught:
        services.correct_reference(reference=wrong, why="Nog eens.", entity=entity, actor=nele, **SAID)
    assert caught.value.by == right


def test_a_correction_says_what_was_wrong(entity, nele):
    wrong = a_reference(nele, entity)
    with pytest.raises(services.ReasonMissing):
        services.correct_reference(reference=wrong, why="", entity=entity, actor=nele, **SAID)


def test_a_link_is_secure_or_there_is_none(entity, nele):
    for link in ("http://ebesluit.voorbeeld.test", "javascript:alert(1)"):
        with pytest.raises(services.NotSecure):
            a_reference(nele, entity, link=link)
    assert a_reference(nele, entity, link="").link == ""


def test_an_organ_belongs_to_a_legal_entity(entity, nele):
    with pytest.raises(services.NotAnEntity):
        a_reference(nele, a_unit(entity.organisation, "Balie", parent=entity))


def test_an_entity_of_elsewhere_is_out_of_reach(nele):
    with pytest.raises(OtherOrganisation):
        a_reference(nele, a_unit(an_organisation("Dorp"), "Dorp"))


def test_the_clerk_notes_what_the_council_decided_and_an_employee_does_not(town, entity, lotte):
    clerk = a_person(town, "Pieter Goethals", role="council_clerk")
    assert a_reference(clerk, entity, organ=Reference.Organ.COUNCIL).noted_by == clerk
    with pytest.raises(NotPermitted):
        a_reference(lotte, entity)


def test_references_are_found_by_number_subject_entity_and_organ(town, entity, nele):
    one = a_reference(nele, entity, subject="Stuurgroep oprichten")
    two = a_reference(nele, a_unit(town, "District09"), "RVB-7", subject="Chatbot", organ=Reference.Organ.OWN_BOARD)
    found = {words: list(queries.references(town, words)) for words in ("cbs", "chatbot", "district", "niets")}
    assert found == {"cbs": [one], "chatbot": [two], "district": [two], "niets": []}
    assert list(queries.references(town, organ="own_board")) == [two]
