from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from roeland.work import queries, services
from roeland.work.greeting import greeting, summary
from roeland.work.lines import TaskGroup, TaskLine
from tests.building.organisation import a_person, a_role, an_organisation
from tests.building.register import an_application

pytestmark = pytest.mark.django_db


def page(client, name="work:home", **headers):
    answer = client.get(reverse(name), headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def tell(person, subject):
    return services.tell(code="decision_taken", persons=[person], subject=subject, actor=None)[0]


class TestTheHomePage:
    def test_asks_to_sign_in_first(self, client):
        assert client.get(reverse("work:home")).status_code == 302

    def test_shows_what_waits_under_its_heading(self, as_leen, leen, bart, chatbot):
        a_role(leen, "team_manager")
        due = timezone.localdate() - timedelta(days=2)
        services.ask(kind="take_decision", person=leen, subject=chatbot, actor=bart, due=due)
        html = page(as_leen)
        assert "Je hebt 1 taak." in html
        assert "1 is te laat." in html
        assert "Beslis over Gentinfo-chatbot" in html
        assert "gevraagd door Bart De Clercq" in html
        assert f'href="{chatbot.get_absolute_url()}"' in html
        assert "Je rol: Teammanager" in html
        assert "rl-mark--ev" in html

    def test_shows_the_question_in_the_words_of_who_asks(self, as_leen, leen, bart, chatbot):
        services.ask(
            kind="answer_open_question", person=leen, subject=chatbot, actor=bart, detail="Wie is de leverancier? <b>"
        )
        html = page(as_leen)
        assert "Wie is de leverancier? &lt;b&gt;" in html
        assert "Aanvullen" in html

    def test_says_what_to_expect_when_nothing_waits(self, as_leen):
        html = page(as_leen)
        assert "Er wacht nu niets op jou." in html
        assert "Zodra een collega je nodig heeft" in html

    def test_is_complete_in_english(self, as_leen, leen, chatbot):
        services.ask(kind="take_decision", person=leen, subject=chatbot, actor=None)
        as_leen.cookies["django_language"] = "en"
        html = page(as_leen)
        assert "You have 1 task." in html
        assert "Decide on Gentinfo-chatbot" in html

    def test_shows_nothing_of_others(self, as_leen, bart, chatbot):
        services.ask(kind="take_decision", person=bart, subject=chatbot, actor=None)
        assert "Beslis over Gentinfo-chatbot" not in page(as_leen)

    def test_shows_nothing_of_the_same_login_in_another_organisation(self, as_leen, leen):
        other = an_organisation("Dorpsveld")
        elsewhere = a_person(other, "Leen Verstraete", user=leen.user)
        services.ask(kind="take_decision", person=elsewhere, subject=an_application(other, "Dorpsbot"), actor=None)
        session = as_leen.session
        session["organisation"] = str(leen.organisation_id)
        session.save()
        assert "Dorpsbot" not in page(as_leen)

    def test_leaves_out_a_task_whose_subject_is_gone(self, as_leen, leen, organisation):
        gone = an_application(organisation, "Weg")
        task = services.ask(kind="take_decision", person=leen, subject=gone, actor=None)
        type(task).objects.update(subject_id=uuid4())
        page(as_leen)

    def test_costs_as_many_queries_for_many_tasks_as_for_few(self, as_leen, leen, bart, organisation):
        for _ in range(3):
            services.ask(kind="take_decision", person=leen, subject=an_application(organisation), actor=bart)
        page(as_leen)
        few = _queries(as_leen)
        for _ in range(20):
            services.ask(kind="take_decision", person=leen, subject=an_application(organisation), actor=bart)
        assert _queries(as_leen) == few <= 25

    def test_writes_nothing(self, as_leen, leen, chatbot):
        tell(leen, chatbot)
        page(as_leen)
        assert queries.unread_count(leen) == 1


def _queries(client):
    with CaptureQueriesContext(connection) as made:
        page(client)
    return len(made)


class TestTheMessages:
    def test_stand_newest_first_with_what_is_new(self, as_leen, leen, chatbot):
        tell(leen, chatbot)
        html = page(as_leen, "work:messages")
        assert "Er is een beslissing over Gentinfo-chatbot." in html
        assert "1 bericht is nieuw." in html

    def test_say_what_to_expect_when_there_are_none(self, as_leen):
        assert "Nog geen berichten" in page(as_leen, "work:messages")

    def test_are_not_read_by_looking_at_the_list(self, as_leen, leen, chatbot):
        tell(leen, chatbot)
        page(as_leen, "work:messages")
        assert queries.unread_count(leen) == 1

    def test_opening_one_reads_it_and_leads_to_what_it_is_about(self, as_leen, leen, chatbot):
        message = tell(leen, chatbot)
        answer = as_leen.post(reverse("work:open_message", args=[message.pk]))
        assert answer.status_code == 302
        assert answer.url == chatbot.get_absolute_url()
        assert queries.unread_count(leen) == 0

    def test_opening_by_a_link_is_refused(self, as_leen, leen, chatbot):
        message = tell(leen, chatbot)
        assert as_leen.get(reverse("work:open_message", args=[message.pk])).status_code == 405
        assert queries.unread_count(leen) == 1

    def test_of_another_do_not_exist_here(self, as_leen, bart, chatbot):
        message = tell(bart, chatbot)
        assert as_leen.post(reverse("work:open_message", args=[message.pk])).status_code == 404
        assert as_leen.post(reverse("work:open_message", args=[uuid4()])).status_code == 404
        assert queries.unread_count(bart) == 1

    def test_of_another_organisation_do_not_exist_here(self, as_leen):
        other = an_organisation()
        message = tell(a_person(other), an_application(other))
        assert as_leen.post(reverse("work:open_message", args=[message.pk])).status_code == 404

    def test_all_are_read_at_once(self, as_leen, leen, bart, chatbot):
        tell(leen, chatbot), tell(leen, chatbot), tell(bart, chatbot)
        as_leen.post(reverse("work:read_messages"))
        assert queries.unread_count(leen) == 0
        assert queries.unread_count(bart) == 1

    def test_come_in_pages(self, as_leen, leen, chatbot):
        for _ in range(27):
            tell(leen, chatbot)
        assert page(as_leen, "work:messages").count("Er is een beslissing") == 25 * 2
        assert as_leen.get(reverse("work:messages"), {"page": "2"}).content.decode().count("Er is een besl") == 2 * 2

    @pytest.mark.parametrize("number", ["0", "-1", "999", "abc", ""])
    def test_a_page_that_is_not_there_is_the_nearest(self, as_leen, leen, chatbot, number):
        tell(leen, chatbot)
        assert as_leen.get(reverse("work:messages"), {"page": number}).status_code == 200


class TestTheGreeting:
    @pytest.mark.parametrize(
        ("hour", "words"),
        [
            (4, "Goedenavond, Leen"),
            (5, "Goedemorgen, Leen"),
            (11, "Goedemorgen, Leen"),
            (12, "Goedemiddag, Leen"),
            (17, "Goedemiddag, Leen"),
            (18, "Goedenavond, Leen"),
        ],
    )
    def test_follows_the_clock(self, hour, words):
        with translation.override("nl"):
            assert greeting("Leen Verstraete", datetime(2026, 11, 20, hour)) == words

    def test_counts_what_is_late_and_what_is_near(self):
        today = datetime(2026, 11, 20).date()
        dues = [today - timedelta(days=1), today, today + timedelta(days=7), today + timedelta(days=8), None]
        lines = [TaskLine("EV", "x", "", "", "/", "x", due) for due in dues[:2]]
        with translation.override("nl"):
            said = summary([TaskGroup("decide", "Beslissen", "gavel", lines, dues)], today)
        assert said == ("Je hebt 5 taken.", "1 is te laat.", "2 moeten binnen een week af.")
