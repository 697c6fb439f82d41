"""The pages of experiments: what each person sees, and that a refusal says why and loses nothing."""

import html
import re

from django.urls import reverse

from roeland.portfolio import services
from roeland.portfolio.models import Experiment, Invitation, Lesson, Measure, Outcome
from roeland.register.models import Application
from tests.building.portfolio import GIVEN, a_lesson, a_plan, a_survey, in_days, over
from tests.portfolio.conftest import client_of

EXPERIMENTS = reverse("portfolio:experiments")


def seen_on(answer) -> str:
    """What the form on this page remembers of what its user saw."""
    return html.unescape(re.search(r'name="seen" value="([^"]*)"', answer.content.decode())[1])


def to(name, thing) -> str:
    return reverse(f"portfolio:{name}", args=[thing.pk])


def test_without_experiments_the_list_says_how_to_begin(town):
    page = client_of(town.colleague).get(EXPERIMENTS).content.decode()
    assert "Een experiment zonder einddatum bestaat niet" in page


def test_a_plan_is_kept_half_and_the_page_says_what_misses(town, chatbot):
    client = client_of(town.owner)
    answer = client.post(to("plan", chatbot), {"hypothesis": "Het gaat sneller."}, follow=True)
    assert "Een experiment zonder einddatum bestaat niet" in answer.content.decode()
    again = client.post(to("plan", chatbot), {"hypothesis": "Nog een."})
    assert again.status_code == 422
    assert "Nog een." in again.content.decode()
    assert Experiment.objects.get().hypothesis == "Het gaat sneller."


def test_two_who_change_the_plan_at_once_both_keep_their_words(town, chatbot):
    plan = a_plan(chatbot, town.owner)
    mine, theirs = client_of(town.owner), client_of(town.head)
    seen = seen_on(mine.get(to("change", plan)))
    filled = {"hypothesis": plan.hypothesis, "safeguards": plan.safeguards, "max_people": 12, "hours": 40}
    filled |= {"starts": plan.starts.isoformat(), "ends_on": plan.ends_on.isoformat(), "seen": seen}
    assert theirs.post(to("change", plan), filled | {"hypothesis": "De helft sneller."}).status_code == 302
    assert mine.post(to("change", plan), filled | {"hours": 60}).status_code == 302
    kept = Experiment.objects.get()
    assert (kept.hypothesis, kept.hours) == ("De helft sneller.", 60)
    answer = mine.post(to("change", plan), filled | {"hypothesis": "Even snel."})
    assert answer.status_code == 409
    assert "De helft sneller." in answer.content.decode()
    assert "Even snel." in answer.content.decode()
    filled |= {"hypothesis": "Even snel.", "seen": seen_on(answer)}
    assert mine.post(to("change", plan), filled | {"keep-hypothesis": "theirs"}).status_code == 302
    assert Experiment.objects.get().hypothesis == "De helft sneller."
    assert mine.post(to("change", plan), filled | {"keep-hypothesis": "mine"}).status_code == 302
    assert Experiment.objects.get().hypothesis == "Even snel."


def test_two_who_note_the_same_figure_choose_which_one_stays(town, trial):
    measure = trial.measures.get()
    client = client_of(town.owner)
    seen = seen_on(client.get(reverse("portfolio:measure", args=[measure.pk])))
    services.note_measure(experiment=trial, measure=measure, actor=town.head, after=15)
    filled = {"kind": "time", "what": measure.what, "unit_of": "minuten", "before": "20", "how": measure.how}
    answer = client.post(reverse("portfolio:measure", args=[measure.pk]), filled | {"after": "14", "seen": seen})
    assert answer.status_code == 409
    assert Measure.objects.get().after == 15


def test_who_lets_it_go_live_is_led_to_the_dossier(town, trial):
    a_lesson(trial, town.owner)
    answer = client_of(town.head).post(to("conclude", trial), {"answer": "go_live", "reason": "Het werkt."})
    assert answer.headers["Location"] == trial.application.get_absolute_url()


def test_measures_and_lessons_are_written_on_their_pages(town, trial):
    client = client_of(town.owner)
    fields = {"kind": "cost", "what": "Kosten", "unit_of": "euro", "before": "12,5"}
    assert client.post(to("add_measure", trial), fields).status_code == 302
    assert client.post(to("add_lesson", trial), {"text": "Leerzaam.", "says": "changes"}).status_code == 302
    assert (str(Measure.objects.get(kind="cost").before), Lesson.objects.get().text) == ("12.50", "Leerzaam.")


def test_the_conclusion_says_what_it_misses_and_keeps_what_was_typed(town, trial):
    client = client_of(town.head)
    answer = client.post(to("conclude", trial), {"answer": "go_on", "reason": "Bijna klaar."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Niets gaat door zonder einde" in page
    assert "Bijna klaar." in page
    assert not Outcome.objects.exists()


def test_who_runs_it_sends_a_proposal_and_a_colleague_may_do_nothing(town, trial):
    Lesson.objects.create(
        organisation=town.organisation, experiment=trial, text="x", says="confirms", noted_at=trial.planned_at
    )
    sent = {"answer": "go_live", "reason": "Het werkt."}
    assert client_of(town.colleague).post(to("conclude", trial), sent).status_code == 403
    assert client_of(town.owner).post(to("conclude", trial), sent).status_code == 302
    assert Outcome.objects.get().is_proposal


def test_only_who_is_invited_answers_and_all_five_questions(town, trial, team):
    a_survey(trial, town.owner, team)
    invitation = Invitation.objects.get(person=team[0])
    assert client_of(team[1]).get(to("answer", invitation)).status_code == 403
    client = client_of(team[0])
    assert client.post(to("answer", invitation), GIVEN | {"pressure": ""}).status_code == 422
    page = client.post(to("answer", invitation), GIVEN, follow=True).content.decode()
    assert "zonder je naam" in page
    assert invitation.survey.tallies.filter(number=1).count() == 5


def test_people_are_invited_on_their_page(town, trial, team):
    fields = {"moment": "before", "persons": [one.pk for one in team], "closes_on": in_days(5).isoformat()}
    assert client_of(town.owner).post(to("invite", trial), fields).status_code == 302
    assert Invitation.objects.count() == 6


def test_what_is_over_says_so_on_the_dossier_the_list_and_the_page(town, trial):
    over(trial)
    client = client_of(town.owner)
    for url in (trial.application.get_absolute_url(), trial.get_absolute_url()):
        assert "Dit experiment is voorbij." in client.get(url).content.decode()
    assert "wacht op een conclusie" in client.get(EXPERIMENTS).content.decode()


def test_the_dossier_offers_a_plan_where_something_can_still_be_tried(town, chatbot):
    page = client_of(town.owner).get(chatbot.get_absolute_url()).content.decode()
    assert to("plan", chatbot) in page
    Application.objects.update(phase="retired")
    page = client_of(town.owner).get(chatbot.get_absolute_url()).content.decode()
    assert to("plan", chatbot) not in page
