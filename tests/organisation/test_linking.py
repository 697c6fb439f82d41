"""An address that has a login already: said in plain words, and linked by its owner only."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import translation

from roeland.journal.models import Entry
from roeland.organisation.models import Person, User
from tests.building.organisation import PASSWORD, a_login, a_person
from tests.organisation.provider import sign_in


@pytest.fixture
def untrusted(configured):
    configured(trust_email=False)


@pytest.fixture
def nora(city):
    return a_person(city, "Nora", user=a_login("nora@stad.test"))


def signed_in_with_password(person):
    client = Client()
    client.post("/account/login/", {"login": person.user.email, "password": PASSWORD})
    return client


def link(person):
    """Sign in, link, and type the password once more: a way in is never added behind somebody's back."""
    client = signed_in_with_password(person)
    asked = sign_in(client, "connect")
    assert asked.url == "/account/reauthenticate/"
    answer = client.post(asked.url, {"password": PASSWORD})
    assert answer.url == "/account/2fa/"
    return client


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["Jouw adres heeft al een login", "Stad Voorbeeld", "Log in met je e-mailadres en wachtwoord"]),
        ("en", ["Your address has a login already", "Stad Voorbeeld", "Sign in with your e-mail address and password"]),
    ],
)
def test_who_has_a_login_already_reads_what_happened_and_what_to_do(client, untrusted, nora, language, said):
    answer = sign_in(client)
    assert answer.url == "/organisation/known-login/stad/"
    with translation.override(None):
        page = client.get(answer.url, headers={"accept-language": language}).content.decode()
    assert [words for words in said if words not in page] == []
    assert "/account/login/?next=/account/2fa/" in page
    assert "nora@stad.test" not in page


def test_nothing_is_stored_and_nobody_is_in(client, untrusted, nora):
    sign_in(client)
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == Person.objects.count() == 1


def test_a_login_of_another_organisation_is_told_the_same(client, configured, elsewhere):
    a_person(elsewhere, "Nora Elsewhere", user=a_login("nora@stad.test"))
    assert sign_in(client).url == "/organisation/known-login/stad/"


def test_an_address_that_nobody_has_still_comes_in(client, untrusted, city, team):
    assert sign_in(client).url == "/organisation/welcome/"
    assert Person.objects.filter(organisation=city, name="Nora Peeters").exists()


def test_an_unknown_provider_has_no_such_page(client, untrusted):
    assert client.get("/organisation/known-login/other/").status_code == 404


def test_who_links_signs_in_with_that_account_from_then_on(untrusted, nora, team):
    assert "Stad Voorbeeld koppelen" in signed_in_with_password(nora).get("/account/2fa/").content.decode()
    page = link(nora).get("/account/2fa/").content.decode()
    assert "Gekoppeld. Je kunt ermee inloggen." in page
    assert "Stad Voorbeeld koppelen" not in page
    later = Client()
    assert sign_in(later).url == "/"
    assert later.session["_auth_user_id"] == str(nora.user.pk)


def test_the_new_way_in_stands_in_the_journal(untrusted, nora):
    link(nora)
    assert Entry.objects.get(verb="sign_in.linked").subject == nora.pk


def test_an_account_with_another_address_is_not_linked(untrusted, provider, nora):
    provider.said["email"] = "chief@stad.test"
    client = signed_in_with_password(nora)
    assert sign_in(client, "connect").url == "/account/2fa/"
    assert "ander e-mailadres" in client.get("/account/2fa/").content.decode()
    assert not SocialAccount.objects.exists()


def test_an_account_that_is_somebody_elses_is_not_taken(untrusted, provider, nora, city, team):
    link(nora)
    provider.said["email"] = "thief@stad.test"
    thief = a_person(city, "Thief", user=a_login("thief@stad.test"))
    assert "hoort bij een andere login" in link(thief).get("/account/2fa/").content.decode()
    assert SocialAccount.objects.get().user == nora.user


def test_without_the_password_once_more_nothing_is_linked(untrusted, nora):
    sign_in(signed_in_with_password(nora), "connect")
    assert not SocialAccount.objects.exists()


def test_nobody_links_without_signing_in(client, untrusted, nora):
    sign_in(client, "connect")
    assert not SocialAccount.objects.exists()


def test_the_page_to_link_on_may_lead_to_the_provider(untrusted, provider, nora):
    answer = signed_in_with_password(nora).get("/account/2fa/")
    assert f"form-action 'self' {provider.address}" in answer["Content-Security-Policy"]


def test_without_a_provider_there_is_nothing_to_link(nora):
    assert "process=connect" not in signed_in_with_password(nora).get("/account/2fa/").content.decode()
