"""The counts beside the filters follow what else is chosen, and are true whatever that is."""

from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roeland.register import finding, listing
from roeland.register.listing import counting
from roeland.register.listing.wish import CODES, Wish
from roeland.register.models import Application, FieldOfUse, Tag, Tagging
from tests.building.organisation import a_person, a_unit
from tests.building.register import an_application

LIST = reverse("register:list")


@pytest.fixture
def loket(town, desk):
    return a_unit(town, "Loket", parent=desk)


@pytest.fixture
def four(town, desk, loket):
    rows = (
        an_application(town, "Afvalroutes", ai_class="minimal", phase="production", unit=desk, undecided=True),
        an_application(town, "Balie-chatbot", ai_class="minimal", phase="experiment", unit=loket),
        an_application(town, "Cv-selectie", ai_class="high", phase="production"),
        an_application(town, "Chatbot rijbewijs", ai_class="transparency", phase="production", unit=loket),
    )
    for row in rows:
        finding.index(row)
    return rows


def counted(client, **query):
    """Per filter the options that are left, with how many."""
    facets = client.get(LIST, query).context["facets"]
    return {facet.name: {option.value: option.count for option in facet.options if option.count} for facet in facets}


def labelled(client, name, **query):
    """What one filter offers, in order."""
    facets = client.get(LIST, query).context["facets"]
    return [option.label for facet in facets if facet.name == name for option in facet.options]


def found(client, **query):
    return client.get(LIST, query).context["page"].paginator.count


def tagged(application, *names):
    for name in names:
        tag, _new = Tag.objects.get_or_create(organisation=application.organisation, name=name)
        Tagging.objects.create(organisation=application.organisation, application=application, tag=tag)
    application.save()


def test_with_nothing_chosen_they_count_the_whole_register(as_employee, four, desk, loket):
    assert counted(as_employee) == {
        "class": {"minimal": 2, "high": 1, "transparency": 1},
        "phase": {"production": 3, "experiment": 1},
        "unit": {str(desk.pk): 3, str(loket.pk): 2, "none": 1},
        "owner": {"none": 4},
        "mark": {"undecided": 1},
        "route": {"unknown": 4},
        "supplier": {"none": 4},
        "personal": {"unknown": 4},
        "affects": {"unknown": 4},
        "questions": {"no-intake": 4},
    }


def test_a_choice_narrows_the_other_filters_and_not_its_own(as_employee, four):
    found = counted(as_employee, **{"class": "minimal"})
    assert found["class"] == {"minimal": 2, "high": 1, "transparency": 1}
    assert found["phase"] == {"production": 1, "experiment": 1}


def test_two_choices_narrow_each_other(as_employee, four):
    found = counted(as_employee, **{"class": ["high", "transparency"], "phase": "production"})
    assert found["class"] == {"minimal": 1, "high": 1, "transparency": 1}
    assert found["phase"] == {"production": 2}
    assert found["mark"] == {}


def test_the_mark_narrows_too(as_employee, four):
    assert counted(as_employee, mark="undecided")["class"] == {"minimal": 1}


@pytest.mark.parametrize(
    ("view", "phases"), [("high", {"production": 1}), ("undecided", {"production": 1}), ("unknown", {})]
)
def test_a_quick_choice_narrows_every_filter(as_employee, four, view, phases):
    assert counted(as_employee, view=view)["phase"] == phases


def test_words_narrow_every_filter(as_employee, four, loket, desk):
    found = counted(as_employee, q="chatbot")
    assert found["class"] == {"minimal": 1, "transparency": 1}
    assert found["unit"] == {str(desk.pk): 2, str(loket.pk): 2}


def test_a_unit_narrows_every_filter_with_all_below_it(as_employee, four, desk):
    assert counted(as_employee, unit=str(desk.pk))["phase"] == {"production": 2, "experiment": 1}


def test_what_is_mine_narrows_every_filter(as_employee, town, employee, four):
    an_application(town, "Van mij", owner=employee, ai_class="high")
    assert counted(as_employee, view="mine")["class"] == {"high": 1}


def test_the_counts_of_what_is_mine_are_nobody_else_s(as_employee, as_manager, town, employee):
    an_application(town, "Van mij", owner=employee, ai_class="high")
    assert counted(as_employee, view="mine")["class"] == {"high": 1}
    assert counted(as_manager, view="mine")["class"] == {}


def test_an_owner_can_be_nobody_or_not_have_said_yes(as_employee, town, employee):
    an_application(town, "Van niemand")
    an_application(town, "Gevraagd", owner=employee)
    an_application(town, "Aangenomen", owner=employee, owner_accepted=True)
    assert counted(as_employee)["owner"] == {"none": 1, "waiting": 1, str(employee.pk): 2}
    assert [found(as_employee, owner=who) for who in ("none", "waiting", str(employee.pk))] == [1, 1, 2]
    assert found(as_employee, owner=["none", "waiting"]) == 2


def test_open_questions_are_there_or_not_or_nobody_asked(as_employee, town):
    for name, number in (("Geen intake", None), ("Klaar", 0), ("Open", 3), ("Ook open", 1)):
        an_application(town, name, open_questions=number)
    assert counted(as_employee)["questions"] == {"no-intake": 1, "no": 1, "some": 2}
    assert [found(as_employee, questions=kind) for kind in ("no-intake", "no", "some")] == [1, 1, 2]


def test_an_entity_counts_and_brings_all_its_units(as_employee, town):
    city, welfare = (a_unit(town, name) for name in ("Stad", "OCMW"))
    below = a_unit(town, "Loket", parent=city)
    for name, unit in (("Een", city), ("Twee", below), ("Drie", welfare), ("Vier", None)):
        an_application(town, name, unit=unit)
    assert counted(as_employee)["entity"] == {str(city.pk): 2, str(welfare.pk): 1}
    assert found(as_employee, entity=str(city.pk)) == 2
    assert found(as_employee, entity=[str(city.pk), str(welfare.pk)]) == 3


def test_with_one_entity_there_is_no_choice_of_entity(as_employee, four):
    assert "entity" not in counted(as_employee)


def test_tags_are_counted_and_narrow(as_employee, four):
    tagged(four[0], "proef", "budget")
    tagged(four[2], "proef")
    assert labelled(as_employee, "tag") == ["budget", "proef"]
    proef = str(Tag.objects.get(name="proef").pk)
    assert counted(as_employee)["tag"][proef] == 2
    assert counted(as_employee, **{"class": "high"})["tag"] == {proef: 1}
    assert counted(as_employee, tag=proef)["class"] == {"minimal": 1, "high": 1}
    assert found(as_employee, tag=proef) == 2


def test_fields_of_use_stand_in_the_order_of_the_organisation(as_employee, town):
    for order, name in enumerate(("Zorg", "Afval")):
        field = FieldOfUse.objects.create(organisation=town, name=name, order=order)
        an_application(town, name, field_of_use=field)
    assert labelled(as_employee, "field") == ["Zorg", "Afval"]


def test_a_long_filter_shows_the_most_frequent_and_finds_the_rest(as_employee, town):
    for number in range(12):
        for turn in range(13 - number):
            an_application(town, f"Toepassing {number} {turn}", supplier=f"Leverancier {number:02}")
    offered = labelled(as_employee, "supplier")
    assert offered == [f"Leverancier {number:02}" for number in range(10)]
    page = as_employee.get(LIST, {"find-supplier": "ER 11"})
    assert [o.label for f in page.context["facets"] if f.name == "supplier" for o in f.options] == ["Leverancier 11"]
    assert 'name="find-supplier" value="ER 11"' in page.content.decode()


def test_what_is_chosen_stays_in_sight_in_a_long_filter(as_employee, town):
    last = None
    for number in range(13):
        for turn in range(13 - number):
            last = an_application(town, f"Toepassing {number} {turn}", supplier=f"Leverancier {number:02}").supplier
    chosen = {"supplier": str(last.pk)}
    assert "Leverancier 12" in labelled(as_employee, "supplier", **chosen)
    assert "Leverancier 12" in labelled(as_employee, "supplier", **chosen, **{"find-supplier": "zzz"})


def test_a_short_filter_has_nothing_to_search(as_employee, four):
    assert "find-unit" not in as_employee.get(LIST).content.decode()


def test_a_change_shows_at_once(as_employee, town, four):
    assert counted(as_employee)["class"]["high"] == 1
    an_application(town, "Nog een", ai_class="high")
    assert counted(as_employee)["class"]["high"] == 2


def test_beyond_what_can_be_counted_there_are_no_numbers(as_employee, town, monkeypatch):
    monkeypatch.setattr(counting, "COUNTED_AT_MOST", 3)
    for number in range(5):
        an_application(town, f"Toepassing {number}", ai_class="high")
    answer = as_employee.get(LIST, {"class": "high"})
    assert {option.count for facet in answer.context["facets"] for option in facet.options} == {None}
    assert len(answer.context["applications"]) == 5


@pytest.mark.parametrize("chosen", [{}, {"view": "high"}, {"phase": "production"}, {"mark": "undecided"}])
def test_what_a_count_says_is_what_choosing_it_shows(as_employee, four, chosen):
    for name, options in counted(as_employee, **chosen).items():
        for value, number in options.items():
            if name not in chosen:
                assert found(as_employee, **chosen | {name: value}) == number, (name, value)


chosen_codes = st.fixed_dictionaries(
    {}, optional={name: st.lists(st.sampled_from(list(codes)), min_size=1).map(tuple) for name, codes in CODES.items()}
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=chosen_codes)
def test_counting_in_memory_and_asking_the_database_agree(town, employee, desk, chosen):
    if not Application.objects.exists():
        kinds = [
            ("high", "production", "yes", 0),
            ("high", "reported", "no", 3),
            ("minimal", "production", "yes", None),
        ]
        for ai_class, phase, personal, questions in kinds:
            for undecided in (True, False):
                made = an_application(town, "Iets", ai_class=ai_class, phase=phase, undecided=undecided, unit=desk)
                Application.objects.filter(pk=made.pk).update(personal_data=personal, open_questions=questions)
    wish = Wish(chosen=chosen)
    counts = listing.counted(employee, wish, None)
    assert counts.total == listing.wished(employee, wish).count()
    for name, codes in CODES.items():
        for code in codes:
            other = Wish(chosen=chosen | {name: (code,)})
            assert counts.numbers[name].get(code, 0) == listing.wished(employee, other).count(), (name, code)


def test_nothing_of_another_organisation_is_counted_or_named(as_employee, four, other_town):
    stranger = a_person(other_town, "Vreemde Eend")
    unit = a_unit(other_town, "Dienst Elders")
    theirs = an_application(
        other_town, "Chatbot elders", ai_class="high", owner=stranger, unit=unit, supplier="Elders bv"
    )
    tagged(theirs, "vreemd")
    FieldOfUse.objects.create(organisation=other_town, name="Veld elders")
    finding.index(theirs)
    assert counted(as_employee)["class"]["high"] == 1
    for query in ({}, {"q": "chatbot"}, {"owner": str(stranger.pk)}, {"unit": str(unit.pk)}):
        page = as_employee.get(LIST, query).content.decode()
        assert not [word for word in ("Vreemde Eend", "Elders", "vreemd", "elders") if word in page], query


def test_the_counts_come_along_when_only_the_results_are_fetched(as_employee, four):
    part = as_employee.get(LIST, {"class": "high"}, headers={"HX-Request": "true"}).content.decode()
    assert '<span id="count-phase-production" hx-swap-oob="true">1</span>' in part
    assert '<div id="options-unit" hx-swap-oob="true">' in part
    page = as_employee.get(LIST, {"class": "high"}).content.decode()
    assert "hx-swap-oob" not in page
    assert page.count('id="count-phase-production"') == 1


def test_counting_takes_two_queries_and_then_none_whatever_else_is_chosen(employee, four, django_assert_num_queries):
    tagged(four[0], "proef")
    wish = Wish(chosen={"class": ("minimal",), "phase": ("experiment",)}, text="chatbot", view="undecided")
    answer = finding.read(employee.organisation_id, wish.words)
    with django_assert_num_queries(2):
        listing.counted(employee, wish, None, answer)
    another = replace(wish, chosen={"tag": (str(Tag.objects.get().pk),), "class": ("high",)})
    with django_assert_num_queries(0):
        listing.counted(employee, wish, None, answer)
        listing.counted(employee, another, None, answer)


def test_every_filter_at_once_stays_within_twelve_queries(as_manager, four, desk, django_assert_max_num_queries):
    tagged(four[0], "proef")
    keys = {"unit": desk.pk, "owner": "none", "tag": Tag.objects.get().pk}
    codes = {name: list(values) for name, values in CODES.items()}
    with django_assert_max_num_queries(12):
        answer = as_manager.get(LIST, codes | keys | {"q": "afvalroutes", "view": "undecided", "sort": "owner"})
    assert answer.context["page"].paginator.count == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"class": "weg"}, "AI-klasse “weg”"),
        ({"view": "weg"}, "Snelle keuze “weg”"),
        ({"unit": "00000000-0000-7000-8000-000000000000"}, "Onderdeel"),
        ({"owner": "00000000-0000-7000-8000-000000000000"}, "AI-eigenaar"),
        ({"tag": "00000000-0000-7000-8000-000000000000"}, "Label"),
    ],
)
def test_a_filter_that_is_gone_is_passed_over_and_told(as_employee, four, query, told):
    answer = as_employee.get(LIST, query)
    assert answer.context["page"].paginator.count == 4
    assert f"Dit filter bestaat niet meer: {told}." in answer.content.decode()
