"""Newer obligations and dates of the law: which obligations come, go or move in time, before anybody moves anything."""

from django.utils import timezone

from roeland.assessments import duties, newer_rules, queries
from roeland.content import shipped
from roeland.decisions import services
from roeland.decisions.models import Lapse, Recheck
from roeland.decisions.models.rechecks import FIRST
from roeland.decisions.newer_rules import comparing, moving
from roeland.decisions.queries import decided_on
from roeland.journal.models import Entry
from roeland.register.models import Application, Phase
from tests.building.assessments import SPELLING, a_classification
from tests.building.background import run_waiting
from tests.building.content import LITERACY_LATER, NOBODY_USES_IT, NOW_OF_THE_LAWYER, a_newer, reads


def comes_alone(documents, name, changes):
    """A newer version of one document comes, and is compared."""
    a_newer(documents, name, changes)
    reads(documents)
    comparing.take_up(timezone.now())
    run_waiting()
    return Recheck.objects.get()


def asked(application):
    found = queries.latest(application)
    return duties.due(found, found.concluded, timezone.localdate())


def who_does(application, code):
    return next(each.for_role for each in asked(application) if each.code == code)


def moved(recheck, city):
    moving.move(recheck=recheck, actor=city.informed, reason="Onze jurist gaf deze versie vrij.")
    run_waiting()


def test_a_date_that_moves_lists_what_is_asked_on_another_day_and_nothing_else(city, speller, dashboard, documents):
    """What stands from 2025 is asked of every AI system; a dashboard that is none is left alone."""
    recheck = comes_alone(documents, "law-dates", LITERACY_LATER)
    row = recheck.rows.get()
    assert (row.application, row.findings, row.heavier) == (speller, [], False)
    assert row.duties == [["O01", "later", "2025-02-02", "2025-02-03"]]
    assert (row.certain_class, row.route_at_most) == ("minimal", "light")
    assert recheck.duties == {"O01": {"later": 1}}


def test_newer_obligations_alone_are_compared(city, speller, dashboard, documents):
    recheck = comes_alone(documents, "obligations", NOW_OF_THE_LAWYER)
    assert (recheck.rules, recheck.law, recheck.obligations) == ("classification@1", "law-dates@1", "obligations@2")
    assert recheck.rows.get().duties == [["O01", "otherwise", "2025-02-02", "2025-02-02"]]
    moved(recheck, city)
    assert queries.latest(speller).obligations == "obligations@2"
    assert queries.latest(dashboard).obligations == "obligations@1"
    assert who_does(speller, "O01") == "lawyer"


def test_until_the_move_an_application_keeps_its_obligations(city, speller, documents):
    comes_alone(documents, "obligations", NOW_OF_THE_LAWYER)
    assert who_does(speller, "O01") == "hr_adviser"
    later = a_classification(SPELLING, actor=city.employee, unit=city.team, name="Later gemeld")
    assert (later.obligations, who_does(later.application, "O01")) == ("obligations@2", "lawyer")


def test_a_text_that_is_written_better_is_never_compared(city, speller, documents):
    for name in ("classification", "law-dates", "obligations"):
        text = documents / name / "v1" / "text.nl.yaml"
        said = text.read_text(encoding="utf-8")
        text.write_text(said.replace("revision: 1", "revision: 2", 1), encoding="utf-8")
    reads(documents)
    assert shipped.document("obligations").languages["nl"].revision == 2
    assert comparing.take_up(timezone.now()) == 0
    assert not Recheck.objects.exists()


def test_findings_that_change_bring_their_obligations_along(city, documents, come):
    """What has a role by the newer rules, has its obligations too: the rows are the same, the facts are not."""
    made = a_classification(SPELLING, actor=city.employee, unit=city.team)
    recheck = come(NOBODY_USES_IT)
    row = recheck.rows.get()
    assert ["deployer", "certain", "excluded"] in row.findings
    assert ["O01", "disappears", "2025-02-02", None] in row.duties
    moved(recheck, city)
    assert "O01" not in {each.code for each in asked(made.application)}


def test_a_batch_takes_as_many_queries_however_many_it_holds(city, speller, documents, django_assert_num_queries):
    law = LITERACY_LATER
    for turn in range(6):
        a_classification(SPELLING, actor=city.employee, unit=city.team, name=f"Nog een {turn}")
    a_newer(documents, "law-dates", law)
    reads(documents)
    several = newer_rules.next_ones(city.organisation, FIRST, 500)
    judge = newer_rules.Judge(city.organisation)
    with django_assert_num_queries(1):
        assert len(judge.otherwise(several[:1])) == 1
    with django_assert_num_queries(1):
        assert len(judge.otherwise(several)) == 7


def test_the_journal_tells_how_many_obligations_change(city, speller, documents):
    comes_alone(documents, "law-dates", LITERACY_LATER)
    found = Entry.objects.get(verb="recheck.compared").detail.values
    assert found == {"compared": 1, "changed": 1, "obligations": 1}


def test_a_decision_does_not_lapse_because_an_obligation_moves(city, speller, documents):
    request = services.request_gate(application=speller, actor=city.employee, leads_to=Phase.PRODUCTION)
    decision = services.decide(gate_request=request, answer="yes", actor=city.manager)
    recheck = comes_alone(documents, "law-dates", LITERACY_LATER)
    assert recheck.rows.get().decision is None
    moved(recheck, city)
    assert decided_on(Application.objects.get(pk=speller.pk)) == decision
    assert not Lapse.objects.exists()
