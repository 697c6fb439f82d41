"""Organisations, units and words."""

import pytest

from roeland.journal.queries import entries_of
from roeland.organisation import queries, services
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import Organisation
from roeland.organisation.services import NotUnderItself


@pytest.fixture
def tree(city):
    """Stad > Wonen > Huur, and OCMW."""
    stad = services.add_entity(organisation=city, name="Stad", competent_organ="College", actor=None)
    wonen = services.add_unit(organisation=city, name="Wonen", parent=stad, actor=None)
    huur = services.add_unit(organisation=city, name="Huur", parent=wonen, actor=None)
    ocmw = services.add_entity(organisation=city, name="OCMW", actor=None)
    return {"stad": stad, "wonen": wonen, "huur": huur, "ocmw": ocmw}


def fresh(tree):
    for unit in tree.values():
        unit.refresh_from_db()
    return tree


def test_an_organisation_begins_with_a_line_in_its_journal(db):
    made = services.create_organisation(name="Stad", slug="stad", jurisdiction="NL")
    assert [entry.verb for entry in entries_of(made.pk)] == ["organisation.created"]
    assert not Organisation.objects.get(pk=made.pk).demonstration


def test_a_unit_knows_the_units_above_it_and_its_legal_entity(tree):
    assert tree["huur"].chain() == (tree["stad"].pk, tree["wonen"].pk, tree["huur"].pk)
    assert tree["huur"].entity == tree["stad"]
    assert tree["stad"].entity == tree["stad"]


def test_a_moved_unit_takes_everything_below_it_along(tree):
    services.move_unit(unit=tree["wonen"], parent=tree["ocmw"], actor=None)
    fresh(tree)
    assert tree["huur"].chain() == (tree["ocmw"].pk, tree["wonen"].pk, tree["huur"].pk)
    assert tree["huur"].entity == tree["wonen"].entity == tree["ocmw"]
    assert tree["stad"].chain() == (tree["stad"].pk,)


def test_a_unit_can_move_to_the_top_and_then_has_no_entity(tree):
    services.move_unit(unit=tree["wonen"], parent=None, actor=None)
    fresh(tree)
    assert tree["huur"].chain() == (tree["wonen"].pk, tree["huur"].pk)
    assert tree["huur"].entity is None


@pytest.mark.parametrize("below", ["wonen", "huur"])
def test_a_unit_cannot_move_below_itself(tree, below):
    with pytest.raises(NotUnderItself):
        services.move_unit(unit=tree["wonen"], parent=tree[below], actor=None)
    assert fresh(tree)["wonen"].parent == tree["stad"]


def test_a_unit_that_becomes_an_entity_gives_it_to_what_is_below(tree):
    services.change_unit(unit=tree["wonen"], is_entity=True, actor=None)
    assert fresh(tree)["huur"].entity == tree["wonen"]


def test_a_change_without_a_difference_leaves_no_line(city, tree):
    before = entries_of(city.pk).count()
    services.change_unit(unit=tree["wonen"], name="Wonen", parent=tree["stad"], actor=None)
    assert entries_of(city.pk).count() == before


def test_units_of_two_organisations_stay_apart(tree, elsewhere, administrator):
    with pytest.raises(OtherOrganisation):
        services.add_unit(organisation=elsewhere, name="X", parent=tree["stad"], actor=None)
    with pytest.raises(OtherOrganisation):
        services.add_unit(organisation=elsewhere, name="X", actor=administrator)


def test_only_an_administrator_adds_units(city, employee):
    with pytest.raises(NotPermitted):
        services.add_unit(organisation=city, name="X", actor=employee)


def test_an_organisation_uses_its_own_words(city, elsewhere):
    services.set_term(organisation=city, key="dpo", language="nl", word="DPO", actor=None)
    services.set_term(organisation=city, key="maturity", language="nl", word="maturiteit", actor=None)
    assert queries.role_name("dpo", "nl", city) == "DPO"
    assert queries.term(city, "maturity", "nl") == "maturiteit"
    assert queries.term(city, "maturity", "en") == "maturity"
    assert queries.role_name("dpo", "nl", elsewhere) == "Functionaris gegevensbescherming (FG)"


def test_an_empty_word_brings_the_shipped_one_back(city):
    services.set_term(organisation=city, key="dpo", language="nl", word="DPO", actor=None)
    services.set_term(organisation=city, key="dpo", language="nl", word="", actor=None)
    assert queries.term(city, "dpo", "nl") == "Functionaris gegevensbescherming (FG)"
    assert [entry.verb for entry in entries_of(city.pk)] == ["term.set", "term.set"]


def test_a_word_for_nothing_is_refused(city):
    with pytest.raises(KeyError):
        services.set_term(organisation=city, key="wizard", language="nl", word="X", actor=None)
