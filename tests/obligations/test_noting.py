"""Saying how an obligation stands: who may say what, what cannot be said, and what the clock takes back."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from roeland.journal.models import Entry
from roeland.obligations import services, ticking
from roeland.obligations.models import Duty
from roeland.obligations.refusals import AlreadyWithdrawn, ChangedMeanwhile, NoLongerAsked, Refused
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.work.models import Message
from tests.building.obligations import a_duty, a_file, some_evidence
from tests.building.organisation import a_person, an_organisation
from tests.obligations.conftest import client_of


def verbs(application):
    rows = Entry.objects.filter(subject=application.pk, verb__startswith="obligation.").order_by("at", "pk")
    return list(rows.values_list("verb", flat=True))


@pytest.fixture
def dpia(benefits):
    return a_duty(benefits, "N02")


@pytest.fixture
def policy(benefits):
    """An obligation of own policy: the national guidance asks it, no law does."""
    return a_duty(benefits, "N01")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_who_does_it_says_that_it_is_under_way_and_with_evidence_that_it_is_met(town, dpia):
    services.note(duty=dpia, standing="under_way", actor=town.privacy_officer)
    with pytest.raises(Refused) as refused:
        services.note(duty=dpia, standing="met", actor=town.privacy_officer)
    assert refused.value.codes == ("no_evidence",)
    some_evidence(dpia, town.privacy_officer, title="DPIA, versie 1")
    services.note(duty=dpia, standing="met", actor=town.privacy_officer)
    assert a_duty(dpia.application, "N02").standing == "met"
    expected = ["obligation.noted", "obligation.evidence_added", "obligation.noted"]
    assert verbs(dpia.application) == expected


def test_a_colleague_without_a_part_in_it_and_the_manager_of_another_team_say_nothing(town, dpia, benefits):
    for person in (town.reporter, town.elsewhere):
        with pytest.raises(NotPermitted):
            services.note(duty=a_duty(benefits, "O02"), standing="under_way", actor=person)
    assert not verbs(dpia.application)


@pytest.mark.parametrize("who", ["privacy_officer", "information_manager", "head", "directorate"])
def test_that_it_does_not_apply_only_the_lawyer_says_and_says_why(town, dpia, who):
    with pytest.raises(NotPermitted):
        services.note(duty=dpia, standing="not_applicable", reason="Geldt niet.", actor=getattr(town, who))
    with pytest.raises(Refused) as refused:
        services.note(duty=dpia, standing="not_applicable", actor=town.lawyer)
    assert refused.value.codes == ("no_reason",)
    services.note(duty=dpia, standing="not_applicable", reason="Er is al een DPIA van de keten.", actor=town.lawyer)
    assert a_duty(dpia.application, "N02").standing == "not_applicable"


def test_nobody_accepts_the_risk_of_not_doing_what_the_law_asks(town, dpia):
    with pytest.raises(Refused) as refused:
        services.note(duty=dpia, standing="accepted", reason="Geen tijd.", until=in_days(30), actor=town.head)
    assert refused.value.codes == ("duty_in_law",)


def test_who_is_accountable_accepts_a_risk_of_own_policy_until_a_day_and_then_it_is_open_again(town, policy):
    Duty.objects.update(arrived_on=timezone.localdate())  # no date of the law comes in this story
    wanted = {"standing": "accepted", "reason": "Volgend kwartaal.", "until": in_days(30)}
    with pytest.raises(NotPermitted):
        services.note(duty=policy, actor=town.information_manager, **wanted)
    services.note(duty=policy, actor=town.directorate, **wanted)
    on_the_day, after = (timezone.make_aware(datetime.combine(in_days(n), datetime.min.time())) for n in (30, 31))
    assert ticking.take_up(on_the_day) == 0
    assert ticking.take_up(after) == 1
    row = a_duty(policy.application, "N01")
    assert (row.standing, row.until) == ("open", None)
    assert verbs(policy.application)[-1] == "obligation.reopened"
    assert ticking.take_up(after) == 0


def test_when_the_last_evidence_ends_it_is_no_longer_met(town, dpia):
    Duty.objects.update(arrived_on=timezone.localdate())  # no date of the law comes in this story
    some_evidence(dpia, town.privacy_officer, valid_until=in_days(10))
    services.note(duty=dpia, standing="met", actor=town.privacy_officer)
    later = timezone.make_aware(datetime.combine(in_days(11), datetime.min.time()))
    other = some_evidence(dpia, town.privacy_officer, title="Toets")
    assert ticking.take_up(later) == 0
    services.withdraw_evidence(evidence=other, because="Klopt niet meer.", actor=town.privacy_officer)
    assert a_duty(dpia.application, "N02").standing == "met"
    assert ticking.take_up(later) == 1
    assert a_duty(dpia.application, "N02").standing == "under_way"
    told = Message.objects.filter(code="obligation_reopened")
    assert [message.person for message in told] == [town.privacy_officer]
    assert "Een verplichting staat weer open" in client_of(town.privacy_officer).get("/messages/").content.decode()


def test_withdrawing_the_only_evidence_takes_met_back_at_once(town, dpia):
    only = some_evidence(dpia, town.privacy_officer)
    services.note(duty=dpia, standing="met", actor=town.privacy_officer)
    with pytest.raises(Refused):
        services.withdraw_evidence(evidence=only, because=" ", actor=town.privacy_officer)
    services.withdraw_evidence(evidence=only, because="Verouderd.", actor=town.privacy_officer)
    assert a_duty(dpia.application, "N02").standing == "under_way"
    with pytest.raises(AlreadyWithdrawn):
        services.withdraw_evidence(evidence=only, because="Nog eens.", actor=town.privacy_officer)


def test_a_newer_version_takes_the_place_of_the_one_before_and_both_stay(town, dpia):
    first = some_evidence(dpia, town.privacy_officer, upload=a_file("dpia.pdf"))
    second = some_evidence(dpia, town.privacy_officer, upload=a_file("dpia-2.pdf"), replaces=first)
    assert (second.number, second.replaces) == (2, first)
    with pytest.raises(AlreadyWithdrawn):
        some_evidence(dpia, town.privacy_officer, replaces=first)
    assert dpia.evidence.count() == 2


def test_evidence_without_anything_to_look_at_is_refused(town, dpia):
    with pytest.raises(Refused) as refused:
        services.add_evidence(duty=dpia, title="DPIA", actor=town.privacy_officer)
    assert refused.value.codes == ("nothing_to_see",)


def test_what_somebody_else_said_meanwhile_is_not_overwritten(town, dpia):
    services.note(duty=dpia, standing="under_way", actor=town.privacy_officer, seen="open")
    with pytest.raises(ChangedMeanwhile):
        services.note(duty=dpia, standing="open", actor=town.head, seen="open")
    assert a_duty(dpia.application, "N02").standing == "under_way"


def test_of_what_is_no_longer_asked_nothing_is_said(town, dpia):
    Duty.objects.filter(pk=dpia.pk).update(asked=False)
    with pytest.raises(NoLongerAsked):
        services.note(duty=dpia, standing="under_way", actor=town.privacy_officer)


def test_somebody_of_another_organisation_reaches_nothing(town, dpia):
    stranger = a_person(an_organisation("Stad Elders"), "Wim Elders", role="privacy_officer")
    with pytest.raises(NotPermitted):
        services.note(duty=dpia, standing="under_way", actor=stranger)
    with pytest.raises((NotPermitted, OtherOrganisation)):
        some_evidence(dpia, stranger)
