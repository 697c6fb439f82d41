"""The page "Mag ik dit?", as a browser without JavaScript sees it."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse

from roeland.assessments import queries
from roeland.assessments.models import Intake, QuickCheckCount
from roeland.journal.models import Entry
from roeland.questionnaires import queries as sheets
from roeland.register.models import Application, Phase
from roeland.rules.questionnaire import Answer
from tests.building.organisation import a_person, an_organisation
from tests.building.questionnaires import NO, YES
from tests.building.quick import FILES_OF_PEOPLE, a_frame, a_tool
from tests.building.register import an_application

CHECK, REPORT = "/may-i/", "/may-i/report/"


@pytest.fixture
def writer(ann, information_manager):
    """A writing aid, approved for public texts."""
    application = a_tool(ann)
    a_frame(application, actor=information_manager, citizens=True, house_rules="Haal namen weg.")
    return application


def said(_tool="other", **fields):
    """The fields that the browser sends; a name for a tool that is not on the list."""
    known = {"tool": str(_tool), "tool_name": "", "inputs": ["none"], "purpose": "text_help", "citizens": "no"}
    return known | ({"tool_name": "Gratis chatbot"} if _tool == "other" else {}) | fields


def kind_of(page):
    assert page.status_code == 200, page.content.decode()
    return page.context["answer"]["kind"]


def test_the_list_of_approved_tools_comes_first_with_what_they_are_for(browsing, ann, writer):
    page = browsing(ann).get(CHECK).content.decode()

    assert page.index("Schrijfhulp") < page.index("Een andere tool")
    assert "Een tekst schrijven of verbeteren" in page
    assert "mag naar inwoners" in page


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "yes"),
        ({"citizens": "yes"}, "yes_if"),
        ({"citizens": "unknown"}, "yes_if"),
        ({"inputs": ["ordinary"]}, "not_so"),
        ({"inputs": ["sensitive", "secret"]}, "not_so"),
        ({"inputs": ["unknown"]}, "ask"),
        ({"purpose": "unknown"}, "ask"),
        ({"purpose": "judging_people"}, "ask"),
        ({"tool": "other", "tool_name": "Gratis chatbot"}, "not_so"),
        ({"tool": "other", "tool_name": "Gratis chatbot", "purpose": "images"}, "ask"),
        ({"tool": "unknown"}, "ask"),
    ],
)
def test_one_of_four_answers_follows_at_once(browsing, ann, writer, fields, kind):
    page = browsing(ann).post(CHECK, said(writer.pk, **fields))

    assert kind_of(page) == kind
    assert page.context["answer"]["reasons"]
    assert all(line.sources for line in page.context["answer"]["reasons"])


def test_a_yes_shows_the_rules_of_the_house_and_of_the_tool(browsing, ann, writer):
    page = browsing(ann).post(CHECK, said(writer.pk)).content.decode()

    assert "Ja, dat mag" in page
    assert "Jij blijft verantwoordelijk" in page
    assert "Haal namen weg." in page
    assert "Huisregels van je organisatie" in page
    assert "stand op 21 november 2026" in page


def test_a_no_shows_the_safe_way_and_the_article(browsing, ann, writer):
    page = browsing(ann).post(CHECK, said(inputs=["sensitive"])).content.decode()

    assert writer.get_absolute_url() in page
    assert "Laat weg: gewone gegevens over mensen, gevoelige gegevens over mensen." in page
    assert "art. 9(1)" in page


def test_the_name_alone_is_enough_for_another_tool(browsing, ann):
    page = browsing(ann).post(CHECK, said("unknown", tool_name="Gratis chatbot"))

    assert "Over deze tool heeft hier nog niemand beslist." in page.content.decode()


def test_the_name_of_an_approved_tool_is_that_tool(browsing, ann, writer):
    assert kind_of(browsing(ann).post(CHECK, said(tool_name="schrijfhulp"))) == "yes"


def test_a_long_list_shows_the_first_and_the_chosen_and_the_rest_is_searched(browsing, city, ann, information_manager):
    for number in range(10, 25):
        a_frame(an_application(city, f"Hulp {number}", phase=Phase.PRODUCTION), actor=information_manager)
    last = Application.objects.get(name="Hulp 24")

    page = browsing(ann).get(CHECK).content.decode()
    assert "Hulp 21" in page
    assert "Hulp 22" not in page
    assert "3 goedgekeurde tools staan er niet bij." in page
    assert "Hulp 24" in browsing(ann).get(CHECK, {"q": "hulp 24"}).content.decode()
    wrong = browsing(ann).post(CHECK, said(last.pk, citizens="")).content.decode()
    assert "Hulp 24" in wrong
    assert "Hulp 23" not in wrong


def test_what_a_tool_says_to_use_instead_is_shown(browsing, ann, information_manager, writer):
    a_frame(writer, actor=information_manager, alternatives="Vraag een tolk aan.")

    page = browsing(ann).post(CHECK, said(writer.pk, purpose="images"))

    assert kind_of(page) == "ask"
    assert "Vraag een tolk aan." in page.content.decode()


def test_a_tool_that_is_no_longer_in_use_is_not_on_the_list(browsing, ann, writer):
    Application.objects.filter(pk=writer.pk).update(phase=Phase.STOPPED)
    assert "Schrijfhulp" not in browsing(ann).get(CHECK).content.decode()

    page = browsing(ann).post(CHECK, said(writer.pk))
    assert page.status_code == 422


def test_one_can_search_the_tools_by_name_purpose_and_rule(browsing, ann, writer):
    for text in ("schrijf", "verbeteren", "NAMEN weg"):
        assert "Schrijfhulp" in browsing(ann).get(CHECK, {"q": text}).content.decode(), text
    assert "Schrijfhulp" not in browsing(ann).get(CHECK, {"q": "vertalen"}).content.decode()


def rows():
    """How many rows every table of Roeland has, but those of sessions and of what this page may count."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("roeland.") and m is not QuickCheckCount]
    return {model.__name__: model.objects.count() for model in ours}


def test_a_check_stores_nothing_but_a_count(browsing, ann, writer):
    client, before = browsing(ann), rows()

    for fields in ({}, {"inputs": ["sensitive"]}, {"inputs": ["ordinary"]}):
        client.post(CHECK, said(writer.pk, **fields))

    assert rows() == before
    assert {(row.answer, row.count) for row in QuickCheckCount.objects.all()} == {("yes", 1), ("not_so", 2)}
    assert {field.name for field in QuickCheckCount._meta.fields} == {"id", "organisation", "day", "answer", "count"}


def test_a_page_that_is_sent_again_counts_once(browsing, ann, writer):
    client, page = browsing(ann), str(uuid4())

    for _time in range(2):
        assert kind_of(client.post(CHECK, said(writer.pk, page=page))) == "yes"

    assert QuickCheckCount.objects.get().count == 1


def test_a_page_number_that_is_none_does_no_harm(browsing, ann, writer):
    assert kind_of(browsing(ann).post(CHECK, said(writer.pk, page="x"))) == "yes"


def test_the_counts_show_to_who_keeps_the_picture_and_only_when_they_are_many(
    browsing, ann, information_manager, writer
):
    for number in range(5):
        assert "Antwoorden van de laatste 30 dagen" not in browsing(information_manager).get("/").content.decode()
        browsing(ann).post(CHECK, said(writer.pk, page=str(uuid4()), citizens="no" if number else "yes"))

    assert "Antwoorden van de laatste 30 dagen" in browsing(information_manager).get("/").content.decode()
    assert "Antwoorden van de laatste 30 dagen" not in browsing(ann).get("/").content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"tool": ""}, "tool"),
        ({"tool": "other", "tool_name": ""}, "tool_name"),
        ({"tool": "other", "tool_name": "x" * 121}, "tool_name"),
        ({"tool": str(uuid4())}, "tool"),
        ({"tool": "'; drop table"}, "tool"),
        ({"inputs": []}, "inputs"),
        ({"inputs": ["none", "ordinary"]}, "inputs"),
        ({"inputs": ["gossip"]}, "inputs"),
        ({"purpose": "world domination"}, "purpose"),
        ({"citizens": "maybe"}, "citizens"),
        ({"citizens": ""}, "citizens"),
    ],
)
def test_what_is_wrong_is_pointed_out_and_what_was_said_stays(browsing, ann, writer, fields, field):
    page = browsing(ann).post(CHECK, said(writer.pk) | fields)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not QuickCheckCount.objects.exists()
    if field != "purpose":
        assert '<option value="text_help" selected>' in page.content.decode()


def test_what_was_typed_comes_back_as_text_and_never_as_script(browsing, ann):
    page = browsing(ann).post(CHECK, said(tool_name="<script>alert(1)</script>", citizens="")).content.decode()
    answer = browsing(ann).post(CHECK, said(tool_name="<script>alert(1)</script>")).content.decode()

    for shown in (page, answer):
        assert "<script>alert(1)</script>" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_a_tool_of_another_organisation_does_not_exist(browsing, ann, writer):
    other = a_person(an_organisation("Elders"), "Eva Vreemd")

    page = browsing(other).post(CHECK, said(writer.pk))

    assert page.status_code == 422
    assert "Schrijfhulp" not in page.content.decode()


def test_reporting_the_use_keeps_nothing_before_the_second_press(browsing, ann, writer):
    before = rows()

    page = browsing(ann).post(REPORT, said(inputs=["sensitive"]))

    assert page.status_code == 200
    assert page.context["form"]["name"].value() == "Gratis chatbot: een tekst schrijven of verbeteren"
    assert page.context["form"]["unit"].value() == ann.unit_id
    assert rows() == before


def test_the_reported_use_is_an_intake_with_what_is_known(browsing, ann, writer):
    described = {
        "described": "yes",
        "use-name": "Gratis chatbot",
        "use-purpose": "Mails nalezen.",
        "use-unit": ann.unit_id,
    }

    reply = browsing(ann).post(REPORT, said(inputs=["sensitive"]) | described)

    application = Application.objects.get(name="Gratis chatbot")
    intake = queries.latest_intake(application)
    assert reply.status_code == 302
    assert reverse("assessments:intake", args=[intake.pk])[:-1] in reply.url
    assert sheets.answers(intake.sheet) == {"personal_data": YES, "output": Answer(("text",))}
    assert application.reporter == ann
    assert Entry.objects.filter(verb="application.reported", subject=application.pk).exists()


def test_nothing_about_people_is_told_to_the_intake_too(browsing, ann):
    described = {"described": "yes", "use-name": "Beeldmaker", "use-purpose": "Affiches.", "use-unit": ann.unit_id}

    browsing(ann).post(REPORT, said(purpose="images") | described)

    intake = queries.latest_intake(Application.objects.get(name="Beeldmaker"))
    assert sheets.answers(intake.sheet) == {"personal_data": NO, "output": Answer(("media",))}


def test_a_use_without_a_name_is_not_reported_and_nothing_typed_is_lost(browsing, ann):
    page = browsing(ann).post(REPORT, said() | {"described": "yes", "use-name": "", "use-purpose": "Mails nalezen."})

    assert page.status_code == 422
    assert "Mails nalezen." in page.content.decode()
    assert not Intake.objects.exists()


def test_facts_that_were_tampered_with_lead_back_to_the_questions(browsing, ann):
    for url in (REPORT, "/may-i/ask/"):
        page = browsing(ann).post(url, said(purpose="world domination"))
        assert page.status_code == 422
        assert "Wat wil je ermee doen?" in page.content.decode()


def test_a_tool_for_files_of_people_is_never_a_plain_yes(browsing, ann, information_manager):
    tool = a_tool(ann, "Dossierhulp", FILES_OF_PEOPLE)
    a_frame(tool, actor=information_manager, inputs=("sensitive", "secret"), purposes=("text_help", "judging_people"))

    page = browsing(ann).post(CHECK, said(tool.pk, inputs=["sensitive"], purpose="judging_people"))

    assert kind_of(page) == "yes_if"
    assert "Een mens beslist zelf" in page.content.decode()


def test_the_page_is_complete_in_english(browsing, ann, writer):
    page = browsing(ann).post(CHECK, said(writer.pk), headers={"Accept-Language": "en"}).content.decode()

    assert "Yes, you may" in page
    assert "House rules of your organisation" in page


def test_the_page_takes_the_same_queries_with_one_tool_and_with_many(
    browsing, ann, information_manager, writer, django_assert_max_num_queries
):
    client = browsing(ann)
    client.get(CHECK)
    with django_assert_max_num_queries(14) as one:
        client.get(CHECK)
    for number in range(3):
        a_frame(a_tool(ann, f"Hulp {number}"), actor=information_manager)
    with django_assert_max_num_queries(14) as many:
        client.get(CHECK)

    assert len(many) == len(one)
