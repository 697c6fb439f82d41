"""The list of all requests: filters, pages, and none that stays out of sight."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.assessments.models import Classification
from roeland.decisions import listing, services
from roeland.decisions.models import GateRequest
from tests.building.decisions import advised, classified
from tests.building.organisation import an_organisation
from tests.building.register import an_application


@pytest.fixture
def asked(city, chatbot):
    classified(chatbot, route="standard")
    made = services.request_gate(application=chatbot, actor=city.employee, leads_to="experiment")
    made.inquiries.all().delete()
    return made


@pytest.fixture
def of_dpo(city, client):
    """The browser of the FG."""
    client.force_login(city.dpo.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["organisation"] = str(city.organisation.pk)
    session.save()
    return client


def more(asked, count, **fields):
    """So many requests beside the one that is there, each of its own application."""
    city_of = asked.organisation
    classification = Classification.objects.get(pk=asked.classification_id)
    made = []
    for number in range(count):
        application = an_application(city_of, f"Toepassing {number:03}")
        made.append(
            GateRequest(
                organisation=city_of,
                application=application,
                classification=classification,
                gate=fields.get("gate", "go_live"),
                leads_to="production",
                route=fields.get("route", "full"),
                asked_at=timezone.now() + timedelta(minutes=number),
                due=timezone.localdate() + timedelta(days=number + 1),
                role=fields.get("role", "directorate"),
                outcome=fields.get("outcome", ""),
                closed_at=timezone.now() if fields.get("outcome") else None,
            )
        )
    return GateRequest.objects.bulk_create(made)


def found(asked, **wish):
    return list(listing.wished(asked.organisation, wish))


def test_without_a_wish_what_is_open_stands_there_the_first_due_first(asked):
    later = more(asked, 2)
    more(asked, 1, outcome="withdrawn")
    assert found(asked) == sorted([asked, *later], key=lambda row: row.due)


def test_the_filters_name_gate_state_route_and_who_it_waits_for(city, asked):
    full = more(asked, 1)
    gone = more(asked, 1, outcome="withdrawn")
    advised(asked, "lawyer", city.lawyer)
    assert found(asked, gate="go_live") == full
    assert found(asked, route="standard") == [asked]
    assert found(asked, state="withdrawn") == gone
    assert set(found(asked, state="all")) == {asked, *full, *gone}
    assert found(asked, waits="decides:directorate") == full
    assert found(asked, waits="asked:lawyer") == [asked]
    assert found(asked, waits="asked:ciso") == []


def test_who_answered_is_not_waited_for(city, asked):
    advised(asked, "lawyer", city.lawyer, "positive")
    assert found(asked, waits="asked:lawyer") == []


def test_another_organisation_has_its_own_list(city, asked):
    elsewhere = an_organisation("Stad Elders")
    assert list(listing.wished(elsewhere, {"state": "all"})) == []


def test_no_request_stays_out_of_sight(asked, of_dpo):
    made = more(asked, 2 * listing.PAGE_SIZE)
    address = reverse("decisions:everything")
    pages = [of_dpo.get(f"{address}?page={number}").content.decode() for number in (1, 2, 3)]
    for row in (asked, *made):
        assert sum(row.get_absolute_url() + '"' in page for page in pages) == 1


def test_what_does_not_exist_asks_for_nothing(asked, of_dpo):
    for words in ("gate=deur&state=kwijt&route=&waits=decides:koning", "page=-3", "page=999999"):
        response = of_dpo.get(f"{reverse('decisions:everything')}?{words}")
        assert response.status_code == 200
        assert asked.get_absolute_url() in response.content.decode()


def test_a_page_costs_the_same_wherever_it_is(asked, of_dpo, django_assert_max_num_queries):
    more(asked, 2 * listing.PAGE_SIZE)
    of_dpo.get(reverse("decisions:everything"))
    with django_assert_max_num_queries(24):
        of_dpo.get(f"{reverse('decisions:everything')}?page=3&state=open")


def test_what_is_closed_cannot_be_pulled_in(asked, of_dpo):
    gone = more(asked, 1, outcome="withdrawn")[0]
    shown = of_dpo.get(f"{reverse('decisions:everything')}?state=all").content.decode()
    assert reverse("decisions:pull_in", args=[asked.pk]) in shown
    assert reverse("decisions:pull_in", args=[gone.pk]) not in shown
