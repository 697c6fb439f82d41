"""The pages of a sheet: choose its columns, look at what would come of it, correct it, import it."""

from io import BytesIO

import pytest
from django.urls import reverse

from roeland.journal.models import Entry
from roeland.paper import tables
from roeland.register.importing import planning, running
from roeland.register.importing.sheets import checking, starting
from roeland.register.models import Application, ImportRun, SavedMapping
from roeland.work.background import run_worker
from tests.register.importing import a_record, as_bytes, bring_in
from tests.register.sheets import a_sheet, begun, looked_at, proposal

IMPORT = reverse("register:import")
GOOD = ("Naam", "Eigenaar", "Kleur"), ("Teller", "Ann Peeters", "rood")
WRONG = ("Naam", "Eigenaar", "Kleur"), ("Teller", "Niemand", "rood"), ("Chatbot", "Ann Peeters", "blauw")


def uploaded(client, *lines, kind="xlsx"):
    """The page of the columns, after this sheet was sent."""
    return client.post(IMPORT, {"file": a_sheet(*lines, kind=kind)}, follow=True)


def page(name, run):
    return reverse(f"register:{name}", args=[run.pk])


def filled_in(answer, **changes):
    """What the form of the columns sends when nobody changes anything but this."""
    form = answer.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (sent | changes).items() if value not in (None, False)}


def checked(client, *lines, **changes):
    """The page of the run, after the worker looked at the sheet."""
    answer = uploaded(client, *lines)
    client.post(page("import_columns", ImportRun.objects.get()), filled_in(answer, **changes))
    run_worker(interval=0, once=True)
    return client.get(page("import_run", ImportRun.objects.get()))


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_sheet_leads_to_its_columns_with_what_they_hold(as_manager, kind):
    answer = uploaded(as_manager, *GOOD, kind=kind)
    assert answer.redirect_chain[0][0] == page("import_columns", ImportRun.objects.get())
    lines = list(answer.context["form"].lines)
    assert [(line.letter, line.header, line.samples, line.field.value()) for line in lines] == [
        ("A", "Naam", ["Teller"], "name"),
        ("B", "Eigenaar", ["Ann Peeters"], "owner"),
        ("C", "Kleur", ["rood"], "-keep"),
    ]


def test_a_good_sheet_is_imported_after_somebody_looked(as_manager, employee):
    answer = checked(as_manager, *GOOD)
    assert "Elke rij is goed." in answer.content.decode()
    assert not Application.objects.exists()
    as_manager.post(page("confirm_import", ImportRun.objects.get()))
    run_worker(interval=0, once=True)
    assert Application.objects.get().owner == employee
    assert "1 toegevoegd" in as_manager.get(page("import_run", ImportRun.objects.get())).content.decode()


def test_a_wrong_row_is_named_by_row_and_column_and_cannot_be_confirmed(as_manager, employee):
    answer = checked(as_manager, *WRONG)
    text = answer.content.decode()
    assert "Rij 2, kolom B “Eigenaar”" in text
    assert page("confirm_import", ImportRun.objects.get()) not in text
    as_manager.post(page("confirm_import", ImportRun.objects.get()))
    run_worker(interval=0, once=True)
    assert not Application.objects.exists()


def test_the_rows_to_correct_come_back_with_what_is_wrong(as_manager, employee):
    checked(as_manager, *WRONG)
    answer = as_manager.get(page("wrong_rows", ImportRun.objects.get()))
    table = tables.read(BytesIO(b"".join(answer.streaming_content)), "x.xlsx")
    assert table.columns == ("Naam", "Eigenaar", "Kleur", "Wat er niet klopt")
    assert [row.values[:3] for row in table.rows] == [("Teller", "Niemand", "rood")]
    assert table.rows[0].values[3].startswith("B Eigenaar: Niemand heet hier")


def test_a_column_can_become_something_else(as_manager):
    lines = ("Wat", "Kleur"), ("Teller", "rood")
    answer = uploaded(as_manager, *lines)
    run = ImportRun.objects.get()
    refused = as_manager.post(page("import_columns", run), filled_in(answer))
    assert refused.status_code == 422
    assert "Zeg in welke kolom de naam van de toepassing staat." in refused.content.decode()
    as_manager.post(page("import_columns", run), filled_in(answer, **{"column-0": "name", "column-1": "-leave"}))
    run_worker(interval=0, once=True)
    run.refresh_from_db()
    assert (run.state, run.created, run.preview["fields"]) == (ImportRun.State.PREVIEW, 1, ["name"])


def test_what_was_typed_stays_when_the_columns_are_not_right_yet(as_manager):
    answer = uploaded(as_manager, ("Wat", "Kleur"), ("Teller", "rood"))
    refused = as_manager.post(
        page("import_columns", ImportRun.objects.get()),
        filled_in(answer, **{"column-1": "product", "fixed-0": "version", "save_as": "Mijn lijst"}),
    )
    form = refused.context["form"]
    assert (form["column-1"].value(), form["save_as"].value()) == ("product", "Mijn lijst")
    assert "value-0" in form.errors


def test_two_columns_cannot_become_one_field(as_manager):
    answer = uploaded(as_manager, *GOOD)
    sent = filled_in(answer, **{"column-2": "name"})
    refused = as_manager.post(page("import_columns", ImportRun.objects.get()), sent)
    assert set(refused.context["form"].errors) == {"column-0", "column-2"}


def test_columns_that_were_kept_are_filled_in_next_time(as_manager, town):
    checked(as_manager, ("Wat", "Kleur"), ("Teller", "rood"), **{"column-0": "name", "save_as": "Lijst van ICT"})
    assert SavedMapping.objects.get().organisation == town
    assert Entry.objects.filter(verb="register.mapping_saved").count() == 1
    again = uploaded(as_manager, ("WAT", "kleur"), ("Chatbot", "blauw"))
    assert [line.field.value() for line in again.context["form"].lines] == ["name", "-keep"]
    assert "Lijst van ICT" in again.content.decode()


def test_the_columns_that_another_organisation_kept_are_not_ours(as_manager, town, other_town):
    checked(as_manager, ("Wat",), ("Teller",), **{"column-0": "name", "save_as": "Lijst"})
    SavedMapping.objects.update(organisation=other_town)
    again = uploaded(as_manager, ("Wat",), ("Teller",))
    assert [line.field.value() for line in again.context["form"].lines] == ["-keep"]


def test_a_file_that_is_no_table_says_so_at_once(as_manager):
    file = a_sheet(("Naam",), ("Teller",))
    file.file = BytesIO(file.read()[:200])
    answer = as_manager.post(IMPORT, {"file": file})
    assert answer.status_code == 422
    assert "Dit bestand is niet tot het einde leesbaar." in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_the_pages_of_a_sheet_are_not_there_for_another_kind_of_file(as_manager, town):
    run = ImportRun.objects.create(organisation=town, file_name="x.json")
    assert as_manager.get(page("import_columns", run)).status_code == 404
    assert as_manager.post(page("confirm_import", run)).status_code == 404


def test_a_sheet_that_went_on_leads_to_where_it_is(as_manager, employee):
    checked(as_manager, *GOOD)
    run = ImportRun.objects.get()
    as_manager.post(page("confirm_import", run))
    assert as_manager.get(page("import_columns", run)).url == page("import_run", run)
    assert as_manager.post(page("withdraw_import", run), follow=True).status_code == 200
    run.refresh_from_db()
    assert run.state == ImportRun.State.WAITING


def test_a_withdrawn_sheet_is_gone(as_manager, employee):
    checked(as_manager, *GOOD)
    as_manager.post(page("withdraw_import", ImportRun.objects.get()))
    run = ImportRun.objects.get()
    assert (run.state, run.file) == (ImportRun.State.REFUSED, None)
    assert as_manager.get(page("wrong_rows", run)).status_code == 404


def test_a_task_that_runs_twice_imports_once(as_manager, employee):
    checked(as_manager, *GOOD)
    run = ImportRun.objects.get()
    as_manager.post(page("confirm_import", run))
    for _ in range(2):
        starting.import_sheet.func(str(run.pk))
    assert Application.objects.count() == 1


def test_what_would_change_stands_out_in_the_preview(as_manager, employee):
    answer = checked(as_manager, ("Naam", "Product", "Fase", "Kosten per jaar"), ("Teller", "T1", "In gebruik", "12,5"))
    row = answer.context["preview"]["rows"][0]
    assert (row["what"], row["name"]) == ("new", "Teller")
    assert [cell["text"] for cell in row["cells"]] == ["T1", "In gebruik", "12,50"]


def test_how_far_a_check_is_shows_on_its_page(as_manager, manager):
    run = begun(manager, a_sheet(*GOOD, *GOOD[1:]))
    starting.check_sheet(run=run, mapping=proposal(run), actor=manager)
    starting.step_of(ImportRun.objects.get(), ImportRun.State.COMPARING)(1)
    text = as_manager.get(page("import_run", run)).content.decode()
    assert "Wordt vergeleken met het register" in text
    assert "1 van 2" in text


def test_a_sheet_says_how_far_it_is_while_it_is_checked_and_stored(manager, employee, monkeypatch):
    monkeypatch.setattr(checking, "STEP", 1)
    monkeypatch.setattr(planning, "PART", 1)
    whole, seen = running.reached, []
    monkeypatch.setattr(running, "reached", lambda *said: (seen.append(said[1:]), whole(*said)))
    run = looked_at(begun(manager, a_sheet(*GOOD, ("Chatbot", "", "blauw"))), manager)
    assert seen == [(state, done, 2) for state in ("checking", "comparing") for done in range(3)]
    seen.clear()
    starting.confirm(run=run, actor=manager)
    starting.import_sheet.func(str(run.pk))
    assert seen == [(state, done, 2) for state in ("checking", "storing") for done in range(3)]


def test_what_a_supplier_said_of_its_product_is_a_start_from_the_import_page_too(as_manager, town):
    assert "assessments/panels/_descriptions.html" not in [one.name for one in as_manager.get(IMPORT).templates]
    bring_in(town, as_bytes(a_record(name="Wijzer", organization=None)))
    start = f"{reverse('assessments:start')}?template={Application.objects.get().pk}"
    assert start in as_manager.get(IMPORT).content.decode()
    assert 'value="Wijzer"' in as_manager.get(start).content.decode()
