"""An application enters the register."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from roeland.journal.models import Entry
from roeland.organisation.access import OtherOrganisation
from roeland.register import services
from roeland.register.finding import KIND
from roeland.register.models import Application, Phase, Supplier
from roeland.search.queries import matching
from tests.building.organisation import a_person, a_unit, an_organisation
from tests.building.register import an_application


def report(actor, name="Kentekenscan", **fields):
    return services.report(actor=actor, name=name, purpose="Leest kentekens.", unit=None, **fields)


def test_each_organisation_counts_its_own_numbers(employee, other_town):
    stranger = a_person(other_town)
    assert [report(employee).code, report(employee).code, report(stranger).code] == ["AI-0001", "AI-0002", "AI-0001"]


def test_whoever_reports_is_the_reporter_and_the_phase_is_reported(employee, desk):
    application = services.report(actor=employee, name=" Kentekenscan ", purpose="Leest kentekens.", unit=desk)
    assert (application.name, application.reporter, application.phase) == ("Kentekenscan", employee, Phase.REPORTED)
    assert not application.undecided


def test_a_reported_application_has_an_empty_description(employee):
    assert report(employee).description.goal == ""


def test_what_was_already_in_use_enters_undecided_with_a_date(employee):
    application = report(employee, already_in_use=True)
    assert (application.phase, application.undecided) == (Phase.PRODUCTION, True)
    assert application.decide_by == timezone.localdate() + timedelta(days=182)


def test_two_reports_of_one_supplier_share_it(employee):
    report(employee, supplier="Woonwijzer nv")
    report(employee, supplier=" Woonwijzer nv")
    assert Supplier.objects.count() == 1


def test_a_report_stands_in_the_journal(employee):
    application = report(employee)
    entry = Entry.objects.get(subject=application.pk)
    assert (entry.verb, entry.actor) == ("application.reported", employee.pk)


def test_a_report_can_be_found_by_its_words(employee, town):
    application = report(employee, supplier="Woonwijzer nv")
    found = matching(organisation=town.pk, kind=KIND, text="woonwijzer")
    assert list(Application.objects.filter(pk__in=found)) == [application]


def test_a_unit_of_another_organisation_is_refused(employee, other_town):
    with pytest.raises(OtherOrganisation):
        services.report(actor=employee, name="Scan", purpose="", unit=a_unit(other_town))
    assert not Application.objects.exists()


def test_an_owner_of_another_organisation_is_refused(employee, other_town):
    with pytest.raises(OtherOrganisation):
        report(employee, owner=a_person(other_town))


def test_the_relations_of_a_person_to_an_application(town, employee):
    application = an_application(town, owner=employee, reporter=employee)
    assert application.relations(employee) == {"owner", "reporter"}
    assert application.relations(a_person(town)) == set()


def report_three(person):
    try:
        for _ in range(3):
            report(person)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_people_who_report_at_once_never_get_the_same_number():
    town = an_organisation()
    people = [a_person(town) for _ in range(4)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(report_three, people))
    assert sorted(Application.objects.values_list("number", flat=True)) == list(range(1, 13))
