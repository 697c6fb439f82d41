"""An application becomes an approved tool: who may say so, for what, and when not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from roeland.assessments.models import AcceptableUse
from roeland.assessments.quick import checking, framing
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted
from roeland.register.models import Application, Phase, Route
from tests.building.organisation import a_person
from tests.building.quick import FILES_OF_PEOPLE, SINCE, a_frame, a_tool
from tests.building.register import an_application


@pytest.fixture
def writer(ann):
    return a_tool(ann)


def page_of(application):
    return f"/may-i/tool/{application.pk}/"


FILLED = {"purposes": ["text_help"], "since": "2026-01-01", "house_rules": "Haal namen weg."}


def test_an_approval_says_for_what_by_whom_and_since_when(browsing, information_manager, writer):
    reply = browsing(information_manager).post(page_of(writer), FILLED | {"citizens": "on"})

    row = AcceptableUse.objects.get()
    assert reply.url == writer.get_absolute_url()
    assert (row.purposes, row.inputs, row.citizens, row.since) == (["text_help"], [], True, date(2026, 1, 1))
    assert row.set_by == information_manager
    entry = Entry.objects.get(verb="acceptable_use.set", subject=writer.pk)
    assert entry.actor == information_manager.pk
    assert entry.detail.values["citizens"] == [False, True]


def test_the_dossier_shows_the_frame_to_everybody(browsing, ann, information_manager, writer):
    a_frame(writer, actor=information_manager, house_rules="Haal namen weg.")

    page = browsing(ann).get(writer.get_absolute_url()).content.decode()

    assert "Mag gebruikt worden voor" in page
    assert "Haal namen weg." in page
    assert page_of(writer) not in page


def test_a_dossier_without_a_frame_offers_one_only_to_who_may_set_it(browsing, ann, information_manager, writer):
    assert "Mag gebruikt worden voor" not in browsing(ann).get(writer.get_absolute_url()).content.decode()
    assert page_of(writer) in browsing(information_manager).get(writer.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("phase", "undecided", "why"),
    [
        (Phase.REPORTED, False, "not_in_use"),
        (Phase.IN_ASSESSMENT, False, "not_in_use"),
        (Phase.REJECTED, False, "not_in_use"),
        (Phase.RETIRED, False, "not_in_use"),
        (Phase.PRODUCTION, True, "undecided"),
    ],
)
def test_only_what_is_in_use_and_decided_can_be_approved(browsing, city, information_manager, phase, undecided, why):
    application = an_application(city, phase=phase, undecided=undecided)

    page = browsing(information_manager).get(page_of(application))
    sent = browsing(information_manager).post(page_of(application), FILLED)

    assert page.context["why_not"] == why
    assert "Dit kan nu geen goedgekeurde tool zijn." in page.content.decode()
    assert sent.status_code == 409
    with pytest.raises(framing.CannotApprove, match=why):
        a_frame(application, actor=information_manager)
    assert not AcceptableUse.objects.exists()


def test_what_the_law_prohibits_is_no_tool_from_that_moment(browsing, city, information_manager, writer):
    a_frame(writer, actor=information_manager)
    Application.objects.filter(pk=writer.pk).update(route=Route.FORBIDDEN)

    assert checking.approved(city, timezone.localdate()) == []
    assert browsing(information_manager).post(page_of(writer), FILLED).status_code == 409
    assert "De wet verbiedt het" in browsing(information_manager).get(writer.get_absolute_url()).content.decode()


def test_the_dossier_says_why_it_cannot_be_a_tool_yet(browsing, city, information_manager):
    application = an_application(city, phase=Phase.REPORTED)

    page = browsing(information_manager).get(application.get_absolute_url()).content.decode()

    assert "Eerst moet iemand erover beslissen." in page
    assert page_of(application) not in page


def test_an_experiment_can_be_an_approved_tool(ann, information_manager, writer):
    Application.objects.filter(pk=writer.pk).update(phase=Phase.EXPERIMENT)
    assert a_frame(writer, actor=information_manager).holds_on(SINCE)


def test_a_frame_goes_no_further_than_the_intake(browsing, information_manager, writer):
    page = browsing(information_manager).post(page_of(writer), FILLED | {"inputs": ["sensitive"]})

    assert page.status_code == 422
    assert "Gevoelige gegevens over mensen" in page.context["form"].errors["inputs"].as_text()
    assert "Haal namen weg." in page.content.decode()
    with pytest.raises(framing.BeyondAssessment):
        a_frame(writer, actor=information_manager, purposes=("judging_people",))
    assert not AcceptableUse.objects.exists()


def test_what_nobody_assessed_is_approved_for_nothing_about_people(city, information_manager):
    bare = an_application(city, phase=Phase.PRODUCTION)
    with pytest.raises(framing.BeyondAssessment, match="citizens"):
        a_frame(bare, actor=information_manager, citizens=True)


def test_who_may_put_sensitive_data_in_may_put_ordinary_data_in(ann, information_manager):
    tool = a_tool(ann, known=FILES_OF_PEOPLE)
    assert a_frame(tool, actor=information_manager, inputs=("sensitive",)).inputs == ["ordinary", "sensitive"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"purposes": []}, "purposes"),
        ({"purposes": ["other"]}, "purposes"),
        ({"inputs": ["gossip"]}, "inputs"),
        ({"since": "gisteren"}, "since"),
        ({"since": ""}, "since"),
        ({"until": "2025-12-31"}, "until"),
        ({"house_rules": "x" * 2001}, "house_rules"),
    ],
)
def test_a_frame_that_cannot_be_is_refused(browsing, information_manager, writer, fields, field):
    page = browsing(information_manager).post(page_of(writer), FILLED | fields)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not AcceptableUse.objects.exists()


def test_the_service_refuses_what_the_form_would(information_manager, writer):
    for fields in ({"purposes": ()}, {"purposes": ("other",)}, {"inputs": ("gossip",)}, {"until": date(2025, 1, 1)}):
        with pytest.raises(framing.UnknownCodes):
            a_frame(writer, actor=information_manager, **fields)


def test_a_frame_holds_within_its_dates(city, information_manager, writer):
    today = timezone.localdate()
    a_frame(writer, actor=information_manager, since=today - timedelta(days=9), until=today)
    assert checking.approved(city, today)
    assert not checking.approved(city, today + timedelta(days=1))
    assert not checking.approved(city, today - timedelta(days=10))


def test_changing_a_frame_keeps_one_row_and_the_journal_keeps_what_was(information_manager, writer):
    a_frame(writer, actor=information_manager)
    a_frame(writer, actor=information_manager, purposes=("text_help", "summary"))
    a_frame(writer, actor=information_manager, purposes=("text_help", "summary"))

    assert AcceptableUse.objects.get().purposes == ["text_help", "summary"]
    _first, second = Entry.objects.filter(verb="acceptable_use.set").order_by("at")
    assert set(second.detail.values) == {"purposes"}


def test_an_ended_frame_stays_on_record_and_a_new_one_can_follow(browsing, city, information_manager, writer):
    a_frame(writer, actor=information_manager)

    browsing(information_manager).post(page_of(writer) + "end/")

    ended = AcceptableUse.objects.get()
    assert (ended.ended_by, checking.approved(city, timezone.localdate())) == (information_manager, [])
    assert Entry.objects.filter(verb="acceptable_use.ended", subject=writer.pk).exists()
    assert framing.end_frame(application=writer, actor=information_manager) is None
    a_frame(writer, actor=information_manager)
    assert AcceptableUse.objects.count() == 2


def test_the_owner_may_approve_and_a_colleague_may_not(browsing, city, ann, writer):
    with pytest.raises(NotPermitted):
        a_frame(writer, actor=ann)
    with pytest.raises(NotPermitted):
        framing.end_frame(application=writer, actor=ann)
    assert browsing(ann).get(page_of(writer)).status_code == 403
    owner = a_person(city, "Otto Maes")
    Application.objects.filter(pk=writer.pk).update(owner=owner)
    writer.refresh_from_db()
    assert a_frame(writer, actor=owner).set_by == owner


def test_a_tool_of_another_organisation_cannot_be_approved(browsing, stranger, writer):
    assert browsing(stranger).get(page_of(writer)).status_code == 404
    assert browsing(stranger).post(page_of(writer), FILLED).status_code == 404
    with pytest.raises(NotPermitted):
        a_frame(writer, actor=stranger)
