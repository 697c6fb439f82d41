"""People from a file: looked at row by row, taken in as a whole, never removed."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roeland.files.models import StoredFile
from roeland.journal.queries import entries_of
from roeland.organisation import services
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.organisation.models import PeopleFile, Person, RoleHeld
from roeland.organisation.people_file import Kind, Plan, plan
from roeland.paper import lists, tables
from tests.building.organisation import a_person, a_role, a_unit

HEAD = "naam;e-mail;functie;onderdeel;rollen;rol geldt voor"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def upload(*rows: str, head: str = HEAD, name: str = "mensen.csv") -> ContentFile:
    return ContentFile("\n".join([head, *rows]).encode(), name=name)


def would(city, *rows: str, head: str = HEAD) -> Plan:
    file = upload(*rows, head=head)
    return plan(tables.read(file, file.name or ""), city)


def problems(planned: Plan) -> list[tuple[int, str, str]]:
    return [(line.number, one.column, one.code) for line in planned.lines for one in line.problems]


def bring(city, administrator, *rows: str, head: str = HEAD) -> PeopleFile:
    return services.bring_people(organisation=city, upload=upload(*rows, head=head), actor=administrator)


def take(people_file: PeopleFile, actor: Person) -> PeopleFile:
    return services.take_people(people_file=people_file, counts=people_file.counts, actor=actor)


# What each row would do ----------------------------------------------------------------------------------------------
def test_a_row_is_new_changed_unchanged_or_a_problem(city, team):
    a_person(city, "Noor Maes", email="noor@stad.test", unit=team)
    a_person(city, "Bart Claes", email="Bart@stad.test", function="Jurist")
    planned = would(
        city,
        "Noor Maes;NOOR@stad.test;;Sociale huur",
        "Bart Claes;bart@stad.test;Hoofdjurist;",
        "Nieuw Iemand;nieuw@stad.test;Klerk;Wonen",
        "Zonder Adres;;;",
    )
    assert [line.kind for line in planned.lines] == [Kind.UNCHANGED, Kind.CHANGED, Kind.NEW, Kind.PROBLEM]
    assert planned.lines[1].shown_changes == [("function", "Jurist", "Hoofdjurist")]
    assert planned.counts == {"new": 1, "changed": 1, "unchanged": 1, "problem": 1}
    assert not planned.sound


def test_an_empty_cell_leaves_a_field_as_it_is(city, team):
    a_person(city, "Noor", email="noor@stad.test", function="Jurist", unit=team)
    assert would(city, "Noor;noor@stad.test;;").lines[0].kind == Kind.UNCHANGED


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (";an@stad.test", ("name", "missing")),
        ("An;an@", ("email", "no_address")),
        ("An;an@stad.test;;Onbekend", ("unit", "no_unit")),
        ("An;an@stad.test;;Balie", ("unit", "several_units")),
        ("An;an@stad.test;;;tovenaar", ("roles", "no_role")),
        ("An;an@stad.test;;;FG, privacy officer", ("roles", "refused")),
        ("An;an@stad.test;;;jurist;maan", ("role_for", "no_place")),
        ("An;an@stad.test;;;jurist;onderdeel", ("role_for", "no_own_unit")),
        (f"{'x' * 121};an@stad.test", ("name", "too_long")),
        ("An;weg@stad.test", ("email", "has_left")),
        ("An;samen@stad.test", ("email", "several_people")),
    ],
)
def test_a_problem_names_row_column_and_reason(city, department, row, found):
    a_unit(city, "Balie", parent=department), a_unit(city, "Balie", parent=department.parent)
    a_person(city, "Weg", email="weg@stad.test", active=False)
    a_person(city, "Een", email="samen@stad.test"), a_person(city, "Twee", email="samen@stad.test")
    planned = would(city, "Goed;goed@stad.test", row)
    assert problems(planned) == [(3, *found)]


def test_one_address_twice_names_the_first_row(city):
    planned = would(city, "An;an@stad.test", "", "Ans;AN@stad.test")
    assert problems(planned) == [(4, "email", "twice")]
    assert planned.lines[1].problems[0].about == "2"


@pytest.mark.parametrize("words", ["Sociale huur", "wonen / sociale huur", "Stad > Wonen > Sociale huur"])
def test_a_unit_is_found_by_its_name_or_its_path(city, team, words):
    assert would(city, f"An;an@stad.test;;{words}").lines[0].unit == team


@pytest.mark.parametrize(
    "words", ["dpo", "DPO", "FG", "Functionaris gegevensbescherming (FG)", "Data protection officer"]
)
def test_a_role_is_found_by_its_code_and_its_names(city, words):
    services.set_term(organisation=city, key="lawyer", language="nl", word="Rechtsgeleerde", actor=None)
    assert would(city, "An;an@stad.test;;;rechtsgeleerde").lines[0].roles == [("lawyer", None)]
    found = would(city, f"An;an@stad.test;;;{words}").lines[0].roles
    assert found in ([("dpo", None)], [])


def test_a_role_counts_for_the_own_unit_unless_the_row_says_otherwise(city, team):
    rows = ("A;a@stad.test;;Wonen;jurist", "B;b@stad.test;;Wonen;jurist;organisatie", "C;c@stad.test;;;jurist")
    places = [line.roles[0][1] for line in would(city, *rows).lines]
    assert [unit and unit.name for unit in places] == ["Wonen", None, None]


def test_a_role_that_somebody_holds_already_is_no_change(city):
    a_role(a_person(city, "An", email="an@stad.test"), "lawyer")
    assert would(city, "An;an@stad.test;;;jurist").lines[0].kind == Kind.UNCHANGED


def test_english_names_of_columns_are_known_and_others_are_named(city):
    planned = would(city, "An;an@stad.test;x", head="Full name;E-mail address;Badge")
    assert planned.unread == ("Badge",)
    assert planned.lines[0].changes["name"] == "An"


def test_who_is_not_in_the_file_is_named(city):
    for name, fields in [("Weg", {"active": False}), ("Zonder", {"email": ""}), ("Bart", {"email": "bart@stad.test"})]:
        a_person(city, name, **fields)
    assert [person.name for person in would(city, "An;an@stad.test").absent] == ["Bart"]


def test_people_of_another_organisation_are_strangers(city, elsewhere):
    a_person(elsewhere, "Ander", email="an@stad.test", unit=a_unit(elsewhere, "Verre afdeling"))
    planned = would(city, "An;an@stad.test;;Verre afdeling")
    assert problems(planned) == [(2, "unit", "no_unit")]
    assert planned.lines[0].person is None
    assert planned.absent == []


# Taking it in --------------------------------------------------------------------------------------------------------
def test_everybody_is_added_and_changed_at_once_and_the_journal_knows(city, administrator, team):
    noor = a_person(city, "Noor", email="noor@stad.test")
    people_file = bring(city, administrator, "Noor;noor@stad.test;Jurist;Wonen;jurist", "An;an@stad.test;;;")
    take(people_file, administrator)
    noor.refresh_from_db()
    assert (noor.function, noor.unit.name) == ("Jurist", "Wonen")
    assert RoleHeld.objects.get(person=noor).unit == noor.unit
    assert Person.objects.get(organisation=city, name="An").user is None
    verbs = [entry.verb for entry in entries_of(city.pk)]
    assert sorted(verbs) == ["people.taken_in", "person.added", "person.changed", "person.role_given"]


def test_the_file_itself_does_not_stay(city, administrator):
    people_file = take(bring(city, administrator, "An;an@stad.test"), administrator)
    assert people_file.file is None
    assert not StoredFile.objects.exists()


def test_a_file_with_a_problem_changes_nothing(city, administrator):
    people_file = bring(city, administrator, "An;an@stad.test", "Bart;")
    with pytest.raises(services.NotSound):
        take(people_file, administrator)
    assert not Person.objects.filter(name="An").exists()


def test_what_was_not_looked_at_is_not_taken_in(city, administrator):
    people_file = bring(city, administrator, "An;an@stad.test")
    a_person(city, "Andere An", email="an@stad.test")
    with pytest.raises(services.Overtaken):
        take(people_file, administrator)
    assert Person.objects.get(email="an@stad.test").name == "Andere An"


def test_a_file_is_taken_in_once(city, administrator):
    people_file = take(bring(city, administrator, "An;an@stad.test"), administrator)
    for act in (lambda: take(people_file, administrator), lambda: throw(people_file, administrator)):
        with pytest.raises(services.AlreadyTaken):
            act()


def throw(people_file: PeopleFile, actor: Person) -> None:
    services.throw_away(people_file=people_file, actor=actor)


def test_a_file_that_is_thrown_away_leaves_nothing(city, administrator):
    throw(bring(city, administrator, "An;an@stad.test"), administrator)
    assert not PeopleFile.objects.exists()
    assert not StoredFile.objects.exists()


def test_bringing_another_file_throws_the_earlier_one_away(city, administrator):
    bring(city, administrator, "An;an@stad.test")
    later = bring(city, administrator, "Bart;bart@stad.test")
    assert [*PeopleFile.objects.all()] == [later]
    assert StoredFile.objects.count() == 1


def test_only_an_administrator_of_this_organisation_brings_and_takes(city, administrator, employee, elsewhere):
    with pytest.raises(NotPermitted):
        bring(city, employee, "An;an@stad.test")
    people_file = bring(city, administrator, "An;an@stad.test")
    with pytest.raises(OtherOrganisation):
        take(people_file, a_person(elsewhere, role="administrator"))


NAMES = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=10)
PEOPLE = st.dictionaries(st.from_regex(r"[a-z]{1,8}@stad\.test", fullmatch=True), st.tuples(NAMES, NAMES), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=PEOPLE, second=PEOPLE, format=st.sampled_from(["csv", "xlsx", "ods"]))
def test_a_file_brought_again_changes_nothing_and_nobody_is_ever_lost(city, administrator, first, second, format):
    before = set(Person.objects.values_list("pk", flat=True))
    for people in (first, second):
        rows = [[name, email, function] for email, (name, function) in people.items()] or [["An", "an@stad.test", "x"]]
        content = b"".join(lists.write(format, ["naam", "e-mail", "functie"], rows, "x"))
        file = ContentFile(content, name=f"x.{format}")
        people_file = services.bring_people(organisation=city, upload=file, actor=administrator)
        take(people_file, administrator)
        again = plan(tables.read(ContentFile(content), f"x.{format}"), city)
        assert again.counts["unchanged"] == len(rows)
    assert before <= set(Person.objects.values_list("pk", flat=True))


def test_ten_thousand_people_are_taken_in_with_few_queries(city, administrator, django_assert_max_num_queries):
    rows = [f"Mens {number};m{number}@stad.test;Klerk" for number in range(2_000)]
    people_file = bring(city, administrator, *rows)
    with django_assert_max_num_queries(80):
        take(people_file, administrator)
    assert Person.objects.filter(organisation=city).count() == 2_001


# The pages -----------------------------------------------------------------------------------------------------------
def sent(client, *rows: str, head: str = HEAD, follow: bool = True) -> Any:
    return client.post(reverse("organisation:people_files"), {"file": upload(*rows, head=head)}, follow=follow)


def test_the_administrator_looks_confirms_and_sees_who_is_missing(signed_in, city, administrator):
    a_person(city, "Vergeten Vera", email="vera@stad.test")
    client = signed_in(administrator)
    page = sent(client, "An;an@stad.test;Klerk;;jurist", head=HEAD)
    assert "Er is nog niets veranderd" in text(page)
    assert "hele organisatie" in text(page)
    assert not Person.objects.filter(name="An").exists()
    people_file = PeopleFile.objects.get()
    done = client.post(reverse("organisation:take_people", args=[people_file.pk]), people_file.counts, follow=True)
    assert "Vergeten Vera" in text(done)
    assert Person.objects.get(name="An").function == "Klerk"


def test_a_problem_is_told_in_words_and_cannot_be_confirmed(signed_in, city, administrator):
    client = signed_in(administrator)
    page = text(sent(client, "An;an@stad.test;;Onbekend"))
    assert "Er is geen onderdeel ‘Onbekend’" in page
    assert "Neem iedereen op" not in page
    people_file = PeopleFile.objects.get()
    answer = client.post(reverse("organisation:take_people", args=[people_file.pk]), people_file.counts, follow=True)
    assert "Er is niets opgenomen" in text(answer)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "staat niemand"),
        (b"naam\nAn", "a.csv", "geen kolom voor: e-mailadres"),
        (b"%PDF-1.7", "a.pdf", "CSV, XLSX of ODS"),
        (b"\xd0\xcf\x11\xe0", "a.xls", "oud Excel-bestand"),
        (b"naam;e-mail\nA\x81;a@b.test", "a.csv", "regel 2"),
        (("naam;e-mail\n" + "An;an@b.test\n" * 10_001).encode(), "a.csv", "10000"),
    ],
)
def test_a_file_that_is_no_list_of_people_says_what_to_do(signed_in, administrator, content, name, said):
    file = ContentFile(content, name=name)
    answer = signed_in(administrator).post(reverse("organisation:people_files"), {"file": file})
    assert answer.status_code == 422
    assert said.lower() in text(answer).lower()
    assert not PeopleFile.objects.exists()


def test_rows_with_a_problem_come_first_and_all_rows_can_be_seen(signed_in, city, administrator):
    people_file = bring(city, administrator, "Goede Gijs;gijs@stad.test", "Foute Fien;")
    client, page = signed_in(administrator), people_file.get_absolute_url()
    assert "Goede Gijs" not in text(client.get(page))
    assert "Foute Fien" in text(client.get(page))
    for query, seen in [("?kind=all", "Goede Gijs"), ("?kind=new", "Goede Gijs"), ("?kind=problem", "Foute Fien")]:
        assert seen in text(client.get(page + query))


@pytest.mark.parametrize("query", ["?kind=zzz", "?kind=new", "?page=zzz", "?kind=problem&page=9"])
def test_odd_addresses_of_a_file_are_answered_calmly(signed_in, city, administrator, query):
    people_file = bring(city, administrator, "An;an@stad.test")
    assert signed_in(administrator).get(people_file.get_absolute_url() + query).status_code == 200


def test_a_file_of_another_organisation_does_not_exist(signed_in, administrator, elsewhere):
    theirs = bring(elsewhere, a_person(elsewhere, role="administrator"), "An;an@stad.test")
    client = signed_in(administrator)
    assert client.get(theirs.get_absolute_url()).status_code == 404
    for name in ("take_people", "throw_away"):
        assert client.post(reverse(f"organisation:{name}", args=[theirs.pk]), theirs.counts).status_code == 404
    assert not Person.objects.filter(name="An").exists()


def test_names_in_a_file_are_never_taken_for_code(signed_in, administrator):
    page = text(sent(signed_in(administrator), "<script>alert(1)</script>;an@stad.test"))
    assert "<script>alert" not in page
