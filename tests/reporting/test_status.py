"""Status & plan: five components, honest about what is not there yet."""

import pytest
from django.urls import reverse

from roeland.decisions import services as decisions
from roeland.reporting.status import Part, parts
from roeland.reporting.status.governing import governance
from roeland.reporting.status.using import use
from tests.building.decisions import classified
from tests.building.organisation import a_person, a_role, an_organisation
from tests.building.register import a_reported_application
from tests.reporting.conftest import client_of
from tests.reporting.register import fill
from tests.reporting.test_picture import TODAY

STATUS = reverse("reporting:status")


def numbers(part: Part) -> list[int]:
    return [figure.value for figure in part.figures]


def test_the_five_components_stand_in_their_order(town):
    assert [part.id for part in parts(town.organisation, TODAY)] == [
        "vision",
        "roadmap",
        "use",
        "governance",
        "talent",
    ]


def test_what_is_not_there_yet_says_so_and_what_to_do_until_then(as_manager):
    page = as_manager.get(STATUS).content.decode()
    assert page.count("volgende onderdelen van Roeland") == 3
    assert "in je advies" in page


def test_use_reads_the_register(town):
    fill(town)
    part = use(town.organisation, TODAY)
    assert part.lead == "5 toepassingen, 2 nog niet beslist, 2 zonder eigenaar."
    assert numbers(part) == [3, 1, 2]
    assert part.behind == (
        "1 toepassing is over de datum waarop iemand moest beslissen.",
        "2 toepassingen hebben geen AI-eigenaar.",
        "1 toepassing heeft nog geen intake.",
    )


def test_an_empty_register_is_behind_with_nothing(town):
    assert use(town.organisation, TODAY).behind == ()


def test_governance_counts_roles_of_the_matrix_and_names_the_gaps(town):
    part = governance(town.organisation, TODAY)
    assert numbers(part) == [2, 15, 0]
    assert "Nog niemand is:" in part.behind[0]
    assert "Jurist" in part.behind[0]
    assert "Directie" not in part.behind[0]
    assert "Griffier" not in part.behind[0]  # stands beside the seventeen
    a_person(town.organisation, "Julie Recht", role="lawyer")
    assert numbers(governance(town.organisation, TODAY)) == [3, 14, 0]


def test_a_request_past_its_date_is_behind(town):
    from_ = a_person(town.organisation, "Tom Claes", unit=town.desk)
    a_role(a_person(town.organisation, "Teun Baas"), "team_manager", unit=town.desk)
    application = a_reported_application(from_, "Spelling", unit=town.desk)
    classified(application, route="light")
    request = _asked(application, from_)
    assert numbers(governance(town.organisation, TODAY))[2] == 1
    request.due = TODAY.replace(year=2020)
    request.save()
    assert "1 vraag om een beslissing is te laat." in governance(town.organisation, TODAY).behind


def _asked(application, person):
    return decisions.request_gate(application=application, actor=person, leads_to="production")


def test_nothing_of_another_organisation_counts(town):
    other = an_organisation("Elders")
    before = [numbers(part) for part in parts(other, TODAY)]
    fill(town)
    assert [numbers(part) for part in parts(other, TODAY)] == before


def test_the_lead_counts_what_is_behind(as_manager, town):
    fill(town)
    assert "5 punten vragen aandacht." in as_manager.get(STATUS).content.decode()


@pytest.mark.parametrize(("role", "status"), [("directorate", 200), ("team_manager", 200), ("", 403), ("user", 403)])
def test_who_may_look(town, role, status):
    assert client_of(a_person(town.organisation, "Iemand", role=role)).get(STATUS).status_code == status
