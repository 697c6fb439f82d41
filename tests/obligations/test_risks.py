"""Risks of an application: noted, treated, accepted until a day, closed; and the organisation's own matrix."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.journal.models import Entry
from roeland.obligations import services, ticking
from roeland.obligations.models import Duty, Risk
from roeland.obligations.refusals import Refused
from roeland.obligations.risk_matrices import matrix_of, proposal
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.work.models import Message
from tests.building.obligations import a_risk
from tests.building.organisation import a_person, an_organisation
from tests.obligations.conftest import client_of

ALL = reverse("obligations:risks")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def at(day):
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def now(risk):
    return Risk.objects.select_related("application", "organisation").get(pk=risk.pk)


@pytest.fixture
def skipped(town, benefits):
    """Serious and likely; after the treatment it is medium."""
    return a_risk(benefits, town.privacy_officer, owner=town.reporter)


def accept(risk, actor, **said):
    usual = {"reason": "Een mens kijkt na.", "until": in_days(100)}
    return services.accept_risk(risk=now(risk), actor=actor, **usual | said)


def test_a_risk_is_as_heavy_as_the_matrix_says_and_unknown_is_the_worst(town, benefits, skipped):
    assert (skipped.level, skipped.left_level) == ("high", "medium")
    unknown = a_risk(benefits, town.reporter, likelihood=None, impact=None, left_likelihood=None, left_impact=None)
    assert (unknown.level, unknown.left_level) == ("very_high", "very_high")
    untreated = a_risk(benefits, town.reporter, left_likelihood=None, left_impact=None)
    assert (untreated.level, untreated.left_level) == ("high", "high")


@pytest.mark.parametrize("who", ["manager", "elsewhere", "privacy_officer", "reporter"])
def test_what_is_left_only_who_is_accountable_at_its_level_accepts(town, skipped, who):
    with pytest.raises(NotPermitted):
        accept(skipped, getattr(town, who))
    assert now(skipped).accepted_until is None


@pytest.mark.parametrize("who", ["head", "directorate"])
def test_who_is_accountable_or_above_accepts_it_until_a_day(town, skipped, who):
    accept(skipped, getattr(town, who))
    assert now(skipped).is_accepted(in_days(100))
    assert not now(skipped).is_accepted(in_days(101))
    entry = Entry.objects.get(verb="risk.accepted")
    assert (entry.subject, entry.reason) == (skipped.application_id, "Een mens kijkt na.")


@pytest.mark.parametrize(
    ("said", "code"),
    [({"reason": " "}, "no_reason"), ({"until": None}, "no_until"), ({"until": in_days(500)}, "until_too_far")],
)
def test_an_acceptance_needs_a_reason_and_a_term_that_is_not_too_long(town, skipped, said, code):
    with pytest.raises(Refused) as refused:
        accept(skipped, town.head, **said)
    assert refused.value.codes == (code,)


def test_nobody_accepts_what_they_look_after_and_nothing_without_a_treatment(town, benefits):
    own = a_risk(benefits, town.privacy_officer, owner=town.head)
    with pytest.raises(Refused) as refused:
        accept(own, town.head)
    assert refused.value.codes == ("own_risk",)
    bare = a_risk(benefits, town.privacy_officer, treatment="", left_likelihood=None, left_impact=None)
    with pytest.raises(Refused) as refused:
        accept(bare, town.directorate)
    assert refused.value.codes == ("not_treated", "not_judged")


def test_when_the_risk_becomes_otherwise_the_acceptance_ends_and_other_words_leave_it(town, skipped):
    accept(skipped, town.head)
    services.change_risk(risk=now(skipped), actor=town.privacy_officer, effect="Nog beter gezegd.")
    assert now(skipped).accepted_until is not None
    services.change_risk(risk=now(skipped), actor=town.privacy_officer, left_impact=5)
    assert now(skipped).accepted_until is None
    assert Entry.objects.filter(verb="risk.acceptance_ended").count() == 1


def test_after_its_last_day_an_acceptance_counts_no_longer_and_both_hear_so(town, skipped):
    Duty.objects.update(arrived_on=timezone.localdate())  # no date of the law comes in this story
    accept(skipped, town.head)
    assert ticking.take_up(at(in_days(100))) == 0
    assert ticking.take_up(at(in_days(101))) == 1
    assert now(skipped).accepted_by is None
    told = Message.objects.filter(code="risk_acceptance_ended").values_list("person__name", flat=True)
    assert sorted(told) == ["Hind Amrani", "Lotte Bauwens"]
    assert ticking.take_up(at(in_days(101))) == 0


def test_two_who_change_at_once_do_not_overwrite_each_other(town, skipped):
    seen = skipped.changed_at.isoformat()
    services.change_risk(risk=skipped, actor=town.privacy_officer, plan="Twee lezers.", seen=seen)
    with pytest.raises(services.Moved):
        services.change_risk(risk=skipped, actor=town.manager, plan="Drie lezers.", seen=seen)
    assert now(skipped).plan == "Twee lezers."


def test_a_closed_risk_stays_readable_and_does_not_change(town, skipped):
    with pytest.raises(Refused):
        services.close_risk(risk=skipped, because=" ", actor=town.privacy_officer)
    services.close_risk(risk=skipped, because="De functie is eruit.", actor=town.privacy_officer)
    with pytest.raises(services.Closed):
        services.change_risk(risk=skipped, actor=town.privacy_officer, plan="Toch.")
    page = client_of(town.privacy_officer).get(skipped.get_absolute_url()).content.decode()
    assert "De functie is eruit." in page


def test_the_own_matrix_judges_every_risk_again(town, skipped):
    cells = [["low"] * 5 for _row in range(5)]
    with pytest.raises(NotPermitted):
        services.set_matrix(organisation=town.organisation, cells=cells, reason="Wij kijken anders.", actor=town.head)
    worse = [["high", *["low"] * 4], *cells[1:]]
    with pytest.raises(Refused) as refused:
        services.set_matrix(organisation=town.organisation, cells=worse, reason="x", actor=town.information_manager)
    assert refused.value.codes == ("lighter_when_worse",)
    services.set_matrix(organisation=town.organisation, cells=cells, reason="Proef.", actor=town.information_manager)
    assert (now(skipped).level, now(skipped).left_level) == ("low", "low")
    assert matrix_of(an_organisation("Stad Elders")) == proposal()


def test_an_own_matrix_that_makes_a_risk_heavier_ends_its_acceptance_and_a_lighter_one_does_not(town, skipped):
    accept(skipped, town.head)
    chosen = {"organisation": town.organisation, "reason": "Proef.", "actor": town.information_manager}
    services.set_matrix(cells=[["low"] * 5 for _row in range(5)], **chosen)
    assert now(skipped).accepted_until is not None
    services.set_matrix(cells=[["high"] * 5 for _row in range(5)], **chosen)
    assert now(skipped).accepted_until is None
    assert Entry.objects.filter(verb="risk.acceptance_ended", subject=skipped.application_id).count() == 1


def test_nobody_accepts_a_risk_that_changed_under_their_eyes(town, skipped):
    url, seen = reverse("obligations:accept_risk", args=[skipped.pk]), skipped.changed_at.isoformat()
    services.change_risk(risk=now(skipped), actor=town.privacy_officer, effect="Toch erger.")
    said = {"reason": "Het blijft klein.", "until": str(in_days(30)), "seen": seen}
    refused = client_of(town.head).post(url, said)
    assert refused.status_code == 422
    assert "Het blijft klein." in refused.content.decode()
    assert "Toch erger." in refused.content.decode()
    assert now(skipped).accepted_until is None
    again = refused.context["form"]["seen"].value()
    assert client_of(town.head).post(url, said | {"seen": again}).status_code == 302


def test_who_has_nothing_to_do_with_the_application_reads_no_risks(town, skipped):
    colleague = a_person(town.organisation, "Curieus Collega", unit=town.team)
    for person in (colleague, town.elsewhere):
        assert client_of(person).get(skipped.get_absolute_url()).status_code == 403, person.name
        assert client_of(person).get(ALL).status_code == 403
    stranger = a_person(an_organisation("Stad Elders"), "Wim Elders", role="dpo")
    assert client_of(stranger).get(skipped.get_absolute_url()).status_code == 404
    with pytest.raises((NotPermitted, OtherOrganisation)):
        services.change_risk(risk=skipped, actor=stranger, plan="x")


def test_from_noting_to_accepting_on_the_pages(town, benefits):
    client = client_of(town.privacy_officer)
    add = reverse("obligations:add_risk", args=[benefits.pk])
    assert client.post(add, {"title": ""}).status_code == 422
    said = {"title": "Mensen zonder gsm vallen weg", "kind": "rights", "likelihood": "4", "impact": "3"}
    assert client.post(add, said).status_code == 302
    risk = Risk.objects.get()
    assert risk.left_level == "high"
    page = client_of(town.directorate).get(risk.get_absolute_url())
    assert page.context["may_accept"]
    accept_url = reverse("obligations:accept_risk", args=[risk.pk])
    refused = client_of(town.directorate).post(accept_url, {"reason": "Kan even.", "until": str(in_days(30))})
    assert refused.status_code == 422
    assert "Kies eerst wat je eraan doet." in refused.content.decode()
    assert "Kan even." in refused.content.decode()
    change = reverse("obligations:change_risk", args=[risk.pk])
    treated = said | {"treatment": "reduce", "plan": "Ook op papier.", "left_likelihood": "1", "left_impact": "3"}
    assert client.post(change, treated | {"seen": risk.changed_at.isoformat()}).status_code == 302
    assert client.post(change, treated | {"seen": risk.changed_at.isoformat()}).status_code == 422
    assert now(risk).left_level == "low"
    assert client_of(town.manager).post(accept_url, {"reason": "Ja.", "until": str(in_days(30))}).status_code == 302
    assert "aanvaard tot" in client.get(reverse("obligations:risks_of", args=[benefits.pk])).content.decode()
    assert client.post(accept_url, {"reason": "Ja."}).status_code == 403


def test_the_heat_map_counts_what_is_left_and_leads_to_it(town, benefits, skipped):
    a_risk(benefits, town.privacy_officer, title="Nog niet bekeken", likelihood=None, left_likelihood=None)
    client = client_of(town.dpo)
    answer = client.get(ALL)
    cells = {cell.address: cell.number for _label, row in answer.context["map"].rows for cell in row}
    assert cells["3-3"] == 1
    assert (sum(cells.values()), answer.context["map"].unknown) == (1, 1)
    assert next(line.risk.title for line in answer.context["lines"]) == "Nog niet bekeken"  # unknown is the worst
    one = client.get(ALL, {"cell": "3-3"}).context["lines"]
    assert [line.risk.pk for line in one] == [skipped.pk]
    assert len(client.get(ALL, {"cell": "zzz"}).context["lines"]) == 2


def test_the_matrix_is_chosen_on_its_page(town, skipped):
    client, url = client_of(town.information_manager), reverse("obligations:risk_matrix")
    fields = {f"cell_{row}_{column}": "medium" for row in range(1, 6) for column in range(1, 6)}
    assert client.post(url, fields).status_code == 422
    assert client.post(url, fields | {"reason": "x", "cell_1_1": "high"}).status_code == 422
    assert client.post(url, fields | {"reason": "Eén klasse is genoeg."}).status_code == 302
    assert now(skipped).level == "medium"
    assert client_of(town.head).get(url).status_code == 403
