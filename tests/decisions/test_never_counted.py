"""What is in use without a decision that holds counts as undecided wherever somebody counts, and never as decided."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.decisions import services, ticking
from roeland.register import services as register
from roeland.register.models import Application
from roeland.reporting import council
from roeland.reporting.picture import keeping, tables
from roeland.reporting.picture.narrowing import IN_USE, UNDECIDED
from tests.building.decisions import classified
from tests.decisions.road.town import days_go_by
from tests.register.importing import a_record, as_bytes, bring_in


def decided(city, name, **said):
    made = register.report(
        actor=city.employee, name=name, purpose="Beantwoordt vragen.", unit=city.team, owner=city.employee
    )
    classified(made)
    asked = services.request_gate(application=made, actor=city.employee)
    services.decide(gate_request=asked, answer="yes", actor=city.manager, **said)
    return made


@pytest.fixture
def five(city):
    """One decided; four that nobody may count as decided, or that are not in use at all."""
    made = {"decided": decided(city, "Beslist"), "lapsed": decided(city, "Vervallen", ends_on=in_days(3))}
    days_go_by(city.organisation, 7)
    ticking.take_up(timezone.now())
    made["stopped"] = decided(city, "Gestopt")
    services.stop(application=made["stopped"], reason="Fout.", actor=city.manager)
    made["reported"] = register.report(
        actor=city.employee, name="Al in gebruik", purpose="Telt.", unit=city.team, already_in_use=True
    )
    run = bring_in(city.organisation, as_bytes(a_record(name="Uit een bestand", status="In gebruik")))
    made["imported"] = Application.objects.get(organisation=city.organisation, name="Uit een bestand")
    assert not run.problems
    return made


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


WITHOUT = {"Vervallen", "Al in gebruik", "Uit een bestand"}


def test_the_register_marks_each_of_them_with_a_date(city, five):
    marked = Application.objects.filter(organisation=city.organisation, undecided=True)
    assert {one.name for one in marked} == WITHOUT
    assert all(one.decide_by and one.is_in_use for one in marked)
    assert [one.name for one in marked if one.lapsed_on] == ["Vervallen"]


def test_the_list_and_its_filters_find_exactly_those(city, five, enter):
    page = enter(city.informed).get(reverse("register:list"), {"mark": "undecided"}).context
    assert {one.name for one in page["page"].object_list} == WITHOUT
    marks = {option.value: option.count for facet in page["facets"] if facet.name == "mark" for option in facet.options}
    assert marks == {"undecided": 3}


def test_the_whole_picture_and_the_council_count_them_apart(city, five):
    today = timezone.localdate()
    read = keeping.reader(city.organisation, today, IN_USE)
    assert (read.count(), read.count(mark=[UNDECIDED])) == (4, 3)
    assert tables.undecided(read)[0].value == 3
    told = {code: figure.value for code, figure in council.figures(city.organisation, today).items()}
    assert (told["in_use"], told["undecided"]) == (4, 3)


def test_when_it_is_decided_again_it_counts_as_decided(city, five):
    asked = services.request_gate(application=five["lapsed"], actor=city.employee)
    services.decide(gate_request=asked, answer="yes", actor=city.manager)
    told = council.figures(city.organisation, timezone.localdate())
    assert (told["in_use"].value, told["undecided"].value) == (4, 2)
