"""A security key as second step, from adding it to signing in with it, with a key that the browser itself plays."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page

from roeland.organisation.models import Person
from tests.building.organisation import PASSWORD
from tests.journeys.acting import go, submit
from tests.journeys.test_signing_in import sign_in, sign_out

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Key:
    """A security key in the browser of this page, and the hand that touches it."""

    def __init__(self, page: Page) -> None:
        self.port: CDPSession = page.context.new_cdp_session(page)
        self.port.send("WebAuthn.enable")
        self.id = self.port.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]

    def known_here(self) -> int:
        """How many logins this key can prove."""
        return len(self.port.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"])

    def forget(self) -> None:
        """Be another key from now on, one that was never added."""
        self.port.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})


@pytest.fixture
def at_localhost(open_page, live_server) -> Callable[..., Page]:
    """Open a page where a browser allows security keys without TLS: at localhost, not at a number."""
    localhost = live_server.url.replace("127.0.0.1", "localhost")
    return lambda path, **options: open_page(path, base_url=localhost, **options)


def add(page: Page, name: str) -> None:
    """Add a key on the page of one's own security; the password is asked once more first."""
    page.goto("/account/2fa/")
    go(page, page.locator("a[href='/account/2fa/webauthn/add/']"))
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)
    page.locator("input[name=name]").fill(name)
    go(page, page.locator("#key-button"))


def with_a_key(page: Page, person: Person) -> Key:
    """Sign in, add a key, sign out, and sign in with the password again: at the second step."""
    key = Key(page)
    sign_in(page, person)
    add(page, "Blauwe sleutel")
    assert key.known_here() == 1
    sign_out(page)
    page.goto("/account/login/?next=/register/")
    sign_in(page, person)
    return key


def test_a_key_that_was_added_is_the_second_step_from_then_on(town, at_localhost):
    page = at_localhost("/register/")
    with_a_key(page, town.employee)
    assert page.url.endswith("/account/2fa/authenticate/")
    page.goto("/register/")
    assert page.url.endswith("/account/2fa/authenticate/")  # the password alone is not enough

    go(page, page.locator("#key-button"))
    assert page.url.endswith("/register/")
    page.goto("/account/2fa/webauthn/")
    assert page.get_by_text("Blauwe sleutel").first.is_visible()
    assert page.get_by_text("Laatst gebruikt op").is_visible()


def test_a_key_that_was_never_added_does_not_open_and_the_page_says_so(town, at_localhost):
    page = at_localhost("/register/")
    key = with_a_key(page, town.employee)
    key.forget()
    page.locator("#key-button").click()
    page.locator("#key-failed").wait_for(state="visible")
    assert page.url.endswith("/account/2fa/authenticate/")


def test_who_lost_the_key_gets_in_with_a_recovery_code_and_removes_it(town, at_localhost):
    page = at_localhost("/register/")
    key = with_a_key(page, town.employee)
    go(page, page.locator("#key-button"))
    page.goto("/account/2fa/recovery-codes/")
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)
    code = page.locator("main code").first.inner_text().split()[0]
    sign_out(page)
    page.goto("/account/login/?next=/register/")
    sign_in(page, town.employee)
    key.forget()
    page.locator("input[name=code]").fill(code)
    submit(page)
    assert page.url.endswith("/register/")
    page.goto("/account/2fa/webauthn/")
    go(page, page.locator("a[href$='/remove/']"))
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)
    go(page, page.locator("main form button").last)
    assert page.get_by_text("Blauwe sleutel").count() == 0


@pytest.mark.english
def test_a_security_key_in_english(town, at_localhost):
    page = at_localhost("/register/", language="en")
    with_a_key(page, town.employee)
    assert page.get_by_role("heading", level=1).inner_text() == "Second step"
    assert page.locator("#key-button").inner_text() == "Use a security key"
    go(page, page.locator("#key-button"))
    assert page.url.endswith("/register/")
