"""The pages of newer rules: how far it is, what comes out otherwise, and moving it."""

from django.urls import reverse

from roeland.decisions import services
from roeland.decisions.models import Rechecked
from roeland.register.models import Phase
from tests.building.background import run_waiting


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
