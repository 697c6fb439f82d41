"""The index fills itself again, bit by bit, when its form has changed."""

from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from roeland.search import rebuilding, services
from roeland.search.models import Filling, IndexedText, Word
from roeland.search.queries import matching
from roeland.search.rebuilding import Indexed, Thing, take_up
from roeland.search.services import Findable
from roeland.work import ticking
from tests.building.organisation import an_organisation
from tests.building.register import an_application

pytestmark = pytest.mark.django_db
KIND = "library.stone"
ORGANISATION = uuid4()
KEYS = sorted(uuid4() for _ in range(7))
read = []


def stones(after: UUID | None, most: int):
    keys = [key for key in KEYS if after is None or key > after][:most]
    read.extend(keys)
    return [Thing(ORGANISATION, key, Findable("Steen")) for key in keys]


STONES = Indexed(KIND, stones)


@pytest.fixture(autouse=True)
def small_steps(settings, monkeypatch):
    settings.SEARCH_INDEXES = [f"{__name__}.STONES"]
    monkeypatch.setattr(rebuilding, "AT_ONCE", 2)
    monkeypatch.setattr(rebuilding, "TURNS", 2)
    read.clear()


def run():
    return take_up(timezone.now())


def found():
    return {row["subject"] for row in matching(organisation=ORGANISATION, kind=KIND, text="steen")}


def test_a_new_kind_of_things_is_put_in_some_at_a_time_until_all_are_there():
    assert [run(), run(), run()] == [4, 3, 0]
    assert found() == set(KEYS)
    assert read == KEYS


def test_what_is_full_costs_one_question_a_minute(django_assert_num_queries):
    run(), run()
    with django_assert_num_queries(1):
        assert run() == 0


def test_another_form_of_the_index_is_filled_from_the_start(monkeypatch):
    run(), run()
    IndexedText.objects.update(name="")
    monkeypatch.setattr(rebuilding, "FORM", rebuilding.FORM + 1)
    assert run() + run() == 7
    assert not IndexedText.objects.filter(name="").exists()


def test_what_is_in_an_older_form_stays_found_meanwhile():
    services.index(organisation=ORGANISATION, kind=KIND, subject=KEYS[6], text="Steen")
    run()
    assert found() == {*KEYS[:4], KEYS[6]}


def test_nothing_is_put_in_twice_when_a_step_was_cut_off():
    run()
    Filling.objects.update(reached=KEYS[1])
    run(), run()
    assert IndexedText.objects.filter(kind=KIND).count() == 7


def test_an_empty_town_is_full_at_once(monkeypatch):
    monkeypatch.setattr(f"{__name__}.KEYS", [])
    assert run() == 0
    assert Filling.objects.get(kind=KIND).done


@pytest.fixture
def really(settings):
    settings.SEARCH_INDEXES = ["roeland.register.finding.INDEXED"]


def test_the_clock_makes_applications_found_that_never_were_in_the_index(really):
    towns = [an_organisation("Ons dorp"), an_organisation("Elders")]
    ours, theirs = (an_application(town, "Chatbot", supplier="Praatgraag") for town in towns)
    ticked = ticking.tick(timezone.now())
    assert ticked.rooms["roeland.search.rebuilding.take_up"] == 2
    for town, row in zip(towns, (ours, theirs), strict=True):
        rows = matching(organisation=town, kind="register.application", text="chatbot praatgraag")
        assert {found["subject"] for found in rows} == {row.pk}
    assert Word.objects.filter(word="praatgraag").count() == 2
