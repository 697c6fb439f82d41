"""Five people share all roles: everything can be decided, by two people at least, and what is not allowed is told."""

import pytest
from django.urls import reverse

from roeland.decisions.models import Decision
from tests.building.assessments import SPELLING
from tests.building.organisation import a_person


def test_whoever_asks_somebody_else_decides_and_it_says_why(small_town, as_):
    manager, head = as_(small_town.manager), as_(small_town.head)
    spelling = manager.reports("Spellinghulp", SPELLING, unit=small_town.team.pk)
    asked = manager.asks(spelling, "start:production")
    assert "Niemand beslist over de eigen vraag." in manager.reads(asked)
    forced = manager.tries(reverse("decisions:decide", args=[asked.pk]), answer="yes", confirmed="1")
    assert forced.status == 403
    assert "Dirk Deel" in forced.text
    assert not Decision.objects.exists()
    assert head.has_to_do(asked)
    head.decides(asked, "yes", "Klein risico.")
    spelling.refresh_from_db()
    assert spelling.phase == "production"


def test_at_the_top_the_competent_organ_decides_and_nobody_waits_in_silence(small_town, as_):
    secretary, ali = as_(small_town.secretary), as_(small_town.all_round)
    spelling = secretary.reports("Spellinghulp", SPELLING, unit=small_town.team.pk)
    for person in (small_town.manager, small_town.head):
        person.roles_held.all().delete()
    asked = secretary.asks(spelling, "start:production")
    assert asked.holder is None
    assert "Het gaat naar het bevoegde orgaan." in secretary.reads(asked)
    assert "Teammanager" in ali.opens(reverse("governance:gaps")).text


def test_the_fg_of_a_small_town_can_never_decide(small_town, as_):
    watcher = as_(small_town.watcher)
    spelling = as_(small_town.manager).reports("Spellinghulp", SPELLING, unit=small_town.team.pk)
    asked = as_(small_town.manager).asks(spelling, "start:production")
    assert not watcher.may_decide(asked)
    assert watcher.tries(reverse("decisions:decide", args=[asked.pk]), answer="yes", confirmed="1").status == 403


@pytest.mark.parametrize(
    ("who", "role", "words"),
    [
        ("watcher", "privacy_officer", "keurt iemand het eigen werk"),
        ("watcher", "directorate", "Schrijf op hoe de twee rollen gescheiden blijven"),
        ("watcher", "ciso", "Schrijf op hoe de twee rollen gescheiden blijven"),
        ("secretary", "dpo", "Schrijf op hoe de twee rollen gescheiden blijven"),
        ("head", "dpo", "Schrijf op hoe de twee rollen gescheiden blijven"),
    ],
)
def test_what_one_person_cannot_be_at_once_is_refused_with_the_reason(small_town, as_, who, role, words):
    administrator = as_(a_person(small_town.organisation, "Ad Beer", role="administrator"))
    person = getattr(small_town, who)
    before = set(person.roles_held.values_list("role", flat=True))
    page = administrator.fills_in(reverse("organisation:give_role", args=[person.pk]), role=role)
    assert page.status == 422
    assert words in page.text
    assert set(person.roles_held.values_list("role", flat=True)) == before
