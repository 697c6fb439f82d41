"""The last step of an import is short: what it writes was worked out before, and others go on meanwhile."""

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from roeland.journal.models import Entry
from roeland.register import services
from roeland.register.importing import entering, planning, running
from roeland.register.importing.statements import Statement
from roeland.register.models import Application, ImportRun, Supplier
from tests.building.register import an_application
from tests.register.importing import a_record, as_bytes, bring_in

WRITES = ("INSERT", "UPDATE", "DELETE")


def records(count, **fields):
    law = [{"title": f"Wet {number}", "link": "https://wet.test"} for number in range(4)]
    full = {"goal": "<p>Doel</p>", "lawful_basis_grouping": law, "soort": "x", "provider": "Leverancier"} | fields
    return as_bytes(*(a_record(str(number), **full) for number in range(count)))


def watched(monkeypatch, step):
    """Collect the statements of a step of the import, per time that it is done."""
    module = planning if hasattr(planning, step) else running
    whole, seen = getattr(module, step), []

    def watching(*args, **kwargs):
        with CaptureQueriesContext(connection) as queries:
            try:
                return whole(*args, **kwargs)
            finally:
                seen.append([query["sql"] for query in queries])

    monkeypatch.setattr(module, step, watching)
    return seen


def meanwhile(monkeypatch, act, times=1):
    """Let somebody act after the plan was made and before it is written."""
    whole, left = planning.work_out, [times]

    def work_out(*args, **kwargs):
        plan = whole(*args, **kwargs)
        if left[0]:
            left[0] -= 1
            act()
        return plan

    monkeypatch.setattr(planning, "work_out", work_out)


def summed_up(row, text, actor):
    services.edit_section(application=row, section="identity", changes={"summary": text}, actor=actor)


def test_working_out_a_file_writes_nothing(town, monkeypatch):
    bring_in(town, records(20))
    plans = watched(monkeypatch, "work_out")
    bring_in(town, records(40, goal="Anders", provider="Een ander"))
    assert len(plans) == 1
    assert [text for text in plans[0] if text.startswith(WRITES)] == []


def test_the_last_step_sends_no_statement_per_record(town, monkeypatch):
    steps = watched(monkeypatch, "_write")
    bring_in(town, records(200))
    bring_in(town, records(200, goal="Anders", provider="Een ander", lawful_basis_grouping=[{"title": "Wet Z"}]))
    assert Application.objects.filter(description__goal="Anders", supplier__name="Een ander").count() == 200
    assert [len(step) < 60 for step in steps] == [True, True]


def test_the_last_step_works_nothing_out_again(town, monkeypatch):
    plans = watched(monkeypatch, "work_out")
    steps = watched(monkeypatch, "_write")
    bring_in(town, records(3))
    assert (len(plans), len(steps)) == (1, 1)


def test_what_is_set_aside_stands_nowhere_until_the_last_step(town, monkeypatch):
    found = []
    meanwhile(monkeypatch, lambda: found.append((Application.objects.count(), Supplier.objects.count())))
    assert bring_in(town, records(3)).created == 3
    assert found == [(0, 0)]


def test_a_last_step_that_fails_half_way_leaves_nothing(town, monkeypatch):
    broken = Statement("INSERT INTO no_such_table VALUES (%s)", [[1]])
    monkeypatch.setattr(entering, "creating", lambda pairs, whole=entering.creating: [*whole(pairs), broken])
    with pytest.raises(DatabaseError, match="no_such_table"):
        bring_in(town, records(3))
    assert not Application.objects.exists()


def test_an_edit_after_the_plan_was_made_is_not_lost(town, manager, monkeypatch):
    bring_in(town, records(2))
    row = Application.objects.get(description__source_id="1")

    def edit():
        services.edit_section(application=row, section="responsible-use", changes={"goal": "Van ons"}, actor=manager)

    meanwhile(monkeypatch, edit)
    run = bring_in(town, records(2, goal="Van de bron"))
    goals = dict(Application.objects.values_list("description__source_id", "description__goal"))
    assert goals == {"0": "Van de bron", "1": "<p>Van ons</p>"}
    assert [remark["code"] for remark in run.remarks] == ["edited_here"]


def test_a_number_that_was_taken_after_the_plan_was_made_is_not_given_twice(town, monkeypatch):
    meanwhile(monkeypatch, lambda: an_application(town, "Eerst"))
    assert bring_in(town, records(2)).created == 2
    assert sorted(Application.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Application.objects.get(number=1).name == "Eerst"


def test_a_supplier_who_came_after_the_plan_was_made_is_not_made_twice(town, monkeypatch):
    meanwhile(monkeypatch, lambda: Supplier.objects.create(organisation=town, name="Leverancier"))
    bring_in(town, records(2))
    assert set(Application.objects.values_list("supplier", flat=True)) == {Supplier.objects.get().pk}


def test_what_somebody_changes_elsewhere_makes_nothing_of_the_file_outdated(town, monkeypatch):
    plans = watched(monkeypatch, "work_out")
    meanwhile(monkeypatch, lambda: an_application(town, "Iets anders"))
    assert bring_in(town, records(3)).created == 3
    assert len(plans) == 1


def test_only_the_part_that_somebody_changed_is_worked_out_again(town, manager, monkeypatch):
    bring_in(town, records(6))
    row = Application.objects.get(description__source_id="3")
    monkeypatch.setattr(planning, "PART", 2)
    plans = watched(monkeypatch, "work_out")
    meanwhile(monkeypatch, lambda: summed_up(row, "Van ons", manager))
    assert bring_in(town, records(6, goal="Van de bron")).updated == 6
    assert len(plans) == 4
    row.refresh_from_db()
    assert (row.summary, row.description.goal) == ("Van ons", "Van de bron")


def test_an_application_that_came_after_the_plan_with_a_key_of_the_file_is_not_made_twice(town, monkeypatch):
    meanwhile(monkeypatch, lambda: bring_in(town, as_bytes(a_record("1", goal="Eerst"))))
    run = bring_in(town, records(2))
    assert (run.created, run.updated, Application.objects.count()) == (1, 1, 2)


def test_who_keeps_changing_what_is_in_the_file_waits_in_the_end(town, manager, monkeypatch):
    bring_in(town, records(2))
    row, texts = Application.objects.get(description__source_id="1"), iter("abcdef")
    meanwhile(monkeypatch, lambda: summed_up(row, next(texts), manager), times=running.TRIES)
    assert bring_in(town, records(2, goal="Nieuw")).state == ImportRun.State.DONE
    row.refresh_from_db()
    assert (row.summary, row.description.goal) == ("c", "Nieuw")


def test_the_journal_says_of_each_application_what_changed(town):
    bring_in(town, records(3))
    bring_in(town, as_bytes(a_record("0", goal="Nieuw", provider="Leverancier"), a_record("1", soort="y")))
    changed = Entry.objects.filter(verb="application.imported").exclude(fields=[])
    by_name = dict(Application.objects.values_list("pk", "name"))
    assert {by_name[entry.subject]: entry.fields for entry in changed} == {
        "Toepassing 0": ["goal", "lawful_basis_links", "leftovers"],
        "Toepassing 1": ["goal", "lawful_basis_links", "leftovers", "provider"],
    }


def test_a_supplier_in_two_records_is_one(town):
    around = entering.surroundings(town, None, [])
    assert around.supplier(" Leverancier ") is around.supplier("Leverancier")
    assert around.supplier(" ") is None
