"""The pages of assessments: with and without script, for who may and who may not, on paper."""

import pytest
from django.test import Client
from django.urls import reverse

from roeland.assessments.instruments import queries, services
from roeland.assessments.models import Assessment
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.models import Remark
from tests.building.instruments import a_row, begun, closed, filled, said, signed
from tests.paper.pdf import text_of


def client_of(person):
    client = Client()
    client.force_login(person.user)
    return client


def address(name, row, *more):
    return reverse(f"instruments:{name}", args=[row.pk, *more])


def get(person, name, row, *more):
    return client_of(person).get(address(name, row, *more))


def post(person, name, row, *more, **fields):
    return client_of(person).post(address(name, row, *more), fields)


def seen(*codes, **kept):
    return {f"{code}.seen": kept.get(code, "") for code in codes}


@pytest.fixture
def dpia(town, benefits):
    return begun(benefits, town.privacy_officer)


class TestWhatIsNeeded:
    def test_an_application_says_which_and_why(self, town, benefits):
        body = get(town.privacy_officer, "of_application", benefits).content.decode()
        assert "Verplicht" in body
        assert "art. 35(1)" in body
        assert "Begin: DPIA" in body

    def test_one_that_needs_none_says_so(self, town, spelling):
        answer = get(town.privacy_officer, "of_application", spelling)
        assert "De antwoorden over de toepassing vragen deze niet." in answer.content.decode()
        assert "dpia" in [one.code for one in answer.context["others"]]

    def test_the_dossier_says_that_it_is_required_and_not_begun(self, town, benefits):
        body = client_of(town.privacy_officer).get(benefits.get_absolute_url()).content.decode()
        assert "verplicht, niet begonnen" in body
        begun(benefits, town.privacy_officer)
        assert "wordt ingevuld" in client_of(town.privacy_officer).get(benefits.get_absolute_url()).content.decode()

    def test_who_may_not_read_them_sees_no_panel(self, town, benefits):
        assert (
            "verplicht, niet begonnen"
            not in client_of(town.colleague).get(benefits.get_absolute_url()).content.decode()
        )

    def test_beginning_leads_to_it(self, town, benefits):
        answer = post(town.privacy_officer, "begin", benefits, "dpia")
        assert answer["Location"] == Assessment.objects.get().get_absolute_url()
        assert post(town.privacy_officer, "begin", benefits, "intake").status_code == 404
        assert post(town.privacy_officer, "begin", benefits, "nothing").status_code == 404


class TestAPart:
    def test_what_is_sent_is_kept_and_leads_on(self, town, dpia):
        answer = post(
            town.privacy_officer, "part", dpia, "proposal", purpose="Helpen.", **seen("purpose", "process"), go="next"
        )
        assert answer["Location"] == address("part", dpia, "data")
        assert sheets.answers(dpia.sheet)["purpose"].value == "Helpen."

    def test_what_is_wrong_stays_on_the_page_and_the_rest_is_kept(self, town, dpia):
        fields = {"begins": "morgen", "purpose": "Helpen.", **seen("begins", "purpose")}
        answer = post(town.privacy_officer, "part", dpia, "proposal", **fields)
        assert answer.status_code == 422
        assert "Dit is geen datum." in answer.content.decode()
        assert 'value="morgen"' in answer.content.decode()
        assert sheets.answers(dpia.sheet)["purpose"].value == "Helpen."

    @pytest.mark.parametrize(
        ("part", "code", "value", "sentence"),
        [
            ("after", "more_link", "javascript:alert(1)", "Dit is geen link."),
            ("people", "how_many", "veel", "Vul een heel getal in"),
            ("people", "how_often", "altijd", "Dit antwoord staat niet in de lijst."),
        ],
    )
    def test_a_bad_answer_says_what_to_do(self, town, dpia, part, code, value, sentence):
        answer = post(town.privacy_officer, "part", dpia, part, **{code: value}, **seen(code))
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert code not in sheets.answers(dpia.sheet)

    def test_rows_are_added_named_and_taken_away_without_script(self, town, dpia):
        post(town.privacy_officer, "part", dpia, "risks", go="add")
        [key] = queries.read(dpia).filled.parts["risks"]
        code = f"risk_name-{key}"
        answer = post(town.privacy_officer, "part", dpia, "risks", **{code: "Een lek"}, **seen(code), go=f"away {key}")
        body = client_of(town.privacy_officer).get(answer["Location"]).content.decode()
        assert "Zet nummer 1 terug" in body
        post(town.privacy_officer, "part", dpia, "risks", go=f"back {key}")
        assert "Een lek" in get(town.privacy_officer, "part", dpia, "measures").content.decode()

    def test_a_key_that_is_not_there_is_not_found(self, town, dpia):
        assert post(town.privacy_officer, "part", dpia, "risks", go="away abc").status_code == 404
        assert get(town.privacy_officer, "part", dpia, "nothing").status_code == 404

    def test_what_was_written_can_be_taken_out_again(self, town, dpia):
        said(dpia, town.privacy_officer, purpose="Helpen.", begins="2026-12-02")
        marks = {code: sheets.mark(given) for code, given in sheets.answers(dpia.sheet).items()}
        empty = {"purpose": "", "begins": "", **seen("purpose", "begins", **marks)}
        post(town.privacy_officer, "part", dpia, "proposal", **empty)
        assert queries.read(dpia).silent("proposal") == ["purpose", "process"]
        assert not sheets.answers(dpia.sheet)["begins"].given

    def test_a_question_that_may_stay_empty_keeps_no_part_from_being_ready(self, town, dpia):
        fields = {
            "purpose": "Helpen.",
            "process": "Zo.",
            "begins": "",
            **seen("purpose", "process", "begins", "about_it"),
        }
        post(town.privacy_officer, "part", dpia, "proposal", **fields, go="ready")
        assert queries.read(dpia).complete == {"proposal"}

    def test_a_table_keeps_what_stands_in_its_rows(self, town, dpia):
        cells = ["Contract", "Archief", "", "", "Tekening", ""]
        post(town.privacy_officer, "part", dpia, "proposal", about_it=cells, **seen("about_it"))
        assert sheets.answers(dpia.sheet)["about_it"].value == (("Contract", "Archief"), ("Tekening", ""))
        assert 'value="Tekening"' in get(town.privacy_officer, "part", dpia, "proposal").content.decode()

    def test_only_a_colleague_can_be_chosen(self, town, dpia):
        key = a_row(dpia, "risks", town.privacy_officer)
        code = f"measure_by-{key}"
        wrong = post(town.privacy_officer, "part", dpia, "measures", **{code: "niemand"}, **seen(code))
        assert wrong.status_code == 422
        post(town.privacy_officer, "part", dpia, "measures", **{code: str(town.colleague.pk)}, **seen(code))
        assert sheets.answers(dpia.sheet)[code].value == str(town.colleague.pk)

    def test_the_rows_of_one_part_are_the_options_of_another(self, town, dpia):
        first, second = (a_row(dpia, section, town.privacy_officer) for section in ("data", "processings"))
        said(dpia, town.privacy_officer, **{f"data_name-{first}": "Inkomen"})
        body = get(town.privacy_officer, "part", dpia, "processings").content.decode()
        assert f'name="processing_data-{second}"' in body
        assert "Inkomen" in body

    def test_keeping_while_typing_sends_back_only_what_changed(self, town, dpia):
        fields = {"decides_alone": "yes", **seen("decides_alone", "profiles", "how_it_works")}
        answer = client_of(town.privacy_officer).post(
            address("keep", dpia, "machine"), fields, headers={"hx-request": "true"}
        )
        body = answer.content.decode()
        assert 'id="line-decides_why"' in body  # it is asked now
        assert 'id="line-profiles"' not in body

    def test_who_may_only_read_reads_it_in_words(self, town, dpia):
        said(dpia, town.privacy_officer, purpose="Helpen.", decides_alone=False)
        body = get(town.dpo, "part", dpia, "machine").content.decode()
        assert "<textarea" not in body
        assert "Nee" in body
        assert post(town.dpo, "part", dpia, "machine", go="ready").status_code == 403

    def test_when_it_was_closed_meanwhile_nothing_typed_is_lost(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        answer = post(town.privacy_officer, "part", row, "proposal", purpose="Nieuw.", **seen("purpose"))
        assert answer["Location"] == row.get_absolute_url()
        assert sheets.answers(row.sheet)["purpose"].value == benefits.purpose


class TestTalking:
    def test_a_proposal_is_made_and_taken_over_on_the_page(self, town, dpia):
        post(town.dpo, "question", dpia, "purpose", text="Voor wie?", proposal="Gezinnen helpen.", to=town.lawyer.pk)
        body = get(town.privacy_officer, "question", dpia, "purpose").content.decode()
        assert "Maak hier het antwoord van" in body
        post(town.privacy_officer, "settle", dpia, Remark.objects.get().pk, go="take_over")
        assert sheets.answers(dpia.sheet)["purpose"].value == "Gezinnen helpen."

    def test_an_empty_remark_says_what_to_do(self, town, dpia):
        answer = post(town.dpo, "question", dpia, "purpose", text="")
        assert answer.status_code == 422
        assert "Schrijf wat je wil zeggen." in answer.content.decode()

    def test_a_question_that_is_not_there_is_not_found(self, town, dpia):
        assert get(town.dpo, "question", dpia, "nothing").status_code == 404


class TestClosingAndSigning:
    def test_closing_too_early_says_what_is_missing_with_the_way_to_it(self, town, dpia):
        answer = post(town.privacy_officer, "close", dpia)
        assert answer.status_code == 422
        body = answer.content.decode()
        assert "Nog niet: er ontbreekt nog iets" in body
        assert address("part", dpia, "proposal") in body
        assert "2 antwoorden ontbreken" in body

    def test_from_closing_to_signing(self, town, benefits):
        row = filled(benefits, town.privacy_officer)
        post(town.privacy_officer, "close", row)
        before = get(town.head, "sign", row).content.decode()
        assert "De wet vraagt eerst het advies van deze rol" in before
        assert "<textarea" not in before
        post(town.dpo, "advise", row, role="dpo", verdict="conditions", text="Bewaar het korter.")
        page = get(town.head, "sign", row)
        fields = {"seen": page.context["form"]["seen"].value(), "review_on": "2029-01-01"}
        wrong = post(town.head, "sign", row, **fields)
        assert wrong.status_code == 422
        post(town.head, "sign", row, **fields, answer_dpo="Zes maanden.")
        body = get(town.dpo, "assessment", row).content.decode()
        assert "Zes maanden." in body
        assert "Sindsdien niet veranderd." in body

    def test_signing_another_text_than_was_read_signs_nothing(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        services.advise(assessment=row, role="dpo", verdict="agreed", text="Goed.", actor=town.dpo)
        post(town.head, "sign", row, seen="0" * 64)
        assert Assessment.objects.get(pk=row.pk).state == "advice"

    def test_opening_again_needs_a_reason(self, town, benefits):
        row = closed(benefits, town.privacy_officer)
        assert post(town.dpo, "reopen", row, because="").status_code == 422
        post(town.dpo, "reopen", row, because="Er ontbreekt een risico.")
        assert "Er ontbreekt een risico." in get(town.privacy_officer, "assessment", row).content.decode()

    def test_what_was_changed_outside_of_roeland_is_said(self, town, benefits):
        row = signed(benefits, town.privacy_officer, town.dpo, town.head)
        row.sheet.answers.filter(question="purpose").update(value="Heel anders.")
        assert "Het zegel past niet bij de antwoorden." in get(town.dpo, "assessment", row).content.decode()

    def test_two_versions_stand_side_by_side(self, town, benefits):
        first = signed(benefits, town.privacy_officer, town.dpo, town.head)
        post(town.privacy_officer, "again", first)
        second = Assessment.objects.get(previous=first)
        assert "Niets verschilt" in get(town.dpo, "differences", second).content.decode()
        said(second, town.privacy_officer, purpose="Iets nieuws.")
        key = a_row(second, "risks", town.privacy_officer)
        said(second, town.privacy_officer, **{f"risk_name-{key}": "Een nieuw risico"})
        body = get(town.dpo, "differences", second).content.decode()
        assert "Iets nieuws." in body
        assert "Een nieuw risico" in body
        assert body.count("Waarvoor gebruik je de toepassing?") == 1

    def test_only_what_is_signed_gets_a_next_version(self, town, dpia):
        post(town.privacy_officer, "again", dpia)
        assert Assessment.objects.count() == 1


class TestOnPaper:
    def test_the_whole_is_an_accessible_pdf(self, town, benefits):
        row = signed(benefits, town.privacy_officer, town.dpo, town.head)
        answer = get(town.dpo, "pdf", row)
        assert answer["Content-Type"] == "application/pdf"
        assert b"pdfuaid" in answer.content
        text = text_of(answer.content)
        for words in ("Waarvoor gebruik je de toepassing?", "Goed zo.", "Hind Amrani", row.sha256[:20], "art. 35"):
            assert words.replace(" ", "") in text.replace(" ", "").replace("\n", ""), words

    def test_it_speaks_english(self, town, benefits):
        row = filled(benefits, town.privacy_officer)
        answer = client_of(town.dpo).get(address("pdf", row), headers={"accept-language": "en"})
        assert "What do you use the application for?" in text_of(answer.content).replace("\n", " ")


class TestEverything:
    def test_the_list_filters_by_how_it_stands(self, town, benefits, spelling):
        signed(benefits, town.privacy_officer, town.dpo, town.head)
        begun(spelling, town.privacy_officer)
        url = reverse("instruments:everything")
        body = client_of(town.dpo).get(url, {"which": "open"}).content.decode()
        assert "Spelling" in body
        assert "Toeslagenhulp" not in body

    def test_an_empty_list_says_where_to_begin(self, town):
        body = client_of(town.dpo).get(reverse("instruments:everything")).content.decode()
        assert "Hier is nog geen toets" in body
