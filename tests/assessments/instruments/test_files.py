"""A file as an answer: its content decides what it is, and who may read the assessment gets it."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from roeland.assessments.instruments import queries, services
from roeland.files.models import StoredFile
from roeland.journal.queries import entries_of
from roeland.organisation.access import OtherOrganisation
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.models import Attached
from roeland.questionnaires.services import NotOpen
from roeland.rules.questionnaire import Answer
from tests.assessments.instruments.test_pages import address, client_of, get
from tests.building.instruments import begun, closed, said
from tests.building.obligations import a_file
from tests.building.organisation import a_person, an_organisation


@pytest.fixture
def dpia(town, benefits):
    return begun(benefits, town.privacy_officer)


def send(person, row, upload, **fields):
    client = client_of(person)
    return client.post(address("part", row, "proposal"), {"drawing.upload": upload, **fields})


def names():
    return [file.name for file in StoredFile.objects.all()]


def test_it_is_kept_with_its_name_and_comes_back_as_a_download(town, dpia):
    send(town.privacy_officer, dpia, a_file("tekening.pdf"))
    assert "tekening.pdf" in get(town.privacy_officer, "part", dpia, "proposal").content.decode()
    answer = get(town.dpo, "file", dpia, "drawing")
    assert "attachment" in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content) == a_file("tekening.pdf").read()
    assert get(town.colleague, "file", dpia, "drawing").status_code == 403
    assert "assessment.file_attached" in {
        entry.verb for entry in entries_of(dpia.organisation_id, subject=dpia.application)
    }


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (ContentFile(b"<script>alert(1)</script>", name="tekening.html"), "Roeland bewaart dit soort bestand niet."),
        (ContentFile(b"MZ\x90\x00" * 9, name="tekening.pdf"), "Dit bestand is iets anders dan zijn naam zegt."),
        (ContentFile(b"", name="leeg.txt"), "Er staat niets in dit bestand."),
    ],
)
def test_what_is_not_kept_says_why_and_the_rest_of_the_page_is_kept(town, dpia, upload, sentence):
    answer = send(town.privacy_officer, dpia, upload, process="Zo gaat het.", **{"process.seen": ""})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert names() == []
    assert sheets.answers(dpia.sheet)["process"].value == "Zo gaat het."


def test_taken_out_it_is_no_answer_any_more(town, dpia):
    send(town.privacy_officer, dpia, a_file("tekening.pdf"))
    client_of(town.privacy_officer).post(address("part", dpia, "proposal"), {"go": "out drawing"})
    assert get(town.dpo, "file", dpia, "drawing").status_code == 404
    assert not sheets.answers(dpia.sheet)["drawing"].given


def test_a_key_in_a_form_never_leads_to_a_file(town, dpia):
    stored = services.attach(
        assessment=dpia, question="drawing", upload=a_file("a.pdf"), actor=town.privacy_officer
    ).file
    services.take_out(assessment=dpia, question="drawing", actor=town.privacy_officer)
    fields = {"drawing": str(stored.pk), "drawing.seen": ""}
    client_of(town.privacy_officer).post(address("part", dpia, "proposal"), fields)
    assert not sheets.answers(dpia.sheet)["drawing"].given


def test_a_file_that_nobody_attached_or_of_another_organisation_is_no_answer(town, dpia):
    with pytest.raises(NotOpen):
        said(dpia, town.privacy_officer, drawing=str(dpia.pk))
    stranger = a_person(an_organisation("Elders"), "Vreemde")
    there = Attached.objects.create(
        organisation=stranger.organisation,
        sheet=sheets.Sheet.objects.create(
            organisation=stranger.organisation, questionnaire="dpia@1", started_by=stranger, started_at=dpia.begun_at
        ),
        question="drawing",
        file=StoredFile.objects.create(
            organisation=stranger.organisation_id, name="x", size=1, sha256="0", stored_at=dpia.begun_at
        ),
        added_by=stranger,
        added_at=dpia.begun_at,
    )
    with pytest.raises(OtherOrganisation):
        said(dpia, town.privacy_officer, drawing=str(there.file_id))


def test_only_a_question_that_asks_for_a_file_takes_one(town, dpia):
    with pytest.raises(NotOpen):
        services.attach(assessment=dpia, question="purpose", upload=a_file("a.pdf"), actor=town.privacy_officer)


def test_the_next_version_still_has_it_and_the_signed_one_names_it(town, benefits):
    row = begun(benefits, town.privacy_officer)
    services.attach(assessment=row, question="drawing", upload=a_file("tekening.pdf"), actor=town.privacy_officer)
    row = closed(benefits, town.privacy_officer)
    services.advise(assessment=row, role="dpo", verdict="agreed", text="Goed.", actor=town.dpo)
    row = services.sign(assessment=row, actor=town.head, seen=row.sha256)
    again = services.begin_again(assessment=row, actor=town.privacy_officer)
    assert get(town.dpo, "file", again, "drawing").status_code == 200
    assert queries.read(again).filled.answers["drawing"] == Answer(str(StoredFile.objects.get().pk))
    body = get(town.dpo, "question", row, "drawing").content.decode()
    assert "tekening.pdf" in body
    assert reverse("instruments:file", args=[row.pk, "drawing"]) in body
