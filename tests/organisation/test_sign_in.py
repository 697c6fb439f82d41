"""Signing in, as a browser does it."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from roeland.journal.queries import entries_of
from roeland.organisation.middleware import SESSION_KEY
from tests.building.organisation import PASSWORD, a_login, a_person

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    cache.clear()


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()))


def test_the_right_password_opens_the_door_and_is_journalled(client, city, employee):
    answer = sign_in(client, employee.user.email)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session[SESSION_KEY] == str(city.pk)
    assert [entry.verb for entry in entries_of(city.pk, subject=employee)] == ["sign_in.done"]


def test_an_address_is_recognised_in_capitals(client, employee):
    assert sign_in(client, employee.user.email.upper()).status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, employee):
    wrong = words(sign_in(client, employee.user.email, "a wrong password here"))
    unknown = words(sign_in(client, "nobody@voorbeeld.test", "a wrong password here"))
    assert wrong.replace(employee.user.email, "X") == unknown.replace("nobody@voorbeeld.test", "X")
    assert 'role="alert"' in wrong
    assert "_auth_user_id" not in client.session


def test_after_five_wrong_passwords_the_right_one_waits_too(client, employee):
    for _attempt in range(5):
        sign_in(client, employee.user.email, "a wrong password here")
    answer = sign_in(client, employee.user.email)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_one_machine_that_keeps_knocking_is_told_to_wait(client, db):
    answers = [sign_in(client, f"x{number}@voorbeeld.test").status_code for number in range(35)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert "te vaak" in words(sign_in(client, "x@voorbeeld.test")).lower() or answers[-1] == 429


def test_signing_in_leads_back_to_the_page_that_was_asked(client, employee):
    assert sign_in(client, employee.user.email, next="/organisation/my-roles/").url == "/organisation/my-roles/"


@pytest.mark.parametrize("target", ["https://evil.test/", "//evil.test/", "javascript:alert(1)", "/\\evil.test"])
def test_signing_in_never_leads_outside(client, employee, target):
    assert sign_in(client, employee.user.email, next=target).url == "/"


def test_the_session_gets_a_new_key_and_signing_out_ends_it(client, employee):
    client.get(LOGIN)
    client.session.save()
    sign_in(client, employee.user.email)
    first = client.session.session_key
    client.post("/account/logout/")
    assert not Session.objects.filter(session_key=first).exists()
    sign_in(client, employee.user.email)
    assert client.session.session_key != first


def test_looking_at_sign_out_does_not_sign_out(signed_in, employee):
    client = signed_in(employee)
    assert client.get("/account/logout/").status_code == 200
    assert client.get(reverse("organisation:my_roles")).status_code == 200


def test_cookies_are_not_readable_by_scripts_nor_sent_along_from_other_sites(client, employee):
    sign_in(client, employee.user.email)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_over_https_cookies_are_secure(employee, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.post(LOGIN, {"login": employee.user.email, "password": PASSWORD}, secure=True)
    assert client.cookies["sessionid"]["secure"]


def test_a_form_from_elsewhere_is_refused(employee):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, employee.user.email).status_code == 403
    client.force_login(employee.user)
    assert client.post(reverse("organisation:switch"), {"organisation": employee.organisation_id}).status_code == 403


def test_nobody_makes_an_own_login(client, db):
    assert "uitnodiging" in words(client.get("/account/signup/"))
    client.post("/account/signup/", {"email": "me@voorbeeld.test", "password1": PASSWORD, "password2": PASSWORD})
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("page", ["email", "confirm-email", "3rdparty", "3rdparty/signup"])
def test_pages_that_would_move_a_login_are_shut(signed_in, employee, page):
    assert signed_in(employee).get(f"/account/{page}/").status_code == 404


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, employee):
    asked = client.post("/account/password/reset/", {"email": employee.user.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    assert mail.outbox[0].subject == "Roeland: Kies een nieuw wachtwoord"
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0]
    new = {"password1": "another quiet sentence", "password2": "another quiet sentence"}
    assert client.post(form, new).status_code == 302
    assert sign_in(Client(), employee.user.email, "another quiet sentence").status_code == 302
    assert "werkt niet meer" in words(Client().get(link, follow=True))
    assert asked.url == "/account/password/reset/done/"


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(client, db):
    answer = client.post("/account/password/reset/", {"email": "nobody@voorbeeld.test"})
    assert answer.url == "/account/password/reset/done/"
    assert mail.outbox == []


def with_totp(user) -> str:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_the_second_step_is_asked_and_a_wrong_code_does_not_pass(client, employee):
    secret = with_totp(employee.user)
    answer = sign_in(client, employee.user.email)
    assert answer.url == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("organisation:my_roles")).status_code == 302
    assert client.post(answer.url, {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post(answer.url, {"code": code_of(secret)}).url == "/"
    assert client.get(reverse("organisation:my_roles")).status_code == 200


def test_a_code_works_once(client, employee):
    secret = with_totp(employee.user)
    code = code_of(secret)
    sign_in(client, employee.user.email)
    client.post("/account/2fa/authenticate/", {"code": code})
    other = Client()
    sign_in(other, employee.user.email)
    other.post("/account/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" not in other.session


def test_switching_the_app_on_gives_recovery_codes_and_asks_the_password_first(client, employee):
    client.force_login(employee.user)
    page = "/account/2fa/totp/activate/"
    assert client.get(page).url.startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD, "next": page})
    shown = client.get(page)
    secret = client.session["mfa.totp.secret"]
    assert secret in words(shown)
    assert client.post(page, {"code": code_of(secret)}).url == "/account/2fa/recovery-codes/"
    assert "<code>" in words(client.get("/account/2fa/recovery-codes/"))
    kinds = set(Authenticator.objects.filter(user=employee.user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


PAGES = [
    "/account/login/", "/account/logout/", "/account/signup/", "/account/inactive/", "/account/password/reset/",
    "/account/password/reset/done/", "/account/password/change/", "/account/2fa/", "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/", "/account/2fa/webauthn/add/", "/account/2fa/recovery-codes/generate/",
    "/account/reauthenticate/", "/account/3rdparty/login/error/", "/account/3rdparty/login/cancelled/",
    "/organisation/", "/organisation/invitation/x/", "/nowhere/",
]  # fmt: skip


@pytest.mark.parametrize("who", ["nobody", "somebody"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_allows_or_contains_inline_scripts_and_styles(client, employee, page, who):
    if who == "somebody":
        sign_in(client, employee.user.email)
    answer = client.get(page, follow=True)
    policy = answer["Content-Security-Policy"]
    html = answer.content.decode()
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    assert not re.search(r"<style|<script(?![^>]*(src=|application/json))", html)
    assert "Roeland" in html


def test_a_login_without_an_organisation_is_told_what_to_do(client, db):
    client.force_login(a_login("alone@voorbeeld.test"))
    answer = client.get(reverse("organisation:who_is_who"), follow=True)
    assert "Vraag de beheerder" in words(answer)


def test_the_sign_in_page_speaks_english_when_asked(client, db):
    assert "Forgot your password?" in words(client.get(LOGIN, headers={"Accept-Language": "en"}))
    assert "Wachtwoord vergeten?" in words(client.get(LOGIN))


def test_one_login_in_two_organisations_chooses_and_switches(client, city, elsewhere, employee):
    there = a_person(elsewhere, "Emma Elsewhere", user=employee.user)
    sign_in(client, employee.user.email)
    page = client.get(reverse("organisation:my_roles"))
    assert page.url == "/organisation/choose/?next=%2Forganisation%2Fmy-roles%2F"
    chosen = client.post("/organisation/switch/", {"organisation": elsewhere.pk, "next": "/organisation/my-roles/"})
    assert chosen.url == "/organisation/my-roles/"
    assert there.name in words(client.get(chosen.url))
    assert [entry.verb for entry in entries_of(elsewhere.pk, subject=there)] == ["sign_in.done"]
    client.post("/organisation/switch/", {"organisation": city.pk})
    assert employee.name in words(client.get("/organisation/my-roles/"))


def test_switching_changes_the_session_key_and_never_leads_outside(client, city, elsewhere, employee):
    a_person(elsewhere, user=employee.user)
    sign_in(client, employee.user.email)
    before = client.session.session_key
    answer = client.post("/organisation/switch/", {"organisation": elsewhere.pk, "next": "https://evil.test/"})
    assert answer.url == "/"
    assert client.session.session_key != before


@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_nobody_switches_to_where_they_are_nobody(client, city, elsewhere, employee, key):
    sign_in(client, employee.user.email)
    assert client.post("/organisation/switch/", {"organisation": key}).status_code == 404
    assert client.post("/organisation/switch/", {"organisation": elsewhere.pk}).status_code == 404
    assert client.session[SESSION_KEY] == str(city.pk)
