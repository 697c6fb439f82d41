"""Who changed a field last, as the journal knows it."""

import pytest

from roeland.journal.services import record
from roeland.register import services
from roeland.register.models import Application
from roeland.register.queries import last_changed
from tests.building.organisation import a_person
from tests.building.register import a_reported_application
from tests.register.importing import a_record, as_bytes, bring_in


@pytest.fixture
def application(employee):
    return a_reported_application(employee)


def edit(application, actor, section="identity", **changes):
    services.edit_section(application=application, section=section, changes=changes, actor=actor)


def who(application, field, reader):
    found = last_changed(application, [field], reader=reader).get(field)
    return found and (found.name, found.oneself)


def test_the_last_of_several_is_named_per_field(application, employee, manager):
    edit(application, employee, name="Een", summary="Kort")
    edit(application, manager, name="Twee")
    edit(application, employee, section="working", provider="Een ander")
    assert who(application, "name", employee) == (manager.name, False)
    assert who(application, "summary", manager) == ("Ann Peeters", False)


def test_the_moment_is_that_of_the_change(application, employee, manager):
    edit(application, employee, summary="Kort")
    application.refresh_from_db()
    edit(application, manager, name="Later")
    found = last_changed(application, ["summary", "name"], reader=manager)
    assert found["summary"].at < found["name"].at


def test_who_changed_it_in_another_window_is_told_so(application, employee):
    edit(application, employee, name="Een")
    assert who(application, "name", employee) == ("Ann Peeters", True)


def test_an_import_without_a_person_was_roeland(town, employee):
    bring_in(town, as_bytes(a_record(goal="Oud")))
    bring_in(town, as_bytes(a_record(goal="Nieuw")))
    assert who(Application.objects.get(), "goal", employee) == ("Roeland", False)


def test_nobody_of_another_organisation_is_named(application, employee, other_town):
    stranger = a_person(other_town, "Vreemde")
    record("application.edited", subject=application, actor=stranger, fields=["name"])
    assert who(application, "name", employee) == ("", False)


def test_what_the_journal_does_not_know_is_left_out(application, employee):
    assert who(application, "name", employee) is None


def test_two_queries_whatever_was_changed(application, employee, manager, django_assert_num_queries):
    for number in range(4):
        edit(application, (employee, manager)[number % 2], name=f"Naam {number}", summary=f"Kort {number}")
    with django_assert_num_queries(2):
        assert len(last_changed(application, ["name", "summary"], reader=employee)) == 2
