"""What nobody does here is shown, with what it means."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.decisions.matrix.gaps import SHOWN, kinds
from roeland.organisation.models import Person, RoleHeld
from tests.building.matrix import an_adopted_version
from tests.building.organisation import a_person, a_role

TODAY = timezone.localdate()


def found(city, code):
    return next(kind for kind in kinds(city.organisation, TODAY) if kind.code == code)


def said(city, code):
    return {gap.title: gap.sentence for gap in found(city, code).gaps}


def test_activities_without_a_person_say_what_happens_instead(city):
    gaps = [gap.sentence for gap in found(city, "activities").gaps]
    assert "Niemand is privacy officer. Tot er iemand is, doet de proceseigenaar dit." in gaps
    assert (
        "Niemand is architect, dus dit advies ontbreekt. Wie eindverantwoordelijk is, zegt hoe dat wordt opgevangen."
        in gaps
    )


def test_an_activity_without_an_accountable_person_comes_forward(city):
    RoleHeld.objects.filter(role="directorate").delete()
    sentences = {gap.sentence for gap in found(city, "activities").gaps}
    assert "Niemand is directie, dus niemand is eindverantwoordelijk. Geef iemand deze rol." in sentences
    assert "Start, zwaar" in said(city, "gates")


def test_organs_and_users_are_no_gap(city):
    titles = said(city, "roles")
    assert "Privacy officer" in titles
    assert not {"Gemeenteraad", "Gebruiker", "Directie"} & titles.keys()


def test_who_has_no_deputy_or_one_that_left_is_named(city):
    gone = a_person(city.organisation, "Wim Weg", active=False)
    RoleHeld.objects.filter(person=city.manager).update(deputy=gone)
    RoleHeld.objects.filter(person=city.head).update(deputy=city.director)
    gaps = said(city, "deputies")
    assert gaps["Tom Claes, Teammanager (Balie)"].startswith("De vervanger werkt hier niet meer.")
    assert gaps["Dina Wouters, Directie"].startswith("Heeft geen vervanger.")
    assert not any("Hind" in title for title in gaps)


@pytest.mark.parametrize(
    ("days", "says"),
    [(-1, "De termijn liep af op"), (0, "De termijn loopt af op"), (90, "De termijn loopt af op"), (91, "")],
)
def test_terms_that_end_within_three_months_or_ended_are_named(city, days, says):
    RoleHeld.objects.filter(person=city.ciso).update(ends=TODAY + timedelta(days=days))
    assert said(city, "terms").get("Cas Wit, CISO", "").startswith(says)
    assert ("Cas Wit, CISO" in said(city, "terms")) is bool(says)


def test_a_term_that_somebody_took_over_is_no_gap(city):
    RoleHeld.objects.filter(person=city.ciso).update(ends=TODAY - timedelta(days=1))
    a_person(city.organisation, "Nieuw Hier", role="ciso")
    assert "Cas Wit, CISO" not in said(city, "terms")


def test_roles_that_need_a_mitigation_are_named_until_it_is_written(city):
    held = a_role(city.dpo, "ciso")
    assert list(said(city, "combinations").values()) == [
        "Is ook functionaris gegevensbescherming (FG). Schrijf op hoe jullie dat zuiver houden (de maatregel)."
    ]
    RoleHeld.objects.filter(pk=held.pk).update(mitigation="De auditor kijkt mee.")
    assert said(city, "combinations") == {}


def test_roles_that_nobody_may_hold_together_are_named_whatever_is_written(city):
    a_role(city.dpo, "privacy_officer", mitigation="Met een muur ertussen.")
    assert "Niemand mag beide zijn" in next(iter(said(city, "combinations").values()))


def test_who_decides_without_a_mandate_is_named(city):
    RoleHeld.objects.filter(person=city.head).update(mandate="")
    assert list(said(city, "mandates")) == ["Hind Amrani, Afdelingshoofd (Dienst Burgers)"]


def test_who_left_holds_nothing(city):
    Person.objects.filter(pk=city.director.pk).update(active=False)
    assert "Directie" in said(city, "roles")


def test_the_gaps_follow_the_matrix_that_holds(city):
    RoleHeld.objects.filter(role="lawyer").delete()
    before = found(city, "activities").count
    an_adopted_version(city.informed, city.director, does="lawyer")
    sentences = [gap.sentence for gap in found(city, "activities").gaps if gap.title.startswith("Opvolgen")]
    assert sentences == ["Niemand is jurist. Tot er iemand is, doet de proceseigenaar dit."]
    assert found(city, "activities").count == before


def test_of_many_the_first_are_shown_and_the_rest_counted(city):
    for number in range(SHOWN):
        a_person(city.organisation, f"Persoon {number:02}", role="team_manager", unit=city.team)
    kind = found(city, "deputies")
    assert len(kind.gaps) == SHOWN
    assert kind.count == SHOWN + kind.more > SHOWN


def test_another_organisation_is_not_in_it(city, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        everything = kinds(city.organisation, TODAY)
    assert all("Elders" not in gap.title for kind in everything for gap in kind.gaps)
