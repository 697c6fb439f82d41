"""How long records are kept: terms that are proposed, adopted, refused, and who may see and do so."""

from datetime import date

import pytest
from django.urls import reverse

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.organisation.models import AdoptedTerm
from roeland.organisation.retention import terms
from roeland.organisation.retention.adopting import ReferenceMissing, TooShort, UnsoundLength, adopt_term
from roeland.rules.retention import Length
from tests.building.organisation import a_person, an_organisation
from tests.house.doors import client_of

pytestmark = pytest.mark.django_db
LISTED = "Selectielijst 2020, 11.1"
TWELVE_YEARS = Length(years=12)


@pytest.fixture
def administrator():
    return a_person(an_organisation(), "Geert", role="administrator")


def adopt(actor, kind="application", length=TWELVE_YEARS, reference=LISTED):
    return adopt_term(organisation=actor.organisation, kind=kind, length=length, reference=reference, actor=actor)


def term_of(actor, kind="application"):
    return terms.term(actor.organisation, kind)


def test_before_anybody_adopts_a_term_the_proposal_shows_as_a_proposal(administrator):
    term = term_of(administrator)
    assert (term.held, term.adopted, term.unverified) == ("10 jaar", False, True)


def test_an_adopted_term_holds_with_who_adopted_it_on_which_list(administrator):
    adopt(administrator)
    term = term_of(administrator)
    assert term.held == "12 jaar"
    assert (term.own.adopted_by, term.own.reference) == (administrator, LISTED)


def test_the_newest_term_holds_and_the_journal_keeps_what_it_was(administrator):
    adopt(administrator)
    adopt(administrator, length=Length(for_good=True), reference="Selectielijst 2027, 3")
    assert term_of(administrator).held == "blijvend"
    told = Entry.objects.filter(verb="retention.term_adopted").order_by("at").last()
    assert told.detail.values == {"months": ["144", "for_good"], "reference": ["", "Selectielijst 2027, 3"]}
    assert told.actor == administrator.pk


def test_a_term_under_the_minimum_of_the_law_is_refused_and_nothing_is_kept(administrator):
    with pytest.raises(TooShort) as refused:
        adopt(administrator, length=Length(years=9, months=11))
    assert refused.value.term.minimum == "10 jaar"
    assert not AdoptedTerm.objects.exists()
    assert not Entry.objects.filter(verb="retention.term_adopted").exists()


def test_the_minimum_itself_is_long_enough(administrator):
    assert adopt(administrator, length=Length(years=10)).length == Length(years=10)


def test_a_term_names_the_list_on_which_it_rests(administrator):
    with pytest.raises(ReferenceMissing):
        adopt(administrator, reference="  ")


def test_a_length_of_nothing_is_refused(administrator):
    with pytest.raises(UnsoundLength):
        adopt(administrator, kind="mail", length=Length())


@pytest.mark.parametrize("kind", ["decision", "nonsense"])
def test_only_a_kind_with_a_term_of_its_own_gets_one(administrator, kind):
    with pytest.raises(KeyError):
        adopt(administrator, kind=kind)


def test_who_may_only_look_adopts_nothing(administrator):
    with pytest.raises(NotPermitted):
        adopt(a_person(administrator.organisation, role="dpo"))


def test_nobody_adopts_a_term_for_another_organisation(administrator):
    stranger = a_person(an_organisation("Elders"), role="administrator")
    with pytest.raises(NotPermitted):
        adopt_term(
            organisation=administrator.organisation,
            kind="mail",
            length=Length(years=1),
            reference=LISTED,
            actor=stranger,
        )
    assert not AdoptedTerm.objects.exists()


def test_a_town_in_flanders_sees_the_law_of_flanders():
    there = a_person(an_organisation(jurisdiction="BE-VLG"), role="administrator")
    page = client_of(there).get(reverse("organisation:adopt_term", args=["application"])).content.decode()
    assert "Bestuursdecreet" in page
    assert "Archiefwet 1995" not in page


def test_the_list_says_that_an_archivist_still_has_to_look(administrator):
    page = client_of(administrator).get(reverse("organisation:retention")).content.decode()
    assert "Een archivaris moet deze termijnen nog nakijken" in page
    assert "Voorstel, nog niet nagekeken" in page
    assert "10 jaar" in page


def test_a_dpo_reads_the_list_and_finds_no_way_to_adopt(administrator):
    client = client_of(a_person(administrator.organisation, role="dpo"))
    page = client.get(reverse("organisation:retention"))
    assert page.status_code == 200
    assert reverse("organisation:adopt_term", args=["mail"]) not in page.content.decode()
    assert client.get(reverse("organisation:adopt_term", args=["mail"])).status_code == 403


def test_adopting_on_the_page(administrator):
    url = reverse("organisation:adopt_term", args=["mail"])
    answer = client_of(administrator).post(url, {"years": "1", "months": "6", "reference": LISTED}, follow=True)
    assert "1 jaar en 6 maanden" in answer.content.decode()
    assert AdoptedTerm.objects.get().adopted_at.date() >= date(2026, 1, 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"years": "5"}, "De wet vraagt minstens 10 jaar."),
        ({"years": ""}, "Vul in hoelang, bijvoorbeeld 5 jaar."),
        ({"years": "20", "for_good": "on"}, "Kies een van de twee"),
        ({"years": "twaalf"}, "twaalf"),
        ({"years": "20", "reference": ""}, "Selectielijst"),
    ],
)
def test_bad_input_comes_back_with_what_to_do(administrator, fields, sentence):
    url = reverse("organisation:adopt_term", args=["application"])
    answer = client_of(administrator).post(url, {"reference": LISTED} | fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not AdoptedTerm.objects.exists()


def test_a_kind_that_does_not_exist_has_no_page(administrator):
    assert client_of(administrator).get(reverse("organisation:adopt_term", args=["nonsense"])).status_code == 404
