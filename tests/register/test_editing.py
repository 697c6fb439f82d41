"""People edit at the same time, and nobody's words are lost."""

import pytest

from roeland.journal.models import Entry
from roeland.organisation.access import NotPermitted, OtherOrganisation
from roeland.register import services
from roeland.register.models import Application
from roeland.register.queries import dossier
from roeland.register.sections import SECTIONS, digest, read
from tests.building.organisation import a_person, a_unit
from tests.building.register import a_reported_application, an_application


def as_seen(application, section):
    """What a form remembers of the moment it was made."""
    return {field: digest(read(application, field)) for field in SECTIONS[section].fields}


def edit(application, section, actor, seen=None, **changes):
    return services.edit_section(application=application, section=section, changes=changes, seen=seen, actor=actor)


def stands(application):
    return dossier(application.organisation, application.pk)


@pytest.fixture
def application(employee):
    return a_reported_application(employee, supplier="Woonwijzer nv")


def test_what_was_typed_stands_there(application, manager):
    edit(application, "identity", manager, name="Vergunningen", supplier="Ander nv")
    assert (stands(application).name, stands(application).supplier.name) == ("Vergunningen", "Ander nv")


def test_plain_paragraphs_and_lists_become_the_little_html_of_the_form(application, manager):
    edit(application, "responsible-use", manager, goal="Sneller <helpen>\n\n- eerst\n- dan")
    assert stands(application).description.goal == "<p>Sneller &lt;helpen&gt;</p><ul><li>eerst</li><li>dan</li></ul>"
    assert read(stands(application), "goal") == "Sneller <helpen>\n\n- eerst\n- dan"


def test_links_are_kept_in_order(application, manager):
    links = [["Wet A", "https://a.test"], ["Wet B", ""]]
    edit(application, "responsible-use", manager, lawful_basis_links=links)
    assert read(stands(application), "lawful_basis_links") == links


def test_the_journal_names_the_fields_and_keeps_the_values(application, manager):
    edit(application, "identity", manager, name="Nieuw", summary="Kort")
    entry = Entry.objects.get(verb="application.edited")
    assert entry.fields == ["name", "summary"]
    assert entry.detail.values["name"] == ["Vergunningen-assistent", "Nieuw"]


def test_saving_without_a_change_leaves_no_trace(application, manager):
    edit(application, "identity", manager, seen=as_seen(application, "identity"), name=application.name)
    assert not Entry.objects.filter(verb="application.edited").exists()


def test_two_people_in_different_sections_never_conflict(application, manager, employee):
    mine, theirs = as_seen(application, "identity"), as_seen(application, "working")
    edit(application, "working", employee, seen=theirs, methods_and_models="Beslisboom")
    edit(application, "identity", manager, seen=mine, name="Nieuw")
    assert (stands(application).name, stands(application).description.methods_and_models) == (
        "Nieuw",
        "<p>Beslisboom</p>",
    )


def test_two_people_in_different_fields_of_one_section_both_keep_their_words(application, manager, employee):
    seen = as_seen(application, "identity")
    edit(application, "identity", employee, seen=seen, name="Nieuwe naam", summary="")
    edit(application, "identity", manager, seen=seen, name="Vergunningen-assistent", summary="Kort en goed")
    assert (stands(application).name, stands(application).summary) == ("Nieuwe naam", "Kort en goed")


def test_two_people_in_one_field_conflict_and_the_first_stays(application, manager, employee):
    seen = as_seen(application, "identity")
    edit(application, "identity", employee, seen=seen, name="Van Ann")
    with pytest.raises(services.Conflict) as conflict:
        edit(application, "identity", manager, seen=seen, name="Van Ilse", summary="Kort")
    assert conflict.value.fields == {"name": "Van Ann"}
    assert (stands(application).name, stands(application).summary) == ("Van Ann", "")


def test_two_people_who_type_the_same_do_not_conflict(application, manager, employee):
    seen = as_seen(application, "identity")
    edit(application, "identity", employee, seen=seen, name="Zelfde")
    edit(application, "identity", manager, seen=seen, name="Zelfde ")
    assert stands(application).name == "Zelfde"


def test_whoever_has_seen_the_other_text_may_replace_it(application, manager, employee):
    seen = as_seen(application, "identity")
    edit(application, "identity", employee, seen=seen, name="Van Ann")
    edit(application, "identity", manager, seen=seen | {"name": digest("Van Ann")}, name="Van Ilse")
    assert stands(application).name == "Van Ilse"


def test_a_form_that_forgot_what_it_showed_never_overwrites(application, manager):
    with pytest.raises(services.Conflict):
        edit(application, "identity", manager, seen={}, name="Blind")


def test_a_field_of_another_section_is_refused(application, manager):
    with pytest.raises(KeyError, match="goal"):
        edit(application, "identity", manager, goal="Sluiproute")


def test_a_stranger_of_the_unit_may_not_edit(application, town):
    with pytest.raises(NotPermitted):
        edit(application, "identity", a_person(town, "Buitenstaander"), name="Nieuw")


def test_the_owner_may_edit(town):
    owner = a_person(town)
    edit(an_application(town, owner=owner), "identity", owner, name="Nieuw")
    assert Application.objects.get().name == "Nieuw"


def test_nobody_edits_in_another_organisation(application, other_town):
    with pytest.raises(NotPermitted):
        edit(application, "identity", a_person(other_town, role="information_manager"), name="Nieuw")


def test_a_unit_of_another_organisation_is_refused(application, manager, other_town):
    with pytest.raises(OtherOrganisation):
        edit(application, "place", manager, unit=a_unit(other_town))
    assert stands(application).unit.name == "Burgerzaken"
