"""Destruction: what is due, who proposes, who says yes, what is held back, and what the certificate says."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from roeland.journal import services as journal
from roeland.journal.models import Entry
from roeland.organisation import services
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import Hold, User
from roeland.organisation.retention import destroying, due, holding_back, removing, running, terms
from roeland.organisation.retention.kinds import kinds
from roeland.register.models import Application, Phase
from roeland.register.services import enter_phase
from roeland.rules.retention import Length
from tests.building.organisation import a_person, an_organisation
from tests.building.register import a_reported_application, an_application
from tests.building.retention import LATER, LISTED, a_proposal, adopted, destroyed, later, states
from tests.house.doors import client_of

pytestmark = pytest.mark.django_db
THEN = LATER.date()


@pytest.fixture
def administrator():
    return a_person(an_organisation(), "Geert", role="administrator")


@pytest.fixture
def second(administrator):
    return a_person(administrator.organisation, "Nele", role="information_manager")


@pytest.fixture
def retired(administrator):
    """An application that ended today, in a town that adopted its terms."""
    application = a_reported_application(administrator, "Oude hulp")
    enter_phase(application=application, phase=Phase.RETIRED, actor=administrator)
    adopted(administrator)
    return application


def what_is_due(actor, kind="application", today=THEN):
    term = terms.term(actor.organisation, kind)
    return list(due.told(kinds()[kind], term, due.proposable(kinds()[kind], term, actor.organisation, today)))


def hold(actor, application, reason="Er loopt een bezwaar."):
    return holding_back.hold_back(
        organisation=actor.organisation, kind="application", key=application.pk, reason=reason, actor=actor
    )


def test_something_is_due_when_its_term_is_over_and_says_since_when_it_ran(administrator, retired):
    today = date.today()
    over = date(today.year + 11, 1, 1)
    assert what_is_due(administrator, today=over - timedelta(days=1)) == []
    (found,) = what_is_due(administrator, today=over)
    assert (found.record, found.label) == (retired.pk, "AI-0001 Oude hulp")
    assert (found.started_on, found.due_on) == (today, over)


def test_what_is_still_in_use_is_never_due(administrator, retired):
    enter_phase(application=retired, phase=Phase.PRODUCTION, actor=administrator)
    assert what_is_due(administrator, today=date(2900, 1, 1)) == []


def test_what_came_in_ended_counts_from_the_day_it_came_in(administrator):
    an_application(administrator.organisation, phase=Phase.STOPPED)
    (found,) = what_is_due(administrator)
    assert found.started_on == date.today()


def test_nothing_is_proposed_before_a_term_is_adopted(administrator):
    an_application(administrator.organisation, phase=Phase.STOPPED)
    with later(), pytest.raises(destroying.NotAdopted):
        a_proposal(administrator)


def test_a_proposal_destroys_nothing(administrator, retired):
    with later():
        made = a_proposal(administrator)
    assert (made.state, states(made)) == ("proposed", ["waiting"])
    assert Application.objects.filter(pk=retired.pk).exists()
    assert running.run(made).state == "proposed"
    assert Application.objects.filter(pk=retired.pk).exists()


def test_what_is_in_an_open_proposal_is_not_proposed_again(administrator, retired):
    with later():
        a_proposal(administrator)
        with pytest.raises(destroying.NothingDue):
            a_proposal(administrator)


def test_what_was_withdrawn_can_be_proposed_again(administrator, retired):
    with later():
        destroying.withdraw(destruction=a_proposal(administrator), actor=administrator)
        assert a_proposal(administrator).state == "proposed"


def test_a_proposal_needs_a_ground(administrator, retired):
    with later(), pytest.raises(destroying.GroundMissing):
        destroying.propose(
            organisation=administrator.organisation, kind="application", chosen=None, ground=" ", actor=administrator
        )


def test_only_what_was_chosen_and_is_due_stands_in_a_proposal(administrator, retired):
    other = an_application(administrator.organisation, "In gebruik", phase=Phase.PRODUCTION)
    with later():
        made = a_proposal(administrator, chosen=[retired.pk, other.pk, uuid4()])
    assert list(made.items.values_list("record", flat=True)) == [retired.pk]


def test_nobody_confirms_their_own_proposal(administrator, retired):
    with later():
        made = a_proposal(administrator)
        with pytest.raises(destroying.OwnProposal):
            destroying.confirm(destruction=made, actor=administrator)
        with pytest.raises(destroying.OwnProposal):
            destroying.refuse(destruction=made, because="Toch niet.", actor=administrator)
        answer = client_of(administrator).post(
            reverse("organisation:confirm_destruction", args=[made.pk]), {"seen": "on"}
        )
    assert answer.status_code == 403
    assert Application.objects.filter(pk=retired.pk).exists()


@pytest.mark.parametrize("role", ["dpo", "lawyer", "council_clerk", "user"])
def test_who_has_no_such_role_confirms_nothing(administrator, retired, role):
    with later():
        made = a_proposal(administrator)
        person = a_person(administrator.organisation, role=role)
        with pytest.raises(NotPermitted):
            destroying.confirm(destruction=made, actor=person)
        answer = client_of(person).post(reverse("organisation:confirm_destruction", args=[made.pk]), {"seen": "on"})
    assert answer.status_code == 403


def test_somebody_of_another_organisation_confirms_nothing(administrator, retired):
    stranger = a_person(an_organisation("Elders"), role="information_manager")
    with later():
        made = a_proposal(administrator)
        with pytest.raises(OtherOrganisation):
            destroying.confirm(destruction=made, actor=stranger)
        url = reverse("organisation:confirm_destruction", args=[made.pk])
        assert client_of(stranger).post(url, {"seen": "on"}).status_code == 404


def test_after_a_second_person_says_yes_it_is_gone_with_a_certificate(administrator, second, retired):
    with later():
        made = destroyed(administrator, second)
    assert not Application.objects.filter(pk=retired.pk).exists()
    assert (made.state, states(made)) == ("done", ["destroyed"])
    assert (made.proposed_by, made.answered_by, made.ground) == (administrator, second, LISTED)
    assert made.counts["register.Application"] == 1
    assert journal.verify(administrator.organisation_id).ok


def test_what_was_answered_is_not_answered_again(administrator, second, retired):
    with later():
        made = destroyed(administrator, second)
        with pytest.raises(destroying.NoLongerOpen):
            destroying.confirm(destruction=made, actor=second)
        with pytest.raises(destroying.NoLongerOpen):
            destroying.withdraw(destruction=made, actor=administrator)


def test_carrying_out_twice_does_it_once(administrator, second, retired):
    with later():
        made = destroyed(administrator, second)
        running.run(made)
        assert running.run_waiting() == 0
    assert Entry.objects.filter(verb="destruction.finished").count() == 1
    assert Entry.objects.filter(verb="destruction.carried_out").count() == 1


def test_it_goes_on_where_it_was_cut_off(administrator, second, retired):
    more = [an_application(administrator.organisation, f"Hulp {n}", phase=Phase.STOPPED) for n in range(12)]
    with later():
        made = destroying.confirm(destruction=a_proposal(administrator), actor=second)
        running._batch(made.pk)
        assert states(made).count("destroyed") == kinds()["application"].at_once
        assert running.run_waiting() == 1
    assert not Application.objects.filter(pk__in=[retired.pk, *(one.pk for one in more)]).exists()
    assert Entry.objects.filter(verb="destruction.carried_out").count() == 2


def test_a_refusal_says_why_and_destroys_nothing(administrator, second, retired):
    with later():
        made = destroying.refuse(destruction=a_proposal(administrator), because="Er komt een audit.", actor=second)
        assert running.run(made).state == "refused"
    assert Entry.objects.get(verb="destruction.refused").reason == "Er komt een audit."
    assert Application.objects.filter(pk=retired.pk).exists()


def test_what_is_held_back_is_not_due_and_is_again_when_it_is_let_go(administrator, retired):
    held = hold(administrator, retired)
    assert what_is_due(administrator) == []
    holding_back.lift(hold=held, because="Het bezwaar is voorbij.", actor=administrator)
    assert [one.record for one in what_is_due(administrator)] == [retired.pk]
    assert [e.verb for e in Entry.objects.filter(subject=held.pk).order_by("at")] == [
        "retention.held",
        "retention.lifted",
    ]


def test_what_is_held_back_after_the_proposal_is_kept_and_the_certificate_says_so(administrator, second, retired):
    with later():
        made = destroying.confirm(destruction=a_proposal(administrator), actor=second)
        hold(second, retired)
        running.run(made)
        page = client_of(second).get(made.get_absolute_url()).content.decode()
    assert states(made) == ["kept"]
    assert made.items.get().kept_because == "held"
    assert "Iemand hield het tegen" in page
    assert Application.objects.filter(pk=retired.pk).exists()


def test_what_was_taken_into_use_again_after_the_proposal_is_kept(administrator, second, retired):
    with later():
        made = destroying.confirm(destruction=a_proposal(administrator), actor=second)
        enter_phase(application=retired, phase=Phase.PRODUCTION, actor=administrator)
        running.run(made)
    assert made.items.get().kept_because == "gone"
    assert Application.objects.filter(pk=retired.pk).exists()


def test_a_term_that_became_longer_after_the_proposal_keeps_it(administrator, second, retired):
    with later():
        made = destroying.confirm(destruction=a_proposal(administrator), actor=second)
        adopted(administrator, "application", length=Length(years=50))
        running.run(made)
    assert made.items.get().kept_because == "running"


def test_what_belongs_to_something_held_back_stays_too(administrator, second, retired):
    adopted(administrator, "journal_detail", length=Length(years=1))
    about = Entry.objects.filter(subject=retired.pk, detail__isnull=False)
    assert about.exists()
    hold(administrator, retired)
    with later(), pytest.raises(destroying.NothingDue):
        a_proposal(administrator, "journal_detail")
    assert about.exists()


def test_the_certificate_still_names_who_said_yes_when_that_person_is_erased(administrator, second, retired):
    adopted(administrator, "person", length=Length(years=2))
    third = a_person(administrator.organisation, "Dirk", role="directorate")
    with later():
        made = destroyed(administrator, second)
        services.let_go(person=second, actor=administrator)
    with later(LATER + timedelta(days=1000)):
        destroyed(administrator, third, "person")
        page = client_of(administrator).get(made.get_absolute_url()).content.decode()
    second.refresh_from_db()
    assert second.name == "Iemand die hier werkte"
    assert "Nele" in page


@pytest.mark.django_db(transaction=True)
def test_what_something_else_still_needs_stops_it_and_nothing_is_half_gone(administrator, second, retired, settings):
    removing.rules.cache_clear()
    settings.GOES_ALONG = [name for name in settings.GOES_ALONG if "register" not in name]
    with later():
        made = destroyed(administrator, second)
        removing.rules.cache_clear()
        assert (made.state, states(made)) == ("stopped", ["waiting"])
        assert Application.objects.filter(pk=retired.pk).exists()
        assert not Entry.objects.filter(verb="destruction.carried_out").exists()
        settings.GOES_ALONG = [*settings.GOES_ALONG, "roeland.register.retained.ALONG"]
        assert running.run(destroying.resume(destruction=made, actor=second)).state == "done"
    removing.rules.cache_clear()
    assert not Application.objects.filter(pk=retired.pk).exists()


def test_holding_back_needs_a_reason_and_happens_once(administrator, retired):
    with pytest.raises(holding_back.WhyMissing):
        hold(administrator, retired, " ")
    hold(administrator, retired)
    with pytest.raises(holding_back.AlreadyHeld):
        hold(administrator, retired)


def test_nobody_holds_back_a_record_of_another_organisation(administrator, retired):
    stranger = a_person(an_organisation("Elders"), role="administrator")
    with pytest.raises(holding_back.NotHere):
        hold(stranger, retired)
    url = reverse("organisation:hold_back", args=["application", retired.pk])
    assert client_of(stranger).post(url, {"reason": "Zo maar."}).status_code == 404
    assert not Hold.objects.exists()


def test_who_left_loses_name_address_and_login_and_what_they_did_stays(administrator, second):
    adopted(administrator, "person", length=Length(years=2))
    leaver = a_person(administrator.organisation, "Vera Vermeulen")
    kept = a_reported_application(leaver, "Hulp van Vera")
    services.let_go(person=leaver, actor=administrator)
    login = leaver.user_id
    with later():
        made = destroyed(administrator, second, "person")
    leaver.refresh_from_db()
    kept.refresh_from_db()
    assert (leaver.name, leaver.email, leaver.user_id) == ("Iemand die hier werkte", "", None)
    assert (kept.reporter, made.state) == (leaver, "done")
    assert not User.objects.filter(pk=login).exists()
    assert not Entry.objects.filter(subject=leaver.pk, detail__isnull=False).exists()
    with later():
        assert what_is_due(administrator, "person") == []


def test_a_login_that_is_somebody_elsewhere_stays(administrator, second):
    adopted(administrator, "person", length=Length(years=2))
    leaver = a_person(administrator.organisation)
    a_person(an_organisation("Elders"), user=leaver.user)
    services.let_go(person=leaver, actor=administrator)
    with later():
        destroyed(administrator, second, "person")
    assert User.objects.filter(pk=leaver.user_id).exists()


def test_values_in_the_journal_go_and_that_it_happened_stays(administrator, second):
    adopted(administrator, "journal_detail", length=Length(years=1))
    person = a_person(administrator.organisation)
    services.change_person(person=person, name="Nieuwe Naam", actor=administrator)
    entry = Entry.objects.get(verb="person.changed")
    with later():
        destroyed(administrator, second, "journal_detail")
    entry = Entry.objects.get(pk=entry.pk)
    assert not hasattr(entry, "detail")
    assert Entry.objects.get(verb="retention.term_adopted").detail.values
    assert journal.verify(administrator.organisation_id).ok
