"""The pages of an intake, as a browser without JavaScript sees them."""

import pytest
from django.urls import reverse

from roeland.assessments import queries
from roeland.assessments.models import Intake
from roeland.assessments.wizard import wizard
from roeland.questionnaires import queries as sheets
from roeland.rules.questionnaire import Answer
from tests.building.assessments import (
    BENEFITS,
    CALL_EMOTIONS,
    CHATBOT,
    PRIVACY_UNKNOWN,
    SPELLING,
    filled,
)
from tests.building.questionnaires import NO, NONE, YES, these
from tests.building.walking import as_sent, walk


def step(intake, section: str) -> str:
    return reverse("assessments:step", args=[intake.pk, section])


@pytest.mark.parametrize(
    ("known", "ai_class", "route"),
    [
        pytest.param(SPELLING, "minimal", "light", id="light"),
        pytest.param(CHATBOT, "transparency", "standard", id="standard"),
        pytest.param(BENEFITS, "high", "full", id="full"),
        pytest.param(CALL_EMOTIONS, "unknown", "unknown", id="perhaps forbidden, the lawyer says"),
        pytest.param(PRIVACY_UNKNOWN, "minimal", "unknown", id="unknown"),
    ],
)
def test_an_employee_reports_an_application_and_sees_what_it_is(browsing, ann, team, known, ai_class, route):
    client = browsing(ann)
    described = {"name": "Tolk", "purpose": "Vertaalt brieven.", "unit": team.pk, "supplier": "", "product": ""}
    client.post(reverse("assessments:start"), described)
    intake = Intake.objects.get()

    walk(client, intake, known)
    result = client.post(reverse("assessments:check", args=[intake.pk]), follow=True)

    classification = queries.latest(intake.application)
    assert (classification.ai_class, classification.route) == (ai_class, route)
    assert result.request["PATH_INFO"] == classification.get_absolute_url()
    assert "Tolk" in result.content.decode()


def test_a_simple_case_asks_at_most_ten_questions(browsing, ann, intake):
    walk(browsing(ann), intake, SPELLING)

    assert len(sheets.answers(intake.sheet)) <= 10


def test_reporting_asks_for_a_name_and_keeps_what_was_typed(browsing, ann):
    page = browsing(ann).post(reverse("assessments:start"), {"name": "", "purpose": "Vertaalt brieven."})

    assert page.status_code == 422
    assert "Vertaalt brieven." in page.content.decode()
    assert not Intake.objects.exists()


def test_the_own_team_is_chosen_at_first(browsing, ann, team):
    page = browsing(ann).get(reverse("assessments:start"))

    assert page.context["form"].initial["unit"] == team.pk


def test_before_anything_is_known_the_estimate_frightens_nobody(browsing, ann, intake):
    assert "Nog alles is mogelijk." in browsing(ann).get(step(intake, "what")).content.decode()
    filled(intake, SPELLING, actor=ann)
    assert "Nog alles is mogelijk." not in browsing(ann).get(step(intake, "what")).content.decode()


def test_a_step_keeps_its_answers_and_goes_to_the_next(browsing, ann, intake):
    answers = {"technique": these("learned"), "output": these("edit")}

    reply = browsing(ann).post(step(intake, "what"), as_sent(intake, answers))

    assert reply.url == step(intake, "use")
    assert sheets.answers(intake.sheet) == answers


def test_an_intake_goes_on_where_it_stopped(browsing, ann, intake):
    client = browsing(ann)
    client.post(step(intake, "what"), as_sent(intake, {"technique": these("learned"), "output": these("edit")}))

    assert client.get(intake.get_absolute_url()).url == step(intake, "use")


def test_going_on_later_keeps_what_is_there_and_leads_to_the_application(browsing, ann, intake):
    sent = as_sent(intake, {"technique": these("learned")}) | {"output.seen": "", "go": "later"}

    reply = browsing(ann).post(step(intake, "what"), sent)

    assert reply.url == intake.application.get_absolute_url()
    assert sheets.answers(intake.sheet) == {"technique": these("learned")}


def test_going_back_keeps_what_is_there(browsing, ann, intake):
    client = browsing(ann)
    client.post(step(intake, "what"), as_sent(intake, {"technique": these("learned"), "output": these("edit")}))

    reply = client.post(step(intake, "use"), as_sent(intake, {"users": these("staff_use")}) | {"go": "back"})

    assert reply.url == step(intake, "what")
    assert sheets.answers(intake.sheet)["users"] == these("staff_use")


def test_a_question_without_an_answer_is_pointed_out_and_the_others_are_kept(browsing, ann, intake):
    sent = as_sent(intake, {"technique": these("learned")}) | {"output.seen": ""}

    page = browsing(ann).post(step(intake, "what"), sent)

    assert page.status_code == 422
    assert 'href="#output-0"' in page.content.decode()
    assert sheets.answers(intake.sheet) == {"technique": these("learned")}


def test_ticks_without_that_is_all_are_kept_and_asked_about(browsing, ann, intake):
    sent = {"technique.seen": "", "technique": ["learned"]} | as_sent(intake, {"output": NONE})

    page = browsing(ann).post(step(intake, "what"), sent)

    assert page.status_code == 422
    assert sheets.answers(intake.sheet)["technique"] == Answer(("learned",))
    assert sheets.facts(intake.sheet)["technique.reasoning"] is None


def test_none_of_these_with_a_tick_is_a_contradiction_and_stays_on_the_screen(browsing, ann, intake):
    sent = {"technique.seen": "", "technique": ["learned"], "technique.closing": "none"}

    page = browsing(ann).post(step(intake, "what"), sent)

    [question] = [line["question"] for line in page.context["lines"] if line["code"] == "technique"]
    assert (question.chosen, question.closing) == (("learned",), "none") or question.errors
    assert question.errors
    assert sheets.answers(intake.sheet) == {}


def test_an_answer_that_is_not_an_option_is_refused(browsing, ann, intake):
    page = browsing(ann).post(step(intake, "data"), {"personal_data.seen": "", "personal_data": "perhaps"})

    assert page.status_code == 422
    assert sheets.answers(intake.sheet) == {}


def test_an_answer_that_leads_to_a_question_on_the_same_page_stays_there(browsing, ann, intake):
    client = browsing(ann)
    client.post(step(intake, "what"), as_sent(intake, {"technique": these("learned"), "output": these("edit")}))

    reply = client.post(step(intake, "data"), as_sent(intake, {"personal_data": YES}), follow=True)

    assert reply.request["PATH_INFO"] == step(intake, "data")
    assert "data_kinds" in [line["code"] for line in reply.context["lines"] if line["question"]]


def test_a_hidden_question_cannot_be_answered_by_its_absence(browsing, ann, intake):
    browsing(ann).post(step(intake, "data"), as_sent(intake, {"personal_data": NO}))

    assert set(sheets.answers(intake.sheet)) == {"personal_data"}


def test_two_people_on_one_question_see_each_others_answer(browsing, ann, information_manager, intake):
    fields = as_sent(intake, {"personal_data": YES})
    browsing(information_manager).post(step(intake, "data"), as_sent(intake, {"personal_data": NO}))

    page = browsing(ann).post(step(intake, "data"), fields)

    assert page.status_code == 422
    assert "Ines De Smet" in page.content.decode()
    [question] = [line["question"] for line in page.context["lines"] if line["code"] == "personal_data"]
    assert question.value == "yes"
    assert sheets.answers(intake.sheet)["personal_data"] == NO


def test_after_the_meeting_saving_again_keeps_the_own_answer(browsing, ann, information_manager, intake):
    fields = as_sent(intake, {"personal_data": YES})
    browsing(information_manager).post(step(intake, "data"), as_sent(intake, {"personal_data": NO}))
    client = browsing(ann)
    client.post(step(intake, "data"), fields)

    client.post(step(intake, "data"), as_sent(intake, {"personal_data": YES}))

    assert sheets.answers(intake.sheet)["personal_data"] == YES


def test_a_choice_is_kept_at_once_and_shows_what_follows(browsing, ann, intake):
    client = browsing(ann)
    client.post(step(intake, "what"), as_sent(intake, {"technique": these("learned"), "output": these("edit")}))
    keep = reverse("assessments:keep", args=[intake.pk, "data"])

    part = client.post(keep, as_sent(intake, {"personal_data": YES}), headers={"HX-Request": "true"}).content.decode()

    assert sheets.answers(intake.sheet)["personal_data"] == YES
    assert 'id="q-data_kinds" hx-swap-oob="true"' in part
    assert 'id="estimate"' in part
    assert 'id="q-personal_data"' not in part  # the question with the focus is left alone
    assert 'id="personal_data.seen" hx-swap-oob="true"' in part


def test_what_a_colleague_answered_meanwhile_is_not_written_over_by_a_page_that_never_showed_it(
    browsing, ann, information_manager, intake
):
    """Each choice sends the whole page: an answer that the page did not show yet must not come back as seen."""
    client, keep = browsing(ann), reverse("assessments:keep", args=[intake.pk, "what"])
    before = as_sent(intake, {"technique": these("learned")})
    before |= as_sent(intake, {"output": these("edit")})
    client.post(keep, {"technique.seen": "", "output.seen": "", **before})
    stale = as_sent(intake, {"technique": these("learned"), "output": these("edit")})
    changed = as_sent(intake, {"output": these("text")})
    browsing(information_manager).post(step(intake, "what"), changed)

    part = client.post(keep, stale | {"technique": ["reasoning"]}, headers={"HX-Request": "true"}).content.decode()

    assert 'id="technique.seen"' in part
    assert 'id="output.seen"' not in part
    assert sheets.answers(intake.sheet)["output"] == these("text")


def test_a_question_that_is_no_longer_asked_disappears_at_once(browsing, ann, intake):
    client = browsing(ann)
    client.post(step(intake, "what"), as_sent(intake, {"technique": these("learned"), "output": these("edit")}))
    client.post(step(intake, "data"), as_sent(intake, {"personal_data": YES}))
    sent = as_sent(intake, {"personal_data": NO}) | {"data_kinds.seen": "", "data_use.seen": ""}

    part = client.post(reverse("assessments:keep", args=[intake.pk, "data"]), sent).content.decode()

    assert '<div id="q-data_kinds" hidden hx-swap-oob="true">' in part


def test_while_choosing_nobody_is_told_that_something_is_missing(browsing, ann, intake):
    sent = {"technique.seen": "", "technique": ["learned"], "output.seen": ""}

    part = browsing(ann).post(reverse("assessments:keep", args=[intake.pk, "what"]), sent).content.decode()

    assert "rl-error" not in part
    assert sheets.answers(intake.sheet)["technique"].value == ("learned",)


def test_an_intake_with_open_questions_is_not_sent(browsing, ann, intake):
    page = browsing(ann).post(reverse("assessments:check", args=[intake.pk]))

    assert page.status_code == 422
    assert wizard(intake).resume_url in page.content.decode()


def test_the_page_to_check_shows_every_answer(browsing, ann, intake):
    filled(intake, SPELLING, actor=ann)

    page = browsing(ann).get(reverse("assessments:check", args=[intake.pk]))

    lines = [line for part in page.context["parts"] for line in part["lines"]]
    assert {line.code for line in lines} == set(sheets.answers(intake.sheet))
    assert all(line.given for line in lines)


def test_a_sent_intake_leads_to_its_result(browsing, ann, intake):
    client = browsing(ann)
    filled(intake, SPELLING, actor=ann)
    result = client.post(reverse("assessments:check", args=[intake.pk])).url

    for url in (intake.get_absolute_url(), step(intake, "what"), reverse("assessments:check", args=[intake.pk])):
        assert client.get(url).url == result


def test_what_one_typed_on_a_sent_intake_stays_on_the_screen(browsing, ann, intake):
    client = browsing(ann)
    filled(intake, SPELLING, actor=ann)
    client.post(reverse("assessments:check", args=[intake.pk]))

    page = client.post(step(intake, "data"), as_sent(intake, {"personal_data": YES}))

    assert page.status_code == 409
    [question] = [line["question"] for line in page.context["lines"] if line["code"] == "personal_data"]
    assert question.value == "yes"
    assert sheets.answers(intake.sheet)["personal_data"] == NO


def test_a_step_that_does_not_exist_is_not_found(browsing, ann, intake):
    assert browsing(ann).get(step(intake, "weather")).status_code == 404
