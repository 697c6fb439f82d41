"""The data, systems and relations of an application: added, changed and removed, and nobody's words are lost."""

import pytest
from django.urls import reverse
from django.utils import translation

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.register import services
from roeland.register.models import Application, Connection, Dataset, DatasetUsed, Relation, System
from roeland.register.parts import standing
from tests.building.organisation import a_person
from tests.building.register import a_reported_application, an_application


@pytest.fixture
def application(employee) -> Application:
    return a_reported_application(employee)


@pytest.fixture
def older(town) -> Application:
    return an_application(town, "Oude assistent")


def use(application, actor, name="Dossiers", origin="own", personal="yes", what_for="", **more) -> DatasetUsed:
    said = {"name": name, "origin": origin, "personal": personal, "what_for": what_for}
    return services.put_dataset(application=application, actor=actor, **said, **more)


def connect(application, actor, name="Zaaksysteem", direction="reads", what="", **more) -> Connection:
    return services.put_system(application=application, name=name, direction=direction, what=what, actor=actor, **more)


def relate(application, other, actor, kind="replaces", reason="", **more) -> Relation:
    return services.put_relation(application=application, other=other, kind=kind, reason=reason, actor=actor, **more)


def told(application, field) -> list[list]:
    """What the journal of an application holds of a field, oldest first."""
    entries = Entry.objects.filter(subject=application.pk, verb="application.edited").order_by("at", "pk")
    return [entry.detail.values[field] for entry in entries if field in entry.fields]


# Data ----------------------------------------------------------------------------------------------------------------


def test_data_that_are_new_become_a_dataset_of_the_organisation(application, manager):
    use(application, manager, what_for="Aanvragen vergelijken")
    assert standing.datasets(application) == [["Dossiers", "own", "yes", "Aanvragen vergelijken"]]
    assert told(application, "datasets") == [[[], [["Dossiers", "own", "yes", "Aanvragen vergelijken"]]]]


def test_a_name_that_is_known_is_that_dataset_whatever_its_capitals(application, older, manager):
    use(older, manager, "Dossiers Wonen")
    use(application, manager, " dossiers  wonen ")
    assert Dataset.objects.count() == 1


def test_saying_unknown_takes_nothing_away_that_is_known(application, older, manager):
    use(older, manager, origin="bought", personal="no")
    use(application, manager, origin="unknown", personal="unknown")
    assert standing.datasets(older) == standing.datasets(application) == [["Dossiers", "bought", "no", ""]]
    assert len(told(older, "datasets")) == 1


def test_what_is_said_of_data_holds_and_is_told_wherever_they_are_used(application, older, manager):
    use(older, manager, personal="no")
    use(application, manager, personal="yes")
    assert standing.datasets(older) == [["Dossiers", "own", "yes", ""]]
    assert told(older, "datasets")[-1] == [[["Dossiers", "own", "no", ""]], [["Dossiers", "own", "yes", ""]]]


def test_in_the_form_unknown_can_take_back_what_was_said(application, manager):
    part = use(application, manager)
    use(application, manager, personal="unknown", part=part)
    assert standing.datasets(application) == [["Dossiers", "own", "unknown", ""]]


def test_another_name_is_another_dataset(application, manager):
    use(application, manager, "Beelden", part=use(application, manager))
    assert [row[0] for row in standing.datasets(application)] == ["Beelden"]
    assert DatasetUsed.objects.count() == 1


def test_the_same_data_cannot_be_added_twice(application, manager):
    use(application, manager)
    with pytest.raises(services.AlreadyThere):
        use(application, manager, "DOSSIERS")


@pytest.mark.parametrize("said", [{"origin": "stolen"}, {"personal": "perhaps"}])
def test_a_code_that_does_not_exist_is_refused(application, manager, said):
    with pytest.raises(ValueError, match=r"stolen|perhaps"):
        use(application, manager, **said)


# Systems -------------------------------------------------------------------------------------------------------------


def test_a_system_is_read_from_and_then_written_to(application, manager):
    part = connect(application, manager, what="Aanvragen")
    connect(application, manager, direction="both", what="Aanvragen", part=part)
    assert told(application, "systems") == [
        [[], [["Zaaksysteem", "reads", "Aanvragen"]]],
        [[["Zaaksysteem", "reads", "Aanvragen"]], [["Zaaksysteem", "both", "Aanvragen"]]],
    ]
    assert System.objects.count() == 1


def test_saving_a_part_as_it_stands_leaves_no_line(application, manager):
    part = connect(application, manager)
    connect(application, manager, part=part)
    assert len(told(application, "systems")) == 1


def test_a_system_that_is_there_already(application, manager):
    connect(application, manager)
    with pytest.raises(services.AlreadyThere):
        connect(application, manager, direction="writes")


# Relations -----------------------------------------------------------------------------------------------------------


def test_a_relation_is_read_from_both_sides_in_the_right_words(application, older, manager):
    relate(application, older, manager, reason="Het contract loopt af.")
    with translation.override("nl"):
        here, there = (standing.lines("related", standing.related(one)) for one in (application, older))
    assert here == [f"Vervangt: {older.code} Oude assistent: Het contract loopt af."]
    assert there == [f"Wordt vervangen door: {application.code} Vergunningen-assistent: Het contract loopt af."]


def test_both_journals_tell_of_a_relation(application, older, manager):
    relate(application, older, manager)
    assert told(application, "related") == [[[], [["replaces", f"{older.code} Oude assistent", ""]]]]
    assert told(older, "related") == [[[], [["<replaces", f"{application.code} Vergunningen-assistent", ""]]]]


def test_the_same_can_be_said_from_the_other_side(application, older, manager):
    relate(older, application, manager, kind="<feeds")
    relation = Relation.objects.get()
    assert (relation.application, relation.other, relation.kind) == (application, older, "feeds")
    with pytest.raises(services.AlreadyThere):
        relate(application, older, manager, kind="feeds")


def test_what_says_the_same_from_both_sides_is_said_once(application, older, manager):
    relate(application, older, manager, kind="beside")
    with pytest.raises(services.AlreadyThere):
        relate(older, application, manager, kind="beside")


def test_each_may_replace_the_other_in_turn(application, older, manager):
    relate(application, older, manager)
    relate(older, application, manager)
    assert [row[0] for row in standing.related(application)] == ["<replaces", "replaces"]


def test_a_relation_can_turn_to_a_third(application, older, manager, town):
    part = relate(application, older, manager)
    third = an_application(town, "Derde")
    relate(application, third, manager, kind="<part_of", part=part)
    assert (standing.related(older), len(standing.related(third))) == ([], 1)
    assert told(older, "related")[-1][1] == []


def test_an_application_is_not_related_to_itself(application, manager):
    with pytest.raises(services.WithItself):
        relate(application, application, manager)


# Rights, and two at once ---------------------------------------------------------------------------------------------


def test_who_may_not_edit_may_not_add(application, town, older):
    stranger = a_person(town, "Buitenstaander")
    for act in (lambda: use(application, stranger), lambda: relate(application, older, stranger)):
        with pytest.raises(NotPermitted):
            act()


def test_nothing_of_another_organisation_is_related_or_removed(application, manager, other_town):
    foreign = an_application(other_town, "Elders")
    with pytest.raises(OtherOrganisation):
        relate(application, foreign, manager)
    theirs = use(foreign, a_person(other_town, role="information_manager"))
    with pytest.raises(OtherOrganisation):
        services.remove_part(application=application, part=theirs, actor=manager)


def test_a_part_of_another_application_is_not_removed_through_this_one(application, older, manager):
    with pytest.raises(services.ChangedMeanwhile):
        services.remove_part(application=application, part=use(older, manager), actor=manager)
    assert DatasetUsed.objects.exists()


def test_what_is_removed_stays_in_the_journal(application, manager):
    part = use(application, manager)
    services.remove_part(application=application, part=part, actor=manager)
    assert told(application, "datasets")[-1] == [[["Dossiers", "own", "yes", ""]], []]
    with pytest.raises(services.ChangedMeanwhile):
        services.remove_part(application=application, part=part, actor=manager)


def test_a_change_that_somebody_did_not_see_is_never_overwritten(application, manager, employee):
    part = connect(application, manager)
    seen = standing.system_row(part)
    connect(application, employee, direction="both", part=part)
    with pytest.raises(services.ChangedMeanwhile) as changed:
        connect(application, manager, direction="writes", part=part, seen=seen)
    assert changed.value.now == ["Zaaksysteem", "both", ""]
    assert standing.systems(application) == [["Zaaksysteem", "both", ""]]


# Pages ---------------------------------------------------------------------------------------------------------------


def url(name, application, *more) -> str:
    return reverse(f"register:{name}", args=[application.pk, *more])


def add(client, application, sort, /, **typed):
    return client.post(url("add_part", application, sort), typed)


def test_data_are_added_on_a_page_and_stand_on_the_dossier(as_manager, application):
    typed = {"name": "Dossiers", "origin": "bought", "personal": "unknown", "what_for": "Vergelijken"}
    assert add(as_manager, application, "dataset", **typed).status_code == 302
    words = "Dossiers (gekocht, persoonsgegevens: nog niet bekend): Vergelijken"
    assert words in as_manager.get(application.get_absolute_url()).content.decode()
    assert words in as_manager.get(url("parts", application)).content.decode()


def test_a_relation_is_named_by_number_or_name_and_links_both_dossiers(as_manager, application, older):
    assert add(as_manager, application, "relation", kind="replaces", other=f"ai-{older.number}").status_code == 302
    assert older.get_absolute_url() in as_manager.get(application.get_absolute_url()).content.decode()
    page = as_manager.get(older.get_absolute_url()).content.decode()
    assert "Wordt vervangen door:" in page
    assert application.get_absolute_url() in page
    assert add(as_manager, application, "relation", kind="beside", other="OUDE assistent").status_code == 302


def test_a_name_that_is_no_application_brings_what_comes_near(as_manager, application, employee):
    near = a_reported_application(employee, "Kentekenlezer parkeren")
    answer = add(as_manager, application, "relation", kind="beside", other="kentekenlezer")
    assert answer.status_code == 422
    assert f"{near.code} Kentekenlezer parkeren" in str(answer.context["form"].errors["other"])


def test_a_name_that_begins_with_a_number_is_a_name(as_manager, application, town):
    an_application(town, "3 keer tellen")
    assert add(as_manager, application, "relation", kind="beside", other="3 keer tellen").status_code == 302
    assert add(as_manager, application, "relation", kind="feeds", other="2").status_code == 302


def test_two_applications_of_one_name_are_asked_for_by_number(as_manager, application, town):
    an_application(town, "Dubbel")
    an_application(town, "Dubbel")
    assert add(as_manager, application, "relation", kind="beside", other="Dubbel").status_code == 422


@pytest.mark.parametrize("number", ["AI-9999", "9" * 12])
def test_an_application_of_another_organisation_is_nothing_here(as_manager, application, other_town, number):
    an_application(other_town, "Elders", number=9999)
    answer = add(as_manager, application, "relation", kind="beside", other=number)
    assert answer.status_code == 422
    assert "Elders" not in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("dataset", {"name": " ", "origin": "own", "personal": "no"}),
        ("dataset", {"name": "x" * 201, "origin": "own", "personal": "no"}),
        ("dataset", {"name": "Dossiers", "origin": "stolen", "personal": "no"}),
        ("system", {"name": "Zaaksysteem"}),
        ("relation", {"kind": "loves", "other": "AI-0001"}),
        ("relation", {"kind": "beside", "other": "AI-0001"}),
    ],
)
def test_what_cannot_be_kept_is_explained(as_manager, application, kind, typed):
    assert application.code == "AI-0001"
    answer = add(as_manager, application, kind, **typed)
    assert answer.status_code == 422
    assert not DatasetUsed.objects.exists()


def test_what_is_there_already_is_said(as_manager, application, manager):
    connect(application, manager)
    answer = add(as_manager, application, "system", name="zaaksysteem", direction="both")
    assert answer.status_code == 422
    assert "Dit systeem staat er al." in answer.content.decode()


def test_on_a_conflict_both_are_shown_and_the_second_save_holds(as_manager, application, manager, employee):
    part = connect(application, manager)
    page = url("part", application, "system", part.pk)
    seen = as_manager.get(page).context["form"].initial["seen"]
    connect(application, employee, direction="both", part=part)
    typed = {"name": "Zaaksysteem", "direction": "writes", "seen": seen}
    answer = as_manager.post(page, typed)
    assert answer.status_code == 409
    assert "Nu staat er: Zaaksysteem (leest en schrijft)" in answer.content.decode()
    again = as_manager.post(page, typed | {"seen": answer.context["form"]["seen"].value()})
    assert (again.status_code, standing.systems(application)) == (302, [["Zaaksysteem", "writes", ""]])


def test_what_was_removed_while_somebody_was_writing_can_be_added_again(as_manager, application, manager):
    part = connect(application, manager)
    page = url("part", application, "system", part.pk)
    typed = {"name": "Zaaksysteem", "direction": "writes", "seen": as_manager.get(page).context["form"].initial["seen"]}
    services.remove_part(application=application, part=part, actor=manager)
    answer = as_manager.post(page, typed)
    assert (answer.status_code, "Het is weggehaald." in answer.content.decode()) == (409, True)
    as_manager.post(page, typed | {"seen": answer.context["form"]["seen"].value()})
    assert standing.systems(application) == [["Zaaksysteem", "writes", ""]]


def test_a_tampered_memory_of_what_was_seen_never_overwrites(as_manager, application, manager):
    part = connect(application, manager)
    typed = {"name": "Zaaksysteem", "direction": "writes", "seen": "[1"}
    assert as_manager.post(url("part", application, "system", part.pk), typed).status_code == 409


def test_a_part_is_removed_on_its_page(as_manager, application, manager):
    part = use(application, manager)
    assert as_manager.get(url("remove_part", application, "dataset", part.pk)).status_code == 405
    assert as_manager.post(url("remove_part", application, "dataset", part.pk)).status_code == 302
    assert as_manager.post(url("remove_part", application, "dataset", part.pk)).status_code == 404
    assert as_manager.get(url("part", application, "dataset", part.pk)).status_code == 404


def test_a_part_of_another_application_or_organisation_has_no_page_here(as_manager, application, older, other_town):
    theirs = use(an_application(other_town), a_person(other_town, role="information_manager"))
    ours = use(older, a_person(older.organisation, role="ai_hub"))
    for part in (theirs, ours):
        assert as_manager.get(url("part", application, "dataset", part.pk)).status_code == 404
        assert as_manager.post(url("remove_part", application, "dataset", part.pk)).status_code == 404
    assert as_manager.get(url("add_part", application, "secret")).status_code == 404


def test_names_of_another_organisation_are_not_proposed(as_manager, application, other_town, older):
    use(an_application(other_town), a_person(other_town, role="information_manager"), "Elders geheim")
    an_application(other_town, "Elders")
    for kind in ("dataset", "system", "relation"):
        assert "Elders" not in as_manager.get(url("add_part", application, kind)).content.decode()
    assert f"{older.code} Oude assistent" in as_manager.get(url("add_part", application, "relation")).content.decode()


def test_long_lists_are_folded_and_empty_ones_are_named(as_manager, application, manager):
    for number in range(5):
        use(application, manager, f"Bron {number}")
    page = " ".join(as_manager.get(application.get_absolute_url()).content.decode().split())
    assert "<summary>Gegevens (5)</summary>" in page
    assert "systemen, verwante toepassingen." in page


def test_who_may_not_edit_sees_what_is_there_and_no_empty_boxes(town, application, manager, client):
    client.force_login(a_person(town, "Buitenstaander").user)
    assert 'id="belonging"' not in client.get(application.get_absolute_url()).content.decode()
    use(application, manager)
    page = client.get(application.get_absolute_url()).content.decode()
    assert "Dossiers (van onszelf, met persoonsgegevens)" in page
    assert url("parts", application) not in page
