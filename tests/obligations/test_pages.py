"""The pages of obligations: of one application, over all of them, and what comes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.assessments.queries import latest
from roeland.obligations import on_paper, queries, services
from roeland.obligations.models import Duty
from roeland.obligations.queries import Wish
from tests.building.obligations import a_duty, a_file, some_evidence
from tests.obligations.conftest import client_of

ALL = reverse("obligations:everything")


@pytest.fixture
def dpia(benefits):
    return a_duty(benefits, "N02")


def note(duty, person, **said):
    return client_of(person).post(reverse("obligations:note", args=[duty.pk]), said)


def test_the_page_of_an_application_says_first_what_must_be_done_now(town, benefits):
    answer = client_of(town.reporter).get(reverse("obligations:of_application", args=[benefits.pk]))
    groups = {group.code: {line.row.code for line in group.lines} for group in answer.context["groups"]}
    assert "N02" in groups["now"]
    assert "O26" in groups["from-2027-12-02"]
    assert next(group.code for group in answer.context["groups"]) == "now"
    body = answer.content.decode()
    assert "Voer een DPIA uit" in body
    assert "Privacy Officer" in body  # who does it


def test_the_dossier_counts_and_names_the_first(town, benefits):
    body = client_of(town.reporter).get(benefits.get_absolute_url()).content.decode()
    number = Duty.objects.filter(application=benefits, asked=True, certain=True).count()
    assert f"vragen {number} dingen van deze toepassing" in body
    assert reverse("obligations:of_application", args=[benefits.pk]) in body


def test_who_does_it_brings_evidence_and_says_it_is_met(town, dpia):
    client = client_of(town.privacy_officer)
    refused = note(dpia, town.privacy_officer, standing="met", seen="open")
    assert refused.status_code == 422
    assert "Zonder bewijs telt het niet als vervuld." in refused.content.decode()
    url = reverse("obligations:add_evidence", args=[dpia.pk])
    assert client.post(url, {"title": "DPIA"}).status_code == 422
    sent = client.post(url, {"title": "DPIA, versie 1", "file": a_file("dpia.pdf"), "valid_until": "2090-01-01"})
    assert sent.status_code == 302
    assert note(dpia, town.privacy_officer, standing="met", seen="open").status_code == 302
    page = client.get(dpia.get_absolute_url()).content.decode()
    assert "DPIA, versie 1" in page
    assert a_duty(dpia.application, "N02").standing == "met"


def test_a_choice_that_is_not_theirs_is_not_offered_and_refused_by_hand(town, dpia):
    page = client_of(town.privacy_officer).get(dpia.get_absolute_url())
    assert page.context["sayable"] == ["open", "under_way", "met"]
    said = {"standing": "not_applicable", "reason": "Toch niet.", "seen": "open"}
    assert note(dpia, town.privacy_officer, **said).status_code == 422
    assert client_of(town.lawyer).get(dpia.get_absolute_url()).context["sayable"] == ["not_applicable"]
    assert client_of(town.reporter).get(dpia.get_absolute_url()).context["sayable"] == []
    assert note(dpia, town.reporter, standing="under_way").status_code == 403
    assert a_duty(dpia.application, "N02").standing == "open"


def test_of_a_duty_in_law_no_acceptance_is_offered_to_who_is_accountable(town, dpia, benefits):
    assert "accepted" not in client_of(town.head).get(dpia.get_absolute_url()).context["sayable"]
    policy = a_duty(benefits, "N01")
    assert "accepted" in client_of(town.directorate).get(policy.get_absolute_url()).context["sayable"]


def test_who_types_while_somebody_else_saves_keeps_what_was_typed(town, dpia):
    services.note(duty=dpia, standing="under_way", actor=town.head)
    answer = note(dpia, town.privacy_officer, standing="open", reason="Mijn woorden.", seen="open")
    assert answer.status_code == 409
    assert "Mijn woorden." in answer.content.decode()
    seen = answer.context["form"]["seen"].value()
    again = note(dpia, town.privacy_officer, standing="open", reason="Mijn woorden.", seen=seen)
    assert (again.status_code, a_duty(dpia.application, "N02").reason) == (302, "Mijn woorden.")


def test_only_who_works_with_it_or_oversees_it_reads_the_evidence(town, dpia):
    shown = some_evidence(dpia, town.privacy_officer, note="De zwakke plek is X.", upload=a_file("geheim.pdf"))
    url = reverse("obligations:file", args=[shown.pk])
    for person, status in ((town.privacy_officer, 200), (town.dpo, 200), (town.reporter, 403), (town.elsewhere, 403)):
        assert client_of(person).get(url).status_code == status, person.name
    page = client_of(town.reporter).get(dpia.get_absolute_url()).content.decode()
    assert "De zwakke plek is X." not in page
    assert "geheim.pdf" not in page
    assert client_of(town.privacy_officer).get(url)["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_not_what_it_says_is_refused_with_the_reason(town, dpia):
    url = reverse("obligations:add_evidence", args=[dpia.pk])
    bad = a_file("dpia.docx")
    answer = client_of(town.privacy_officer).post(url, {"title": "DPIA", "file": bad})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not dpia.evidence.exists()


def test_the_overview_counts_per_obligation_and_warns_of_dpias_nobody_began(
    town, benefits, django_assert_max_num_queries
):
    client = client_of(town.dpo)
    client.get(ALL)
    with django_assert_max_num_queries(12):
        answer = client.get(ALL)
    tally = {line.tally.code: line.tally for line in answer.context["now"]}["N02"]
    assert (tally.certain, tally.open, tally.late, tally.met) == (1, 1, 1, 0)
    assert "Voor 1 toepassing is een DPIA nodig waaraan nog niemand begon." in answer.content.decode()
    services.note(duty=a_duty(benefits, "N02"), standing="under_way", actor=town.privacy_officer)
    assert "waaraan nog niemand begon" not in client.get(ALL).content.decode()


def test_the_overview_shows_a_law_a_role_or_what_is_late(town, benefits):
    client = client_of(town.information_manager)

    def codes(**query):
        context = client.get(ALL, query).context
        return {line.tally.code for line in (*context["now"], *context["rest"])}

    assert codes(law="gdpr") == {"N02", "N03"} & codes()
    assert "N02" in codes(role="privacy_officer")
    assert "O02" not in codes(role="privacy_officer")
    late = {row.code for row in Duty.objects.filter(application=benefits) if row.is_late(timezone.localdate())}
    assert codes(only="late") == late
    assert codes(role="bestaat-niet") == set()


def test_one_obligation_lists_the_applications_by_how_it_stands(town, benefits):
    client = client_of(town.information_manager)
    url = reverse("obligations:one", args=["N02"])
    assert "Toeslagenhulp" in client.get(url, {"standing": "open"}).content.decode()
    assert [row for row, _late in client.get(url, {"standing": "met"}).context["lines"]] == []
    assert client.get(reverse("obligations:one", args=["X99"])).status_code == 404


def test_the_calendar_says_which_applications_a_date_of_the_law_touches(town, benefits):
    client = client_of(town.information_manager)
    answer = client.get(reverse("obligations:calendar"))
    days = {day.isoformat(): moments for day, moments in answer.context["coming"]}
    annex_iii = next(one for one in days["2027-12-02"] if one.law_date.code == "annex-iii")
    mine = Duty.objects.filter(application=benefits, law_date="annex-iii", certain=True)
    assert (annex_iii.touched.applications, annex_iii.touched.to_do) == (1, mine.count())
    page = client.get(reverse("obligations:on_date", args=["annex-iii"])).content.decode()
    assert "Toeslagenhulp" in page
    assert client.get(reverse("obligations:on_date", args=["bestaat-niet"])).status_code == 404


def test_what_has_ended_is_no_longer_counted(town, benefits):
    type(benefits).objects.filter(pk=benefits.pk).update(phase="retired")
    context = client_of(town.information_manager).get(ALL).context
    assert (context["now"], context["rest"]) == ([], [])


def test_the_list_goes_along_as_a_file(town, benefits):
    client = client_of(town.information_manager)
    sent = b"".join(client.get(reverse("obligations:export"), {"format": "csv", "law": "gdpr"}).streaming_content)
    assert "Voer een DPIA uit" in sent.decode("utf-8-sig")
    assert "Doe niets wat verboden is" not in sent.decode("utf-8-sig")
    assert client.get(reverse("obligations:export"), {"format": "exe"}).status_code == 404


def test_nobody_is_late_with_what_the_law_only_encourages(town, spelling):
    code = a_duty(spelling, "O56")
    assert code.applies_from < timezone.localdate()
    assert not code.is_late(timezone.localdate())
    context = client_of(town.information_manager).get(ALL).context
    assert "O56" in {line.tally.code for line in context["rest"]}
    page = client_of(town.reporter).get(code.get_absolute_url()).content.decode()
    assert "vrijwillig" in page
    assert "te laat" not in page
    assert "accepted" in client_of(town.directorate).get(code.get_absolute_url()).context["sayable"]


def test_the_obligations_of_an_application_go_along_as_an_accessible_pdf(town, benefits, dpia):
    some_evidence(dpia, town.privacy_officer, title="DPIA, eerste versie", note="De zwakke plek is X.")
    made = on_paper.of_application(benefits, latest(benefits), timezone.localdate())
    words = repr(made.blocks)
    assert "Voer een DPIA uit (N02)" in words
    assert "AVG (EU) 2016/679, art. 35" in words
    assert "DPIA, eerste versie" in words
    assert "De zwakke plek is X." not in words  # anybody may take this document along
    assert "Een jurist moet deze versie nog vrijgeven." in words
    answer = client_of(town.reporter).get(reverse("obligations:application_pdf", args=[benefits.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content


def test_the_register_of_dpias_is_a_pdf(town, benefits, spelling):
    url = reverse("obligations:one_pdf", args=["N02"])
    assert client_of(town.dpo).get(url).content.startswith(b"%PDF-")
    assert client_of(town.reporter).get(url).status_code == 403
    rows = queries.of_code(town.organisation, Wish(codes=("N02",)), timezone.localdate())
    words = repr(on_paper.of_code(town.organisation, "N02", rows, timezone.localdate()).blocks)
    assert "Toeslagenhulp" in words
    assert "niet begonnen, te laat" in words


def test_everybody_sees_what_is_asked_by_the_roles_they_hold_where_these_count(town, benefits, spelling):
    url = reverse("obligations:mine")

    def mine(person):
        return {(duty.code, duty.application.name) for duty, *_rest in client_of(person).get(url).context["lines"]}

    assert ("N02", "Toeslagenhulp") in mine(town.privacy_officer)
    assert {code for code, _name in mine(town.hr_adviser)} >= {"O01"}
    assert ("O02", "Spelling") in mine(town.manager)
    assert mine(town.elsewhere) == set()
    assert mine(town.reporter) == set()
    assert url in client_of(town.hr_adviser).get("/").content.decode()
    assert url not in client_of(town.reporter).get("/").content.decode()
