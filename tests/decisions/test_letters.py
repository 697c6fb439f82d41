"""A decision on paper: the letter, and the version that everybody may read."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from roeland.decisions import letters, services
from roeland.decisions.letters.names import Names
from roeland.decisions.letters.told import told
from roeland.decisions.models import Advice, Decision, GateRequest
from roeland.decisions.weighing import Wanted, Words
from roeland.organisation.models import Person
from roeland.paper import documents
from roeland.register.models import Application, Phase
from tests.building.decisions import advised, classified
from tests.building.openid import operators_file
from tests.building.organisation import a_person
from tests.building.portfolio import a_plan
from tests.house.city import build
from tests.house.doors import client_of
from tests.paper.pdf import root_of, said_of_itself, tags_of, text_of


@pytest.fixture
def decided(city, chatbot):
    """A yes with a condition, after three advices of which one is followed against and two are closed."""
    Application.objects.filter(pk=chatbot.pk).update(owner=city.informed, owner_accepted=True)
    classified(chatbot, route="standard")
    a_plan(chatbot, city.employee)
    asked = services.request_gate(application=chatbot, actor=city.employee, leads_to="experiment")
    asked.inquiries.all().delete()
    negative = advised(asked, "lawyer", city.lawyer, "negative")
    opinion = advised(asked, "dpo", city.dpo, "positive")
    security = advised(asked, "ciso", city.ciso, "positive")
    Advice.objects.filter(inquiry=opinion).update(disclosure="opinion", reasons="Ik twijfel nog, zegt mijn gevoel.")
    Advice.objects.filter(inquiry=security).update(disclosure="security", reasons="Poort 22 staat open.")
    services.decide(
        gate_request=asked,
        answer="yes_if",
        reasons="Eva Maes en mevrouw Claes vroegen dit; mail eva.maes@stad.test.",
        conditions=[Wanted("Elk jaar testen met Cas Wit.", city.employee, date(2099, 1, 31))],
        said={str(negative.pk): Words("deviated", "Alleen een proef.")},
        actor=city.head,
    )
    return Decision.objects.get()


def words_of(document):
    return text_of(documents.pdf(document))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_letter_and_the_public_version_are_pdfs_for_everybody(city, decided, language):
    with override(language):
        for made in (letters.letter(decided, city.informed), letters.public_version(decided)):
            content = documents.pdf(made)
            assert root_of(content)["/Lang"] == language
            assert bool(root_of(content)["/MarkInfo"]["/Marked"])
            assert "<pdfuaid:part>1</pdfuaid:part>" in said_of_itself(content)
            assert "Chatbot afval" in said_of_itself(content)
            assert {"/H1", "/TH", "/TD", "/LBody"} <= set(tags_of(content))


def test_the_letter_says_what_was_decided_by_whom_and_why(city, decided):
    words = words_of(letters.letter(decided, city.informed))
    assert "Hind Amrani, Afdelingshoofd" in words
    assert "Ja, met voorwaarden" in words
    assert "Eva Maes en mevrouw Claes vroegen dit" in words
    assert "Alleen een proef." in words
    assert "Elk jaar testen met Cas Wit." in words
    assert decided.gate_request.case_file.sha256 in words.replace(" ", "")
    assert "er is niets aan veranderd" in words


def test_who_may_not_read_an_advice_does_not_find_it_in_the_letter_either(city, decided):
    colleague = a_person(city.organisation, "Karel Smit")
    words = words_of(letters.letter(decided, colleague))
    assert "Poort 22" not in words
    assert "Ik twijfel nog" not in words
    assert "niet openbaar" not in words.lower()


def test_a_letter_with_closed_advice_says_that_it_is_not_for_everybody(city, decided):
    words = words_of(letters.letter(decided, city.informed))
    assert "Poort 22" in words
    assert "Geef ze niet door." in words


def test_the_public_version_names_nobody(city, decided):
    words = words_of(letters.public_version(decided)).casefold()
    for name in Person.objects.filter(organisation=city.organisation).values_list("name", flat=True):
        assert name.casefold() not in words
    assert "claes" not in words
    assert "@" not in words
    assert "afdelingshoofd" in words


def test_the_public_version_leaves_out_what_is_not_public_and_says_so(decided):
    words = words_of(letters.public_version(decided))
    assert "Poort 22" not in words
    assert "Ik twijfel nog" not in words
    assert "Dit gaat over beveiliging." in words
    assert "Dit is een persoonlijke mening" in words
    assert "Omdat." in words


def test_a_translation_of_the_public_version_says_that_the_dutch_counts(decided):
    with override("en"):
        assert "The Dutch version counts." in words_of(letters.public_version(decided))
    with override("nl"):
        assert "vertaling" not in words_of(letters.public_version(decided))


def test_a_decision_that_lapsed_says_so_on_top(city, decided):
    Decision.objects.update(lapsed_on=date(2026, 11, 30))
    decided.refresh_from_db()
    made = letters.letter(decided, city.informed)
    assert made.blocks[0].kind == "notice"
    assert "30 nov. 2026" in made.blocks[0].text or "30 nov 2026" in made.blocks[0].text
    assert letters.public_version(decided).blocks[0] == made.blocks[0]


def test_an_application_that_was_stopped_says_so_on_top(city, decided):
    application = decided.gate_request.application
    Application.objects.filter(pk=application.pk).update(phase=Phase.PRODUCTION)
    application.refresh_from_db()
    services.stop(application=application, actor=city.head, reason="Lek.")
    decided.gate_request.application.refresh_from_db()
    assert "gestopt" in letters.letter(decided, city.informed).blocks[0].text


def test_a_case_file_that_was_tampered_with_is_named(city, decided):
    case_file = decided.gate_request.case_file
    type(case_file).objects.filter(pk=case_file.pk).update(content="{}")
    decided.gate_request.case_file.refresh_from_db()
    assert "NIET" in words_of(letters.letter(decided, city.informed))


def test_who_was_told_stands_with_the_role_and_the_day(city, decided):
    rows = told(decided.gate_request, sees_who_asked=True)
    found = {(row.person.name, role) for row in rows for role in row.roles}
    assert ("Ine Bos", "AI-eigenaar") in found
    assert ("Ine Bos", "Informatiemanager") in found
    assert ("Eva Maes", "vroeg de beslissing") in found
    assert ("Julie Recht", "Jurist") in found
    assert {timezone.localdate(row.at) for row in rows} == {timezone.localdate()}


def test_whoever_was_not_sent_a_message_is_not_said_to_be_told(city, decided):
    Person.objects.filter(pk=city.lawyer.pk).update(name="Nieuwe Naam")
    a_person(city.organisation, "Later Gekomen", role="information_manager")
    names = [row.person.name for row in told(decided.gate_request, sees_who_asked=True)]
    assert "Later Gekomen" not in names
    assert "Hind Amrani" not in [row.person.name for row in told(decided.gate_request, sees_who_asked=True)]


def test_a_role_that_ended_before_the_message_is_not_shown_as_its_reason(city, decided):
    held = city.informed.roles_held.get(role="information_manager")
    type(held).objects.filter(pk=held.pk).update(ends=timezone.localdate() - timedelta(days=1))
    roles = {role for row in told(decided.gate_request, sees_who_asked=True) for role in row.roles}
    assert "Informatiemanager" not in roles


def test_who_asked_is_not_named_to_who_may_not_know(city, decided):
    rows = told(decided.gate_request, sees_who_asked=False)
    assert "Eva Maes" not in {row.person.name for row in rows if row.person}
    assert any("vroeg de beslissing" in row.roles for row in rows if row.person is None)


def test_telling_takes_a_fixed_number_of_queries(city, decided, django_assert_max_num_queries):
    gate_request = GateRequest.objects.select_related("application__unit", "organisation").get()
    with django_assert_max_num_queries(5):
        told(gate_request, sees_who_asked=True)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Vraag het aan EVA maes.", "Vraag het aan [naam]."),
        ("Maes, Eva zei ja", "[naam] zei ja"),
        ("E. Maes en Maes", "[naam] en [naam]"),
        ("Eva\nMaes", "[naam]"),
        ("Evaluatie van de maestro", "Evaluatie van de maestro"),
        ("Het bos en de heer Bos", "Het bos en de heer Bos"),
        ("ine bos en I. Bos", "[naam] en [naam]"),
        ("Marie-Claire De Smet, De Smet", "[naam], [naam]"),
        ("mail naar eva.maes@stad.be!", "mail naar [e-mailadres]!"),
        ("", ""),
    ],
)
def test_names_are_found_as_people_write_them(text, left):
    names = Names(["Eva Maes", "Ine Bos", "", "Marie-Claire De Smet"], ["Eva Maes", "Marie-Claire De Smet"])
    with override("nl"):
        assert names.without(text) == left


def test_five_thousand_names_in_a_long_text_take_no_time():
    names = Names([f"Voornaam{n} Achternaam{n}" for n in range(5000)])
    with override("nl"):
        assert names.without("woord " * 20_000 + "Voornaam7 Achternaam7").endswith("woord [naam]")


def opened(person, gate_request, name):
    return client_of(person).get(reverse(f"decisions:{name}", args=[gate_request.pk]))


def test_everybody_opens_the_letter_and_few_the_public_version(city, decided):
    asked = decided.gate_request
    assert opened(city.employee, asked, "letter").status_code == 200
    assert opened(city.employee, asked, "letter_pdf")["Content-Type"] == "application/pdf"
    assert opened(city.employee, asked, "public").status_code == 403
    assert opened(city.employee, asked, "public_pdf").status_code == 403
    page = opened(city.informed, asked, "public").content.decode()
    assert "Lees het na voor je het verstuurt." in page
    assert opened(city.informed, asked, "public_pdf").content.startswith(b"%PDF")


def test_before_a_decision_there_is_no_letter(city, chatbot):
    classified(chatbot)
    asked = services.request_gate(application=chatbot, actor=city.employee)
    assert opened(city.informed, asked, "letter").status_code == 404
    assert opened(city.informed, asked, "public_pdf").status_code == 404


def test_the_page_of_a_decision_says_who_was_told_and_leads_to_the_letter(city, decided):
    page = opened(city.informed, decided.gate_request, "gate_request").content.decode()
    assert "Wie bericht kreeg" in page
    assert reverse("decisions:letter", args=[decided.gate_request_id]) in page
    assert reverse("decisions:public", args=[decided.gate_request_id]) in page
    page = opened(a_person(city.organisation, "Karel Smit"), decided.gate_request, "gate_request").content.decode()
    assert reverse("decisions:public", args=[decided.gate_request_id]) not in page
    assert "Eva Maes" not in page.split('id="told"')[1]


def test_what_somebody_wrote_is_shown_on_the_page_and_not_run(city, decided):
    Decision.objects.update(reasons='<script>alert(1)</script> #eval("1")')
    page = opened(city.informed, decided.gate_request, "letter").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_public_version_of_a_whole_city_names_anybody(db, settings, tmp_path, language):
    settings.OPENID_CONNECT = operators_file(tmp_path)
    built = build()
    names = list(Person.objects.filter(organisation=built.organisation).values_list("name", flat=True))
    made = Decision.objects.filter(organisation=built.organisation)
    assert made
    with override(language):
        for decision in made:
            words = words_of(letters.public_version(decision)).casefold()
            assert not [name for name in names if name.casefold() in words]
