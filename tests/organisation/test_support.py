"""The support of who runs the server sees nothing without consent, and with it only looks, for a while, in the open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roeland.cli.main import main
from roeland.content import shipped
from roeland.content.organising import Permissions
from roeland.journal.queries import entries_of
from roeland.organisation import queries, services
from roeland.organisation.access import NotPermitted, OtherOrganisation, may
from roeland.organisation.models import Person, SupportConsent, User
from tests.building.organisation import a_consent, a_person, a_support_login, a_unit


def address(name: str, *args) -> str:
    return reverse(f"organisation:{name}", args=args)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def helper(db) -> User:
    return a_support_login("help@hoster.test")


def looking(helper: User, organisation) -> Client:
    """The browser of the support, which has entered the organisation."""
    client = Client()
    client.force_login(helper)
    client.post(address("switch"), {"organisation": organisation.pk})
    return client


def ago(consent: SupportConsent) -> None:
    """Let the time of a consent be over."""
    past = timezone.now() - timedelta(minutes=1)
    SupportConsent.objects.filter(pk=consent.pk).update(until=past)
    Person.objects.filter(pk=consent.person_id).update(support_until=past)


# Without consent -----------------------------------------------------------------------------------------------------
def test_without_consent_the_support_sees_nothing(city, helper):
    client = looking(helper, city)
    for page in ("/", address("who_is_who"), address("journal")):
        assert client.get(page).url.startswith(address("choose"))
    assert "Stad Voorbeeld" not in text(client.get(address("choose")))
    assert client.post(address("switch"), {"organisation": city.pk}).status_code == 404


def test_consent_of_one_organisation_opens_no_other(city, administrator, elsewhere, helper, employee):
    a_consent(administrator, helper)
    stranger = a_person(elsewhere)
    client = looking(helper, city)
    theirs, other = a_unit(city, "Balie"), a_unit(elsewhere, "Elders")
    assert client.get(address("change_unit", theirs.pk)).status_code == 200
    assert client.get(address("change_unit", other.pk)).status_code == 404
    for person in (employee, stranger):
        assert client.get(address("person", person.pk)).status_code == 403
    assert client.post(address("switch"), {"organisation": elsewhere.pk}).status_code == 404


# With consent --------------------------------------------------------------------------------------------------------
SETTINGS = ("administration", "units", "identity", "jurisdiction", "words", "appearance", "closing_days")
CLOSED = ("who_is_who", "my_roles", "journal", "keeping", "exports", "persons", "people_files", "support", "welcome")


def test_with_consent_the_support_looks_at_the_settings_and_the_banner_says_so(city, administrator, helper, employee):
    a_consent(administrator, helper)
    client = looking(helper, city)
    for name in SETTINGS:
        page = text(client.get(address(name)))
        assert "Je kijkt mee voor de ondersteuning" in page
        assert employee.name not in page
        assert administrator.name not in page


@pytest.mark.parametrize("name", CLOSED)
def test_the_support_sees_nothing_but_the_settings(city, administrator, helper, name):
    a_consent(administrator, helper)
    answer = looking(helper, city).get(address(name))
    assert answer.status_code == 403
    assert "alleen de instellingen" in text(answer)


@pytest.mark.parametrize("name", ["work:home", "register:list", "work:search", "work:messages", "quick:check"])
def test_the_support_sees_no_dossiers_and_no_work(city, administrator, helper, name):
    a_consent(administrator, helper)
    assert looking(helper, city).get(reverse(name)).status_code == 403


def test_no_permission_but_those_for_the_support_opens_for_it(city, administrator, helper):
    """Also not one for everybody, and not one by what the support would be to a thing."""
    consent, every = a_consent(administrator, helper), shipped.meaning("permissions", Permissions).permissions
    opened = {
        one.code for one in every if may(consent.person, one.code) or may(consent.person, one.code, consent.person)
    }
    assert opened == {"settings.view"} == {one.code for one in every if one.support}


def test_the_support_begins_at_the_settings_and_finds_nothing_else_in_the_menu(city, administrator, helper):
    a_consent(administrator, helper)
    client = Client()
    client.force_login(helper)
    entered = client.post(address("switch"), {"organisation": city.pk, "next": "/"})
    assert entered.url == address("administration")
    page = text(client.get(entered.url))
    for hidden in ("register:list", "work:search", "work:messages", "organisation:my_roles", "organisation:persons"):
        assert f'href="{reverse(hidden)}"' not in page


@pytest.mark.parametrize("name", ["assessments:start", "quick:check", "organisation:add_person", "organisation:export"])
def test_the_support_can_do_nothing(city, administrator, helper, name):
    a_consent(administrator, helper)
    client, before = looking(helper, city), entries_of(city.pk).count()
    answer = client.post(reverse(name), {"name": "X", "purpose": "Y"})
    assert answer.status_code == 403
    assert "niets wijzigen" in text(answer)
    assert entries_of(city.pk).count() == before


def test_the_support_enters_by_a_choice_that_the_journal_keeps_each_time(city, administrator, helper):
    consent = a_consent(administrator, helper)
    client = Client()
    client.force_login(helper)
    assert client.get("/").url.startswith(address("choose"))
    for _ in range(2):
        client.post(address("switch"), {"organisation": city.pk})
    entries = [entry for entry in entries_of(city.pk) if entry.verb == "support.entered"]
    assert [entry.actor for entry in entries] == [consent.person_id] * 2


def test_consent_ends_by_itself(city, administrator, helper):
    consent = a_consent(administrator, helper)
    client = looking(helper, city)
    assert client.get(address("administration")).status_code == 200
    ago(consent)
    assert client.get(address("administration")).status_code == 302
    consent.person.refresh_from_db()
    assert not may(consent.person, "settings.view")
    assert not queries.support_here(city, timezone.now()).exists()


def test_consent_can_be_withdrawn_at_once(signed_in, city, administrator, helper):
    consent = a_consent(administrator, helper)
    client = looking(helper, city)
    signed_in(administrator).post(address("withdraw_support", consent.pk))
    assert client.get("/").status_code == 302
    assert entries_of(city.pk).first().verb == "support.withdrawn"


def test_withdrawing_what_is_over_is_no_news(city, administrator, helper):
    consent = a_consent(administrator, helper)
    ago(consent)
    services.withdraw_support(consent=consent, actor=administrator)
    assert [entry.verb for entry in entries_of(city.pk)] == ["support.allowed"]


def test_a_new_consent_takes_the_place_of_the_one_before(city, administrator, helper):
    first, second = a_consent(administrator, helper), a_consent(administrator, helper)
    assert first.person_id == second.person_id
    assert [*queries.support_here(city, timezone.now())] == [second]


# Giving it -----------------------------------------------------------------------------------------------------------
def asked(**differs) -> dict[str, str]:
    return {"email": "Help@hoster.test", "purpose": "Import", "until": f"{timezone.localdate()}"} | differs


def test_an_administrator_gives_consent_and_every_administrator_sees_it_above_every_page(
    signed_in, city, administrator, employee, helper
):
    client = signed_in(administrator)
    client.post(address("support"), asked())
    entry = entries_of(city.pk).first()
    assert (entry.verb, entry.actor, entry.reason) == ("support.allowed", administrator.pk, "Import")
    said = "De ondersteuning (help@hoster.test) mag meekijken"
    assert said in text(client.get("/"))
    assert said in text(signed_in(a_person(city, role="administrator")).get("/"))
    assert said not in text(signed_in(employee).get("/"))


@pytest.mark.parametrize(
    ("differs", "field"),
    [
        ({"email": "somebody@voorbeeld.test"}, "email"),
        ({"email": "x"}, "email"),
        ({"purpose": ""}, "purpose"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": f"{timezone.localdate() + timedelta(days=5)}"}, "until"),
        ({"until": ""}, "until"),
    ],
)
def test_a_consent_that_cannot_be_is_explained_and_opens_nothing(
    signed_in, city, administrator, helper, differs, field
):
    a_person(city, email="somebody@voorbeeld.test")
    answer = signed_in(administrator).post(address("support"), asked(**differs))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not SupportConsent.objects.exists()


@pytest.mark.parametrize("days", [-1, 0, 6])
def test_no_consent_is_longer_than_five_days(administrator, helper, days):
    with pytest.raises(services.TooLong):
        a_consent(administrator, helper, until=timezone.now() + timedelta(days=days))


def test_the_support_gets_no_role_and_is_nobody_to_choose(city, administrator, helper):
    consent = a_consent(administrator, helper)
    with pytest.raises(services.RoleRefused):
        services.give_role(person=consent.person, role="administrator", actor=administrator)
    assert consent.person not in queries.persons_choices(city)


def test_only_an_administrator_of_this_organisation_gives_consent(
    signed_in, city, administrator, employee, elsewhere, helper
):
    with pytest.raises(NotPermitted):
        a_consent(employee, helper)
    theirs = a_consent(a_person(elsewhere, role="administrator"), helper)
    assert signed_in(administrator).post(address("withdraw_support", theirs.pk)).status_code == 404
    with pytest.raises(OtherOrganisation):
        services.withdraw_support(consent=theirs, actor=administrator)
    assert signed_in(employee).get(address("support")).status_code == 403


# The logins of the support -------------------------------------------------------------------------------------------
def test_a_login_of_the_support_is_made_by_command_with_a_link_to_choose_a_password(db, capsys):
    assert main(["support", "add", "Help@hoster.test"]) == 0
    link = capsys.readouterr().out.splitlines()[-1]
    assert Client().get(link.partition("8000")[2], follow=True).status_code == 200
    user = User.objects.get(email="help@hoster.test")
    assert user.is_support
    assert not user.has_usable_password()
    main(["support", "list"])
    assert "help@hoster.test" in capsys.readouterr().out


def test_a_login_of_somebody_never_becomes_support(employee, capsys):
    assert main(["support", "add", employee.user.email]) == 1
    assert "already" in capsys.readouterr().err
    assert not User.objects.get(pk=employee.user.pk).is_support


def test_a_login_that_is_support_no_longer_is_shut_everywhere(city, administrator, helper, capsys):
    a_consent(administrator, helper)
    client = looking(helper, city)
    assert main(["support", "remove", "help@hoster.test"]) == 0
    assert client.get("/").status_code == 302
    assert not queries.support_here(city, timezone.now()).exists()
    assert main(["support", "remove", "help@hoster.test"]) == 1


def test_a_support_login_stays_when_an_organisation_leaves(city, administrator, helper):
    a_consent(administrator, helper)
    services.remove_organisation(organisation=city, ground="Contract voorbij")
    assert User.objects.filter(pk=helper.pk).exists()
