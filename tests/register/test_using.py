"""A team uses an application that stands in the register already."""

import pytest
from django.utils import timezone

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.register import services
from roeland.register.models import Application, Phase, Use
from roeland.register.services.using import units_of
from roeland.work.models import Message, Task
from tests.building.organisation import a_person, a_role, a_unit
from tests.building.register import an_application


@pytest.fixture
def owner(town):
    return a_person(town, "Otto Bos")


@pytest.fixture
def writer(town, owner):
    return an_application(town, "Schrijfhulp", owner=owner, phase=Phase.PRODUCTION)


@pytest.fixture
def add(writer, employee, desk):
    def add(actor=employee, **fields):
        known = {"application": writer, "unit": desk, "purpose": "Brieven.", "contact": actor, "people": 8}
        return services.add_use(actor=actor, **known | fields)

    return add


def told(code):
    return [message.person for message in Message.objects.filter(code=code)]


def test_a_use_says_who_what_for_whom_to_ask_and_how_many(add, employee, desk, writer, owner):
    use = add(purpose=" Brieven. ")
    assert (use.unit, use.purpose, use.contact, use.people) == (desk, "Brieven.", employee, 8)
    assert (use.added_by, use.fits, use.ended_on) == (employee, "unknown", None)
    entry = Entry.objects.get(verb="application.use_added")
    assert (entry.subject, entry.actor) == (writer.pk, employee.pk)
    assert told("use_added") == [owner]


def test_who_adds_a_use_of_an_own_application_is_not_told(add, owner, desk):
    add(actor=owner)
    assert told("use_added") == []


def test_two_presses_are_one_use(add):
    assert add() == add()
    assert Use.objects.count() == Entry.objects.filter(verb="application.use_added").count() == 1


@pytest.mark.parametrize("phase", [Phase.RETIRED, Phase.REJECTED, Phase.STOPPED])
def test_nobody_begins_to_use_what_is_no_longer_used(add, writer, phase):
    Application.objects.update(phase=phase)
    with pytest.raises(services.NoLongerUsed):
        add()
    assert not Use.objects.exists()


def test_one_speaks_for_the_own_unit_and_what_is_below_it(town, add, employee, desk):
    below, elsewhere = a_unit(town, "Loket", parent=desk), a_unit(town, "Groen")
    assert list(units_of(employee)) == [desk, below]
    assert add(unit=below).unit == below
    with pytest.raises(services.NotYourUnit) as refused:
        add(unit=elsewhere)
    assert "eigen onderdeel" in refused.value.reason
    a_role(employee, "spoke", unit=elsewhere)
    assert add(unit=elsewhere).unit == elsewhere


def test_who_keeps_the_register_speaks_for_every_unit(town, manager, desk):
    assert set(units_of(manager)) == {desk}
    manager.unit = a_unit(town, "Groen")
    assert set(units_of(manager)) == {desk, manager.unit}


def test_nothing_of_another_organisation_comes_in(add, other_town, desk):
    with pytest.raises(OtherOrganisation):
        add(unit=a_unit(other_town))
    with pytest.raises(OtherOrganisation):
        add(contact=a_person(other_town))
    with pytest.raises(NotPermitted):
        add(application=an_application(other_town))
    assert not Use.objects.exists()


def change(use, actor, **fields):
    known = {"unit": use.unit, "purpose": use.purpose, "contact": use.contact, "people": use.people}
    return services.change_use(use=use, actor=actor, **known | fields)


def test_a_change_keeps_what_was_in_the_journal(add, employee, desk):
    use = change(add(), employee, purpose="Mails.", people=9)
    assert (use.purpose, use.people) == ("Mails.", 9)
    entry = Entry.objects.get(verb="application.use_changed")
    assert entry.detail.values["use"] == ["Burgerzaken: Brieven.", "Burgerzaken: Mails."]


def test_a_change_that_changes_nothing_leaves_no_trace(add, employee):
    change(add(), employee)
    assert not Entry.objects.filter(verb="application.use_changed").exists()


@pytest.mark.parametrize("who", ["adder", "owner", "manager"])
def test_who_added_it_who_owns_it_and_who_keeps_the_register_may_end_it(add, owner, manager, employee, who):
    use = add()
    actor = {"adder": employee, "owner": owner, "manager": manager}[who]
    ended = services.end_use(use=use, reason="Niet meer nodig.", actor=actor)
    assert ended.ended_on == timezone.localdate()
    assert Entry.objects.get(verb="application.use_ended").reason == "Niet meer nodig."
    assert set(told("use_ended")) == {owner, employee} - {actor}


def test_a_colleague_may_neither_change_nor_end_nor_judge(town, add):
    use, colleague = add(), a_person(town)
    for act in (
        lambda: change(use, colleague, people=1),
        lambda: services.end_use(use=use, reason="", actor=colleague),
        lambda: services.find_fitting(use=use, actor=colleague),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_what_has_ended_stays_as_it_was(add, employee, owner):
    use = services.end_use(use=add(), reason="", actor=employee)
    for act in (
        lambda: change(use, employee, people=1),
        lambda: services.end_use(use=use, reason="", actor=employee),
        lambda: services.find_fitting(use=use, actor=owner),
    ):
        with pytest.raises(services.UseEnded):
            act()


def test_the_owner_says_that_it_fits_and_who_asked_hears_it(add, owner, employee):
    use = services.find_fitting(use=add(), actor=owner)
    assert use.fits == "yes"
    assert told("use_fits") == [employee]
    assert not Task.objects.filter(done_at=None).exists()


def test_who_added_it_may_not_judge_it(add, employee):
    with pytest.raises(NotPermitted):
        services.find_fitting(use=add(), actor=employee)


def test_uses_count_in_the_facts_of_the_application(add, writer, as_employee, employee):
    add()
    add(purpose="Mails.", people=4)
    services.end_use(use=add(purpose="Oud."), reason="", actor=employee)
    page = as_employee.get(writer.get_absolute_url()).content.decode()
    assert "nog 2 teams" in page
    assert "ongeveer 12 mensen" in page


def test_the_home_page_shows_what_my_unit_uses_too(town, add, as_employee, client):
    use = add()
    home = as_employee.get("/").content.decode()
    assert "je team gebruikt dit ook" in home
    assert use.get_absolute_url() in home
    client.force_login(a_person(town, "Jan Bos", unit=a_unit(town, "Groen")).user)
    assert "je team gebruikt dit ook" not in client.get("/").content.decode()
