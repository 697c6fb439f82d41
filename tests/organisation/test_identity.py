"""What an organisation is: its name, whose law it follows, its words; and where the administration starts."""

import pytest
from django.urls import reverse

from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import Organisation, Term
from tests.building.organisation import a_person, a_unit


def address(name: str) -> str:
    return reverse(f"organisation:{name}")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def again(city: Organisation) -> Organisation:
    return Organisation.objects.get(pk=city.pk)


# Where it starts ---------------------------------------------------------------------------------------------------
def test_the_administration_says_of_each_part_how_it_is(signed_in, city, administrator, team):
    a_person(city, "Nora", user=None)
    services.add_person(organisation=city, name="Zonder login", actor=None)
    services.set_term(organisation=city, key="dpo", language="nl", word="DPO", actor=None)
    page = text(signed_in(administrator).get(address("administration")))
    for said in ("Nederland", "1 rechtspersoon", "2 andere onderdelen", "3 personen werken hier"):
        assert said in page
    for said in ("1 persoon kan nog niet inloggen", "17 rollen zonder persoon", "1 eigen woord"):
        assert said in page


def test_the_administration_has_a_way_to_every_part(signed_in, administrator):
    page = text(signed_in(administrator).get(address("administration")))
    for name in ("identity", "units", "persons", "who_is_who", "words"):
        assert f'href="{address(name)}"' in page


# The name ----------------------------------------------------------------------------------------------------------
def test_an_organisation_gets_another_name_and_the_journal_knows_the_old_one(signed_in, city, administrator):
    signed_in(administrator).post(address("identity"), {"name": "Stad Nieuwstad"})
    assert again(city).name == "Stad Nieuwstad"
    entry = entries_of(city.pk).first()
    assert (entry.verb, entry.actor) == ("organisation.renamed", administrator.pk)
    assert entry.detail.values == {"name": ["Stad Voorbeeld", "Stad Nieuwstad"]}


def test_the_same_name_is_no_news(city, administrator):
    services.rename_organisation(organisation=city, name="Stad Voorbeeld", actor=administrator)
    assert not entries_of(city.pk).exists()


@pytest.mark.parametrize("name", ["", "x" * 121])
def test_a_name_that_cannot_be_is_refused_and_kept(signed_in, city, administrator, name):
    answer = signed_in(administrator).post(address("identity"), {"name": name})
    assert answer.status_code == 422
    assert again(city).name == "Stad Voorbeeld"
    assert name in text(answer)


def test_the_page_of_a_refused_name_still_says_where_one_is(signed_in, administrator):
    answer = signed_in(administrator).post(address("identity"), {"name": "x" * 121})
    assert '<span class="rl-brand__org">Stad Voorbeeld</span>' in text(answer)


# Whose law ---------------------------------------------------------------------------------------------------------
SURE = {"jurisdiction": "BE-VLG", "reason": "Fusie", "sure": "on"}


def test_another_law_is_followed_after_its_consequences_were_confirmed(signed_in, city, administrator):
    client = signed_in(administrator)
    page = text(client.get(address("jurisdiction")))
    assert "Wat dit verandert" in page
    assert "Wat blijft zoals het is" in page
    client.post(address("jurisdiction"), SURE)
    assert again(city).jurisdiction == "BE-VLG"
    entry = entries_of(city.pk).first()
    assert (entry.verb, entry.reason) == ("organisation.jurisdiction_changed", "Fusie")
    assert entry.detail.values == {"jurisdiction": ["NL", "BE-VLG"]}


@pytest.mark.parametrize("differs", [{"sure": ""}, {"reason": ""}, {"jurisdiction": "NL"}, {"jurisdiction": "FR"}])
def test_without_a_reason_or_confirmation_the_law_stays(signed_in, city, administrator, differs):
    answer = signed_in(administrator).post(address("jurisdiction"), SURE | differs)
    assert answer.status_code == 422
    assert again(city).jurisdiction == "NL"


def test_a_law_that_roeland_does_not_know_is_refused(city, administrator):
    with pytest.raises(services.UnknownJurisdiction):
        services.change_jurisdiction(organisation=city, jurisdiction="FR", reason="x", actor=administrator)


# Words -------------------------------------------------------------------------------------------------------------
def test_the_administrator_sets_own_words_in_both_languages_at_once(signed_in, city, administrator):
    client = signed_in(administrator)
    client.post(address("words"), {"nl-dpo": "DPO van de stad", "en-dpo": "City DPO", "nl-owner": "Eigenaar"})
    assert "DPO van de stad" in text(client.get(reverse("organisation:who_is_who")))
    own = set(Term.objects.filter(organisation=city).values_list("key", "language", "word"))
    assert own == {("dpo", "nl", "DPO van de stad"), ("dpo", "en", "City DPO"), ("owner", "nl", "Eigenaar")}


def test_an_empty_word_brings_back_the_word_of_roeland(signed_in, city, administrator):
    client = signed_in(administrator)
    client.post(address("words"), {"nl-dpo": "DPO van de stad"})
    client.post(address("words"), {"nl-dpo": ""})
    assert not Term.objects.filter(organisation=city).exists()
    assert [entry.detail.values["dpo"] for entry in entries_of(city.pk, city)] == [
        ["DPO van de stad", ""],
        ["", "DPO van de stad"],
    ]


def test_the_shipped_word_stands_beside_the_own_one(signed_in, city, administrator):
    services.set_term(organisation=city, key="maturity", language="nl", word="rijpheid", actor=None)
    page = text(signed_in(administrator).get(address("words")))
    assert "volwassenheid" in page
    assert 'value="rijpheid"' in page


def test_a_word_that_is_too_long_is_refused_and_nothing_is_set(signed_in, city, administrator):
    answer = signed_in(administrator).post(address("words"), {"nl-dpo": "x" * 81, "nl-owner": "Eigenaar"})
    assert answer.status_code == 422
    assert "x" * 81 in text(answer)
    assert not Term.objects.filter(organisation=city).exists()


def test_a_word_for_something_unknown_sets_nothing(city, administrator):
    with pytest.raises(KeyError):
        services.set_terms(organisation=city, words=[("dpo", "nl", "DPO"), ("wizard", "nl", "W")], actor=administrator)
    assert not Term.objects.filter(organisation=city).exists()


# Who may -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["identity", "jurisdiction", "words"])
def test_only_administrators_change_what_the_organisation_is(signed_in, administrator, employee, name):
    assert signed_in(administrator).get(address(name)).status_code == 200
    assert signed_in(employee).get(address(name)).status_code == 403


def test_a_service_refuses_who_does_not_administer_this_organisation(city, employee, elsewhere):
    with pytest.raises(NotPermitted):
        services.rename_organisation(organisation=city, name="X", actor=employee)
    stranger = a_person(elsewhere, role="administrator")
    with pytest.raises(OtherOrganisation):
        services.change_jurisdiction(organisation=city, jurisdiction="BE-VLG", reason="x", actor=stranger)
    assert a_unit(city).organisation == again(city)
