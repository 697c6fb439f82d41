"""Documents of an application: what can run is refused, what is kept can be found, read and taken away."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roeland.files.documents import Refused
from roeland.files.models import StoredFile
from roeland.files.services import Empty, TooLarge
from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.register import finding, services
from roeland.register.models import Application, Attachment
from roeland.register.services import attaching
from roeland.register.views import documents as capped
from roeland.search.queries import matching
from tests.building.organisation import a_person
from tests.building.register import a_reported_application, an_application
from tests.files.test_documents import packed

PDF = b"%PDF-1.7 inhoud"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def application(employee) -> Application:
    return a_reported_application(employee)


def attach(application, actor, content=PDF, name="contract.pdf", title="") -> Attachment:
    upload = ContentFile(content, name=name)
    return services.attach(application=application, title=title, upload=upload, actor=actor)


def send(client, application, content=PDF, name="contract.pdf", **typed):
    file = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
    return client.post(reverse("register:documents", args=[application.pk]), file | typed)


# What is kept --------------------------------------------------------------------------------------------------------


def test_of_a_refused_file_nothing_stays(application, manager):
    with pytest.raises(Refused):
        attach(application, manager, b"<html>", "pagina.html")
    assert not StoredFile.objects.exists()
    assert not Entry.objects.filter(verb="application.document_added").exists()


def test_a_document_is_kept_with_who_and_when_and_told(application, manager):
    made = attach(application, manager, title=" Contract 2026 ")
    assert (made.title, made.added_by, made.file.name) == ("Contract 2026", manager, "contract.pdf")
    entry = Entry.objects.get(verb="application.document_added")
    assert (entry.subject, entry.detail.values) == (
        application.pk,
        {"documents": [[], [["Contract 2026", "contract.pdf"]]]},
    )


def test_without_a_title_it_is_called_as_its_file(application, manager):
    assert attach(application, manager, name="Handleiding v2.pdf").title == "Handleiding v2"


def test_the_same_file_is_not_kept_twice_but_elsewhere_it_may_be(application, manager, town):
    attach(application, manager)
    with pytest.raises(services.AlreadyThere):
        attach(application, manager, name="kopie.pdf")
    attach(an_application(town), manager)
    assert StoredFile.objects.count() == 2


def test_limits(application, manager, monkeypatch):
    monkeypatch.setattr(attaching, "LARGEST", 10)
    with pytest.raises(TooLarge):
        attach(application, manager)
    with pytest.raises(Empty):
        attach(application, manager, b"", "leeg.txt")
    monkeypatch.setattr(attaching, "MOST", 0)
    with pytest.raises(services.TooMany):
        attach(application, manager)


def test_a_document_is_found_by_its_title_and_the_name_of_its_file(application, manager, town):
    made = attach(application, manager, name="woonwijzer_overeenkomst.pdf", title="Verwerkersafspraak")
    for words in ("verwerkersafspraak", "woonwijzer", "overeenkomst"):
        found = matching(organisation=town, kind="register.attachment", text=words)
        assert [row["subject"] for row in found] == [made.pk]


def test_what_is_removed_is_gone_from_disk_and_index_and_stays_in_the_journal(
    application, manager, town, django_capture_on_commit_callbacks
):
    made = attach(application, manager)
    content, storage = made.file.content.name, made.file.content.storage
    assert storage.exists(content)
    with django_capture_on_commit_callbacks(execute=True):
        services.detach(attachment=made, actor=manager)
    assert not storage.exists(content)
    assert not StoredFile.objects.exists()
    assert not matching(organisation=town, kind="register.attachment", text="contract").exists()
    values = Entry.objects.get(verb="application.document_removed").detail.values
    assert values == {"documents": [[["contract", "contract.pdf"]], []]}
    services.detach(attachment=made, actor=manager)
    assert Entry.objects.filter(verb="application.document_removed").count() == 1


def test_who_may_not_edit_adds_or_removes_nothing(application, manager, town, other_town):
    made, stranger = attach(application, manager), a_person(town, "Buitenstaander")
    with pytest.raises(NotPermitted):
        attach(application, stranger, b"%PDF-2")
    with pytest.raises(NotPermitted):
        services.detach(attachment=made, actor=stranger)
    with pytest.raises(OtherOrganisation):
        services.detach(attachment=made, actor=a_person(other_town, role="information_manager"))


# Pages ---------------------------------------------------------------------------------------------------------------


def test_a_document_is_added_on_its_page_and_stands_on_the_dossier(as_manager, as_employee, application):
    assert send(as_manager, application, title="Contract").status_code == 302
    address = Attachment.objects.get().get_absolute_url()
    page = as_employee.get(application.get_absolute_url()).content.decode()
    assert address in page
    assert "Ilse Roels" in as_employee.get(reverse("register:documents", args=[application.pk])).content.decode()


def test_a_document_is_sent_to_be_saved_and_never_shown(as_employee, application, manager):
    made = attach(application, manager, b"<b>nota</b>"[1:], "nota; ’x’.txt")
    answer = as_employee.get(made.get_absolute_url())
    assert b"".join(answer) == b"b>nota</b>"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]


def test_a_file_of_an_older_kind_is_sent_as_something_without_meaning(as_employee, application, manager):
    made = attach(application, manager)
    StoredFile.objects.update(name="oud.html")
    assert as_employee.get(made.get_absolute_url())["Content-Type"] == "application/octet-stream"


def test_everybody_in_the_organisation_reads_it_and_nobody_outside(application, manager, town, other_town, client):
    made = attach(application, manager)
    client.force_login(a_person(town, "Buitenstaander").user)
    assert client.get(made.get_absolute_url()).status_code == 200
    assert client.post(reverse("register:remove_document", args=[made.pk])).status_code == 403
    client.force_login(a_person(other_town, role="information_manager").user)
    assert client.get(made.get_absolute_url()).status_code == 404
    assert client.post(reverse("register:remove_document", args=[made.pk])).status_code == 404
    assert Client().get(made.get_absolute_url()).status_code == 302


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (None, "", "Kies eerst een bestand."),
        (b"", "leeg.pdf", "Dit bestand is leeg."),
        (b"<svg/>", "tekening.svg", "bewaart dit soort bestand niet"),
        (b"<html>", "nota.pdf", "iets anders dan zijn naam zegt"),
        (packed("word/document.xml", "word/vbaProject.bin"), "nota.docx", "macro"),
    ],
)
def test_a_file_that_is_not_kept_is_explained(as_manager, application, content, name, words):
    answer = send(as_manager, application, content, name, title="Mijn titel")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Mijn titel"' in page
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_let_go_on_arrival(as_manager, application, monkeypatch):
    monkeypatch.setattr(capped, "MAX_BYTES", 100_000)
    answer = send(as_manager, application, PDF + b"x" * 300_000)
    assert (answer.status_code, "groter dan" in answer.content.decode()) == (422, True)


def test_what_is_there_already_is_said(as_manager, application):
    send(as_manager, application)
    assert "Dit bestand staat er al." in send(as_manager, application).content.decode()


def test_a_form_from_elsewhere_is_refused(application, manager):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager.user)
    assert send(client, application).status_code == 403
    assert not Attachment.objects.exists()


def test_a_document_is_removed_on_the_page(as_manager, application, manager):
    made = attach(application, manager)
    assert as_manager.get(reverse("register:remove_document", args=[made.pk])).status_code == 405
    assert as_manager.post(reverse("register:remove_document", args=[made.pk])).status_code == 302
    assert as_manager.get(made.get_absolute_url()).status_code == 404


def test_many_documents_are_folded(as_manager, application, manager):
    for number in range(5):
        attach(application, manager, PDF + str(number).encode(), f"nota {number}.pdf")
    assert "<summary>5 documenten</summary>" in as_manager.get(application.get_absolute_url()).content.decode()


def test_a_full_dossier_costs_a_bounded_number_of_queries(
    as_manager, application, manager, town, django_assert_max_num_queries
):
    for number in range(6):
        attach(application, manager, PDF + str(number).encode(), f"nota {number}.pdf")
        said = {"origin": "own", "personal": "no", "actor": manager}
        services.put_dataset(application=application, name=f"Bron {number}", **said)
        services.put_system(application=application, name=f"Systeem {number}", direction="reads", actor=manager)
        other = an_application(town, f"Ander {number}")
        services.put_relation(application=application, other=other, kind="beside", actor=manager)
    services.appoint(application=application, duty="owner", person=a_person(town), actor=manager)
    changes = {"labels": "een, twee, drie"}
    services.edit_section(application=application, section="identity", changes=changes, actor=manager)
    with django_assert_max_num_queries(22):
        as_manager.get(application.get_absolute_url())


def test_the_page_that_searches_everything_finds_a_document_and_where_it_belongs(as_employee, application, manager):
    made = attach(application, manager, title="Verwerkersovereenkomst", name="bijlage_3.pdf")
    group = next(g for g in as_employee.get("/search/?q=verwerkersovereenkomsten").context["groups"])
    assert (group.code, [hit.url for hit in group.hits]) == ("documents", [made.get_absolute_url()])
    assert "".join(piece.text for piece in group.hits[0].about) == application.name
    services.detach(attachment=made, actor=manager)
    assert as_employee.get("/search/?q=verwerkersovereenkomsten").context["groups"] == []


def test_documents_from_before_can_be_put_in_the_index_again(application, manager):
    made = attach(application, manager, title="Verwerkersovereenkomst")
    (thing,) = finding.documents(None, 10)
    assert (thing.organisation, thing.key, thing.text.name) == (made.organisation_id, made.pk, made.title)
    assert finding.documents(made.pk, 10) == []
