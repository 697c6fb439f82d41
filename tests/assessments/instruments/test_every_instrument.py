"""Every instrument goes the whole way, by who the matrix names; which are needed follows from the facts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from roeland.assessments.instruments import needing, queries, services
from roeland.assessments.models import Assessment
from roeland.assessments.queries import latest
from roeland.content import shipped
from roeland.library.queries import governance
from roeland.obligations.models import Duty
from roeland.organisation.models import Jurisdiction
from roeland.organisation.queries import holder
from tests.assessments.instruments.test_pages import client_of
from tests.building.instruments import filled, said
from tests.building.organisation import a_person

ALL = shipped.instruments()


def who(town, application, role):
    """Who holds the role here, or somebody who gets it now."""
    found = holder(town.organisation, role, application.unit, timezone.localdate())
    return found.person if found else a_person(town.organisation, f"Iemand {role}", role=role, unit=town.team)


@pytest.mark.parametrize("code", ALL)
def test_it_is_filled_in_advised_on_and_signed_by_who_the_matrix_names(town, benefits, code):
    form = shipped.instrument(code)
    if form.jurisdictions:
        town.organisation.jurisdiction = Jurisdiction(form.jurisdictions[0])
        town.organisation.save()
    benefits.organisation = town.organisation
    activities = {one.code: one for one in governance(town.organisation)[1].activities}
    writers = [who(town, benefits, role) for role in activities[form.activity].does]
    row = filled(benefits, writers[0], instrument=code)
    signer = who(town, benefits, row.activity.accountable)
    for writer in writers:
        assert services.may_fill(writer, row) == {section.code for section in form.sections}
    row = services.close(assessment=row, actor=writers[0])
    for role in row.advisers:
        adviser = who(town, benefits, role)
        if adviser != signer:
            services.advise(assessment=row, role=role, verdict="agreed", text="Goed.", actor=adviser)
    done = services.sign(assessment=row, actor=signer, seen=row.sha256, reasons="Nagelezen.")
    assert done.state == "signed"
    for page in ("assessment", "pdf", "differences"):
        answer = client_of(town.information_manager).get(reverse(f"instruments:{page}", args=[row.pk]))
        assert answer.status_code == 200, page
    for section in form.sections:
        url = reverse("instruments:part", args=[row.pk, section.code])
        assert client_of(town.information_manager).get(url).status_code == 200


def asked(application):
    rows = queries.of_application(application)
    return {one.code: one for one in needing.asked(application, latest(application), rows)}


def test_what_an_application_needs_follows_from_its_facts(town, benefits, spelling):
    heavy, light = asked(benefits), asked(spelling)
    for code in ("dpia", "fria"):
        assert (heavy[code].required, heavy[code].certain) == (True, True), code
        assert not light[code].needed, code
    assert heavy["human-rights"].needed
    assert heavy["human-rights"].why
    assert not light["human-rights"].needed
    assert not light["ethics-check"].needed
    assert {code for code, one in light.items() if one.needed} <= {"security-biv", "security-icr", "supplier"}


def test_a_classification_for_security_is_for_its_own_country(town, benefits):
    for jurisdiction, here, elsewhere in ((Jurisdiction.NL, "biv", "icr"), (Jurisdiction.BE_VLG, "icr", "biv")):
        town.organisation.jurisdiction = jurisdiction
        town.organisation.save()
        benefits.organisation = town.organisation
        found = asked(benefits)
        assert f"security-{here}" in found
        assert f"security-{elsewhere}" not in found
        url = reverse("instruments:begin", args=[benefits.pk, f"security-{elsewhere}"])
        assert client_of(town.information_manager).post(url).status_code == 404


def test_the_law_first_then_what_is_wise_then_what_may_be(town, benefits):
    rows = queries.of_application(benefits)
    found = needing.asked(benefits, latest(benefits), rows)
    weights = [(not one.needed, not one.certain, not one.required) for one in found]
    assert weights == sorted(weights)


def test_what_one_instrument_asked_the_next_knows(town, benefits):
    dpia = filled(benefits, town.privacy_officer, words="Uit de DPIA.")
    said(dpia, town.privacy_officer, process="Eerst de aanvraag, dan de lijst.")
    fria = services.begin(application=benefits, instrument="fria", actor=town.privacy_officer)
    given = queries.read(fria).filled.answers
    assert given["process"].value == "Eerst de aanvraag, dan de lijst."
    assert given["human_part"].value == "Uit de DPIA."
    assert given["how_often"].value == queries.read(dpia).filled.answers["how_often"].value
    url = reverse("instruments:part", args=[fria.pk, "use"])
    body = client_of(town.privacy_officer).get(url).content.decode()
    assert "DPIA: In welk werk past het?" in body
    said(dpia, town.privacy_officer, process="Toch anders.")
    assert "De bron zegt nu iets anders" in client_of(town.privacy_officer).get(url).content.decode()


def test_a_signed_fria_meets_the_obligation_of_article_27(town, benefits):
    row = services.close(
        assessment=filled(benefits, town.privacy_officer, instrument="fria"), actor=town.privacy_officer
    )
    services.advise(assessment=row, role="dpo", verdict="agreed", text="Goed.", actor=town.dpo)
    services.sign(assessment=row, actor=town.head, seen=row.sha256)
    assert Duty.objects.get(application=benefits, code="O36").standing == "met"


@pytest.mark.parametrize("point", ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"])
def test_the_fria_asks_each_point_of_article_27(point):
    asked_for = {source.article for question in shipped.instrument("fria").questions() for source in question.sources}
    assert f"27(1){point}" in asked_for


def test_the_ethics_check_has_ten_questions():
    assert len(list(shipped.instrument("ethics-check").questions())) == 10


def test_there_is_one_open_version_of_each_instrument_at_a_time(town, benefits):
    for code in ("dpia", "fria", "dpia"):
        services.begin(application=benefits, instrument=code, actor=town.privacy_officer)
    assert Assessment.objects.filter(application=benefits).count() == 2
