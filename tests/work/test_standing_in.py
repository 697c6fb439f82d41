"""Who stands in for somebody who is away sees the tasks of that colleague, and doing them counts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.organisation.services import change_person, let_go
from roeland.work import lines, services, standing_in
from tests.building.organisation import a_person, a_role, a_unit
from tests.building.register import an_application

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def held(leen, bart):
    return a_role(leen, "team_manager", deputy=bart)


def ask(person, subject, role="team_manager", **more):
    return services.ask(kind="take_decision", person=person, subject=subject, actor=None, role=role, **more)


def away(person):
    return change_person(person=person, actor=None, absent_from=TODAY, absent_until=TODAY)


def seen_by(person) -> list[str]:
    person.__dict__.pop("roles_at_the_door", None)
    return [line.instead_of for group in lines.grouped(person) for line in group.tasks]


def test_the_tasks_of_who_is_away_are_with_the_deputy_marked_for_whom(held, leen, bart, chatbot):
    ask(leen, chatbot)
    assert seen_by(bart) == []
    away(leen)
    assert seen_by(bart) == ["Leen Verstraete"]
    assert seen_by(leen) == [""]
    assert standing_in.open_count(bart) == 1


def test_doing_it_for_somebody_else_counts(held, leen, bart, chatbot):
    task = ask(leen, chatbot)
    away(leen)
    services.done(subject=chatbot, kind="take_decision", actor=bart)
    task.refresh_from_db()
    assert task.done_by == bart
    assert seen_by(leen) == seen_by(bart) == []


def test_who_left_is_stood_in_for_too(held, leen, bart, chatbot):
    ask(leen, chatbot)
    let_go(person=leen, actor=None)
    assert seen_by(bart) == ["Leen Verstraete"]


def test_a_term_that_is_over_is_stood_in_for_too(held, leen, bart, chatbot):
    ask(leen, chatbot)
    held.ends = TODAY - timedelta(days=1)
    held.save()
    assert seen_by(bart) == ["Leen Verstraete"]


def test_only_the_tasks_in_the_role_for_which_one_stands_in(held, leen, bart, chatbot, organisation):
    ask(leen, chatbot, role="lawyer")
    ask(leen, an_application(organisation), role="")
    away(leen)
    assert seen_by(bart) == []


def test_only_at_the_place_where_one_stands_in(leen, bart, organisation):
    here, there = a_unit(organisation, "Hier"), a_unit(organisation, "Daar")
    a_role(leen, "team_manager", unit=here, deputy=bart)
    a_role(leen, "team_manager", unit=there)
    ask(leen, an_application(organisation, unit=here)), ask(leen, an_application(organisation, unit=there))
    away(leen)
    assert len(seen_by(bart)) == standing_in.open_count(bart) == 1


def test_the_urgent_comes_first_whoever_was_asked(held, leen, bart, chatbot, organisation):
    ask(bart, an_application(organisation), due=TODAY + timedelta(days=3))
    ask(leen, chatbot, due=TODAY)
    away(leen)
    assert seen_by(bart) == ["Leen Verstraete", ""]


def test_the_home_page_costs_as_many_queries_for_many_tasks_of_others_as_for_few(
    held, client, leen, bart, organisation, django_assert_max_num_queries
):
    away(leen)
    client.force_login(bart.user)
    ask(leen, an_application(organisation))
    client.get("/")
    with django_assert_max_num_queries(30) as few:
        client.get("/")
    for _ in range(15):
        ask(leen, an_application(organisation))
    with django_assert_max_num_queries(len(few)):
        assert client.get("/?all=decide").content.decode().count("voor Leen Verstraete") == 16


class TestThePageOfBeingAway:
    def test_says_who_stands_in_and_what_happens_with_open_tasks(self, held, as_leen, leen, chatbot):
        ask(leen, chatbot)
        html = as_leen.get(reverse("work:absence")).content.decode()
        assert "Bart De Clercq" in html
        assert "Er wacht nu 1 taak op je." in html

    def test_says_what_to_do_where_nobody_stands_in(self, as_leen, leen):
        a_role(leen, "lawyer")
        html = as_leen.get(reverse("work:absence")).content.decode()
        assert "Niemand valt in." in html
        assert "Vraag de beheerder om een vervanger" in html

    def test_warns_when_the_deputy_is_away_then_too(self, held, as_leen, leen, bart):
        away(bart), away(leen)
        assert "is er dan ook niet" in as_leen.get(reverse("work:absence")).content.decode()

    def test_keeps_the_days_and_ends_them(self, as_leen, leen):
        page = reverse("work:absence")
        assert as_leen.post(page, {"starts": TODAY, "ends": TODAY}).status_code == 302
        leen.refresh_from_db()
        assert (leen.absent_from, leen.absent_until) == (TODAY, TODAY)
        assert "Je bent er nu niet." in as_leen.get(page).content.decode()
        assert as_leen.get(reverse("work:end_absence")).status_code == 405
        as_leen.post(reverse("work:end_absence"))
        leen.refresh_from_db()
        assert leen.is_here(TODAY)

    @pytest.mark.parametrize(
        ("starts", "ends", "words"),
        [
            ("", "", "Dit veld"),
            ("2026-13-01", "", "geldige datum"),
            (TODAY, TODAY - timedelta(days=1), "De laatste dag komt voor de eerste."),
            (TODAY - timedelta(days=9), TODAY - timedelta(days=8), "Die dag is voorbij."),
        ],
    )
    def test_keeps_what_was_typed_when_it_makes_no_sense(self, as_leen, leen, starts, ends, words):
        answer = as_leen.post(reverse("work:absence"), {"starts": starts, "ends": ends})
        assert answer.status_code == 422
        leen.refresh_from_db()
        assert leen.absent_from is None


def test_a_stranger_stands_in_for_nobody(held, leen, chatbot, organisation):
    ask(leen, chatbot)
    away(leen)
    assert seen_by(a_person(organisation)) == []
