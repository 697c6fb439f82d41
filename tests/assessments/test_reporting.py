"""Reporting what may be in the register already: join it, or say why it is another one."""

import pytest

from roeland.assessments import reporting
from roeland.assessments.models import Intake
from roeland.assessments.reporting import Apart, LooksLike
from roeland.journal.models import Entry
from roeland.register.models import Application, Relation
from tests.building.organisation import a_person
from tests.building.register import a_reported_application

START, LIKELY = "/intake/new/", "/intake/new/likely/"


@pytest.fixture
def writer(city, team):
    return a_reported_application(a_person(city, "Noor", unit=team), "Schrijfhulp voor klare taal")


def typed(person, name="Schrijfhulp klare taal", **fields):
    return {"name": name, "purpose": "Verbetert brieven.", "unit": str(person.unit_id)} | fields


def test_what_looks_like_nothing_goes_on_at_once(browsing, ann, writer):
    assert "/step/" in browsing(ann).post(START, typed(ann, "Kentekenscan")).url


def test_what_looks_like_something_comes_back_once_and_nothing_is_lost(browsing, ann, writer):
    page = browsing(ann).post(START, typed(ann))

    assert page.status_code == 422
    text = page.content.decode()
    assert "Bestaat dit al?" in text
    assert "bijna dezelfde naam" in text.lower()
    assert f'formaction="/uses/of/{writer.pk}/"' in text
    assert "Verbetert brieven." in text
    assert Application.objects.count() == 1

    shown = typed(ann, apart=[str(writer.pk)], apart_reason="Die is voor kinderen.")
    assert "/step/" in browsing(ann).post(START, shown).url
    row = Relation.objects.get()
    assert (row.application.name, row.other, row.reason) == ("Schrijfhulp klare taal", writer, "Die is voor kinderen.")
    assert Entry.objects.get(verb="application.told_apart").reason == "Die is voor kinderen."


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_needed(browsing, ann, writer, reason):
    page = browsing(ann).post(START, typed(ann, apart=[str(writer.pk)], apart_reason=reason))
    assert page.status_code == 422
    assert "schrijf op waarom die van jou een andere is" in page.content.decode()
    assert not Intake.objects.exists()


def test_a_reason_counts_only_for_what_was_shown(browsing, ann, writer):
    other = a_reported_application(ann, "Klare taal: schrijfhulp")
    page = browsing(ann).post(START, typed(ann, apart=[str(writer.pk)], apart_reason="Die is voor kinderen."))
    assert page.status_code == 422
    assert {each.application for each in page.context["likely"]} == {writer, other}
    assert "Die is voor kinderen." in page.content.decode()  # what was written stays


@pytest.mark.parametrize("strange", ["gossip", "", "' OR 1=1"])
def test_what_is_no_key_is_passed_over(browsing, ann, writer, strange):
    page = browsing(ann).post(START, typed(ann, apart=[strange, str(writer.pk)], apart_reason="Die is anders."))
    assert page.status_code == 302
    assert Relation.objects.count() == 1


def test_only_what_is_likely_is_told_apart(browsing, ann, writer):
    far = a_reported_application(ann, "Kentekenscan")
    keys = [str(far.pk), str(writer.pk)]
    browsing(ann).post(START, typed(ann, apart=keys, apart_reason="Die is anders."))
    assert [row.other for row in Relation.objects.all()] == [writer]


def test_when_something_else_is_wrong_the_likely_ones_stay(browsing, ann, writer):
    page = browsing(ann).post(START, typed(ann, purpose="", apart=[str(writer.pk)], apart_reason="Die is anders."))
    assert page.status_code == 422
    assert "Bestaat dit al?" in page.content.decode()
    assert "Die is anders." in page.content.decode()


def test_while_typing_the_likely_ones_come_and_nothing_is_kept(browsing, ann, writer):
    page = browsing(ann).post(LIKELY, typed(ann))
    assert page.status_code == 200
    assert "Schrijfhulp voor klare taal" in page.content.decode()
    assert "Die is anders." in browsing(ann).post(LIKELY, typed(ann, apart_reason="Die is anders.")).content.decode()
    assert Application.objects.count() == 1


def test_the_same_list_is_not_read_out_again(browsing, ann, writer):
    assert browsing(ann).post(LIKELY, typed(ann, apart=[str(writer.pk)])).status_code == 204
    assert browsing(ann).post(LIKELY, typed(ann, "Kentekenscan")).status_code == 204
    gone = browsing(ann).post(LIKELY, typed(ann, "Kentekenscan", apart=[str(writer.pk)]))
    assert (gone.status_code, gone.content.strip()) == (200, b"")
    kept = browsing(ann).post(LIKELY, typed(ann, "Kentekenscan", apart=[str(writer.pk)], apart_reason="Anders."))
    assert 'value="Anders."' in kept.content.decode()


def test_the_page_that_the_quick_check_fills_in_keeps_to_the_same_rule(browsing, ann, writer):
    facts = {"tool": "other", "tool_name": "Schrijfhulp klare taal", "inputs": ["none"], "purpose": "text_help"}
    facts["citizens"] = "no"
    first = browsing(ann).post("/may-i/report/", facts)
    assert [each.application for each in first.context["likely"]] == [writer]

    described = {f"use-{name}": value for name, value in typed(ann).items()} | {"described": "yes"}
    again = browsing(ann).post("/may-i/report/", facts | described)
    assert again.status_code == 422
    assert "Bestaat dit al?" in again.content.decode()
    assert not Intake.objects.exists()
    told = {"apart": [str(writer.pk)], "apart_reason": "Die is voor kinderen."}
    assert "/step/" in browsing(ann).post("/may-i/report/", facts | described | told).url
    assert Relation.objects.get().other == writer

    shown = browsing(ann).post(LIKELY, {f"use-{name}": value for name, value in typed(ann).items()})
    assert "Schrijfhulp voor klare taal" in shown.content.decode()


def test_another_organisation_is_never_shown(browsing, stranger, writer):
    assert browsing(stranger).post(LIKELY, typed(stranger)).status_code == 204


def test_the_service_keeps_nothing_while_it_is_not_told_apart(ann, writer):
    described = {"name": "Schrijfhulp klare taal", "purpose": "", "unit": None}
    with pytest.raises(LooksLike) as found:
        reporting.report(actor=ann, apart=Apart(reason="Anders."), **described)
    assert [each.application for each in found.value.likely] == [writer]
    assert Application.objects.count() == 1
    reporting.report(actor=ann, apart=Apart(frozenset({writer.pk}), "Anders."), **described)
    assert Application.objects.count() == 2
