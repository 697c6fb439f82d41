"""A row that looks like an application here is pointed out: it is skipped, or taken in with why it is another one."""

import pytest
from django.urls import reverse

from roeland.journal.models import Entry
from roeland.register.importing.sheets import likely, starting
from roeland.register.importing.sheets.likely import Answer, Unanswered
from roeland.register.likely_form import LikelyForm
from roeland.register.models import Application, ImportRun, Relation
from tests.building.register import a_reported_application
from tests.register.sheets import a_sheet, begun, imported, looked_at

HEADERS = ("Naam", "Leverancier")
TWIN, OTHER = ("Schrijfhulp klare taal", "Klaarschrift"), ("Kentekenscan", "")
WHY = "Die is voor kinderen."


@pytest.fixture
def writer(employee):
    return a_reported_application(employee, "Schrijfhulp voor klare taal", supplier="Klaarschrift")


@pytest.fixture
def run(manager, writer):
    return looked_at(begun(manager, a_sheet(HEADERS, TWIN, OTHER)), manager)


def finished(run, manager, **answer):
    starting.confirm(run=run, actor=manager, answers={2: Answer(**answer)})
    starting.import_sheet.func(str(run.pk))
    return ImportRun.objects.get(pk=run.pk)


def test_a_row_that_looks_like_one_here_is_pointed_out_with_why(run, writer):
    here = {"key": str(writer.pk), "code": writer.code, "name": writer.name, "signs": ["name", "supplier"]}
    assert run.preview["likely"] == [{"row": 2, "name": "Schrijfhulp klare taal", "here": [here]}]


def test_a_row_that_is_known_by_its_key_is_not_compared(manager, writer):
    imported(manager, a_sheet(HEADERS, OTHER))
    again = looked_at(begun(manager, a_sheet(HEADERS, OTHER)), manager)
    assert again.preview["likely"] == []


@pytest.mark.parametrize("answers", [{}, {2: Answer()}, {2: Answer(reason="  ")}, {3: Answer(skip=True)}])
def test_nothing_is_imported_before_somebody_says_what_it_is(run, manager, answers):
    with pytest.raises(Unanswered):
        starting.confirm(run=run, actor=manager, answers=answers)
    assert ImportRun.objects.get().state == ImportRun.State.PREVIEW


def test_a_row_that_is_the_same_is_skipped_and_the_report_says_so(run, manager, writer):
    done = finished(run, manager, skip=True)
    assert (done.created, done.skipped) == (1, 1)
    assert set(Application.objects.values_list("name", flat=True)) == {writer.name, "Kentekenscan"}
    assert [(one["code"], one["row"], one["value"]) for one in done.remarks if one["row"]] == [
        ("row_skipped", 2, writer.code)
    ]


def test_a_row_that_is_another_one_comes_in_and_keeps_why(run, manager, writer):
    done = finished(run, manager, reason=WHY)
    assert (done.created, done.skipped) == (2, 0)
    told = Relation.objects.get()
    assert (told.application.name, told.other, told.kind) == (TWIN[0], writer, Relation.Kind.ANOTHER)
    assert (told.reason, told.said_by) == (WHY, manager)
    entry = Entry.objects.get(verb="application.told_apart")
    assert (entry.subject, entry.reason, entry.actor) == (told.application_id, WHY, manager.pk)
    assert entry.detail.values == {"other": [None, f"{writer.code} {writer.name}"]}


def test_why_it_is_another_one_does_not_need_the_other_to_stay(run, manager, writer):
    starting.confirm(run=run, actor=manager, answers={2: Answer(reason=WHY)})
    writer.description.delete()
    Application.objects.filter(pk=writer.pk).delete()
    starting.import_sheet.func(str(run.pk))
    assert (ImportRun.objects.get().created, Relation.objects.count()) == (2, 0)


def test_of_a_long_sheet_only_the_first_new_rows_are_compared_and_that_is_said(manager, writer, monkeypatch):
    monkeypatch.setattr(likely, "MOST", 1)
    run = looked_at(begun(manager, a_sheet(HEADERS, OTHER, TWIN)), manager)
    assert run.preview["likely"] == []
    assert [one["code"] for one in run.remarks if one["code"] == "not_compared"] == ["not_compared"]


def kept(*rows):
    here = [{"key": "", "code": "AI-0001", "name": "Teller", "signs": ["name"]}]
    return [{"row": row, "name": f"Rij {row}", "here": here} for row in rows]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, {"row-2", "row-3"}),
        ({"row-2": "skip"}, {"row-3"}),
        ({"row-2": "new", "row-3": "skip"}, {"why-2"}),
        ({"row-2": "skip", "rest": "new"}, {"rest-why"}),
        ({"row-2": "skip", "rest": "new", "rest-why": "Anders."}, set()),
        ({"rest": "skip"}, set()),
        ({"row-2": "new", "rest-why": "Anders.", "row-3": "skip"}, set()),
        ({"row-2": "weg", "rest": "skip"}, {"row-2"}),
    ],
)
def test_every_row_needs_an_answer_and_another_one_a_reason(said, wrong):
    assert set(LikelyForm(said, likely=kept(2, 3)).errors) == wrong


def test_what_is_chosen_for_the_rest_counts_for_rows_without_a_choice():
    form = LikelyForm({"row-2": "skip", "rest": "new", "rest-why": "Anders."}, likely=kept(2, 3))
    assert form.is_valid()
    assert form.answers == {2: Answer(skip=True), 3: Answer(reason="Anders.")}


def test_who_answers_nothing_stays_on_the_page_and_keeps_what_was_typed(as_manager, run, writer):
    address = reverse("register:confirm_import", args=[run.pk])
    text = as_manager.get(run.get_absolute_url()).content.decode()
    assert writer.get_absolute_url() in text
    assert "Bijna dezelfde naam, dezelfde leverancier." in text
    bare = as_manager.post(address, {"row-2": "new"})
    assert (bare.status_code, "Schrijf in één zin op waarom." in bare.content.decode()) == (422, True)
    assert ImportRun.objects.get().state == ImportRun.State.PREVIEW
    as_manager.post(address, {"row-2": "new", "why-2": WHY})
    starting.import_sheet.func(str(run.pk))
    assert Relation.objects.get().reason == WHY


def test_the_page_of_a_file_says_how_many_rows_were_skipped(as_manager, run, manager):
    done = finished(run, manager, skip=True)
    assert "1 rij is overgeslagen." in as_manager.get(done.get_absolute_url()).content.decode()


def test_one_answer_can_count_for_all_rows_on_the_page(as_manager, manager, writer):
    third = ("Schrijfhulp voor heldere taal", "Klaarschrift")
    run = looked_at(begun(manager, a_sheet(HEADERS, TWIN, third)), manager)
    assert 'name="rest-why"' in as_manager.get(run.get_absolute_url()).content.decode()
    as_manager.post(
        reverse("register:confirm_import", args=[run.pk]), {"row-2": "skip", "rest": "new", "rest-why": WHY}
    )
    starting.import_sheet.func(str(run.pk))
    assert [(told.application.name, told.reason) for told in Relation.objects.all()] == [(third[0], WHY)]
