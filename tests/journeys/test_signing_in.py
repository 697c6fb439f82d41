"""Signing in with a password, and with the second step that one switches on oneself."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

from tests.building.organisation import PASSWORD
from tests.journeys.acting import go, submit


def sign_in(page, person):
    page.locator("input[name=login]").fill(person.user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)


def code_of(secret, *, late=0):
    """What an authenticator app shows for this secret; `late` counts periods from the first that is still good."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[late]))


def switch_on(page):
    """Switch on the second step, as somebody who types the secret into an app; return the secret."""
    page.goto("/account/2fa/")
    go(page, page.locator("a[href='/account/2fa/totp/activate/']"))
    page.locator("input[name=password]").fill(PASSWORD)  # once more, before the way to sign in changes
    submit(page)
    secret = page.locator("code").inner_text()
    page.locator("input[name=code]").fill(code_of(secret, late=-1))
    submit(page)
    return secret


def sign_out(page):
    page.goto("/account/logout/")
    submit(page)


def with_a_second_step(page, person):
    sign_in(page, person)
    secret = switch_on(page)
    sign_out(page)
    cache.clear()  # a code counts once; here the next sign-in is a minute later
    page.goto("/account/login/?next=/register/")
    sign_in(page, person)
    return secret


def test_a_password_alone_is_not_enough_once_the_second_step_is_on(town, open_page):
    page = open_page("/register/")
    secret = with_a_second_step(page, town.employee)

    assert page.url.endswith("/account/2fa/authenticate/")
    page.goto("/register/")
    assert page.url.endswith("/account/2fa/authenticate/")  # not in yet, and no way around
    page.locator("input[name=code]").fill("000000")
    submit(page)
    assert page.locator(".rl-error, .rl-summary").first.is_visible()
    page.locator("input[name=code]").fill(code_of(secret, late=-1))
    submit(page)
    assert page.url.endswith("/register/")


def test_a_wrong_password_says_what_to_do_and_keeps_the_address(town, open_page):
    page = open_page("/register/")
    page.locator("input[name=login]").fill(town.employee.user.email)
    page.locator("input[name=password]").fill("not this one")
    submit(page)

    assert page.locator("input[name=login]").input_value() == town.employee.user.email
    assert page.locator(".rl-error, .rl-summary").first.is_visible()


@pytest.mark.english
def test_signing_in_with_a_second_step_in_english(town, open_page):
    page = open_page("/register/", language="en")
    secret = with_a_second_step(page, town.employee)

    assert page.get_by_role("heading", level=1).inner_text() == "Second step"
    page.locator("input[name=code]").fill(code_of(secret, late=-1))
    submit(page)
    assert page.url.endswith("/register/")
