"""The data protection officer says no: heard where the law asks it, instructed by nobody, and answered in the open."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from roeland.decisions.models import Advice, Decision, Inquiry
from roeland.work.models import Message
from tests.building.assessments import BENEFITS
from tests.decisions.stories.acting import a_reported, all_others_agree, deviating_from


def told(code):
    return set(Message.objects.filter(code=code).values_list("person__name", flat=True))


def test_without_the_advice_that_the_law_asks_the_gate_stays_shut_and_a_no_is_answered_with_a_reason(town, as_):
    fg, director = as_(town.dpo), as_(town.director)
    director.gets_a_second_factor()
    benefits = a_reported(town, as_, "Toeslaghulp", BENEFITS)
    asked = as_(town.employee).asks(benefits, "go_live:production")
    of_fg = asked.inquiries.get(role="dpo")
    assert of_fg.required
    all_others_agree(as_, asked, but=of_fg)
    Inquiry.objects.filter(pk=of_fg.pk).update(due=timezone.localdate() - timedelta(days=30))
    assert not director.may_say_yes(asked)
    late = {"answer": "yes", "confirmed": "1"} | deviating_from(of_fg, "Te laat.")
    assert director.tries(reverse("decisions:decide", args=[asked.pk]), **late).status == 409
    assert not Decision.objects.exists()

    # Nobody else speaks for the FG, takes the question away from them, or changes what they said.
    answer = reverse("decisions:answer", args=[of_fg.pk])
    for other in (town.director, town.head, town.lawyer, town.information_manager, town.employee):
        assert as_(other).tries(answer, verdict="positive", reasons="Namens de FG.", disclosure="public").status == 403
        hand_over = reverse("decisions:hand_over", args=[of_fg.pk])
        assert as_(other).tries(hand_over, person=other.pk).status in (403, 422)
        assert not as_(other).opens(of_fg.get_absolute_url()).has_form("/answer/")
    assert not Advice.objects.filter(inquiry=of_fg).exists()

    fg.advises(of_fg, "negative", "De DPIA laat grote risico's zien.")
    assert "Dina Wouters" in told("advice_given")
    assert director.decides(asked, "yes", "Een proef.").status == 422
    reason = "Alleen met eigen medewerkers en zonder echte dossiers."
    signed = director.decides(asked, "yes", "Een proef.", **deviating_from(of_fg, reason))
    assert "Je beslissing is vastgelegd." in signed.text
    assert reason in fg.reads(asked)
    assert "Farid Ben" in told("decision_proposed")
