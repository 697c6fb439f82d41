"""The frame of pages, error pages, and the choices of a browser."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.template import Context, Template
from django.urls import reverse
from django.utils.translation import override

from roeland.ui import views
from tests.ui.rendering import draw

PAGE = '{% extends "ui/page.html" %}{% block heading %}Hello{% endblock %}'


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def shell():
    entry = SimpleNamespace(label="My work", url="/work/", icon="inbox", current=True, count=6)
    return {
        "organisation": SimpleNamespace(name="Groep Gent", theme="other-theme", demonstration=False),
        "person": SimpleNamespace(name="Leen Verstraete"),
        "menu": [{"title": "", "items": [entry]}, {"title": "Steer", "items": [entry]}],
        "search_url": "/register/",
        "messages_url": "/messages/",
        "message_count": 3,
        "sign_out_url": "/out/",
        "roles": ["AI hub"],
    }


def test_a_page_has_one_heading_and_a_way_past_the_menu(shell):
    shown = draw(PAGE, shell=shell)
    assert shown.count("<h1") == 1
    assert 'href="#content"' in shown
    assert 'id="content"' in shown


def test_a_page_wears_the_theme_of_its_organisation(shell):
    assert 'class="other-theme"' in draw(PAGE, shell=shell)
    assert 'class="roeland-theme"' in draw(PAGE, shell=None)


def test_the_menu_says_where_you_are_and_what_waits(shell):
    shown = draw(PAGE, shell=shell)
    assert 'href="/work/" aria-current="page"' in shown
    assert 'aria-labelledby="nav-2"' in shown
    assert ">6<" in shown


def test_signing_out_is_a_post_never_a_link(shell):
    shown = draw(PAGE, shell=shell)
    assert '<form class="rl-menu__part" method="post" action="/out/">' in shown
    assert 'href="/out/"' not in shown


def test_who_has_one_organisation_is_not_asked_to_choose(shell):
    shell["organisations"] = [{"name": "Gent", "key": "1", "current": True}]
    assert 'name="organisation"' not in draw(PAGE, shell=shell)
    shell["organisations"].append({"name": "Aalst", "key": "2", "current": False})
    assert draw(PAGE, shell=shell).count('name="organisation"') == 2


def test_a_demonstration_says_that_it_is_one(shell):
    assert "invented" not in draw(PAGE, shell=shell)
    shell["organisation"].demonstration = True
    assert "invented" in draw(PAGE, shell=shell)


def test_a_page_without_anybody_has_no_search_and_no_sign_out():
    shown = draw(PAGE, shell=None)
    assert 'role="search"' not in shown
    assert "Sign out" not in shown


@pytest.mark.parametrize("template", [PAGE, '{% extends "ui/quiet.html" %}', '{% extends "ui/page_with_aside.html" %}'])
def test_no_page_has_script_or_style_of_its_own(template, shell):
    shown = draw(template, shell=shell)
    for unsafe in ("style=", "onclick=", "hx-on", "javascript:"):
        assert unsafe not in shown
    assert shown.count("<script") == shown.count("<script src=")


def test_htmx_may_not_run_words_as_code():
    assert '"allowEval":false' in draw(PAGE)
    assert '"includeIndicatorStyles":false' in draw(PAGE)


@pytest.mark.parametrize("level", ["success", "info", "warning", "error"])
def test_messages_are_heard_by_how_bad_they_are(level):
    message = SimpleNamespace(level_tag=level, __str__=lambda self: "Words")
    shown = draw('{% include "ui/parts/messages.html" %}', messages=[message])
    assert ('role="status"' in shown) == (level == "success")
    assert ('role="alert"' in shown) == (level == "error")


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (views.bad_request, 400),
        (views.not_allowed, 403),
        (views.csrf_failure, 403),
        (views.not_found, 404),
        (views.too_many, 429),
    ],
)
def test_an_error_page_has_its_status_and_a_way_on(rf, view, status):
    answer = view(rf.get("/"), Exception("secret"))
    assert answer.status_code == status
    assert 'href="/"' in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_our_own_mistake_shows_without_person_database_or_menu(rf):
    answer = views.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "our fault" in answer.content.decode()


def test_who_is_turned_away_hears_why_and_who_can_help(rf):
    refusal = PermissionDenied()
    refusal.reason = "Only the information manager imports."
    refusal.helpers = [{"name": "Bart De Clercq", "role": "Information manager", "email": "bart@example.org"}]
    shown = views.not_allowed(rf.get("/"), refusal).content.decode()
    assert "Only the information manager imports." in shown
    assert "mailto:bart@example.org" in shown


def test_who_is_turned_away_without_reason_still_hears_whom_to_ask(rf):
    assert "administrator" in views.not_allowed(rf.get("/"), PermissionDenied()).content.decode()


@pytest.mark.parametrize(("asked", "kept"), [("donker", "donker"), ("licht", "licht"), ("", ""), ("purple", "")])
def test_a_mode_is_kept_only_when_we_have_it(client, asked, kept):
    answer = client.post(reverse("ui:set_mode"), {"mode": asked, "next": "/ui/"})
    assert answer.cookies[views.MODE_COOKIE].value == kept
    assert answer["Location"] == "/ui/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_a_choice_never_leads_to_another_site(client, target):
    assert client.post(reverse("ui:set_mode"), {"mode": "licht", "next": target})["Location"] == "/"


@pytest.mark.parametrize(("asked", "kept"), [("en", True), ("nl", True), ("fr", False), ("../etc", False)])
def test_a_language_is_kept_only_when_we_speak_it(client, settings, asked, kept):
    answer = client.post(reverse("ui:set_language"), {"language": asked})
    assert (settings.LANGUAGE_COOKIE_NAME in answer.cookies) is kept


@pytest.mark.parametrize("name", ["ui:set_mode", "ui:set_language"])
def test_a_choice_is_never_made_by_a_link(client, name):
    assert client.get(reverse(name)).status_code == 405


def test_a_false_cookie_changes_nothing(rf):
    rf.cookies[views.MODE_COOKIE] = "purple"
    assert "data-modus" not in Template(PAGE).render(Context({"request": rf.get("/")}))


def test_the_page_of_components_is_for_demonstrations_only(client, settings):
    settings.DEBUG = settings.DEMO = False
    assert client.get("/ui/").status_code == 404
