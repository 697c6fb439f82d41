"""Who may open what, what a foreign key leads to, and how many queries a page takes."""

import pytest
from django.urls import reverse

from roeland.assessments import services
from roeland.assessments.models import Classification, Intake
from roeland.questionnaires.models import Answer
from tests.building.assessments import BENEFITS, PRIVACY_UNKNOWN, SPELLING, a_classification, filled
from tests.building.organisation import a_person, a_unit, an_organisation

EVERY_PAGE = (
    ("get", "intake", ()),
    ("get", "step", ("what",)),
    ("post", "step", ("what",)),
    ("post", "keep", ("what",)),
    ("get", "check", ()),
    ("post", "check", ()),
    ("get", "open", ()),
    ("post", "open", ()),
)


@pytest.mark.parametrize(("method", "name", "more"), EVERY_PAGE)
def test_an_intake_of_another_organisation_does_not_exist(browsing, stranger, intake, method, name, more):
    url = reverse(f"assessments:{name}", args=[intake.pk, *more])

    reply = getattr(browsing(stranger), method)(url, {"technique.seen": "", "technique": "learned"})

    assert reply.status_code == 404
    assert not Answer.objects.exists()


@pytest.mark.parametrize(("method", "name", "more"), EVERY_PAGE)
def test_a_colleague_without_a_part_in_it_is_told_who_can_help(browsing, city, intake, method, name, more):
    other = a_person(city, "Omar Elders")

    reply = getattr(browsing(other), method)(reverse(f"assessments:{name}", args=[intake.pk, *more]))

    assert reply.status_code == 403


@pytest.mark.parametrize(("method", "name", "more"), EVERY_PAGE)
def test_whoever_is_not_signed_in_signs_in_first(client, intake, method, name, more):
    reply = getattr(client, method)(reverse(f"assessments:{name}", args=[intake.pk, *more]))

    assert reply.status_code == 302
    assert reverse("account_login") in reply.url


def test_a_result_of_another_organisation_does_not_exist(browsing, stranger, ann, team):
    classification = a_classification(SPELLING, actor=ann, unit=team)

    assert browsing(stranger).get(classification.get_absolute_url()).status_code == 404


def test_an_application_of_another_organisation_gets_no_intake(browsing, stranger, intake):
    reply = browsing(stranger).post(reverse("assessments:begin", args=[intake.application_id]))

    assert reply.status_code == 404
    assert Intake.objects.count() == 1


def test_a_team_of_another_organisation_cannot_be_chosen(browsing, ann):
    theirs = a_unit(an_organisation("Elders"), "Financiën")

    page = browsing(ann).post(reverse("assessments:start"), {"name": "X", "purpose": "Y", "unit": theirs.pk})

    assert page.status_code == 422
    assert "unit" in page.context["form"].errors
    assert "Financiën" not in page.content.decode()
    assert not Intake.objects.exists()


def test_everybody_may_see_a_result(browsing, city, ann, team):
    classification = a_classification(SPELLING, actor=ann, unit=team)

    assert browsing(a_person(city, "Omar Elders")).get(classification.get_absolute_url()).status_code == 200


def test_reading_never_writes(browsing, ann, intake):
    client = browsing(ann)

    for name, more in (("intake", ()), ("step", ("what",)), ("check", ()), ("open", ())):
        client.get(reverse(f"assessments:{name}", args=[intake.pk, *more]))

    assert client.get(reverse("assessments:begin", args=[intake.application_id])).status_code == 405
    assert client.get(reverse("assessments:keep", args=[intake.pk, "what"])).status_code == 405
    assert not Answer.objects.exists()
    assert not Classification.objects.exists()


def test_a_step_takes_the_same_queries_with_and_without_answers(browsing, ann, intake, django_assert_max_num_queries):
    client, url = browsing(ann), reverse("assessments:step", args=[intake.pk, "what"])
    client.get(url)

    with django_assert_max_num_queries(10) as empty:
        client.get(url)
    filled(intake, BENEFITS, actor=ann)
    with django_assert_max_num_queries(10) as full:
        client.get(url)

    assert len(full) == len(empty)


def test_a_result_takes_the_same_queries_however_often_it_was_worked_out(
    browsing, ann, intake, django_assert_max_num_queries
):
    client = browsing(ann)
    first = services.submit(intake=filled(intake, PRIVACY_UNKNOWN, actor=ann), actor=ann)
    client.get(first.get_absolute_url())

    with django_assert_max_num_queries(25) as once:
        client.get(first.get_absolute_url())
    for _time in range(3):
        again = services.begin(application=intake.application, actor=ann)
        services.submit(intake=again, actor=ann)
    with django_assert_max_num_queries(25) as often:
        client.get(first.get_absolute_url())

    assert len(often) == len(once)
