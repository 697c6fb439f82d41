"""The pages of official questionnaires: the list, the import, the preview, taking into use, withdrawing."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roeland.library.models import ImportedForm
from roeland.organisation.models import Person
from tests.building.library import DEFINITION, SAID, a_form_in_use, an_imported_form
from tests.building.organisation import a_person, an_organisation

REAL = Path(os.environ.get("ROELAND_REAL_DATA", "../shared/data")) / "invulhulpen"
State = ImportedForm.State


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def town(db):
    return an_organisation()


@pytest.fixture
def officer(town):
    return a_person(town, "Petra Claes", role="privacy_officer")


@pytest.fixture
def browser(officer):
    return client_of(officer)


def bring(browser, content, name="toets.yaml", **said):
    upload = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return browser.post(reverse("library:import_form"), SAID | said | {"file": upload})


def shown(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_an_empty_list_says_what_to_do(browser, town):
    page = shown(browser.get(reverse("library:forms")))
    assert "Nog geen officieel formulier" in page
    assert reverse("library:import_form") in page
    lawyer = shown(client_of(a_person(town, "Lot Vos", role="lawyer")).get(reverse("library:forms")))
    assert reverse("library:import_form") not in lawyer
    assert "informatiemanager" in lawyer


def test_importing_leads_to_what_was_understood(browser):
    answer = bring(browser, DEFINITION)
    form = ImportedForm.objects.get()
    assert answer.url == form.get_absolute_url()
    page = shown(browser.get(answer.url))
    for words in ("Kleine toets", "urn:nl:kleine-toets:1.0", "Gevolgen", "3 vragen", "EUPL-1.2", "Stad Voorbeeld"):
        assert words in page
    assert "Petra Claes" in page
    assert "1 regel zegt wanneer dit verplicht is." in page
    assert 'href="https://voorbeeld.test/toets"' in page


def test_the_page_says_who_works_with_it_by_the_matrix(browser, officer):
    page = shown(browser.get(an_imported_form(officer).get_absolute_url()))
    for words in ("De privacytoets", "Vult het in", "Adviseert", "Ondertekent"):
        assert words in page


def test_what_is_wrong_is_shown_with_its_line_and_nothing_typed_is_lost(browser):
    answer = bring(browser, DEFINITION.replace('id: "1.2"', 'id: "1.1"'), attribution="Gemeente Elders")
    page = shown(answer)
    assert answer.status_code == 422
    assert "Regel 11, bij 1.1: Dit id staat 2 keer in het bestand." in page
    assert 'value="Gemeente Elders"' in page
    assert 'value="s16" selected' in page
    assert "Er is niets opgeslagen" in page
    assert not ImportedForm.objects.exists()


def test_a_file_that_cannot_be_read_says_its_line_and_never_where_it_stood(browser):
    page = shown(bring(browser, DEFINITION.replace("repeatable: true", "repeatable: soms")))
    assert "Regel 27, bij tasks[1].repeatable" in page
    assert "/tmp" not in page


def test_what_misses_beside_the_file_is_asked(browser):
    answer = bring(browser, DEFINITION, licence="", activity="s99")
    assert answer.status_code == 422
    assert not ImportedForm.objects.exists()
    assert browser.post(reverse("library:import_form"), SAID).status_code == 422
    assert bring(browser, b"").status_code == 422


def test_the_same_file_again_leads_to_the_one_that_is_there(browser, officer):
    form = a_form_in_use(officer)
    page = shown(bring(browser, DEFINITION))
    assert "Dit bestand is hier al: Kleine toets, versie 1.0." in page
    assert form.get_absolute_url() in page


def test_a_second_draft_leads_to_the_one_that_waits(browser, officer):
    form = an_imported_form(officer)
    page = shown(bring(browser, DEFINITION.replace('"1.0"', '"1.1"')))
    assert form.get_absolute_url() in page
    assert "wacht nog" in page


def test_what_is_far_too_large_is_refused_before_it_is_read(browser):
    url = reverse("library:import_form")
    assert browser.post(url, CONTENT_LENGTH=str(100 * 1024 * 1024)).status_code == 413
    page = shown(bring(browser, DEFINITION + "# " + "x" * (5 * 1024 * 1024)))
    assert "groter dan 5 MB" in page
    assert not ImportedForm.objects.exists()


def test_html_in_a_file_is_text_on_the_page(browser):
    nasty = "<script>alert(1)</script>"
    text = DEFINITION.replace("name: Kleine toets", f"name: '{nasty}'").replace("task: Gevolgen", f"task: '{nasty}'")
    text = text.replace("answers('1.1')", f"answers('{nasty}')")
    form_page = browser.get(bring(browser, text, attribution=nasty, origin="javascript:alert(1)").url)
    for page in (shown(form_page), shown(browser.get(reverse("library:forms")))):
        assert nasty not in page
        assert "&lt;script&gt;" in page
        assert 'href="javascript' not in page


def test_a_form_is_taken_into_use_and_withdrawn_with_a_reason(browser, officer):
    form = an_imported_form(officer)
    browser.post(reverse("library:take", args=[form.pk]))
    form.refresh_from_db()
    assert form.state == State.USED
    withdraw = reverse("library:withdraw", args=[form.pk])
    assert browser.post(withdraw, {"because": ""}).status_code == 422
    browser.post(withdraw, {"because": "Er is een nieuwe."})
    page = shown(browser.get(form.get_absolute_url()))
    assert "Ingetrokken" in page
    assert "Er is een nieuwe." in page
    assert "Opnieuw in gebruik nemen" in page


def test_withdrawing_says_which_older_version_takes_its_place(browser, officer):
    older = a_form_in_use(officer)
    newer = a_form_in_use(officer, version="2.0")
    assert newer.get_absolute_url() in shown(browser.get(older.get_absolute_url()))
    assert older.get_absolute_url() in shown(browser.get(reverse("library:withdraw", args=[newer.pk])))
    assert "Vervangen door een nieuwere" in shown(browser.get(reverse("library:forms")))


def test_a_draft_is_thrown_away_after_asking(browser, officer):
    form = an_imported_form(officer)
    drop = reverse("library:drop", args=[form.pk])
    assert "weggooien?" in shown(browser.get(drop))
    assert browser.post(drop).url == reverse("library:forms")
    assert form.name not in shown(browser.get(reverse("library:forms"), follow=True)).partition("<main")[2]
    assert "weggegooid" in shown(browser.get(form.get_absolute_url()))
    assert browser.get(reverse("library:source", args=[form.pk])).status_code == 404


def test_what_comes_too_late_is_told(browser, officer):
    form = a_form_in_use(officer)
    for name in ("take", "drop"):
        page = shown(browser.post(reverse(f"library:{name}", args=[form.pk]), follow=True))
        assert "intussen iets anders" in page
    assert browser.get(reverse("library:drop", args=[form.pk])).url == form.get_absolute_url()


def test_the_file_comes_back_as_it_was(browser):
    form_url = bring(browser, DEFINITION, name="mijn toets.yaml").url
    answer = browser.get(f"{form_url}file/")
    assert b"".join(answer.streaming_content) == DEFINITION.encode()
    assert "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_for_another_organisation_it_does_not_exist(officer):
    form = an_imported_form(officer)
    stranger = client_of(a_person(an_organisation("Elders"), "Jan Bos", role="privacy_officer"))
    for name in ("form", "source", "drop", "withdraw"):
        assert stranger.get(reverse(f"library:{name}", args=[form.pk])).status_code == 404
    for name in ("take", "drop", "withdraw"):
        assert stranger.post(reverse(f"library:{name}", args=[form.pk]), {"because": "Nee."}).status_code == 404
    form.refresh_from_db()
    assert form.state == State.DRAFT


def test_who_only_looks_sees_no_buttons_and_colleagues_without_a_role_nothing(town, officer):
    form = an_imported_form(officer)
    page = shown(client_of(a_person(town, "Fien Goos", role="dpo")).get(form.get_absolute_url()))
    assert reverse("library:take", args=[form.pk]) not in page
    assert client_of(a_person(town, "Ann Mol")).get(form.get_absolute_url()).status_code == 403


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["dpia", "prescan"])
def test_the_official_files_come_in_whole(browser, name):
    answer = bring(browser, (REAL / f"{name}.yaml").read_bytes(), name=f"{name}.yaml")
    form = ImportedForm.objects.get()
    assert form.source.encode() == (REAL / f"{name}.yaml").read_bytes()
    assert form.name in shown(browser.get(answer.url))


@pytest.mark.real_data
def test_the_page_names_what_never_works_in_the_official_pre_scan(browser):
    page = shown(browser.get(bring(browser, (REAL / "prescan.yaml").read_bytes()).url))
    never = page.partition('id="never"')[2]
    transfers = never.partition("<strong>2.1.8")[2].partition("</li>")[0]
    assert "Het zoekt het antwoord op “0.4.1”, en die vraag is er niet." in transfers
    assert "regel 691" in transfers
    assert "die niemand kan kiezen" in never
