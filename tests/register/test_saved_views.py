"""Lists kept under a name: found back, shared, changed and removed, by who may."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.register import listing, services
from roeland.register.listing.wish import CODES
from roeland.register.models import SavedView
from tests.building.organisation import a_person
from tests.building.register import an_application

LIST = reverse("register:list")
LISTS = reverse("register:saved_views")
KEEP = reverse("register:keep_view")


@pytest.fixture
def colleague(town):
    return a_person(town, "Bo Claes")


def kept(person, name="Hoog risico", query="class=high", shared=False):
    return services.keep_list(name=name, query=query, shared=shared, actor=person)


def above(client, **query):
    """What stands above the register: names, and which is current."""
    return {view["label"]: view["current"] for view in client.get(LIST, query).context["views"]}


def test_a_list_is_kept_as_its_address_asks_and_found_back(as_employee, town):
    an_application(town, "Cv-selectie", ai_class="high")
    an_application(town, "Spelling", ai_class="minimal")
    answer = as_employee.post(
        f"{KEEP}?sort=-name&class=high&page=3&find-owner=x", {"name": " Hoog  risico ", "who": "alone"}
    )
    view = SavedView.objects.get()
    assert (view.name, view.query, view.shared) == ("Hoog risico", "class=high&sort=-name", False)
    assert answer.url == f"{LIST}?class=high&sort=-name"
    page = as_employee.get(answer.url)
    assert [application.name for application in page.context["applications"]] == ["Cv-selectie"]


def test_a_kept_list_stands_above_the_register_and_says_when_it_is_shown(as_employee, employee):
    kept(employee)
    assert above(as_employee)["Hoog risico"] is False
    assert above(as_employee)["Alles"] is True
    shown = above(as_employee, **{"class": "high", "page": "1"})
    assert [label for label, current in shown.items() if current] == ["Hoog risico"]


def test_a_list_of_one_s_own_is_nobody_else_s(as_manager, employee):
    kept(employee, "Van mij")
    assert "Van mij" not in above(as_manager)
    assert "Van mij" not in as_manager.get(LISTS).content.decode()


def test_a_shared_list_is_everybody_s_and_of_this_organisation_only(as_manager, employee, other_town):
    kept(employee, "Van ons", shared=True)
    kept(a_person(other_town), "Van elders", shared=True)
    assert "Van ons" in above(as_manager)
    assert "Van elders" not in above(as_manager)
    assert "Van elders" not in as_manager.get(LISTS).content.decode()


def test_only_sharing_is_told_to_the_journal(employee):
    alone = kept(employee)
    services.change_list(view=alone, name="Anders", shared=False, actor=employee)
    services.remove_list(view=alone, actor=employee)
    assert not Entry.objects.exists()
    shared = kept(employee, shared=True)
    services.change_list(view=shared, name="Nog anders", shared=True, actor=employee)
    services.change_list(view=shared, name="Nog anders", shared=True, actor=employee)
    services.remove_list(view=shared, actor=employee)
    verbs = list(Entry.objects.order_by("at").values_list("verb", flat=True))
    assert verbs == ["saved_view.shared", "saved_view.changed", "saved_view.removed"]


def test_sharing_later_is_told_too(employee):
    view = kept(employee)
    services.change_list(view=view, name=view.name, shared=True, actor=employee)
    assert Entry.objects.get().verb == "saved_view.shared"


@pytest.mark.parametrize("name", ["Hoog risico", "hoog RISICO"])
def test_no_two_lists_of_one_person_have_the_same_name(as_employee, employee, name):
    kept(employee)
    answer = as_employee.post(f"{KEEP}?class=minimal", {"name": name, "who": "alone"})
    assert answer.status_code == 422
    assert "al een lijst met deze naam" in answer.content.decode()
    assert f'value="{name}"' in answer.content.decode()
    assert SavedView.objects.count() == 1


def test_two_people_may_use_one_name_each_for_themselves_but_not_for_all(employee, colleague):
    kept(employee, shared=True)
    kept(colleague, query="class=minimal")
    with pytest.raises(services.NameTaken):
        kept(colleague, "hoog risico", "class=unknown", shared=True)


def test_the_same_list_is_not_kept_twice(as_employee, employee):
    kept(employee)
    answer = as_employee.post(f"{KEEP}?class=high", {"name": "Nog eens", "who": "alone"})
    assert answer.status_code == 422
    assert "Je hebt deze lijst al: “Hoog risico”." in answer.content.decode()


def test_a_list_without_a_name_is_not_kept(as_employee):
    answer = as_employee.post(f"{KEEP}?class=high", {"name": " ", "who": "alone"})
    assert answer.status_code == 422
    assert "Geef de lijst een naam" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_a_list_with_too_many_filters_is_refused_in_words(as_employee):
    units = "&".join(f"unit=00000000-0000-7000-8000-{number:012}" for number in range(60))
    answer = as_employee.post(f"{KEEP}?{units}", {"name": "Alles", "who": "alone"})
    assert answer.status_code == 422
    assert "te veel filters" in answer.content.decode()


def test_the_owner_changes_name_and_readers(as_employee, employee):
    view = kept(employee)
    change = reverse("register:change_view", args=[view.pk])
    assert 'value="Hoog risico"' in as_employee.get(change).content.decode()
    assert as_employee.post(change, {"name": "Zwaar", "who": "everybody"}).url == LISTS
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Zwaar", True)


def test_a_name_that_is_taken_keeps_what_was_typed(as_employee, employee):
    kept(employee, "Een", "class=minimal")
    view = kept(employee)
    answer = as_employee.post(reverse("register:change_view", args=[view.pk]), {"name": "een", "who": "alone"})
    assert answer.status_code == 422
    assert 'value="een"' in answer.content.decode()


def test_nobody_changes_the_list_of_another(as_manager, employee):
    view = kept(employee, shared=True)
    change = reverse("register:change_view", args=[view.pk])
    assert as_manager.post(change, {"name": "Gekaapt", "who": "alone"}).status_code == 403


def test_who_takes_care_of_the_register_removes_what_is_shared(as_manager, employee):
    view = kept(employee, shared=True)
    assert as_manager.post(reverse("register:remove_view", args=[view.pk])).url == LISTS
    assert not SavedView.objects.exists()


def test_who_takes_care_of_the_register_never_reaches_what_is_kept_alone(as_manager, manager, employee):
    view = kept(employee)
    assert as_manager.post(reverse("register:remove_view", args=[view.pk])).status_code == 404
    with pytest.raises(NotPermitted):
        services.remove_list(view=view, actor=manager)
    assert SavedView.objects.exists()


def test_a_colleague_removes_nothing_of_another(as_employee, colleague):
    view = kept(colleague, shared=True)
    assert as_employee.post(reverse("register:remove_view", args=[view.pk])).status_code == 403
    assert "Weghalen" not in as_employee.get(LISTS).content.decode()


def test_what_is_gone_from_a_kept_list_is_passed_over_and_told(as_employee, employee):
    view = kept(employee, query="class=high&unit=00000000-0000-7000-8000-000000000001")
    page = as_employee.get(view.get_absolute_url())
    assert page.status_code == 200
    assert "Dit filter bestaat niet meer: Onderdeel." in page.content.decode()
    assert [one["label"] for one in page.context["views"] if one["current"]] == ["Hoog risico"]


def test_keeping_is_offered_where_there_is_something_to_keep(as_employee, employee, town):
    for ai_class in ("high", "minimal"):
        an_application(town, ai_class, ai_class=ai_class)
    kept(employee)
    assert KEEP not in as_employee.get(LIST).content.decode()
    assert f"{KEEP}?class=minimal" in as_employee.get(LIST, {"class": "minimal"}).content.decode()
    assert KEEP not in as_employee.get(LIST, {"class": "high"}).content.decode()


def test_who_kept_nothing_hears_how(as_employee):
    assert "Je hebt nog geen lijst bewaard" in as_employee.get(LISTS).content.decode()


words = st.text(alphabet="ab &=?é", max_size=8).map(str.strip)
codes = st.fixed_dictionaries(
    {},
    optional={name: st.lists(st.sampled_from(list(values)), min_size=1).map(tuple) for name, values in CODES.items()},
)


@given(text=words, chosen=codes, sort=st.sampled_from(["name", "-name", "owner", "-class"]))
def test_an_address_asks_what_it_was_written_from(text, chosen, sort):
    wish = listing.Wish(text=text, chosen=chosen, sort=sort)
    read = listing.wish_from(QueryDict(wish.address))
    assert (read.text, read.sort, read.address) == (text, sort, wish.address)
    assert {name: set(values) for name, values in read.chosen.items()} == {n: set(v) for n, v in chosen.items()}
