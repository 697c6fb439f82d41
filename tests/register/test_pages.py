"""The pages of one application, and of an import."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from roeland.files.models import StoredFile
from roeland.register import importing, services
from roeland.register.importing import starting
from roeland.register.models import Application, ImportRun
from roeland.register.views import importing as pages
from tests.building.organisation import a_person
from tests.building.register import a_reported_application, an_application
from tests.register.importing import FILES, a_record, as_bytes, bring_in

IMPORT = reverse("register:import")


@pytest.fixture
def application(employee):
    return a_reported_application(employee)


def edit_url(application, section="identity"):
    return reverse("register:edit", args=[application.pk, section])


def as_typed(client, application, section="identity", **changes):
    """What a browser would send: the form as it was shown, with changes."""
    form = client.get(edit_url(application, section)).context["form"]
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None else getattr(value, "pk", value) for name, value in shown.items()} | changes


def test_the_dossier_tells_what_is_there_and_names_what_is_not(as_employee, town):
    importing.run([FILES / "stad.json"], town)
    page = as_employee.get(Application.objects.get(name="Afvalroutes plannen").get_absolute_url()).content.decode()
    assert "<li>schoner</li>" in page
    assert "Nog niet ingevuld:" in page
    assert "risicobeheer" in page
    assert "Uit de bron, zonder eigen plek" in page


def test_a_suppliers_template_says_that_it_is_not_ours_yet(as_employee, town):
    importing.run([FILES / "leverancier.json"], town)
    assert (
        "beschrijving van de leverancier"
        in as_employee.get(Application.objects.get().get_absolute_url()).content.decode()
    )


def test_markup_that_slipped_in_never_runs(as_employee, town):
    application = an_application(town, description={"goal": "<p onclick='x()'>Hoi<script>alert(1)</script></p>"})
    page = as_employee.get(application.get_absolute_url()).content
    assert b"<p>Hoi</p>" in page
    assert b"alert(1)" not in page


def test_an_address_that_could_run_is_not_a_link(as_employee, town):
    application = an_application(town, description={"website": "javascript:alert(1)"})
    assert b'href="javascript' not in as_employee.get(application.get_absolute_url()).content


@pytest.mark.parametrize("page", ["application", "edit"])
def test_an_application_of_another_organisation_does_not_exist(as_manager, other_town, page):
    foreign = an_application(other_town)
    url = foreign.get_absolute_url() if page == "application" else edit_url(foreign)
    assert as_manager.get(url).status_code == 404
    assert as_manager.post(url, {"name": "Gekaapt"}).status_code in {404, 405}
    foreign.refresh_from_db()
    assert foreign.name != "Gekaapt"


def test_an_application_that_never_was_does_not_exist(as_manager):
    assert as_manager.get(reverse("register:application", args=[uuid4()])).status_code == 404


def test_the_number_of_queries_of_a_dossier_is_bounded(as_manager, town, django_assert_max_num_queries):
    importing.run([FILES / "stad.json"], town)
    url = Application.objects.get(name="Afvalroutes plannen").get_absolute_url()
    with django_assert_max_num_queries(22):
        as_manager.get(url)


def test_editing_a_section_keeps_what_was_typed(as_employee, application):
    typed = as_typed(as_employee, application, name="Nieuwe naam", supplier="Woonwijzer nv")
    answer = as_employee.post(edit_url(application), typed)
    application.refresh_from_db()
    assert (answer.status_code, application.name, application.supplier.name) == (302, "Nieuwe naam", "Woonwijzer nv")


@pytest.mark.parametrize(
    "section", ["identity", "place", "people", "general", "responsible-use", "working", "metadata"]
)
def test_saving_a_form_as_it_was_shown_changes_nothing(as_manager, town, section):
    importing.run([FILES / "stad.json"], town)
    application = Application.objects.get(name="Afvalroutes plannen")
    before = bring_in(town, (FILES / "stad.json").read_bytes(), dry_run=True)
    assert (
        as_manager.post(edit_url(application, section), as_typed(as_manager, application, section)).status_code == 302
    )
    after = bring_in(town, (FILES / "stad.json").read_bytes(), dry_run=True)
    assert (before.unchanged, after.unchanged, after.remarks) == (3, 3, before.remarks)


def test_on_a_conflict_both_texts_are_shown_and_nothing_typed_is_lost(as_employee, as_manager, manager, application):
    mine = as_typed(as_employee, application, name="Van Ann", summary="Ook getypt")
    as_manager.post(edit_url(application), as_typed(as_manager, application, name="Van Ilse"))
    answer = as_employee.post(edit_url(application), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Van Ann", "Van Ilse", "Ook getypt"))
    assert f"{manager.name} veranderde dit op " in page
    application.refresh_from_db()
    assert (application.name, application.summary) == ("Van Ilse", "")


def solve(client, application, answer, typed, keep):
    seen = re.search(r'name="seen" value="([^"]*)"', answer.content.decode())[1].replace("&quot;", '"')
    return client.post(edit_url(application), typed | {"seen": seen, "keep-name": keep})


@pytest.mark.parametrize(("keep", "stays"), [("mine", "Van Ann"), ("theirs", "Van Ilse")])
def test_the_second_save_keeps_the_text_that_was_chosen(as_employee, as_manager, application, keep, stays):
    mine = as_typed(as_employee, application, name="Van Ann", summary="Ook getypt")
    as_manager.post(edit_url(application), as_typed(as_manager, application, name="Van Ilse"))
    answer = as_employee.post(edit_url(application), mine)
    assert solve(as_employee, application, answer, mine, keep).status_code == 302
    application.refresh_from_db()
    assert (application.name, application.summary) == (stays, "Ook getypt")


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("identity", "name", ""),
        ("identity", "name", "x" * 121),
        ("general", "begin_date", "31-02-2026"),
        ("general", "website", "javascript:alert(1)"),
        ("general", "contact_email", "bel maar"),
        ("responsible-use", "lawful_basis_links", "Wet | geen adres"),
        ("place", "unit", "01999999-9999-7999-8999-999999999999"),
    ],
)
def test_what_cannot_be_kept_is_explained_beside_what_was_typed(as_employee, application, section, field, value):
    answer = as_employee.post(
        edit_url(application, section), as_typed(as_employee, application, section, **{field: value})
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_unit_or_owner_of_another_organisation_cannot_be_chosen(as_employee, application, other_town):
    typed = as_typed(as_employee, application, "place", owner=str(a_person(other_town).pk))
    assert as_employee.post(edit_url(application, "place"), typed).status_code == 422


def test_a_tampered_memory_of_what_was_seen_never_overwrites(as_employee, application):
    typed = as_typed(as_employee, application, name="Blind", seen="[1")
    assert as_employee.post(edit_url(application), typed).status_code == 409


def test_a_section_that_does_not_exist(as_manager, application):
    assert as_manager.get(edit_url(application, "geheim")).status_code == 404


def test_who_may_not_edit_is_told_so(town, application):
    client = Client()
    client.force_login(a_person(town, "Buitenstaander").user)
    assert client.get(edit_url(application)).status_code == 403
    assert edit_url(application) not in client.get(application.get_absolute_url()).content.decode()


def upload(client, content, **fields):
    return client.post(IMPORT, {"file": SimpleUploadedFile("toepassingen.json", content), **fields})


def test_a_file_that_was_chosen_is_imported_by_the_worker(as_manager):
    answer = upload(as_manager, as_bytes(a_record()))
    run = ImportRun.objects.get()
    assert answer["Location"] == run.get_absolute_url()
    assert DBTaskResult.objects.filter(task_path="roeland.register.importing.starting.import_file").count() == 1
    assert b"every 2s" in as_manager.get(run.get_absolute_url()).content
    assert starting.import_file.call(str(run.pk)) == ImportRun.State.DONE
    assert "1 toegevoegd" in as_manager.get(run.get_absolute_url()).content.decode()


def test_the_worker_may_do_it_twice(as_manager):
    upload(as_manager, as_bytes(a_record()))
    key = str(ImportRun.objects.get().pk)
    assert starting.import_file.call(key) == starting.import_file.call(key) == ImportRun.State.DONE
    assert Application.objects.count() == 1


def test_of_a_refused_file_nothing_stays_but_the_reasons(as_manager, django_capture_on_commit_callbacks):
    upload(as_manager, as_bytes(a_record(begin_date="31-02-2026")))
    run = ImportRun.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        starting.import_file.call(str(run.pk))
    page = as_manager.get(run.get_absolute_url()).content.decode()
    assert "Er is niets bewaard." in page
    assert "begin_date" in page
    assert not StoredFile.objects.exists()
    assert not Application.objects.exists()


def test_an_imported_file_is_kept_as_it_came(as_manager):
    upload(as_manager, as_bytes(a_record()))
    starting.import_file.call(str(ImportRun.objects.get().pk))
    assert StoredFile.objects.get().size == len(as_bytes(a_record()))


def test_a_file_that_is_too_large_is_let_go_on_arrival(as_manager, monkeypatch):
    monkeypatch.setattr(pages, "MAX_BYTES", 100_000)
    answer = upload(as_manager, b"x" * 300_000)
    assert answer.status_code == 422
    assert "groter dan" in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("content", [b"", None])
def test_no_file_or_an_empty_one_is_explained(as_manager, content):
    answer = as_manager.post(IMPORT, {}) if content is None else upload(as_manager, content)
    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_a_form_from_elsewhere_is_refused(manager):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager.user)
    assert client.post(IMPORT, {"file": BytesIO(b"[]")}).status_code == 403


def test_only_who_may_import_sees_the_page(as_employee):
    assert as_employee.get(IMPORT).status_code == 403
    assert as_employee.post(IMPORT, {}).status_code == 403


def test_an_import_of_another_organisation_does_not_exist(as_manager, other_town):
    run = bring_in(other_town, as_bytes(a_record()))
    assert as_manager.get(run.get_absolute_url()).status_code == 404
    assert run.file_name.encode() not in as_manager.get(IMPORT).content


def test_my_applications_stand_on_my_home_page(as_employee, application):
    assert application.name in as_employee.get("/").content.decode()


def test_the_pages_speak_english_too(as_employee, application):
    page = as_employee.get(application.get_absolute_url(), headers={"Accept-Language": "en"}).content.decode()
    assert "Not filled in yet:" in page


def test_a_conflict_names_its_fields(application, manager):
    with pytest.raises(services.Conflict, match="name"):
        services.edit_section(
            application=application, section="identity", changes={"name": "x"}, seen={}, actor=manager
        )
