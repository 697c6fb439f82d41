"""An official form is filled in, advised on, signed and kept as every other assessment, and travels as a file."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roeland.assessments.instruments import official, queries, refusals, services
from roeland.assessments.models import Assessment
from roeland.content.official.as_instrument import option_code
from roeland.content.official.bringing import NoAnswers
from roeland.content.shipped import NoSuchDocument
from roeland.journal.models import Entry
from roeland.library import importing
from roeland.library.models import ImportedForm
from roeland.obligations.models import Duty
from roeland.organisation.access import NotPermitted
from roeland.questionnaires.rows import NoSuchRow
from roeland.rules.questionnaire import Answer
from tests.building.instruments import a_row, begun, said
from tests.building.official import FLOWS, NOW, QUICK, in_use
from tests.building.organisation import a_person, an_organisation
from tests.paper.pdf import text_of

CODE = "form-stromen"


@pytest.fixture
def form(town):
    return in_use(town.privacy_officer)


@pytest.fixture
def flows(town, benefits, form):
    return begun(benefits, town.privacy_officer, CODE)


def client_of(person):
    client = Client()
    client.force_login(person.user)
    return client


def get(person, name, row, *more):
    return client_of(person).get(reverse(f"instruments:{name}", args=[row.pk, *more]))


def post(person, name, row, *more, **fields):
    return client_of(person).post(reverse(f"instruments:{name}", args=[row.pk, *more]), fields)


def upload(person, row, content):
    file = SimpleUploadedFile(
        "antwoorden.json", content if isinstance(content, bytes) else json.dumps(content).encode()
    )
    return post(person, "bring_in", row, file=file)


def file_of(row):
    return official.file_of(queries.read(row), official.of(row), NOW)


def some_answers(row, actor):
    """Two streams, of which the first has a party; a kind of data that is chosen in both."""
    data, first = a_row(row, "s1_2", actor), a_row(row, "s2_1", actor)
    second = a_row(row, "s2_1", actor)
    party = services.add_row(assessment=row, section="s3_1_1", actor=actor, inside=first).key
    said(row, actor, t0="Er is klacht.", t1_1=True, t3_2_1=option_code(None))
    said(row, actor, **{f"t1_2_1-{data}": "Naam", f"t2_1_1-{first}": "Intake", f"t2_1_1-{second}": "Archief"})
    said(row, actor, **{f"t3_1_1_1-{party}": "Leverancier", f"t4_1_1-{party}": "Geld verdienen"})
    services.save(assessment=row, answers={f"t2_1_2-{first}": Answer((data,), complete=True)}, actor=actor)
    return data, first, second, party


def test_a_form_in_use_stands_with_the_application_and_begins_there(town, benefits, form):
    body = get(town.privacy_officer, "of_application", benefits).content.decode()
    assert "Officiële formulieren" in body
    assert "Begin: Stromenkaart" in body
    answer = post(town.privacy_officer, "begin", benefits, CODE)
    row = Assessment.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.title, row.instrument, row.sheet.questionnaire) == ("Stromenkaart", CODE, form.reference)


def test_what_is_not_in_use_cannot_be_begun(town, benefits, form):
    importing.withdraw(form=form, because="Er is een nieuwe.", actor=town.privacy_officer)
    with pytest.raises(NoSuchDocument):
        begun(benefits, town.privacy_officer, CODE)
    assert post(town.privacy_officer, "begin", benefits, CODE).status_code == 404
    assert "Stromenkaart" not in get(town.privacy_officer, "of_application", benefits).content.decode()


def test_another_organisation_does_not_see_or_begin_it(town, benefits, form):
    elsewhere = an_organisation("Stad Elders")
    officer = a_person(elsewhere, "Pia Elders", role="privacy_officer")
    assert post(officer, "begin", benefits, CODE).status_code == 404
    assert not Assessment.objects.exists()


def test_the_page_says_who_made_it_under_which_licence_and_what_its_rules_say(town, flows):
    body = get(town.privacy_officer, "assessment", flows).content.decode()
    assert "Bureau Formulieren" in body
    assert "EUPL-1.2" in body
    assert "nog niet bekend" in body
    said(flows, town.privacy_officer, t1_1=True)
    body = get(town.privacy_officer, "assessment", flows).content.decode()
    assert "Een DPIA is verplicht." in body
    assert "Het is gevoelig." in body


def test_a_row_inside_another_is_added_there_and_goes_with_it(town, flows):
    officer = town.privacy_officer
    _data, first, second, party = some_answers(flows, officer)
    assert queries.read(flows).filled.parts["s3_1_1"] == (party,)
    page = get(officer, "part", flows, "s3_1_1").content.decode()
    assert "Intake · Leverancier" in page
    assert "Een toevoegen bij Archief" in page
    services.take_away_row(assessment=flows, section="s2_1", key=first, actor=officer)
    assert queries.read(flows).filled.parts["s3_1_1"] == ()
    services.bring_back_row(assessment=flows, section="s2_1", key=first, actor=officer)
    assert queries.read(flows).filled.parts["s3_1_1"] == (party,)
    with pytest.raises(NoSuchRow):
        services.add_row(assessment=flows, section="s3_1_1", actor=officer)
    with pytest.raises(NoSuchRow):
        services.add_row(assessment=flows, section="s3_1_1", actor=officer, inside="weg")
    with pytest.raises(NoSuchRow):
        services.add_row(assessment=flows, section="s1_2", actor=officer, inside=second)


def test_rows_are_added_and_taken_away_on_the_page_in_their_row(town, flows):
    officer = town.privacy_officer
    first = a_row(flows, "s2_1", officer)
    assert post(officer, "part", flows, "s3_1_1", go=f"add {first}").status_code == 302
    [party] = queries.read(flows).filled.parts["s3_1_1"]
    assert party.startswith(f"{first}_")
    post(officer, "part", flows, "s3_1_1", go=f"away {party}")
    assert queries.read(flows).filled.parts["s3_1_1"] == ()
    assert post(officer, "part", flows, "s3_1_1", go="add weg").status_code == 404


def test_a_part_that_hangs_on_another_says_what_must_stand_there_first(town, flows):
    body = get(town.privacy_officer, "part", flows, "s3_1_1").content.decode()
    assert "Dit deel volgt uit het deel “2.1 Stromen: Stroom”" in body


def test_what_was_named_elsewhere_is_an_option_under_its_name_and_once(town, flows):
    officer = town.privacy_officer
    data, _first, second, _party = some_answers(flows, officer)
    other = a_row(flows, "s1_2", officer)
    said(flows, officer, **{f"t1_2_2-{data}": "Burgers", f"t1_2_2-{other}": "Burgers"})
    body = get(officer, "part", flows, "s2_1").content.decode()
    assert body.count(f'value="{data}"') >= 2  # for the kinds of data, in both rows
    assert f'name="t2_1_3-{second}" value="{other}"' not in body
    assert "Burgers" in body


def test_the_answers_leave_as_a_file_and_come_back_in_another_application(town, flows, spelling):
    officer = town.privacy_officer
    some_answers(flows, officer)
    answer = get(officer, "output", flows)
    assert answer["Content-Disposition"].startswith("attachment")
    file = json.loads(answer.content)
    assert file["metadata"]["urn"] == "urn:nl:stromen:2.1"
    assert file["answers"]["2.1"][0]["2.1.2"]["value"] == ["Naam"]
    other = begun(spelling, officer, CODE)
    page = upload(officer, other, file)
    assert page.status_code == 302
    ours, theirs = file_of(flows)["answers"], file_of(other)["answers"]
    assert without_moments(ours) == without_moments(theirs)
    assert Entry.objects.filter(verb="assessment.brought_in").count() == 1


def test_a_picture_travels_along(town, flows, spelling):
    officer = town.privacy_officer
    picture = SimpleUploadedFile("schets.png", b"\x89PNG\r\n\x1a\nrest")
    services.attach(assessment=flows, question="t0_1", upload=picture, actor=officer)
    file = json.loads(get(officer, "output", flows).content)
    assert file["answers"]["0.1"]["value"]["title"] == "schets.png"
    other = begun(spelling, officer, CODE)
    assert upload(officer, other, file).status_code == 302
    assert (
        json.loads(get(officer, "output", other).content)["answers"]["0.1"]["value"] == file["answers"]["0.1"]["value"]
    )


def test_a_picture_that_is_something_else_is_told_and_not_kept(town, flows):
    page = {"data": "data:image/png;base64,PGh0bWw+", "title": "pagina.png"}
    file = {"metadata": {"urn": "urn:nl:stromen:2.1"}, "answers": {"0.1": {"value": page}}}
    answer = upload(town.privacy_officer, flows, file)
    assert "Het antwoord past niet bij de vraag." in answer.content.decode()
    assert "t0_1" not in queries.read(flows).filled.answers


def without_moments(answers):
    return json.loads(
        json.dumps(answers), object_hook=lambda each: {k: v for k, v in each.items() if k != "lastEditedAt"}
    )


def test_what_stands_there_already_is_not_overwritten_and_is_told(town, flows):
    officer = town.privacy_officer
    said(flows, officer, t0="Wat hier stond.")
    file = {"metadata": {"urn": "urn:nl:stromen:2.1"}, "answers": {"0": {"value": "Wat er kwam."}, "9": {"value": "x"}}}
    page = upload(officer, flows, file)
    assert "Het is hier al beantwoord." in page.content.decode()
    assert "Dit formulier heeft die vraag niet." in page.content.decode()
    assert queries.read(flows).filled.answers["t0"].value == "Wat hier stond."


@pytest.mark.parametrize(
    "content", [b"", b"geen json", b"[" * 100_000, b"{}", {"answers": {}, "metadata": {"urn": "urn:nl:x:1.0"}}]
)
def test_a_file_that_does_not_fit_says_so_and_changes_nothing(town, flows, content):
    page = upload(town.privacy_officer, flows, content)
    assert page.status_code == 422
    assert queries.read(flows).filled.answers == {}


def test_who_fills_in_only_a_part_brings_in_no_file(town, flows):
    services.ask(assessment=flows, section="s0", person=town.colleague, actor=town.privacy_officer)
    assert upload(town.colleague, flows, {"metadata": {"urn": "urn:nl:stromen:2.1"}, "answers": {}}).status_code == 403
    with pytest.raises(NotPermitted):
        services.bring_in(assessment=flows, file={}, actor=town.architect)


def test_what_is_closed_takes_no_file(town, benefits, flows):
    officer = town.privacy_officer
    services.close(assessment=flows, actor=officer)
    page = upload(officer, flows, {"metadata": {"urn": "urn:nl:stromen:2.1"}, "answers": {}})
    assert page.url == flows.get_absolute_url()
    with pytest.raises(refusals.NotNow):
        services.bring_in(assessment=flows, file={}, actor=officer)


def test_an_instrument_of_our_own_has_no_such_file(town, benefits):
    dpia = begun(benefits, town.privacy_officer)
    assert get(town.privacy_officer, "output", dpia).status_code == 404
    assert get(town.privacy_officer, "bring_in", dpia).status_code == 404
    with pytest.raises(NoAnswers):
        services.bring_in(assessment=dpia, file={}, actor=town.privacy_officer)


def test_it_is_advised_on_and_signed_and_never_changes_after(town, flows):
    officer = town.privacy_officer
    some_answers(flows, officer)
    row = services.close(assessment=flows, actor=officer)
    services.advise(assessment=row, role="dpo", verdict="agreed", text="Goed.", actor=town.dpo)
    row = services.sign(assessment=row, actor=town.head, seen=row.sha256, reasons="Nagelezen.")
    before, content = file_of(row), row.content
    newer = importing.import_form(
        actor=officer,
        file_name="nieuw.json",
        content=json.dumps(FLOWS | {"version": "3.0", "name": "Stromenkaart nieuw"}).encode(),
        licence="EUPL-1.2",
        attribution="Stad Elders",
        origin="",
        activity="s16",
    )
    importing.take_into_use(form=newer, actor=officer)
    row.refresh_from_db()
    assert (row.content, file_of(row)) == (content, before)
    assert row.title == "Stromenkaart"
    again = services.begin_again(assessment=row, actor=officer)
    assert again.title == "Stromenkaart nieuw"
    assert without_moments(file_of(again)["answers"]) == without_moments(before["answers"])
    assert get(officer, "differences", again).status_code == 200


class TestAFormInThePlaceOfOurDPIA:
    """GDPR 35(2): whatever form is used, the DPO is asked before it is signed."""

    @pytest.fixture
    def dpia(self, town, benefits):
        form = in_use(town.privacy_officer, FLOWS | {"urn": "urn:nl:dpia", "name": "DPIA van een ander"})
        return begun(benefits, town.privacy_officer, form.code)

    def test_it_cannot_be_signed_without_the_advice_that_the_law_asks(self, town, dpia):
        row = services.close(assessment=dpia, actor=town.privacy_officer)
        with pytest.raises(refusals.Gaps) as missing:
            services.sign(assessment=row, actor=town.head, seen=row.sha256, reasons="Het moet vooruit.")
        assert missing.value.codes == ("advice_missing:dpo",)

    def test_the_application_says_that_it_is_begun_and_not_that_one_is_missing(self, town, benefits, dpia):
        body = client_of(town.privacy_officer).get(benefits.get_absolute_url()).content.decode()
        assert "/begin/dpia/" not in body
        assert dpia.get_absolute_url() in body

    def test_signed_it_shows_that_the_obligation_is_met(self, town, benefits, dpia):
        row = services.close(assessment=dpia, actor=town.privacy_officer)
        services.advise(assessment=row, role="dpo", verdict="agreed", text="Goed.", actor=town.dpo)
        services.sign(assessment=row, actor=town.head, seen=row.sha256, reasons="Nagelezen.")
        assert Duty.objects.get(application=benefits, code="N02").standing == Duty.Standing.MET

    def test_the_page_of_the_form_says_so(self, town, dpia):
        form = ImportedForm.objects.get()
        body = client_of(town.privacy_officer).get(form.get_absolute_url()).content.decode()
        assert "Telt als" in body


def test_any_other_form_takes_the_place_of_nothing(town, flows):
    assert (flows.form.counts_as, flows.form.obligation, flows.must_advise) == ("", "", ())


def test_a_picture_with_an_impossible_name_is_kept_under_a_possible_one(town, flows):
    picture = {"data": "data:image/png;base64,iVBORw0KGgo=", "title": "../../" + "x" * 400 + "\r\n.exe"}
    file = {"metadata": {"urn": "urn:nl:stromen:2.1"}, "answers": {"0.1": {"value": picture}}}
    assert upload(town.privacy_officer, flows, file).status_code in (200, 302)


def test_a_sign_that_cannot_be_kept_is_told_and_the_text_stays_on_the_page(town, flows):
    fields = {"t0": "Voor\x00na", "t0.seen": "", "go": "stay"}
    answer = post(town.privacy_officer, "part", flows, "s0", **fields)
    assert answer.status_code == 422
    assert "een teken dat niet bewaard kan worden" in answer.content.decode()
    assert "t0" not in queries.read(flows).filled.answers


def test_what_the_rules_said_is_sealed_with_the_answers(town, flows):
    said(flows, town.privacy_officer, t1_1=True)
    row = services.close(assessment=flows, actor=town.privacy_officer)
    assert json.loads(row.content)["outcomes"] == {"DPIA": "required"}


def test_a_short_form_fills_in_what_it_knows_of_the_long_one(town, benefits, form):
    officer = town.privacy_officer
    in_use(officer, QUICK)
    quick = begun(benefits, officer, "form-voorscan")
    said(quick, officer, t1_1="Om mensen te helpen.", t1_2=True)
    flows = begun(benefits, officer, CODE)
    answers = queries.read(flows).filled.answers
    assert answers["t0"].value == "Om mensen te helpen."
    assert answers["t1_1"].value is True
    page = get(officer, "part", flows, "s0").content.decode()
    assert "Voorscan stromen: 1.1 Waarom?" in page


def test_what_another_form_says_about_a_part_stands_beside_it(town, benefits, form):
    officer = town.privacy_officer
    in_use(officer, QUICK)
    quick = begun(benefits, officer, "form-voorscan")
    said(quick, officer, t1_0="Namen en adressen.")
    flows = begun(benefits, officer, CODE)
    body = get(officer, "part", flows, "s1_2").content.decode()
    assert "Voorscan stromen: 1.0 Welke gegevens?" in body
    assert "Namen en adressen." in body
    assert "Namen en adressen." not in get(officer, "part", flows, "s2_1").content.decode()


def test_on_paper_it_says_everything_with_its_maker(town, flows):
    officer = town.privacy_officer
    some_answers(flows, officer)
    text = text_of(get(officer, "pdf", flows).content)
    assert "Leverancier" in text
    assert "DPIA: Een DPIA is verplicht. (Het is gevoelig.)" in " ".join(text.split())
    assert "()" not in text
    assert "Bureau Formulieren" in text
    assert "EUPL-1.2" in text


def test_the_rows_of_the_overview_count_what_is_asked_of_every_row(town, flows):
    some_answers(flows, town.privacy_officer)
    page = get(town.privacy_officer, "assessment", flows)
    counts = {part.code: (part.said, part.rows) for part in page.context["parts"]}
    assert counts["s2_1"] == (3, 2)
    assert counts["s4_1"] == (1, 1)
