"""The page of the result, the page of open questions, and the panels on other pages."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.urls import reverse

from roeland.assessments import explaining, panels, queries, services
from roeland.assessments.models import Classification
from roeland.questionnaires import queries as sheets
from roeland.questionnaires import screen
from roeland.work.models import Task
from tests.building.assessments import (
    BENEFITS,
    CALL_EMOTIONS,
    CHATBOT,
    PRIVACY_UNKNOWN,
    SPELLING,
    a_classification,
    filled,
    sent,
)
from tests.building.organisation import a_person
from tests.building.questionnaires import DONT_KNOW, NO, at_least


@pytest.fixture
def unknown(ann, team, privacy_officer, information_manager) -> Classification:
    return a_classification(PRIVACY_UNKNOWN, actor=ann, unit=team, name="Spellingcontrole")


@pytest.fixture
def open_url(unknown) -> str:
    return reverse("assessments:open", args=[queries.latest_intake(unknown.application).pk])


def findings_of(page, state: str) -> dict[str, explaining.Explained]:
    return {finding.code: finding for finding in page.context[state]}


def questions_on(page) -> list[screen.Shown]:
    return [question for _role, questions in page.context["parts"] for question in questions]


def test_every_certain_finding_says_what_it_means_why_and_where_it_is_written(browsing, ann, team):
    classification = a_classification(BENEFITS, actor=ann, unit=team)

    page = browsing(ann).get(classification.get_absolute_url())

    finding = findings_of(page, "certain")["annex-iii-5a"]
    assert finding.title
    assert finding.meaning
    assert finding.sources
    assert all(source.text.startswith("AI-verordening") for source in finding.sources)


def test_what_is_forbidden_is_said_first(browsing, ann, team):
    page = browsing(ann).get(a_classification(CALL_EMOTIONS, actor=ann, unit=team).get_absolute_url())
    assert page.context["certain"][0].code == "prohibited-f"


def test_a_reason_quotes_the_question_and_the_answer(browsing, ann, team):
    page = browsing(ann).get(a_classification(BENEFITS, actor=ann, unit=team).get_absolute_url())

    reasons = findings_of(page, "certain")["personal-data"].reasons
    assert reasons == ["Het antwoord was “Ja”, op: “Gebruikt of maakt de toepassing gegevens over mensen?”"]
    assert "Gebruikt of maakt de toepassing gegevens over mensen?" in page.content.decode()


def test_what_is_excluded_says_why_too(browsing, ann, team):
    page = browsing(ann).get(a_classification(SPELLING, actor=ann, unit=team).get_absolute_url())

    reasons = findings_of(page, "excluded")["personal-data"].reasons
    assert reasons == ["Het antwoord was “Nee”, op: “Gebruikt of maakt de toepassing gegevens over mensen?”"]


def test_a_question_that_was_not_asked_is_not_quoted_as_an_answer(browsing, ann, team):
    page = browsing(ann).get(a_classification(SPELLING, actor=ann, unit=team).get_absolute_url())

    reasons = findings_of(page, "excluded")["special-categories"].reasons
    assert "Door een eerder antwoord was deze vraag niet nodig: “Welke gegevens over mensen?”" in reasons
    assert not any("op: “Welke gegevens" in reason for reason in reasons)


def test_what_does_not_apply_is_not_explained_as_if_it_did(browsing, ann, team):
    page = browsing(ann).get(a_classification(SPELLING, actor=ann, unit=team).get_absolute_url())

    why = findings_of(page, "excluded")["personal-data"].why
    assert why
    assert why not in page.content.decode()


def test_the_page_names_who_would_know_and_the_person_here(browsing, ann, unknown):
    page = browsing(ann).get(unknown.get_absolute_url())

    [line] = page.context["open"]
    assert line.knower.name == "Privacy officer"
    assert line.knower.holder.person.name == "Pia Maes"
    assert "Pia Maes" in page.content.decode()


def test_a_role_that_nobody_holds_is_a_visible_gap(browsing, ann, team):
    classification = a_classification(PRIVACY_UNKNOWN, actor=ann, unit=team)

    page = browsing(ann).get(classification.get_absolute_url())

    assert page.context["open"][0].knower.holder is None
    assert "Niemand heeft deze rol nog" in page.content.decode()


def test_the_page_says_who_decides(browsing, ann, team, city):
    head = a_person(city, "Hilde Hoofd", role="team_manager", unit=team)
    page = browsing(ann).get(a_classification(SPELLING, actor=ann, unit=team).get_absolute_url())

    assert page.context["decider"].role == "team_manager"
    assert page.context["decider"].holder.person == head


def test_an_open_route_is_decided_as_the_heaviest_still_possible(browsing, ann, unknown):
    page = browsing(ann).get(unknown.get_absolute_url())

    assert (unknown.route_at_least, unknown.route_at_most) == ("light", "full")
    assert page.context["decider"].role == "directorate"


def test_the_page_says_of_which_day_the_law_is_and_that_a_lawyer_must_release_it(browsing, ann, unknown):
    text = browsing(ann).get(unknown.get_absolute_url()).content.decode()

    assert "stand op 21 november 2026" in text
    assert "Een jurist moet deze versie nog vrijgeven" in text


def test_a_date_that_lies_ahead_says_from_when(browsing, ann, team):
    page = browsing(ann).get(a_classification(BENEFITS, actor=ann, unit=team).get_absolute_url())

    dated = findings_of(page, "certain")["annex-iii-5a"].dated
    assert (dated.day, dated.applies) == (date(2027, 12, 2), False)


def test_a_doubt_about_what_the_law_prohibits_names_the_lawyer(browsing, ann, team, lawyer):
    page = browsing(ann).get(sent(CALL_EMOTIONS, actor=ann, unit=team).get_absolute_url())

    assert findings_of(page, "possible")["prohibited-f"].asks
    waiting = {line.knower.holder.person for line in page.context["open"] if line.knower.role == "lawyer"}
    assert waiting == {lawyer}


def test_an_earlier_result_says_that_there_is_a_newer_one(browsing, ann, unknown, privacy_officer):
    intake = queries.latest_intake(unknown.application)
    _saved, newer = services.settle(intake=intake, answers={"personal_data": NO}, actor=privacy_officer)

    text = browsing(ann).get(unknown.get_absolute_url()).content.decode()

    assert newer.get_absolute_url() in text
    assert "eerdere uitkomst" in text


@pytest.mark.parametrize("name", ["result", "open"])
def test_the_pages_are_complete_in_english(browsing, ann, unknown, open_url, name):
    url = open_url if name == "open" else unknown.get_absolute_url()

    text = browsing(ann).get(url, headers={"Accept-Language": "en"}).content.decode()

    assert "Does the application use or make data about people?" in text
    assert "Weet ik niet" not in text
    assert "Wat nog" not in text


def test_who_is_asked_sees_only_the_own_questions(browsing, ann, team, privacy_officer, lawyer):
    classification = a_classification(PRIVACY_UNKNOWN | {"prohibited": DONT_KNOW}, actor=ann, unit=team)
    url = reverse("assessments:open", args=[queries.latest_intake(classification.application).pk])

    page = browsing(privacy_officer).get(url)

    assert [question.code for question in questions_on(page)] == ["personal_data"]
    assert "prohibited" in [question.code for question in questions_on(browsing(privacy_officer).get(f"{url}?all"))]


def test_the_task_leads_to_the_open_questions(browsing, unknown, privacy_officer, open_url):
    task = Task.objects.get(person=privacy_officer)

    assert browsing(privacy_officer).get(task.subject.get_absolute_url()).url == open_url


def test_who_knows_answers_and_sees_the_new_result(browsing, unknown, privacy_officer, open_url):
    client = browsing(privacy_officer)
    seen = sheets.mark(DONT_KNOW)

    reply = client.post(open_url, {"personal_data.seen": seen, "personal_data": "no"})

    newest = queries.latest(unknown.application)
    assert newest != unknown
    assert reply.url == newest.get_absolute_url()


def test_a_further_question_follows_on_the_same_page(browsing, privacy_officer, open_url):
    seen = sheets.mark(DONT_KNOW)

    page = browsing(privacy_officer).post(open_url, {"personal_data.seen": seen, "personal_data": "yes"}, follow=True)

    assert page.request["PATH_INFO"] == open_url
    assert {"data_kinds", "data_use"} <= {question.code for question in questions_on(page)}


def test_saying_nothing_new_changes_nothing(browsing, unknown, privacy_officer, open_url):
    seen = sheets.mark(DONT_KNOW)

    browsing(privacy_officer).post(open_url, {"personal_data.seen": seen, "personal_data": "unknown"})

    assert queries.latest(unknown.application) == unknown


def test_unticking_what_stood_is_explained_and_kept_on_the_screen(browsing, ann, team):
    classification = a_classification(CHATBOT | {"data_kinds": at_least("contact")}, actor=ann, unit=team)
    url = reverse("assessments:open", args=[queries.latest_intake(classification.application).pk])
    posted = {
        "data_kinds.seen": sheets.mark(at_least("contact")),
        "data_kinds": ["health"],
        "data_kinds.closing": "complete",
    }

    page = browsing(ann).post(url, posted)

    assert page.status_code == 409
    assert page.context["closed"] == ["Welke gegevens over mensen?"]
    [question] = [question for question in questions_on(page) if question.code == "data_kinds"]
    assert question.chosen == ("health",)
    assert queries.latest(classification.application) == classification


def panel_for(person, application):
    request = RequestFactory().get("/")
    request.person = person
    return panels.classification(request, application)


def test_the_dossier_shows_class_route_and_reasons(ann, unknown):
    context = panel_for(ann, unknown.application).context

    assert context["classification"] == unknown
    assert [topic.title for topic in context["possible_topics"]]
    assert context["can_fill"]


def test_the_dossier_of_an_application_without_intake_offers_to_begin(browsing, ann, intake):
    intake.delete()

    page = browsing(ann).get(intake.application.get_absolute_url()).content.decode()

    assert reverse("assessments:begin", args=[intake.application_id]) in page


def test_beginning_from_the_dossier_leads_to_the_first_question(browsing, ann, intake):
    reply = browsing(ann).post(reverse("assessments:begin", args=[intake.application_id]))

    assert reply.url == reverse("assessments:step", args=[intake.pk, "what"])


def test_beginning_for_what_is_retired_says_that_it_is_over(browsing, ann, intake):
    intake.application.phase = "retired"
    intake.application.save()

    reply = browsing(ann).post(reverse("assessments:begin", args=[intake.application_id]))

    assert reply.url == intake.application.get_absolute_url()


def test_who_may_not_fill_it_in_sees_no_button(city, unknown):
    other = a_person(city, "Omar Elders")

    assert not panel_for(other, unknown.application).context["can_fill"]


def test_an_unfinished_intake_waits_on_the_home_page(ann, intake):
    request = RequestFactory().get("/")
    request.person = ann

    assert panels.unfinished(request).context["intakes"] == [intake]

    services.submit(intake=filled(intake, SPELLING, actor=ann), actor=ann)
    assert panels.unfinished(request) is None
