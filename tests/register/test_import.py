"""Descriptions come in: every field is kept, and a file counts as a whole."""

import json
import os
from pathlib import Path

import pytest

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.register import importing
from roeland.register.importing.checking import Checked
from roeland.register.importing.values import is_gap
from roeland.register.models import Application, ImportRun, Phase, StagedRecord
from roeland.register.sections import LINKS
from roeland.register.standard import FIELDS
from roeland.search.queries import matching
from tests.building.organisation import a_person, a_unit
from tests.register.importing import FILES, a_record, as_bytes, bring_in, codes


def found_back(application, name, value):
    """Say whether the value of a source's field stands somewhere with the application, exactly."""
    known = FIELDS.get(name)
    if known is None:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return application.leftovers.filter(field=name, value=text).exists()
    if known.target in LINKS:
        kept = [[link.title, link.link] for link in application.links.filter(kind=LINKS[known.target])]
        return kept == [[item.get("title") or "", item.get("link") or ""] for item in value]
    if known.target in {"name", "summary"}:
        return getattr(application, known.target) == value
    original = application.leftovers.filter(field=f"{name} (original)", value=value)
    return getattr(application.description, known.target) == value or original.exists()


def nothing_lost(records, organisation):
    by_name = {row.name: row for row in Application.objects.of(organisation).select_related("description")}
    return [
        (record["name"], name)
        for record in records
        for name, value in record.items()
        if not is_gap(value) and not found_back(by_name[record["name"].strip()], name, value)
    ]


def test_every_field_of_every_record_is_kept(town):
    (run,) = importing.run([FILES / "stad.json"], town)
    assert (run.state, run.created) == (ImportRun.State.DONE, 3)
    assert nothing_lost(json.loads((FILES / "stad.json").read_text()), town) == []


def test_what_has_no_place_is_listed(town):
    importing.run([FILES / "stad.json"], town)
    listed = Application.objects.get(name="Afvalroutes plannen").leftovers.values_list("field", flat=True)
    assert list(listed) == ["id", "source_data_grouping 1: owner", "source_data_link", "type"]


def test_the_status_of_an_own_record_becomes_its_phase(town):
    importing.run([FILES / "stad.json"], town)
    phases = dict(Application.objects.values_list("name", "phase"))
    assert phases == {
        "Afvalroutes plannen": Phase.PRODUCTION,
        "Zaalbezetting voorspellen": Phase.REPORTED,
        "Oude woninglijst": Phase.RETIRED,
    }


def test_what_is_in_use_comes_in_undecided_with_a_date(town):
    importing.run([FILES / "stad.json"], town)
    undecided = Application.objects.get(undecided=True)
    assert undecided.name == "Afvalroutes plannen"
    assert undecided.decide_by is not None


def test_a_suppliers_template_is_only_reported_and_keeps_its_status_as_said(town):
    (run,) = importing.run([FILES / "leverancier.json"], town)
    application = Application.objects.get()
    assert (run.created, application.phase, application.undecided) == (1, Phase.REPORTED, False)
    assert (application.description.is_template, application.description.status) == (True, "In gebruik")


def test_empty_fields_are_gaps_and_no_errors(town):
    (run,) = importing.run([FILES / "leverancier.json"], town)
    assert run.problems == []
    assert Application.objects.get().description.begin_date == ""


def test_each_application_gets_a_number_and_stands_in_the_journal(town, manager):
    importing.run([FILES / "stad.json"], town, manager)
    assert sorted(Application.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Entry.objects.filter(verb="application.imported", actor=manager.pk).count() == 3
    assert Entry.objects.filter(verb="register.import_finished").count() == 1


def test_what_came_in_can_be_found_by_its_words(town):
    importing.run([FILES / "stad.json"], town)
    found = matching(organisation=town.pk, kind="register.application", text="containers")
    assert list(Application.objects.filter(pk__in=found).values_list("name", flat=True)) == ["Afvalroutes plannen"]


def test_a_record_of_a_known_entity_belongs_to_it(town):
    entity = a_unit(town, "Gemeente Voorbeeldstad")
    importing.run([FILES / "stad.json"], town)
    assert set(Application.objects.values_list("unit", flat=True)) == {entity.pk}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"lars": "1", "source_id": "2", "uuid": "3", "id": "4"}, "lars:1"),
        ({"lars": "", "source_id": "2", "uuid": "3", "id": "4"}, "source_id:2"),
        ({"source_id": None, "uuid": "3", "id": "4"}, "uuid:3"),
        ({"source_id": None, "id": "4"}, "id:4"),
        ({"source_id": None}, "name:gemeente voorbeeldstad/toepassing a-1"),
    ],
)
def test_the_strongest_key_counts(town, record, key):
    assert bring_in(town, as_bytes(a_record(**record))).state == ImportRun.State.DONE
    assert Application.objects.get().description.foreign_key == key


def test_a_record_without_a_key_is_remarked_on(town):
    run = bring_in(town, as_bytes(a_record(source_id=None)))
    assert [remark["code"] for remark in run.remarks] == ["no_key"]


def test_a_check_stores_no_application_and_takes_no_number(town):
    run = bring_in(town, as_bytes(a_record()), dry_run=True)
    assert (run.state, run.created) == (ImportRun.State.CHECKED, 1)
    assert not Application.objects.exists()
    bring_in(town, as_bytes(a_record()))
    assert Application.objects.get().number == 1


def test_what_was_set_aside_is_cleared_away(town):
    bring_in(town, as_bytes(a_record()))
    assert not StagedRecord.objects.exists()


def test_harmless_tags_that_the_form_does_not_know_go_and_the_original_stays(town):
    goal = '<p>Zie <a href="https://a.test">de wet</a></p>'
    run = bring_in(town, as_bytes(a_record(goal=goal)))
    application = Application.objects.get()
    assert application.description.goal == "<p>Zie de wet</p>"
    assert application.leftovers.get().value == goal
    assert [remark["code"] for remark in run.remarks] == ["tags_removed"]


def test_a_public_page_that_is_no_address_is_kept_and_remarked_on(town):
    run = bring_in(town, as_bytes(a_record(website="Team Afval")))
    assert Application.objects.get().description.website == "Team Afval"
    assert [(remark["field"], remark["code"]) for remark in run.remarks] == [("website", "not_an_address")]


def test_a_record_only_counts_in_its_own_organisation(town, other_town):
    bring_in(town, as_bytes(a_record()))
    assert bring_in(other_town, as_bytes(a_record())).created == 1
    assert Application.objects.of(town).count() == Application.objects.of(other_town).count() == 1


def test_only_who_may_import_imports(town, employee):
    with pytest.raises(NotPermitted):
        importing.run([FILES / "stad.json"], town, employee)
    assert not ImportRun.objects.exists()


def test_nobody_imports_into_another_organisation(town, other_town):
    stranger = a_person(other_town, role="information_manager")
    with pytest.raises(OtherOrganisation):
        importing.run([FILES / "stad.json"], town, stranger)
    assert not Application.objects.exists()


def test_one_bad_file_does_not_stop_the_next(town, tmp_path):
    bad = tmp_path / "half.json"
    bad.write_bytes(as_bytes(a_record())[:-5])
    runs = importing.run([bad, FILES / "leverancier.json"], town)
    assert [run.state for run in runs] == [ImportRun.State.REFUSED, ImportRun.State.DONE]


def test_a_finished_import_does_nothing_when_it_is_run_again(town):
    run = bring_in(town, as_bytes(a_record()))
    assert codes(run) == []
    assert importing.carry_out(run, None, 0) is run
    assert Application.objects.count() == 1


def test_a_checked_record_goes_by_its_trimmed_name():
    assert Checked(1, values={"name": " Scan "}).name == "Scan"


@pytest.mark.real_data
def test_every_real_record_comes_in_and_every_field_is_found_back(town):
    folder = Path(os.environ.get("ROELAND_REAL_DATA", "../shared/data")) / "algoritmeregister" / "suppliers"
    paths = sorted(folder.glob("*.json"))
    runs = importing.run(paths, town)
    records = [record for path in paths for record in json.loads(path.read_bytes())]
    assert [importing.line_of(problem) for run in runs for problem in run.problems] == []
    assert Application.objects.count() == len(records) > 0
    assert nothing_lost(records, town) == []
    assert {run.unchanged for run in importing.run(paths, town)} == {run.created for run in runs}
