"""Newer rules come with Roeland: they change nothing until somebody moves the applications that come out otherwise."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from roeland.assessments import law_dates, queries
from roeland.assessments.models import Classification
from roeland.assessments.newer_rules import Judge
from roeland.decisions import services
from roeland.decisions.models import GateRequest, Lapse, Recheck
from roeland.decisions.newer_rules import comparing, moving
from roeland.decisions.queries import decided_on
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.register.models import Application, Phase
from roeland.register.services import enter_phase
from roeland.work import ticking
from roeland.work.models import Message, OutgoingMail, Task
from tests.building.assessments import DASHBOARD, SPELLING, a_classification
from tests.building.background import run_waiting
from tests.building.content import HEAVIER, LIGHTER, a_newer, reads
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.questionnaires import these


def in_use(application, city):
    asked = services.request_gate(application=application, actor=city.employee, leads_to=Phase.PRODUCTION)
    return services.decide(gate_request=asked, answer="yes", actor=city.manager)


def moved(recheck, city):
    moving.move(recheck=recheck, actor=city.informed, reason="Onze jurist gaf deze versie vrij.")
    run_waiting()
    recheck.refresh_from_db()
    return recheck


def now(application):
    return Application.objects.get(pk=application.pk)


def rows(recheck):
    return {row.application.name: row for row in recheck.rows.select_related("application")}


def told(person):
    return sorted(Message.objects.filter(person=person).values_list("code", flat=True))


def test_while_nothing_newer_came_nothing_is_compared(city, speller):
    assert comparing.take_up(timezone.now()) == 0
    assert not Recheck.objects.exists()


def test_the_clock_finds_newer_rules_and_says_for_which_applications_they_change_something(city, speller, come):
    a_classification(DASHBOARD, actor=city.employee, unit=city.team, name="Dashboard")
    recheck = come(HEAVIER)
    assert (recheck.state, recheck.total, recheck.compared, recheck.changed) == ("ready", 2, 2, 1)
    row = recheck.rows.get()
    assert (row.application, row.route_at_least, row.route_at_most, row.heavier) == (
        speller,
        "standard",
        "standard",
        True,
    )


def test_the_clock_of_roeland_does_it(city, speller, documents):
    a_newer(documents, "classification", HEAVIER)
    reads(documents)
    assert ticking.tick(timezone.now()).rooms["roeland.decisions.newer_rules.comparing.take_up"] == 1
    assert "roeland.decisions.newer_rules.comparing.take_up" in settings.EACH_MINUTE


def test_nothing_changes_until_somebody_says_so(city, speller, come):
    before, decision = queries.latest(speller), in_use(speller, city)
    come()
    assert queries.latest(speller) == before
    assert now(speller).route == "light"
    assert decided_on(now(speller)) == decision
    assert not Lapse.objects.exists()


def test_a_finding_that_falls_away_is_a_change_and_not_a_heavier_one(city, dashboard, come):
    row = come().rows.get()
    assert row.findings == [["register-c", "certain", "excluded"]]
    assert not row.heavier


def test_when_nothing_comes_out_otherwise_nobody_is_asked_anything(city, dashboard, come):
    recheck = come(HEAVIER)
    assert (recheck.state, recheck.changed) == ("nothing", 0)
    assert not Task.objects.filter(kind="look_at_newer_rules").exists()


def test_who_keeps_the_whole_picture_is_asked_to_look_and_the_lawyer_is_told(city, speller, come):
    recheck = come()
    task = Task.objects.get(kind="look_at_newer_rules")
    assert (task.person, task.subject) == (city.informed, recheck)
    assert told(city.lawyer) == ["newer_rules_compared"]


def test_what_is_retired_or_stopped_is_left_alone(city, speller, come):
    enter_phase(application=speller, phase=Phase.STOPPED, actor=city.informed)
    assert come().state == "nothing"


def test_a_newer_table_of_dates_is_compared_too(city, documents):
    """A date that moves changes from when the same answers mean something else."""
    from_supplier = SPELLING | {"technique": these("general_model"), "output": these("media")}
    made = a_classification(from_supplier, actor=city.employee, unit=city.team)
    a_newer(documents, "law-dates", {})
    reads(documents)
    comparing.take_up(timezone.now())
    run_waiting()
    recheck = Recheck.objects.get()
    assert (recheck.law, recheck.compared) == ("law-dates@2", 1)
    assert recheck.state == "nothing"
    assert queries.latest(made.application) == made


def test_the_clock_may_strike_again_and_compares_once(city, speller, come):
    come()
    assert comparing.take_up(timezone.now()) == 0
    assert Recheck.objects.count() == 1


def test_it_goes_on_after_the_last_batch_that_was_kept(city, speller, come, monkeypatch):
    for turn in range(4):
        a_classification(SPELLING, actor=city.employee, unit=city.team, name=f"Nog een {turn}")
    monkeypatch.setattr(comparing, "BATCH", 2)
    recheck = come(works=False)
    comparing.step(recheck, Judge(city.organisation))  # and the machine goes down here
    recheck.refresh_from_db()
    assert recheck.progress == (2, 5)

    run_waiting()

    recheck.refresh_from_db()
    assert (recheck.state, recheck.compared, recheck.changed) == ("ready", 5, 5)
    assert recheck.rows.values("application").distinct().count() == 5


def test_two_workers_on_the_same_batch_keep_it_once(city, speller, come):
    recheck = come(works=False)
    same = Recheck.objects.get(pk=recheck.pk)
    comparing.step(recheck, Judge(city.organisation))
    comparing.step(same, Judge(city.organisation))
    recheck.refresh_from_db()
    assert (recheck.compared, recheck.changed, recheck.rows.count()) == (1, 1, 1)


def test_work_that_stumbled_is_put_back_after_a_while(city, speller, come):
    recheck = come(works=False)
    DBTaskResult.objects.all().delete()
    assert comparing.take_up(timezone.now()) == 0
    assert comparing.take_up(timezone.now() + timedelta(minutes=11)) == 1
    run_waiting()
    recheck.refresh_from_db()
    assert recheck.state == "ready"


def test_somebody_moves_them_and_the_journal_tells_who_and_why(city, speller, come):
    recheck = moved(come(), city)
    assert (recheck.state, recheck.moved_by, recheck.handled) == ("moved", city.informed, 1)
    made = queries.latest(speller)
    assert (made.rules, made.route, made.occasion, made.made_by) == (
        "classification@2",
        "standard",
        "rules",
        city.informed,
    )
    assert now(speller).route == "standard"
    lines = Entry.objects.filter(verb__in=("recheck.move_asked", "application.reclassified", "recheck.moved"))
    assert [(line.verb, line.actor) for line in lines.order_by("at", "pk")] == [
        ("recheck.move_asked", city.informed.pk),
        ("application.reclassified", city.informed.pk),
        ("recheck.moved", city.informed.pk),
    ]
    assert lines.filter(reason="Onze jurist gaf deze versie vrij.").count() == 2
    assert not Task.objects.filter(kind="look_at_newer_rules", done_at=None).exists()


def test_what_was_predicted_is_what_the_move_gives(city, speller, dashboard, come):
    recheck = come()
    for name, row in rows(moved(recheck, city)).items():
        made = queries.latest(row.application)
        assert (made.certain_class, made.possible_class) == (row.certain_class, row.possible_class), name
        assert (made.route_at_least, made.route_at_most) == (row.route_at_least, row.route_at_most), name
        assert made.next_change == row.next_change, name
        states = dict(made.findings.values_list("code", "state"))
        assert all(states.get(code) == after for code, _before, after in row.findings), name


def test_a_decision_lapses_when_something_important_changes(city, speller, come):
    decision = in_use(speller, city)
    recheck = come()
    row = recheck.rows.get()
    assert (row.decision, row.lapses_after) == (decision, 10)

    moved(recheck, city)

    lapse = Lapse.objects.get(decision=decision)
    assert lapse.lapses_on == city.organisation.working_days.after(timezone.localdate(), 10)
    row.refresh_from_db()
    assert row.lapse == lapse
    assert decided_on(now(speller)) == decision  # until that day


def test_a_decision_stays_when_nothing_important_changes(city, dashboard, come):
    decision = in_use(dashboard, city)
    recheck = come()
    assert recheck.rows.get().decision is None

    moved(recheck, city)

    assert queries.latest(dashboard).rules == "classification@2"
    assert not Lapse.objects.exists()
    assert decided_on(now(dashboard)) == decision


def test_an_open_request_lapses_when_something_important_changes(city, speller, dashboard, come):
    asked, stays = (
        services.request_gate(application=each, actor=city.employee, leads_to=Phase.PRODUCTION)
        for each in (speller, dashboard)
    )
    recheck = come()
    assert {name: row.gate_request for name, row in rows(recheck).items()} == {"Spelling": asked, "Dashboard": None}
    moved(recheck, city)
    assert GateRequest.objects.get(pk=asked.pk).outcome == "lapsed"
    assert GateRequest.objects.get(pk=stays.pk).is_open


def test_each_person_hears_once_however_many_are_moved(city, come):
    for turn in range(3):
        in_use(
            a_classification(SPELLING, actor=city.employee, unit=city.team, name=f"Spelling {turn}").application, city
        )
    Message.objects.all().delete()
    OutgoingMail.objects.all().delete()
    recheck = come()
    moved(recheck, city)
    assert Lapse.objects.count() == 3
    assert told(city.employee) == ["newer_rules_lapse"]
    assert told(city.manager) == ["newer_rules_lapse"]
    assert told(city.informed) == []
    assert OutgoingMail.objects.filter(person=city.employee).count() == 1


def test_who_owns_or_reported_what_does_not_lapse_hears_that_it_changed(city, speller, come):
    moved(come(), city)
    assert told(city.employee) == ["newer_rules_moved"]


def test_moving_goes_on_where_it_was_cut_off(city, speller, dashboard, come):
    recheck = come()
    moving.move(recheck=recheck, actor=city.informed, reason="Het moet.")
    first = recheck.rows.order_by("pk").first()
    moving.move_row(first.pk, city.informed)
    moving.move_row(first.pk, city.informed)  # once more: nothing happens
    recheck.refresh_from_db()
    assert recheck.progress == (1, 2)
    assert Classification.objects.filter(rules="classification@2").count() == 1

    run_waiting()

    recheck.refresh_from_db()
    assert (recheck.state, recheck.handled) == ("moved", 2)
    assert Classification.objects.filter(rules="classification@2").count() == 2


def test_what_somebody_answered_again_meanwhile_is_left_alone(city, speller, come):
    recheck = come()
    again = Classification.objects.get(pk=queries.latest(speller).pk)
    again.pk, again.made_at = None, timezone.now()
    again.id = None
    again = Classification(
        **{f.attname: getattr(again, f.attname) for f in Classification._meta.fields if f.name != "id"}
    )
    again.save()
    moved(recheck, city)
    assert recheck.rows.get().state == "overtaken"
    assert queries.latest(speller) == again


def test_only_who_may_moves_them(city, speller, come):
    recheck = come()
    for person in (city.employee, city.lawyer, city.dpo, city.ciso, city.manager):
        with pytest.raises(NotPermitted):
            moving.move(recheck=recheck, actor=person, reason="Ik wil het.")
    recheck.refresh_from_db()
    assert recheck.state == "ready"


def test_nothing_is_moved_twice(city, speller, come):
    recheck = moved(come(), city)
    with pytest.raises(moving.NotReady):
        moving.move(recheck=recheck, actor=city.informed, reason="Nog eens.")


def test_a_still_newer_version_takes_the_place_of_what_nobody_moved(city, speller, come):
    first = come(LIGHTER | HEAVIER)
    second = come({"route: standard\n    law_date: definitions": "route: full\n    law_date: definitions"})
    first.refresh_from_db()
    assert (first.state, second.state, second.rules) == ("overtaken", "ready", "classification@3")
    assert Task.objects.get(kind="look_at_newer_rules", done_at=None).subject == second
    with pytest.raises(moving.NotReady):
        moving.move(recheck=first, actor=city.informed, reason="Toch.")


def test_a_date_of_the_law_that_passes_keeps_the_rules_of_before(city, speller, documents, come):
    for name in ("law-dates", "obligations"):
        a_newer(documents, name, {})
    recheck = come()
    before = queries.latest(speller)
    Classification.objects.filter(pk=before.pk).update(next_change=timezone.localdate())
    assert law_dates.take_up(timezone.now()) == 1
    made = queries.latest(speller)
    assert (made.rules, made.occasion, made.route) == ("classification@1", "law", "light")
    assert (made.law, made.obligations) == ("law-dates@1", "obligations@1")
    assert recheck.rows.get().classification == before


def test_organisations_do_not_see_or_touch_each_other(city, speller, come, client):
    elsewhere = an_organisation("Elders")
    stranger = a_person(elsewhere, "Eva Vreemd", role="information_manager")
    theirs = a_classification(SPELLING, actor=stranger, unit=a_unit(elsewhere, "Dienst"), name="Van hen").application
    come()
    ours = Recheck.objects.get(organisation=city.organisation)
    assert list(rows(ours)) == ["Spelling"]
    with pytest.raises(NotPermitted):
        moving.move(recheck=ours, actor=stranger, reason="Ik mag dit daar ook.")
    client.force_login(stranger.user)
    assert client.get(ours.get_absolute_url()).status_code == 404
    assert client.post(reverse("decisions:move", args=[ours.pk]), {"reason": "Ik"}).status_code == 404
    assert "Spelling" not in client.get(reverse("decisions:rechecks")).content.decode()
    moved(ours, city)
    assert queries.latest(theirs).rules == "classification@1"


def test_an_organisation_without_applications_has_nothing_to_compare(city, come):
    recheck = come()
    assert (recheck.state, recheck.total) == ("nothing", 0)
    assert not Entry.objects.filter(verb__startswith="recheck").exists()
