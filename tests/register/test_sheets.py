"""A sheet is brought in: its columns become fields, its rows applications, and nothing is stored by halves."""

from decimal import Decimal

import pytest

from roeland.register import services
from roeland.register.importing.sheets.starting import NotNow, StillWrong, check_sheet, confirm, withdraw
from roeland.register.models import Application, ImportRun, Leftover, Phase, Supplier, Tag
from tests.building.organisation import a_person
from tests.building.register import an_application
from tests.register.sheets import a_sheet, begun, imported, looked_at, proposal, wrong

HEADERS = ("Naam", "Onderdeel", "Fase", "Eigenaar", "Leverancier", "Jaarlijkse kosten", "Labels", "Kleur")
ROW = ("Parkeerteller", "Burgerzaken", "In gebruik", "Ann Peeters", "Telbaar nv", "€ 1.250,50", "proef; mobiel", "rood")


def test_a_row_becomes_an_application(manager, employee, desk):
    run = imported(manager, a_sheet(HEADERS, ROW))
    assert (run.state, run.created) == (ImportRun.State.DONE, 1)
    made = Application.objects.get()
    assert (made.name, made.unit, made.owner, made.reporter) == ("Parkeerteller", desk, employee, manager)
    assert (made.supplier.name, made.cost_yearly) == ("Telbaar nv", Decimal("1250.50"))
    assert sorted(tagging.tag.name for tagging in made.tagging_set.all()) == ["mobiel", "proef"]
    assert [(left.field, left.value) for left in made.leftovers.all()] == [("Kleur", "rood")]
    assert not made.description.is_template


def test_what_is_in_use_enters_undecided_with_a_date(manager, employee, desk):
    imported(manager, a_sheet(HEADERS, ROW))
    made = Application.objects.get()
    assert (made.phase, made.undecided, made.owner_accepted) == (Phase.PRODUCTION, True, False)
    assert made.decide_by is not None


def test_nothing_is_stored_before_somebody_confirms(manager, employee, desk):
    run = looked_at(begun(manager, a_sheet(HEADERS, ROW)), manager)
    assert (run.state, run.created) == (ImportRun.State.PREVIEW, 1)
    assert not any(model.objects.exists() for model in (Application, Supplier, Tag))


def test_one_wrong_row_keeps_all_of_them_out(manager, employee, desk):
    bad = ("Wegdekcamera", "Bestaat niet", "Ooit", "Niemand", "Telbaar nv", "veel", "", "")
    run = imported(manager, a_sheet(HEADERS, ROW, bad))
    assert wrong(run) == [(3, "B", "no_unit"), (3, "C", "no_phase"), (3, "D", "no_person"), (3, "F", "not_money")]
    with pytest.raises(StillWrong):
        confirm(run=run, actor=manager)
    assert not Application.objects.exists()


def test_the_same_sheet_again_changes_nothing(manager, employee, desk):
    imported(manager, a_sheet(HEADERS, ROW))
    before = list(Application.objects.values())
    again = imported(manager, a_sheet(HEADERS, ROW))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert list(Application.objects.values()) == before
    assert Leftover.objects.count() == 1


def test_a_changed_sheet_changes_only_what_changed_there(manager, employee, desk):
    imported(manager, a_sheet(HEADERS, ROW))
    application = Application.objects.get()
    services.edit_section(application=application, section="identity", changes={"product": "Van ons"}, actor=manager)
    changed = (*ROW[:4], "Ander bv", "900", "proef", "blauw")
    run = imported(manager, a_sheet(HEADERS, changed))
    application = Application.objects.get()
    assert run.updated == 1
    assert (application.supplier.name, application.cost_yearly, application.product) == ("Ander bv", 900, "Van ons")
    assert [tagging.tag.name for tagging in application.tagging_set.all()] == ["proef"]
    assert Leftover.objects.get().value == "blauw"


def test_what_somebody_changed_here_stays_and_is_said(manager, employee, desk):
    imported(manager, a_sheet(HEADERS, ROW))
    application = Application.objects.get()
    services.edit_section(application=application, section="identity", changes={"supplier": "Onze nv"}, actor=manager)
    run = imported(manager, a_sheet(HEADERS, (*ROW[:4], "Ander bv", *ROW[5:])))
    assert Application.objects.get().supplier.name == "Onze nv"
    assert [(one["code"], one["column"], one["value"]) for one in run.remarks if one["row"]] == [
        ("edited_here", "E", "Ander bv")
    ]


def test_the_sheet_wins_where_somebody_says_so(manager, employee, desk):
    imported(manager, a_sheet(HEADERS, ROW))
    application = Application.objects.get()
    services.edit_section(application=application, section="identity", changes={"supplier": "Onze nv"}, actor=manager)
    imported(manager, a_sheet(HEADERS, ROW), overwrite=True)
    assert Application.objects.get().supplier.name == "Telbaar nv"


def test_a_name_that_was_changed_here_does_not_make_the_row_new(manager, employee, desk):
    imported(manager, a_sheet(HEADERS, ROW))
    application = Application.objects.get()
    services.edit_section(application=application, section="identity", changes={"name": "Anders"}, actor=manager)
    assert imported(manager, a_sheet(HEADERS, ROW)).unchanged == 1
    assert Application.objects.get().name == "Anders"


def test_an_empty_cell_says_nothing_about_what_it_never_filled(manager, town):
    an_application(town, "Teller", purpose="Telt")
    run = imported(manager, a_sheet(("Naam", "Doel", "Product"), ("Teller", "", "T1")))
    application = Application.objects.get()
    assert (run.updated, application.purpose, application.product) == (1, "Telt", "T1")


def test_our_own_number_says_which_application_is_meant(manager, town):
    an_application(town, "Teller", number=31)
    run = imported(manager, a_sheet(("Nummer", "Naam", "Product"), ("AI-0031", "Teller", "T1")))
    assert (run.updated, Application.objects.get().product) == (1, "T1")


def test_a_number_that_is_not_there_yet_is_given(manager, town):
    an_application(town, "Eerste")
    run = imported(manager, a_sheet(("Nummer", "Naam"), ("AI-0031", "Teller"), ("", "Nog een")))
    assert sorted(Application.objects.values_list("number", "name")) == [(1, "Eerste"), (31, "Teller"), (32, "Nog een")]
    assert [one["code"] for one in run.remarks] == ["new_number"]
    assert an_application(town, "Later").number == 33


def test_the_number_of_an_application_with_another_name_is_pointed_out(manager, town):
    an_application(town, "Teller", number=31)
    run = looked_at(begun(manager, a_sheet(("Nummer", "Naam"), ("AI-0031", "Chatbot"))), manager)
    assert {one["code"] for one in run.remarks} == {"other_name", "edited_here"}


def test_an_own_id_knows_the_row_again_under_another_name(manager):
    imported(manager, a_sheet(("ID", "Naam"), ("X-1", "Oud")))
    run = imported(manager, a_sheet(("ID", "Naam"), ("X-1", "Nieuw")))
    assert (run.updated, Application.objects.get().name) == (1, "Nieuw")


def test_class_and_route_are_kept_as_what_the_source_says(manager):
    imported(manager, a_sheet(("Naam", "AI-klasse", "Aanpak"), ("Teller", "Minimaal", "Licht")))
    made = Application.objects.get()
    assert (made.ai_class, made.route) == ("unknown", "unknown")
    assert {left.field: left.value for left in made.leftovers.all()} == {"AI-klasse": "Minimaal", "Aanpak": "Licht"}


@pytest.mark.parametrize(("said", "phase"), [("Afgewezen", Phase.REPORTED), ("Gestopt", Phase.RETIRED)])
def test_a_phase_that_only_a_decision_can_give_is_kept_as_a_statement(manager, said, phase):
    imported(manager, a_sheet(("Naam", "Fase"), ("Teller", said)))
    made = Application.objects.get()
    assert (made.phase, made.undecided) == (phase, False)
    assert made.leftovers.get().value == said


def test_a_phase_never_changes_by_a_file(manager, town):
    an_application(town, "Teller")
    run = imported(manager, a_sheet(("Naam", "Fase"), ("Teller", "In gebruik")))
    assert Application.objects.get().phase == Phase.REPORTED
    assert [one["code"] for one in run.remarks] == ["phase_stays"]


def test_one_value_for_every_row(manager, desk):
    run = imported(manager, a_sheet(("Naam",), ("A",), ("B",)), constants=[["unit", "Burgerzaken"]])
    assert (run.created, Application.objects.filter(unit=desk).count()) == (2, 2)


def test_a_wrong_value_for_every_row_is_said_without_a_letter(manager):
    run = looked_at(begun(manager, a_sheet(("Naam",), ("A",))), manager, constants=[["unit", "Nergens"]])
    assert wrong(run) == [(2, "–", "no_unit")]


def test_new_suppliers_and_labels_can_be_refused(manager):
    sheet = a_sheet(("Naam", "Leverancier", "Labels"), ("A", "Nieuw nv", "nieuw"))
    assert wrong(looked_at(begun(manager, sheet), manager, make=False)) == [
        (2, "B", "no_supplier"),
        (2, "C", "no_label"),
    ]


def test_a_supplier_is_the_same_in_other_capitals(manager, town):
    Supplier.objects.create(organisation=town, name="Telbaar NV")
    imported(manager, a_sheet(("Naam", "Leverancier"), ("A", "telbaar nv")))
    assert Application.objects.get().supplier.name == "Telbaar NV"
    assert Supplier.objects.count() == 1


def test_two_rows_about_one_application_are_refused(manager):
    assert wrong(imported(manager, a_sheet(("Naam",), ("A",), ("a",)))) == [(3, "", "duplicate_row")]


def test_a_row_that_fits_two_applications_is_refused(manager, town):
    for _ in range(2):
        an_application(town, "Teller")
    run = imported(manager, a_sheet(("Naam", "Product"), ("Teller", "T1")))
    assert [one[2] for one in wrong(run)] == ["two_matches"]


def test_two_people_with_one_name_are_told_apart_by_their_address(manager, town):
    one, _other = (a_person(town, "Jan Claes", email=f"jan{number}@stad.test") for number in (1, 2))
    headers = ("Naam", "Eigenaar")
    assert wrong(imported(manager, a_sheet(headers, ("A", "Jan Claes")))) == [(2, "B", "persons_alike")]
    imported(manager, a_sheet(headers, ("A", one.email)))
    assert Application.objects.get().owner == one


def test_nobody_of_another_organisation_can_be_owner(manager, other_town):
    a_person(other_town, "Buitenstaander")
    run = imported(manager, a_sheet(("Naam", "Eigenaar"), ("A", "Buitenstaander")))
    assert wrong(run) == [(2, "B", "no_person")]


def test_the_rows_of_another_organisation_stay_as_they_are(manager, other_town):
    an_application(other_town, "Teller", number=31)
    run = imported(manager, a_sheet(("Nummer", "Naam", "Product"), ("AI-0031", "Teller", "T1")))
    assert run.created == 1
    assert Application.objects.get(organisation=other_town).product == ""


def test_a_sheet_is_confirmed_once(manager):
    run = imported(manager, a_sheet(("Naam",), ("A",)))
    with pytest.raises(NotNow):
        confirm(run=run, actor=manager)
    with pytest.raises(NotNow):
        check_sheet(run=run, mapping=proposal(run), actor=manager)


def test_who_withdraws_a_sheet_leaves_no_file_behind(manager, django_capture_on_commit_callbacks):
    run = begun(manager, a_sheet(("Naam",), ("A",)))
    name, storage = run.file.content.name, run.file.content.storage
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(run=run, actor=manager)
    run.refresh_from_db()
    assert (run.state, run.file) == (ImportRun.State.REFUSED, None)
    assert not storage.exists(name)


def test_a_mapping_without_a_name_is_no_mapping(manager):
    run = begun(manager, a_sheet(("Kleur",), ("rood",)))
    with pytest.raises(ValueError, match="choices"):
        check_sheet(run=run, mapping=proposal(run), actor=manager)
