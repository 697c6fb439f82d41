"""Signing in through the organisation's own identity provider, over real HTTP."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from roeland.organisation import openid, queries, services
from roeland.organisation.models import Person, User
from tests.building.organisation import a_login, a_person, a_role
from tests.organisation.provider import sign_in


def roles_of(person: Person) -> set:
    return {(row.role, row.unit) for row in queries.roles_of(person, services.today()) if row.person == person}


def test_the_first_sign_in_makes_the_person_with_unit_and_roles(client, configured, city, team):
    assert sign_in(client).url == "/organisation/welcome/"
    person = Person.objects.get(organisation=city, name="Nora Peeters")
    assert person.unit == team
    assert roles_of(person) == {("team_manager", team), ("information_manager", None)}
    assert client.get("/organisation/journal/").status_code == 200


def test_the_welcome_opens_by_itself_the_first_time_only(client, configured, city, team):
    page = client.get(sign_in(client).url).content.decode()
    assert "Welkom, Nora Peeters" in page
    again = Client()
    assert sign_in(again).url == "/"


def test_who_opened_a_page_goes_on_to_it_after_the_welcome(client, configured, city, team):
    welcome = sign_in(client, to="/register/").url
    assert welcome == "/organisation/welcome/?next=%2Fregister%2F"
    assert 'href="/register/"' in client.get(welcome).content.decode().partition("<main")[2]
    assert sign_in(Client(), to="/register/").url == "/register/"
    assert 'href="https://evil' not in client.get("/organisation/welcome/?next=https://evil.example/").content.decode()


def test_a_role_that_the_provider_takes_back_ends_and_one_given_by_hand_stays(client, configured, provider, city, team):
    sign_in(client)
    person = Person.objects.get(organisation=city, name="Nora Peeters")
    a_role(person, "architect")
    provider.said["groups"] = ["ai-info"]
    sign_in(Client())
    assert roles_of(person) == {("information_manager", None), ("architect", None)}


def test_signing_in_again_changes_nothing(client, configured, city, team):
    sign_in(client)
    before = (Person.objects.count(), User.objects.count())
    sign_in(Client())
    assert (Person.objects.count(), User.objects.count()) == before
    person = Person.objects.get(organisation=city, name="Nora Peeters")
    assert len(queries.roles_of(person, services.today())) == 2


def test_who_moves_gets_the_team_role_in_the_new_unit(client, configured, provider, city, team, department):
    sign_in(client)
    provider.said["department"] = "Wonen"
    sign_in(Client())
    person = Person.objects.get(organisation=city, name="Nora Peeters")
    assert person.unit == department
    assert roles_of(person) == {("team_manager", department), ("information_manager", None)}


def test_a_person_who_was_added_before_is_recognised_by_a_trusted_address(client, configured, city, team):
    known = services.add_person(organisation=city, name="Nora P.", email="nora@stad.test", actor=None)
    sign_in(client)
    known.refresh_from_db()
    assert known.user.email == "nora@stad.test"
    assert Person.objects.filter(organisation=city).count() == 1


def test_an_own_login_with_the_same_address_is_used(client, configured, city, team):
    known = a_person(city, "Nora", user=a_login("nora@stad.test"))
    sign_in(client)
    assert client.session["_auth_user_id"] == str(known.user.pk)


def test_the_provider_of_one_organisation_cannot_take_a_login_of_another(client, configured, city, elsewhere, team):
    victim = a_person(elsewhere, "Nora Elsewhere", user=a_login("nora@stad.test"))
    sign_in(client)
    assert client.session.get("_auth_user_id") != str(victim.user.pk)
    assert not SocialAccount.objects.filter(user=victim.user).exists()


def test_an_untrusted_address_opens_no_existing_login(client, configured, city, team):
    configured(trust_email=False)
    known = a_person(city, "Nora", user=a_login("nora@stad.test"))
    sign_in(client)
    assert client.session.get("_auth_user_id") != str(known.user.pk)


def test_who_left_is_not_let_in_again_by_a_claim(client, configured, city, team):
    sign_in(client)
    person = Person.objects.get(organisation=city, name="Nora Peeters")
    services.let_go(person=person, actor=None)
    again = Client()
    sign_in(again)
    person.refresh_from_db()
    assert not person.active
    assert again.get("/organisation/").url.startswith("/organisation/choose/")


def test_a_forbidden_combination_in_the_claims_is_left_out_and_the_rest_counts(client, configured, city, team):
    configured(roles={"ai-info": {"role": "dpo"}, "ai-team-leads": {"role": "privacy_officer"}})
    assert sign_in(client).url == "/organisation/welcome/"
    assert roles_of(Person.objects.get(organisation=city, name="Nora Peeters")) == {("dpo", None)}


def test_a_code_that_was_not_asked_for_is_refused(client, configured):
    answer = client.get("/account/oidc/stad/login/callback/?code=a-code&state=guessed")
    assert "Inloggen lukte niet" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_sign_in_page_offers_the_provider_and_may_lead_there_only(client, configured, provider):
    answer = client.get("/account/login/")
    assert "Inloggen met Stad Voorbeeld" in answer.content.decode()
    assert f"form-action 'self' {provider.address}" in answer["Content-Security-Policy"]
    assert provider.address not in client.get("/account/password/reset/")["Content-Security-Policy"]


def test_a_look_at_the_address_does_not_leave_for_the_provider(client, configured):
    assert client.get("/account/oidc/stad/login/").status_code == 200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "openid.json"),
        ('{"providers": [{"id": "x"}]}', "name"),
        ('{"provider": []}', "provider"),
    ],
)
def test_a_mistake_in_the_file_is_said_with_its_place(settings, tmp_path, text, said):
    file = tmp_path / "openid.json"
    file.write_text(text)
    settings.OPENID_CONNECT = str(file)
    with pytest.raises(ImproperlyConfigured, match=said):
        openid.providers()


def test_a_role_that_does_not_exist_is_a_mistake_in_the_file(configured):
    configured(roles={"x": {"role": "wizard"}})
    with pytest.raises(ImproperlyConfigured, match="wizard"):
        openid.providers()
