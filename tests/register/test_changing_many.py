"""Changing many applications at once: looked at first, then just that, and never behind somebody's back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roeland.journal.models import Detail, Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import Person
from roeland.organisation.queries import roles_of
from roeland.register import finding, services
from roeland.register.models import Application, FieldOfUse, Supplier, Tag, Tagging
from roeland.register.services import NotHere, changing_many
from roeland.register.services.reporting import supplier_called
from roeland.search import queries as search
from roeland.work.digest import send_due
from roeland.work.models import Message, OutgoingMail, Task
from tests.building.organisation import a_person, a_unit
from tests.building.register import an_application

LIST = reverse("register:list")
CHANGE = reverse("register:change_many")


@pytest.fixture
def three(town, desk):
    return [an_application(town, name, unit=desk) for name in ("Afvalroutes", "Balie-chatbot", "Cv-selectie")]


@pytest.fixture
def market(town):
    return a_unit(town, "Markten")


def seen_of(rows, changes, actor):
    lines = services.preview(keys=[row.pk for row in rows], changes=changes, actor=actor)
    return {line.application.pk: line.digest for line in lines}


def change(rows, actor, **to):
    changes = services.Changes(
        {k: v for k, v in to.items() if k not in ("add_tag", "remove_tag")},
        **{k: v for k, v in to.items() if k in ("add_tag", "remove_tag")},
    )
    return services.change_many(seen=seen_of(rows, changes, actor), changes=changes, actor=actor)


def tags_of(application):
    return sorted(Tagging.objects.filter(application=application).values_list("tag__name", flat=True))


def hidden(answer, name="seen"):
    return re.search(f'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def test_a_preview_says_per_application_what_it_was_and_becomes(manager, three, desk, market):
    other = an_application(manager.organisation, "Daar al", unit=market)
    lines = services.preview(
        keys=[row.pk for row in (*three, other)], changes=services.Changes({"unit": market}), actor=manager
    )
    assert [line.changed for line in lines] == [{"unit": ("Burgerzaken", "Markten")}] * 3 + [{}]


def test_looking_changes_nothing(manager, three, market):
    services.preview(keys=[row.pk for row in three], changes=services.Changes({"unit": market}, "proef"), actor=manager)
    assert not Application.objects.filter(unit=market).exists()
    assert not Tag.objects.exists()
    assert not Entry.objects.exists()


def test_everything_that_can_change_changes_and_nothing_else(manager, town, three, market, employee):
    field = FieldOfUse.objects.create(organisation=town, name="Zorg")
    supplier = supplier_called(town, "Nieuwe leverancier")
    apart = an_application(town, "Blijft")
    to = {"unit": market, "field_of_use": field, "supplier": supplier, "owner": employee, "process_owner": manager}
    outcome = change(three, manager, **to, add_tag="proef")
    assert [len(rows) for rows in (outcome.changed, outcome.unchanged, outcome.refused, outcome.moved)] == [3, 0, 0, 0]
    for row in Application.objects.exclude(pk=apart.pk):
        assert {name: getattr(row, name) for name in to} == to
        assert tags_of(row) == ["proef"]
        assert row.name in {"Afvalroutes", "Balie-chatbot", "Cv-selectie"}
    apart.refresh_from_db()
    assert (apart.unit, apart.owner, tags_of(apart)) == (None, None, [])


def test_the_journal_tells_it_of_each_application_with_what_it_was(manager, three, market):
    change(three, manager, unit=market)
    entries = Entry.objects.filter(verb="application.edited")
    assert {entry.subject for entry in entries} == {row.pk for row in three}
    assert {(entry.actor, tuple(entry.fields)) for entry in entries} == {(manager.pk, ("unit",))}
    assert [detail.values for detail in Detail.objects.all()] == [{"unit": ["Burgerzaken", "Markten"]}] * 3


def test_what_has_it_already_stays_as_it_is_and_is_not_told(manager, three, desk):
    outcome = change(three, manager, unit=desk)
    assert len(outcome.unchanged) == 3
    assert not Entry.objects.exists()


def test_what_somebody_else_changed_after_the_preview_is_left_alone_and_named(manager, three, market, town):
    changes = services.Changes({"unit": market})
    seen = seen_of(three, changes, manager)
    elsewhere = a_unit(town, "Haven")
    Application.objects.filter(pk=three[0].pk).update(unit=elsewhere)
    outcome = services.change_many(seen=seen, changes=changes, actor=manager)
    assert [row.name for row in outcome.moved] == ["Afvalroutes"]
    three[0].refresh_from_db()
    assert three[0].unit == elsewhere
    assert len(outcome.changed) == 2


def test_a_change_of_something_else_meanwhile_does_not_stand_in_the_way(manager, three, market):
    changes = services.Changes({"unit": market})
    seen = seen_of(three, changes, manager)
    Application.objects.filter(pk=three[0].pk).update(summary="Iets anders")
    assert len(services.change_many(seen=seen, changes=changes, actor=manager).changed) == 3
    three[0].refresh_from_db()
    assert three[0].summary == "Iets anders"


def test_a_role_of_a_unit_changes_only_what_is_of_that_unit(town, desk, three, market):
    lead = a_person(town, "Tom Maes", role="team_manager", unit=desk)
    stranger = an_application(town, "Van elders", unit=market)
    outcome = change([*three, stranger], lead, add_tag="proef")
    assert [row.name for row in outcome.refused] == ["Van elders"]
    assert tags_of(stranger) == []
    assert len(outcome.changed) == 3


def test_who_may_change_nothing_is_refused(employee, three, market):
    with pytest.raises(NotPermitted):
        services.change_many(seen={three[0].pk: ""}, changes=services.Changes({"unit": market}), actor=employee)


def test_nothing_of_another_organisation_is_reached_or_pointed_at(manager, three, other_town):
    theirs = an_application(other_town, "Van hen")
    outcome = services.change_many(seen={theirs.pk: ""}, changes=services.Changes(add_tag="proef"), actor=manager)
    assert outcome == services.Outcome()
    assert tags_of(theirs) == []
    with pytest.raises(OtherOrganisation):
        change(three, manager, unit=a_unit(other_town))


def test_more_than_one_act_may_change_is_refused(manager, three, monkeypatch):
    monkeypatch.setattr(changing_many, "MOST", 2)
    with pytest.raises(services.TooManyAtOnce):
        change(three, manager, add_tag="proef")


def test_a_tag_is_added_once_and_removed_in_any_case(manager, town, three):
    change(three[:1], manager, add_tag="Proef")
    outcome = change(three, manager, add_tag="proef")
    assert [row.name for row in outcome.unchanged] == ["Afvalroutes"]
    assert [tags_of(row) for row in three] == [["Proef"]] * 3
    change(three, manager, remove_tag="proef", add_tag="klaar")
    assert [tags_of(row) for row in three] == [["klaar"]] * 3


def test_an_application_is_found_by_its_new_unit(manager, three, market):
    change(three[:1], manager, unit=market)
    found = search.matching(organisation=manager.organisation_id, kind=finding.KIND, text="markten")
    assert [row["subject"] for row in found] == [three[0].pk]


def test_an_owner_who_is_given_many_has_not_said_yes_but_one_who_takes_them_has(manager, employee, three):
    change(three[:1], manager, owner=employee)
    change(three[1:2], manager, owner=manager)
    assert [Application.objects.get(pk=row.pk).owner_accepted for row in three[:2]] == [False, True]


def test_many_take_as_many_queries_as_few(manager, town, desk, market, django_assert_max_num_queries):
    rows = [an_application(town, f"Toepassing {number}", unit=desk) for number in range(60)]
    changes = services.Changes({"unit": market}, add_tag="proef")
    manager.roles_at_the_door = roles_of(manager, timezone.localdate())
    seen = seen_of(rows, changes, manager)
    with django_assert_max_num_queries(32):
        services.change_many(seen=seen, changes=changes, actor=manager)


def test_many_owners_take_as_many_queries_as_few_and_one_mail(manager, employee, town, desk):
    """Each is a question to somebody, and whoever had it is told; neither grows with the number of applications."""
    manager.roles_at_the_door = roles_of(manager, timezone.localdate())
    earlier = a_person(town, "Eerder Eigenaar")

    def cost(number):
        rows = [an_application(town, f"{number}-{each}", unit=desk, owner=earlier) for each in range(number)]
        changes = services.Changes({"owner": employee})
        seen = seen_of(rows, changes, manager)
        with CaptureQueriesContext(connection) as asked:
            services.change_many(seen=seen, changes=changes, actor=manager)
        return len(asked)

    cost(1)
    assert cost(120) < cost(2) + 10  # rows are stored some hundred at a time
    assert Task.objects.filter(person=employee, kind="become_owner", done_at=None).count() == 123
    assert Message.objects.filter(person=earlier, code="owner_replaced").count() == 123
    before = OutgoingMail.objects.filter(person=employee).count()
    send_due(timezone.now())
    assert OutgoingMail.objects.filter(person=employee).count() == before + 1


def test_the_appointment_of_whoever_is_replaced_ends_and_nobody_searches_any_more(manager, employee, three, town):
    first = a_person(town, "Eerste")
    asked = services.appoint(application=three[0], duty="owner", person=first, actor=manager)
    services.answer_appointment(appointment=asked, accepted=False, reason="Geen tijd", actor=first)
    held = services.appoint(application=three[1], duty="owner", person=first, actor=manager)
    change(three, manager, owner=employee)
    held.refresh_from_db()
    assert (held.answer, held.ended_because) == ("ended", "replaced")
    assert not Task.objects.filter(kind__in=["find_owner"], done_at=None).exists()
    assert not Task.objects.filter(person=first, kind="become_owner", done_at=None).exists()


def test_who_gives_many_to_somebody_who_left_is_refused(manager, three, town):
    gone = a_person(town, "Weg")
    Person.objects.filter(pk=gone.pk).update(active=False)
    with pytest.raises(NotHere):
        change(three, manager, owner=Person.objects.get(pk=gone.pk))


def test_a_field_can_be_made_empty(manager, employee, three, town):
    supplier = supplier_called(town, "Oude leverancier")
    change(three, manager, supplier=supplier, owner=employee)
    outcome = change(three, manager, supplier=None, owner=None)
    assert len(outcome.changed) == 3
    assert not Application.objects.exclude(supplier=None, owner=None).exists()
    assert Entry.objects.filter(verb="application.owner_removed").count() == 3
    assert not Task.objects.filter(kind="become_owner", done_at=None).exists()
    assert [len(rows) for rows in (change(three, manager, supplier=None).unchanged,)] == [3]


def test_emptying_is_an_explicit_choice_that_is_shown_first(as_manager, three, town):
    supplier = supplier_called(town, "Oude leverancier")
    Application.objects.update(supplier=supplier)
    page = as_manager.get(CHANGE, {"all": "1"})
    look = as_manager.post(CHANGE, {"seen": hidden(page), "empty": ["supplier"], "step": "look"})
    text = " ".join(look.content.decode().split())
    assert "<del>Oude leverancier</del> → <ins>niets</ins>" in text
    assert 'type="hidden" name="empty" value="supplier"' in text
    as_manager.post(CHANGE, {"seen": hidden(look), "empty": ["supplier"], "step": "do"})
    assert not Application.objects.exclude(supplier=None).exists()


def test_a_new_supplier_is_named_and_only_made_when_it_is_confirmed(as_manager, three, town):
    page = as_manager.get(CHANGE, {"all": "1"})
    sent = {"new_supplier": "  Nieuw Huis ", "step": "look"}
    look = as_manager.post(CHANGE, {"seen": hidden(page)} | sent)
    assert "<ins>Nieuw Huis</ins>" in look.content.decode()
    assert not Supplier.objects.filter(name="Nieuw Huis").exists()
    as_manager.post(CHANGE, {"seen": hidden(look)} | sent | {"step": "do"})
    assert Application.objects.filter(supplier__name="Nieuw Huis").count() == 3
    again = as_manager.get(CHANGE, {"all": "1"})
    as_manager.post(CHANGE, {"seen": hidden(again)} | sent | {"step": "do"})
    assert Supplier.objects.filter(name="Nieuw Huis").count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"new_supplier": "Nieuw", "empty": ["supplier"]}, "Je vult dit in en maakt het leeg."),
        ({"empty": ["unit"]}, "unit"),
    ],
)
def test_emptying_what_cannot_be_or_is_filled_in_is_said(as_manager, three, sent, said):
    page = as_manager.get(CHANGE, {"all": "1"})
    answer = as_manager.post(CHANGE, {"seen": hidden(page), "step": "look"} | sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_supplier_is_chosen_or_named_not_both(as_manager, three, town):
    page, supplier = as_manager.get(CHANGE, {"all": "1"}), supplier_called(town, "Bekend")
    sent = {"supplier": supplier.pk, "new_supplier": "Nieuw", "step": "look"}
    answer = as_manager.post(CHANGE, {"seen": hidden(page)} | sent)
    assert answer.status_code == 422
    assert "Je koos ook een leverancier uit de lijst." in answer.content.decode()


def test_whoever_is_given_many_is_asked_for_each(manager, employee, three):
    change(three, manager, owner=employee)
    tasks = Task.objects.filter(person=employee, kind="become_owner", done_at=None)
    assert {task.subject.application for task in tasks} == set(three)


names = st.sampled_from(["a", "A", "b", "c"])


@given(before=st.sets(names), add=st.one_of(st.just(""), names), remove=st.one_of(st.just(""), names))
def test_tags_change_as_asked_whatever_was_there(before, add, remove):
    after = services.Changes(add_tag=add, remove_tag=remove).tags(sorted(before))
    assert after == sorted(after)
    if add:
        assert add.casefold() in {tag.casefold() for tag in after}
    if remove and remove.casefold() != add.casefold():
        assert remove.casefold() not in {tag.casefold() for tag in after}


def test_what_is_ticked_in_the_list_is_asked_about_and_shown_first(as_manager, three, market):
    page = as_manager.get(CHANGE, {"pick": [three[0].pk, three[2].pk], "list": "sort=-name"})
    assert "Wat verandert er voor 2 toepassingen?" in page.content.decode()
    look = as_manager.post(CHANGE, {"seen": hidden(page), "list": "sort=-name", "unit": market.pk, "step": "look"})
    assert look.status_code == 200
    assert "<del>Burgerzaken</del> → <ins>Markten</ins>" in look.content.decode()
    assert not Application.objects.filter(unit=market).exists()
    done = as_manager.post(CHANGE, {"seen": hidden(look), "list": "sort=-name", "unit": market.pk, "step": "do"})
    assert done.url == f"{LIST}?sort=-name"
    assert "2 toepassingen zijn aangepast." in as_manager.get(done.url).content.decode()
    assert set(Application.objects.filter(unit=market)) == {three[0], three[2]}


def test_all_that_the_list_shows_can_be_changed_at_once(as_manager, town, desk, three, market):
    an_application(town, "Elders", unit=market)
    page = as_manager.get(CHANGE, {"all": "1", "list": f"unit={desk.pk}"})
    assert set(changing_keys(hidden(page))) == {row.pk.hex for row in three}


def changing_keys(text):
    return [pair.partition(":")[0] for pair in text.split(",")]


def test_who_goes_back_finds_what_was_chosen(as_manager, three, market):
    page = as_manager.get(CHANGE, {"pick": three[0].pk})
    sent = {"seen": hidden(page), "list": "", "unit": market.pk, "add_tag": "proef", "step": "again"}
    answer = as_manager.post(CHANGE, sent)
    assert answer.status_code == 200
    assert f'<option value="{market.pk}" selected>' in answer.content.decode()
    assert 'value="proef"' in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Kies minstens één ding dat verandert."),
        ({"unit": "onzin"}, "Onderdeel"),
        ({"add_tag": "Proef", "remove_tag": "proef"}, "Je voegt dit label toe en haalt het weg."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_lost(as_manager, town, three, sent, said):
    tag = Tag.objects.create(organisation=town, name="proef")
    sent = sent | ({"remove_tag": tag.pk} if "remove_tag" in sent else {})
    page = as_manager.get(CHANGE, {"pick": three[0].pk})
    answer = as_manager.post(CHANGE, sent | {"seen": hidden(page), "step": "look"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert hidden(answer) == hidden(page)


def test_who_chose_nothing_hears_what_to_do(as_manager, three):
    answer = as_manager.get(CHANGE, {"list": "class=high", "pick": "onzin"}, follow=True)
    assert answer.redirect_chain == [(f"{LIST}?class=high", 302)]
    assert "Kies eerst een of meer toepassingen" in answer.content.decode()


def test_a_preview_names_what_one_may_not_change_and_why(town, client, desk, three, market):
    lead = a_person(town, "Tom Maes", role="team_manager", unit=desk)
    client.force_login(lead.user)
    stranger = an_application(town, "Van elders", unit=market)
    page = client.get(CHANGE, {"all": "1"})
    look = client.post(CHANGE, {"seen": hidden(page), "add_tag": "proef", "step": "look"}).content.decode()
    assert "1 toepassing blijft zoals ze is: ze hoort bij een onderdeel waar je geen rol hebt." in look
    assert "Pas 3 toepassingen aan" in look
    assert stranger.name in look


def test_what_changed_meanwhile_is_named_afterwards(as_manager, town, three, market):
    page = as_manager.get(CHANGE, {"all": "1"})
    look = as_manager.post(CHANGE, {"seen": hidden(page), "unit": market.pk, "step": "look"})
    Application.objects.filter(pk=three[1].pk).update(unit=a_unit(town, "Haven"))
    sent = {"seen": hidden(look), "unit": market.pk, "step": "do"}
    told = as_manager.post(CHANGE, sent, follow=True).content.decode()
    assert "2 toepassingen zijn aangepast." in told
    assert "Iemand anders paste deze intussen aan" in told
    assert "Balie-chatbot (AI-0002)" in told


def test_when_nothing_would_change_there_is_nothing_to_confirm(as_manager, three, desk):
    page = as_manager.get(CHANGE, {"all": "1"})
    look = as_manager.post(CHANGE, {"seen": hidden(page), "unit": desk.pk, "step": "look"}).content.decode()
    assert 'value="do"' not in look
    assert "Hier verandert niets." in look


def test_too_many_at_once_says_so(as_manager, three, monkeypatch):
    monkeypatch.setattr("roeland.register.views.many.MOST", 2)
    answer = as_manager.get(CHANGE, {"all": "1"}, follow=True)
    assert "meer dan 2 toepassingen tegelijk" in answer.content.decode()


def test_the_list_offers_it_only_to_who_may(as_employee, as_manager, three):
    assert 'name="pick"' in as_manager.get(LIST).content.decode()
    assert 'name="pick"' not in as_employee.get(LIST).content.decode()
    assert as_employee.get(CHANGE).status_code == 403
