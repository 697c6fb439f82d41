"""The pages of newer rules: how far it is, what comes out otherwise, and moving it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roeland.decisions import services
from roeland.decisions.models import Recheck, Rechecked
from roeland.decisions.newer_rules import comparing
from roeland.register.models import Phase
from tests.building.assessments import CHATBOT, a_classification
from tests.building.background import run_waiting
from tests.building.content import LAWYER_AND_MAKERS, LITERACY_LATER, a_newer, reads


def in_use(application, city):
    asked = services.request_gate(application=application, actor=city.employee, leads_to=Phase.PRODUCTION)
    return services.decide(gate_request=asked, answer="yes", actor=city.manager)


def test_the_page_shows_how_far_it_is_and_then_what_changes(city, speller, come, client):
    in_use(speller, city)
    recheck = come(works=False)
    client.force_login(city.informed.user)
    page = client.get(recheck.get_absolute_url()).content.decode()
    assert "<progress" in page
    assert 'hx-trigger="every 2s"' in page
    run_waiting()
    page = client.get(recheck.get_absolute_url()).content.decode()
    assert "<progress" not in page
    assert "Spelling" in page
    assert "Licht → <strong>Gewoon</strong>" in page
    assert "De beslissing, 10 werkdagen na het overbrengen" in page
    part = client.get(recheck.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Spelling" in part


def test_a_part_of_what_changes_is_shown_by_itself(city, speller, dashboard, come, client):
    recheck = come()
    client.force_login(city.lawyer.user)
    page = client.get(recheck.get_absolute_url() + "?show=heavier").content.decode()
    assert "Spelling" in page
    assert "Dashboard" not in page
    page = client.get(recheck.get_absolute_url() + "?show=nonsense&page=99").content.decode()
    assert "Dashboard" in page
    assert (
        "Geen enkele toepassing hoort bij dit deel."
        in client.get(recheck.get_absolute_url() + "?show=own").content.decode()
    )


def test_moving_on_the_page_asks_why(city, speller, come, client):
    recheck = come()
    client.force_login(city.informed.user)
    url = reverse("decisions:move", args=[recheck.pk])
    refused = client.post(url, {"reason": " "})
    assert refused.status_code == 422
    assert "Zeg in een of twee zinnen waarom." in refused.content.decode()
    assert client.post(url, {"reason": "De jurist gaf ze vrij."}).status_code == 302
    recheck.refresh_from_db()
    assert (recheck.state, recheck.reason) == ("moving", "De jurist gaf ze vrij.")
    again = client.post(url, {"reason": "De jurist gaf ze vrij."}, follow=True).content.decode()
    assert "Er is niets overgebracht" in again


def test_who_may_not_move_them_sees_no_button_and_is_refused(city, speller, come, client):
    recheck = come()
    client.force_login(city.lawyer.user)
    assert reverse("decisions:move", args=[recheck.pk]) not in client.get(recheck.get_absolute_url()).content.decode()
    assert client.post(reverse("decisions:move", args=[recheck.pk]), {"reason": "Ik wil het."}).status_code == 403
    assert Rechecked.objects.get().state == "waiting"


def test_the_page_says_which_obligations_change_where_and_on_which_day(city, speller, dashboard, documents, client):
    a_newer(documents, "law-dates", LITERACY_LATER)
    reads(documents)
    comparing.take_up(timezone.now())
    run_waiting()
    recheck = Recheck.objects.get()
    client.force_login(city.lawyer.user)
    page = client.get(recheck.get_absolute_url()).content.decode()
    assert "1 verplichting verandert ergens." in page
    assert "Schuift op van 2 februari 2025 naar 3 februari 2025:" in page
    assert "Een verplichting verandert (1)" in page
    link = f"{recheck.get_absolute_url()}?show=duties&amp;duty=O01&amp;change=later"
    assert f'href="{link}#otherwise"' in page
    narrowed = client.get(link.replace("&amp;", "&")).content.decode()
    assert "Alleen waar dit verandert" in narrowed
    assert "Spelling" in narrowed
    assert "1 verplichting verandert" in client.get(reverse("decisions:rechecks")).content.decode()


def test_only_what_changes_so_is_listed(city, speller, documents, client):
    """One obligation comes for everybody, and another goes: each is a list of its own."""
    a_classification(CHATBOT, actor=city.employee, unit=city.team, name="Chatbot")
    a_newer(documents, "obligations", LAWYER_AND_MAKERS)
    reads(documents)
    comparing.take_up(timezone.now())
    run_waiting()
    recheck = Recheck.objects.get()
    client.force_login(city.lawyer.user)

    def listed(**asked):
        lines = client.get(recheck.get_absolute_url(), {"show": "duties", **asked}).context["lines"]
        return sorted(line.row.application.name for line in lines)

    assert recheck.duties == {"O01": {"otherwise": 2}, "O02": {"disappears": 2}}
    assert listed(duty="O02", change="disappears") == ["Chatbot", "Spelling"]
    assert listed(duty="O01", change="otherwise") == ["Chatbot", "Spelling"]
    recheck.rows.filter(application=speller).update(duties=[["O02", "disappears", "2025-02-02", None]])
    assert listed(duty="O01", change="otherwise") == ["Chatbot"]
    assert listed(duty="O02", change="otherwise") == listed(duty="O99", change="later") == ["Chatbot", "Spelling"]


def test_the_page_asks_as_many_queries_however_much_changes(
    city, speller, documents, client, django_assert_num_queries
):
    a_newer(documents, "law-dates", LITERACY_LATER)
    for turn in range(5):
        a_classification(CHATBOT, actor=city.employee, unit=city.team, name=f"Chatbot {turn}")
    reads(documents)
    comparing.take_up(timezone.now())
    run_waiting()
    recheck = Recheck.objects.get()
    client.force_login(city.lawyer.user)
    client.get(recheck.get_absolute_url())
    with CaptureQueriesContext(connection) as many:
        client.get(recheck.get_absolute_url())
    recheck.rows.exclude(application=speller).delete()
    with django_assert_num_queries(len(many)):
        client.get(recheck.get_absolute_url())
