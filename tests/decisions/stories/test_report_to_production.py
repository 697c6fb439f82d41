"""From report to production: conditions, a deviation, staff that say no, a lapse on a stated day, a new decision."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from roeland.decisions import ticking
from roeland.decisions.models import Condition, Decision, Lapse
from roeland.work.models import Message, Task
from tests.building.assessments import BENEFITS, CHATBOT
from tests.building.organisation import a_unit
from tests.building.questionnaires import these
from tests.decisions.stories.acting import (
    a_reported,
    all_others_agree,
    deviating_from,
    following,
)

ROSTER = CHATBOT | {"effect": these("work_changes")}


def test_conditions_become_tasks_and_keep_the_next_gate_shut_until_they_are_met(town, as_):
    employee, director, ine = as_(town.employee), as_(town.director), as_(town.information_manager)
    director.gets_a_second_factor()
    benefits = a_reported(town, as_, "Toeslaghulp", BENEFITS)

    asked = employee.asks(benefits, "go_live:production")
    assert not director.may_say_yes(asked)
    of_security, of_law = (asked.inquiries.get(role=role) for role in ("ciso", "lawyer"))
    as_(town.ciso).advises(of_security, "conditional", "Alleen met logboek.", "Houd een logboek bij.")
    as_(town.lawyer).advises(of_law, "negative", "De rechtsgrond is dun.")
    all_others_agree(as_, asked)

    forgotten = director.decides(asked, "yes_if", **following(of_security))
    assert forgotten.status == 422
    assert "Zeg in een of twee zinnen waarom." in forgotten.text
    reason = "De rechtsgrond staat in het reglement van 3 maart."
    signed = director.decides(asked, "yes_if", "Een proef.", **following(of_security), **deviating_from(of_law, reason))

    assert "Je beslissing is vastgelegd." in signed.text
    # The directorate has no power of its own here: what it signs is a proposal to the organ of this entity.
    elsewhere = a_unit(town.organisation, "Ander bestuur")
    theirs = ine.notes(town.country.organ, "2026/8", "in_favour", of=elsewhere)
    ours = ine.notes(town.country.organ, "2026/9", "in_favour", of=town.entity)
    organ = reverse("decisions:organ", args=[asked.pk])
    refused = ine.records_the_act(theirs, organ)
    assert "een andere entiteit" in refused.text
    benefits.refresh_from_db()
    assert benefits.phase == "in_assessment"
    ine.records_the_act(ours, organ)
    benefits.refresh_from_db()
    assert benefits.phase == "production"
    read = employee.reads(asked)
    assert reason in read
    assert "2026/9" in read

    assert "Zeg dat ze vervuld is" not in read

    condition = Condition.objects.get()
    assert (condition.text, condition.owner, condition.advice.given_by) == (
        "Houd een logboek bij.",
        town.manager,
        town.ciso,
    )
    live = employee.asks(benefits, "change:production", what="Ook voor de buurgemeente.")
    all_others_agree(as_, live)
    assert "Nog niet alle voorwaarden zijn vervuld." in director.reads(live)
    assert director.decides(live, "yes").status == 409
    as_(town.manager).meets(condition, "Het logboek staat aan sinds 3 november.")
    director.decides(live, "yes", "Alles is er.")
    assert Decision.objects.get(gate_request=live).is_proposal
    ine.records_the_act(
        ine.notes(town.country.organ, "2026/10", "in_favour", of=town.entity),
        reverse("decisions:organ", args=[live.pk]),
    )
    benefits.refresh_from_db()
    assert (benefits.phase, benefits.undecided) == ("production", False)


def test_the_staff_say_no(town, as_):
    """In the Netherlands nobody deviates from a refused consent; in Flanders negotiation may end without agreement."""
    employee, head, ine = as_(town.employee), as_(town.head), as_(town.information_manager)
    roster = a_reported(town, as_, "Roosterhulp", ROSTER | town.country.staff_say)
    assert town.staff_representation.name in employee.opens(reverse("decisions:ask", args=[roster.pk])).text
    asked = employee.asks(roster, "go_live:production")
    say = asked.inquiries.get(role="staff_representation")
    assert say.kind == town.country.staff_kind
    all_others_agree(as_, asked, but=say)
    assert not head.may_say_yes(asked)

    as_(town.staff_representation).advises(
        say,
        "negative",
        "Te veel toezicht op het werk.",
        reference=town.country.staff_letter,
        reference_date=timezone.localdate().isoformat(),
    )
    if say.kind == "consent":
        assert f"why-{say.pk}" not in head.opens(asked.get_absolute_url()).html
        forced = head.tries(
            reverse("decisions:decide", args=[asked.pk]),
            answer="yes",
            confirmed="1",
            **{f"said-{say.pk}": "deviated", f"why-{say.pk}": "Toch."},
        )
        assert forced.status == 409
        assert not Decision.objects.exists()
        assert "Leg de toestemming van de rechter vast" in ine.reads(asked)
        assert "Leg de toestemming van de rechter vast" not in head.reads(asked)
        works_council = ine.notes("works_council", "OR 14", "in_favour", of=town.entity)
        court = reverse("decisions:court", args=[say.pk])
        assert str(works_council.pk) not in ine.opens(court).html
        ine.records_the_act(ine.notes("court", "C/03/2026", "in_favour", of=town.entity), court)
        assert "C/03/2026" in head.reads(asked)
        head.decides(asked, "yes", "De rechter stond het toe.")
    else:
        act = ine.notes("court", "C/03/2026", "in_favour", of=town.entity)
        assert "Er is niets vast te leggen." in ine.records_the_act(act, reverse("decisions:court", args=[say.pk])).text
        assert head.decides(asked, "yes", "Goed.").status == 422
        head.decides(asked, "yes", "Goed.", **deviating_from(say, "Er komt geen toezicht: alleen roosters."))
    roster.refresh_from_db()
    assert roster.phase == "production"


def test_a_material_change_lets_the_decision_lapse_on_a_stated_day_and_it_is_decided_again(town, as_):
    employee, head = as_(town.employee), as_(town.head)
    chatbot = a_reported(town, as_, "Chatbot afval", CHATBOT)
    asked = employee.asks(chatbot, "go_live:production")
    all_others_agree(as_, asked)
    head.decides(asked, "yes", "Goed beschreven.")
    chatbot.refresh_from_db()
    assert chatbot.phase == "production"

    as_(town.manager).edits(chatbot, "identity", purpose="Zegt ook wie een boete krijgt.")
    lapse = Lapse.objects.get()
    assert lapse.lapses_on == town.organisation.working_days.after(timezone.localdate(), 10)
    changes = head.opens(reverse("decisions:changes", args=[asked.pk])).text
    assert "Helpt ons in ons werk." in changes
    assert "Zegt ook wie een boete krijgt." in changes
    told = Message.objects.filter(code="decision_lapses").values_list("person__name", flat=True)
    assert {"Hind Amrani", "Tom Claes", "Julie Recht"} <= set(told)

    ticking.take_up(timezone.now() + timedelta(days=30))
    chatbot.refresh_from_db()
    assert (chatbot.phase, chatbot.undecided, chatbot.lapsed_on) == ("production", True, lapse.lapses_on)
    assert "De beslissing verviel op" in head.reads(chatbot)
    assert head.has_to_do(chatbot)

    again = employee.asks(chatbot, "go_live:production")
    all_others_agree(as_, again)
    head.decides(again, "yes", "Ook met dit doel.")
    chatbot.refresh_from_db()
    assert (chatbot.phase, chatbot.undecided) == ("production", False)
    assert not Task.objects.filter(kind="decide_again", done_at=None).exists()
