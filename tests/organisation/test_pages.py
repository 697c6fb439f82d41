"""The pages of this room: who is who, the administration, and what stays apart."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.models import Person, RoleHeld, Unit
from tests.building.organisation import a_person, a_role, a_unit


def address(name: str, *args) -> str:
    return reverse(f"organisation:{name}", args=args)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_who_is_who_shows_holders_deputies_and_gaps(signed_in, city, employee, team):
    a_role(a_person(city, "Tina Manager"), "team_manager", unit=team, deputy=employee)
    page = text(signed_in(employee).get(address("who_is_who")))
    assert "Tina Manager" in page
    assert "Emma Employee" in page
    assert "16 rollen hebben nog niemand" in page
    assert 'href="#role-dpo"' in page


def test_who_is_who_can_be_searched_by_name_role_and_unit(signed_in, city, employee, team):
    a_person(city, "Tina Manager", role="team_manager", unit=team)
    a_person(city, "Leo Lawyer", role="lawyer")
    client = signed_in(employee)
    for words, found, left_out in [
        ("tina", "Tina Manager", "Leo Lawyer"),
        ("jurist", "Leo Lawyer", "Tina Manager"),
        ("sociale", "Tina Manager", "Leo Lawyer"),
    ]:
        page = text(client.get(address("who_is_who"), {"q": words}))
        assert found in page
        assert left_out not in page
    assert "Niemand gevonden" in text(client.get(address("who_is_who"), {"q": "zzz"}))
    assert "Leo Lawyer" not in text(client.get(address("who_is_who"), {"role": "team_manager"}))


def test_who_is_who_shows_the_units_as_a_tree(signed_in, city, employee, team):
    a_person(city, "Tina Manager", role="team_manager", unit=team)
    page = text(signed_in(employee).get(address("who_is_who"), {"view": "units"}))
    tree = page[page.index("<caption") :]
    assert tree.index("Stad") < tree.index("Wonen") < tree.index("Sociale huur")
    assert "Tina Manager" in page


def test_a_term_that_ran_out_is_shown_as_long_as_its_deputy_stands_in(signed_in, city, employee):
    over = services.today() - timedelta(days=2)
    a_role(a_person(city, "Otto Over"), "ciso", ends=over, deputy=employee)
    assert "verlopen op" in text(signed_in(employee).get(address("who_is_who")))


def test_more_people_cost_no_more_queries(signed_in, city, employee, team, django_assert_max_num_queries):
    client = signed_in(employee)
    for number in range(30):
        a_person(city, f"Person {number:02}", role="spoke", unit=team)
    for view in ("", "units"):
        with django_assert_max_num_queries(12):
            client.get(address("who_is_who"), {"view": view})


def test_another_organisation_is_never_shown(signed_in, employee, elsewhere):
    a_person(elsewhere, "Stranger Danger", role="lawyer", unit=a_unit(elsewhere, "Verre afdeling"))
    client = signed_in(employee)
    for view in ("", "units"):
        page = text(client.get(address("who_is_who"), {"view": view}))
        assert "Stranger" not in page
        assert "Verre" not in page


def test_a_person_page_shows_roles_mandate_and_absence(signed_in, city, employee, team):
    tina = a_person(city, "Tina Manager", absent_from=date(2020, 1, 1))
    a_role(tina, "team_manager", unit=team, deputy=employee, mandate="Delegatiebesluit 7")
    page = text(signed_in(employee).get(address("person", tina.pk)))
    assert "Teammanager" in page
    assert "Delegatiebesluit 7" in page
    assert "Afwezig." in page
    assert "Rol geven" not in page


def test_my_roles_says_what_i_may_do(signed_in, administrator, employee):
    assert "De organisatie beheren" in text(signed_in(administrator).get(address("my_roles")))
    assert "De organisatie beheren" not in text(signed_in(employee).get(address("my_roles")))


def test_the_menu_shows_what_a_person_may_open(signed_in, administrator, employee):
    assert address("administration") in text(signed_in(administrator).get(address("my_roles")))
    page = text(signed_in(employee).get(address("my_roles")))
    assert address("administration") not in page
    assert address("journal") not in page


def test_the_administrator_adds_and_changes_a_person(signed_in, city, administrator, team):
    client = signed_in(administrator)
    sent = {"name": "Nora", "email": "nora@stad.test", "function": "Jurist", "unit": team.pk}
    answer = client.post(address("add_person"), sent)
    nora = Person.objects.get(organisation=city, name="Nora")
    assert answer.url == address("person", nora.pk)
    client.post(address("change_person", nora.pk), sent | {"absent_from": "2026-12-01", "absent_until": "2026-12-08"})
    nora.refresh_from_db()
    assert (nora.unit, nora.absent_until) == (team, date(2026, 12, 8))
    assert entries_of(city.pk, subject=nora).first().fields == ["absent_from", "absent_until"]


@pytest.mark.parametrize(
    ("away", "said"),
    [
        ({"absent_until": "2026-12-08"}, "eerste dag"),
        ({"absent_from": "2026-12-08", "absent_until": "2026-12-01"}, "latere dag"),
    ],
)
def test_an_impossible_absence_is_explained_and_keeps_what_was_typed(signed_in, administrator, away, said):
    answer = signed_in(administrator).post(address("add_person"), {"name": "Nora de Typer"} | away)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Nora de Typer" in text(answer)
    assert not Person.objects.filter(name="Nora de Typer").exists()


def test_the_administrator_gives_changes_and_ends_a_role(signed_in, city, administrator, employee, team):
    client = signed_in(administrator)
    sent = {"unit": team.pk, "starts": "2026-01-01", "mandate": "Besluit 3"}
    assert client.post(address("give_role", employee.pk), sent | {"role": "team_manager"}).status_code == 302
    held = RoleHeld.objects.get(person=employee)
    assert (held.role, held.unit, held.mandate) == ("team_manager", team, "Besluit 3")
    client.post(address("change_role", held.pk), sent | {"deputy": administrator.pk})
    held.refresh_from_db()
    assert held.deputy == administrator
    client.post(address("end_role", held.pk))
    held.refresh_from_db()
    assert held.is_over(services.today())


def test_a_forbidden_combination_says_what_to_do_and_stores_nothing(signed_in, city, administrator, employee):
    a_role(employee, "privacy_officer")
    answer = signed_in(administrator).post(address("give_role", employee.pk), {"role": "dpo", "starts": "2026-01-01"})
    assert "beëindig eerst de andere rol" in text(answer)
    assert not RoleHeld.objects.filter(role="dpo").exists()


def test_a_missing_mitigation_is_asked_at_its_own_field(signed_in, city, administrator, employee):
    a_role(employee, "ciso")
    answer = signed_in(administrator).post(address("give_role", employee.pk), {"role": "dpo", "starts": "2026-01-01"})
    assert "mitigation" in answer.context["form"].errors


def test_the_administrator_adds_changes_and_moves_a_unit(signed_in, city, administrator, department, team):
    client = signed_in(administrator)
    client.post(address("add_unit"), {"name": "Groen", "parent": department.pk})
    green = Unit.objects.get(organisation=city, name="Groen")
    assert green.entity == department.parent
    client.post(address("change_unit", team.pk), {"name": "Huur", "parent": green.pk})
    team.refresh_from_db()
    assert (team.name, team.parent) == ("Huur", green)
    assert [entry.verb for entry in entries_of(city.pk, subject=team)] == ["unit.changed", "unit.moved"]


def test_a_unit_does_not_offer_itself_as_its_parent(signed_in, administrator, department, team):
    answer = signed_in(administrator).post(address("change_unit", department.pk), {"name": "X", "parent": team.pk})
    assert answer.context["form"].errors["parent"]
    department.refresh_from_db()
    assert department.name == "Wonen"


ADMINISTRATION = [
    "person",
    "change_person",
    "give_role",
    "departure",
    "withdraw_departure",
    "invite",
    "change_unit",
    "change_role",
    "end_role",
]


@pytest.mark.parametrize("name", ADMINISTRATION)
def test_no_key_of_another_organisation_opens_anything(signed_in, administrator, elsewhere, name):
    stranger = a_person(elsewhere)
    things = {"change_unit": a_unit(elsewhere), "change_role": a_role(stranger, "lawyer")}
    things["end_role"] = things["change_role"]
    client, page = signed_in(administrator), address(name, things.get(name, stranger).pk)
    assert client.post(page, {}).status_code in (404, 405)
    assert client.get(page).status_code in (404, 405)


def test_no_key_of_another_organisation_can_be_sent_in_a_form(signed_in, administrator, employee, elsewhere):
    stranger, far = a_person(elsewhere), a_unit(elsewhere)
    client = signed_in(administrator)
    role = {"role": "lawyer", "starts": "2026-01-01"}
    for page, sent, field in [
        (address("give_role", employee.pk), role | {"deputy": stranger.pk}, "deputy"),
        (address("give_role", employee.pk), role | {"unit": far.pk}, "unit"),
        (address("add_person"), {"name": "X", "unit": far.pk}, "unit"),
        (address("add_unit"), {"name": "X", "parent": far.pk}, "parent"),
    ]:
        assert field in client.post(page, sent).context["form"].errors
    assert not RoleHeld.objects.filter(role="lawyer").exists()
    assert not Unit.objects.filter(name="X").exists()


@pytest.mark.parametrize("name", ["administration", "persons", "units", "words", "add_person", "add_unit"])
def test_the_administration_is_for_administrators(signed_in, administrator, employee, name):
    assert signed_in(administrator).get(address(name)).status_code == 200
    assert signed_in(employee).get(address(name)).status_code == 403


def test_the_list_of_persons_is_searched_and_paged(signed_in, city, administrator):
    for number in range(60):
        a_person(city, f"Person {number:02}")
    client = signed_in(administrator)
    assert "Person 59" not in text(client.get(address("persons")))
    assert "Person 59" in text(client.get(address("persons"), {"page": 2}))
    assert "Person 59" in text(client.get(address("persons"), {"q": "person 59"}))


@pytest.mark.parametrize("query", ["?q=" + "x" * 300, "?q=%00", "?page=-1", "?page=zzz", "?role=wizard", "?view=%27"])
def test_odd_addresses_are_answered_calmly(signed_in, administrator, query):
    client = signed_in(administrator)
    for name in ("who_is_who", "persons", "journal"):
        assert client.get(address(name) + query).status_code == 200


def test_names_are_never_taken_for_code(signed_in, city, administrator):
    a_person(city, "<script>alert(1)</script>", role="lawyer")
    services.add_person(organisation=city, name="<img src=x onerror=alert(2)>", actor=administrator)
    client = signed_in(administrator)
    for name in ("who_is_who", "persons", "journal"):
        page = text(client.get(address(name)))
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_pages_speak_english(signed_in, administrator):
    client = signed_in(administrator)
    for name, words in [("who_is_who", "Who is who"), ("journal", "newest first"), ("words", "Own words")]:
        assert words in text(client.get(address(name), headers={"Accept-Language": "en"}))
