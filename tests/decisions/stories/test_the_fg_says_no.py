"""The data protection officer says no: heard where the law asks it, instructed by nobody, and answered in the open."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from roeland.decisions.models import Advice, Decision, Inquiry
from roeland.work.models import Message
from tests.building.assessments import BENEFITS, SPELLING
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


def test_the_fg_takes_up_a_case_that_nobody_asked_them_about_and_warns_urgently(town, as_):
    """Light route: the law asks no advice. The FG sees it all the same, is heard, and is answered in the open."""
    fg, manager = as_(town.dpo), as_(town.manager)
    spelling = a_reported(town, as_, "Spellinghulp", SPELLING)
    asked = as_(town.employee).asks(spelling, "start:production")
    assert not asked.inquiries.filter(role="dpo").exists()
    assert "Spellinghulp" in fg.opens(reverse("decisions:everything")).text
    for other in (town.ciso, town.lawyer, town.director, town.employee):
        assert as_(other).tries(reverse("decisions:pull_in", args=[asked.pk])).status == 403

    mine = fg.pulls_in(asked)
    assert "Farid Ben" in manager.reads(asked)
    fg.advises(mine, "negative", "De leverancier bewaart wat je typt.")
    assert manager.decides(asked, "yes", "Handig.").status == 422
    signed = manager.decides(asked, "yes", "Handig.", **deviating_from(mine, "Bewaren staat uit in ons contract."))
    assert "Je beslissing is vastgelegd." in signed.text

    warning = fg.warns(spelling, "Bewaren staat toch aan.")
    assert (warning.asked_of, warning.due) == (
        town.manager,
        town.organisation.working_days.after(timezone.localdate(), 1),
    )
    assert {"Tom Claes", "Dina Wouters"} <= told("urgent_warning")
    assert manager.has_to_do(warning)
    assert "waarschuwde dringend" in as_(town.employee).reads(spelling)
    spelling.refresh_from_db()
    assert (spelling.phase, spelling.undecided) == ("production", False)  # a warning stops nothing by itself
    assert fg.tries(reverse("decisions:answer_warning", args=[warning.pk]), answer="Goed zo.").status in (403, 409)
    manager.answers_the_warning(warning, "We zetten het uit tot de leverancier het herstelt.")
    assert "We zetten het uit" in fg.reads(warning)
    assert "Farid Ben" in told("warning_answered")
    manager.stops(spelling, "Bewaren staat aan.")
    spelling.refresh_from_db()
    assert spelling.phase == "stopped"
