"""A measure is taken once, meets an obligation of many applications, and counts while somebody looks after it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.journal.models import Entry
from roeland.obligations import services, ticking
from roeland.obligations.handing_over import MEASURES
from roeland.obligations.models import Cover, Duty, Measure
from roeland.obligations.refusals import Refused
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.leaving.kinds import Move
from roeland.work.models import Task
from tests.building.obligations import a_duty, a_measure_taken, some_evidence
from tests.building.organisation import a_person, an_organisation
from tests.obligations.conftest import client_of

LITERACY = "O01"


@pytest.fixture
def course(town) -> Measure:
    return a_measure_taken(town.hr_adviser)


@pytest.fixture
def both(town, course, benefits, spelling):
    """The course meets the duty to teach people of two applications."""
    duties = [a_duty(application, LITERACY) for application in (benefits, spelling)]
    assert services.cover(measure=course, duties=duties, met=True, actor=town.hr_adviser) == 2
    return duties


def standings():
    return set(Duty.objects.filter(code=LITERACY).values_list("standing", flat=True))


def at(day):
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_one_measure_meets_the_same_obligation_of_many_applications(town, both):
    assert standings() == {"met"}
    for duty in both:
        verbs = Entry.objects.filter(subject=duty.application_id, verb__startswith="obligation.").order_by("at", "pk")
        assert list(verbs.values_list("verb", flat=True)) == ["obligation.covered", "obligation.noted"]


def test_it_covers_only_what_the_actor_works_on(town, course, benefits, spelling):
    duties = [a_duty(benefits, "O02"), a_duty(spelling, "O02")]
    assert services.cover(measure=course, duties=duties, met=True, actor=town.elsewhere) == 0
    assert services.cover(measure=course, duties=duties, met=False, actor=town.manager) == 2
    assert {a_duty(benefits, "O02").standing, a_duty(spelling, "O02").standing} == {"open"}


def test_when_it_does_not_work_what_rests_on_it_is_under_way_and_what_has_more_stays_met(town, both, course):
    some_evidence(both[0], town.hr_adviser, title="Lijst van wie wat volgde")
    services.look(measure=course, works=False, seen="De helft kwam niet.", actor=town.hr_adviser)
    assert [a_duty(duty.application, LITERACY).standing for duty in both] == ["met", "under_way"]
    with pytest.raises(services.NotNow):
        services.cover(measure=course, duties=both, met=True, actor=town.hr_adviser)


def test_when_nobody_looks_in_time_it_counts_no_longer_and_its_owner_was_asked(town, both, course):
    Duty.objects.update(arrived_on=timezone.localdate())  # no date of the law comes in this story
    last = course.next_on
    assert ticking.take_up(at(last - timedelta(days=1))) == 0
    assert ticking.take_up(at(last)) == 1
    task = Task.objects.get(kind="look_at_measure", done_at=None)
    assert (task.person, task.due) == (town.hr_adviser, last)
    assert standings() == {"met"}
    assert ticking.take_up(at(last + timedelta(days=1))) == 2
    assert standings() == {"under_way"}
    assert ticking.take_up(at(last + timedelta(days=2))) == 0


def test_who_looks_carries_it_on_and_the_task_is_done(town, both, course):
    Measure.objects.update(next_on=timezone.localdate())
    ticking.take_up(timezone.now())
    assert Task.objects.filter(kind="look_at_measure", done_at=None).count() == 1
    with pytest.raises(Refused):
        services.look(measure=course, works=True, seen="  ", actor=town.hr_adviser)
    services.look(measure=course, works=True, seen="Iedereen deed mee.", actor=town.hr_adviser)
    assert not Task.objects.filter(kind="look_at_measure", done_at=None).exists()
    assert Measure.objects.get().next_on > in_days(360)
    assert standings() == {"met"}


def test_ending_it_needs_a_reason_and_takes_back_what_rests_on_it(town, both, course):
    with pytest.raises(Refused):
        services.end_measure(measure=course, because="", actor=town.hr_adviser)
    services.end_measure(measure=course, because="Er komt een andere cursus.", actor=town.hr_adviser)
    assert standings() == {"under_way"}
    with pytest.raises(services.NotNow):
        services.look(measure=course, works=True, seen="Toch.", actor=town.hr_adviser)


def test_who_has_no_part_in_governance_begins_none_and_nobody_gives_it_to_a_stranger(town):
    with pytest.raises(NotPermitted):
        a_measure_taken(town.reporter)
    stranger = a_person(an_organisation("Stad Elders"), "Wim Elders")
    with pytest.raises(OtherOrganisation):
        a_measure_taken(town.hr_adviser, owner=stranger)


def test_a_leaver_hands_over_the_measures_and_without_a_successor_they_go_to_the_information_manager(town, course):
    move = Move(town.hr_adviser, None, town.information_manager, None)
    held = MEASURES.held(town.hr_adviser)
    assert [thing.name for thing in held] == ["Cursus AI"]
    MEASURES.hand_over([(thing.row, move) for thing in held])
    assert Measure.objects.get().owner == town.information_manager


def test_from_the_page_of_an_obligation_one_measure_is_used_for_all(town, course, benefits, spelling):
    client = client_of(town.hr_adviser)
    page = reverse("obligations:one", args=[LITERACY])
    assert "Eén maatregel voor alle" not in client_of(town.dpo).get(page).content.decode()
    assert "Eén maatregel voor alle" in client_of(town.information_manager).get(page).content.decode()
    url = reverse("obligations:cover_many", args=[LITERACY])
    assert client.post(url, {"measure": course.pk, "met": "on"}).status_code == 403  # sees no page over everything
    answer = client_of(town.information_manager).post(url, {"measure": course.pk, "met": "on"}, follow=True)
    assert "Gedaan voor 2 toepassingen." in answer.content.decode()
    assert standings() == {"met"}
    assert client_of(town.information_manager).post(url, {"measure": "geen"}).status_code == 422


def test_a_measure_of_another_organisation_cannot_be_chosen(town, benefits):
    there = a_person(an_organisation("Stad Elders"), "Wim Elders", role="hr_adviser")
    foreign = a_measure_taken(there)
    url = reverse("obligations:cover", args=[a_duty(benefits, LITERACY).pk])
    client_of(town.information_manager).post(url, {"measure": foreign.pk, "met": "on"})
    assert not Cover.objects.exists()
    assert standings() == {"open"}


def test_begun_looked_at_and_ended_on_their_pages(town, benefits):
    client = client_of(town.hr_adviser)
    said = {"title": "Cursus", "what": "Twee uur.", "owner": town.hr_adviser.pk, "every_months": "12"}
    assert client.post(reverse("obligations:begin_measure"), said | {"every_months": "0"}).status_code == 422
    assert client.post(reverse("obligations:begin_measure"), said).status_code == 302
    measure = Measure.objects.get()
    client.post(
        reverse("obligations:cover", args=[a_duty(benefits, LITERACY).pk]), {"measure": measure.pk, "met": "on"}
    )
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "Toeslagenhulp" in page
    look = reverse("obligations:look", args=[measure.pk])
    assert client.post(look, {"works": "yes", "seen": ""}).status_code == 422
    assert client.post(look, {"works": "no", "seen": "Niemand kwam."}).status_code == 302
    assert "Niemand kwam." in client.get(measure.get_absolute_url()).content.decode()
    assert (
        client.post(reverse("obligations:end_measure", args=[measure.pk]), {"because": "Gestopt."}).status_code == 302
    )
    assert client.get(look).status_code == 200
    assert client.post(look, {"works": "yes", "seen": "Toch."}).status_code == 422
