"""Each fact is asked once: what is known is filled in, says where it came from, and when its source changed."""

import pytest
from django.urls import reverse

from roeland.assessments.instruments import known, origins, queries, services
from roeland.assessments.models import TakenOver
from roeland.questionnaires import queries as sheets
from roeland.register import services as register
from roeland.rules.questionnaire import Answer, Kind, Question
from tests.assessments.instruments.test_pages import client_of
from tests.building.instruments import begun, said, signed


@pytest.fixture
def described(town, benefits):
    """What the register says of it already."""
    changes = {"human_intervention": "Een medewerker beslist zelf."}
    register.edit_section(
        application=benefits, section="responsible-use", changes=changes, actor=town.information_manager
    )
    benefits.refresh_from_db()
    return benefits


def value(row, code):
    return sheets.answers(row.sheet)[code].value


def origin(row, code):
    return origins.origins(queries.read(row), [code]).get(code)


def test_what_the_register_and_the_intake_know_is_filled_in_with_its_origin(town, described):
    row = begun(described, town.privacy_officer)
    assert value(row, "purpose") == described.purpose
    assert value(row, "human_part") == "Een medewerker beslist zelf."
    sources = dict(TakenOver.objects.filter(assessment=row).values_list("question", "source"))
    assert (sources["purpose"], sources["human_part"]) == ("register:purpose", "register:human_intervention")
    body = client_of(town.privacy_officer).get(reverse("instruments:part", args=[row.pk, "proposal"])).content.decode()
    assert "Overgenomen uit" in body


def test_only_what_the_intake_is_certain_of_is_an_answer(town, benefits):
    row = begun(benefits, town.privacy_officer)
    states = {finding.code: finding.state for finding in benefits.classifications.get().concluded}
    for code, finding in (("profiles", "profiling"), ("decides_alone", "automated-decision")):
        expected = {"certain": True, "excluded": False}.get(states[finding])
        found = sheets.answers(row.sheet).get(code)
        assert (found.value if found else None) is expected, code


def test_when_the_source_changes_it_says_so_and_with_one_click_the_answer_follows(town, described):
    row = begun(described, town.privacy_officer)
    assert origin(row, "human_part").now == ""
    changes = {"human_intervention": "Twee medewerkers beslissen samen."}
    register.edit_section(
        application=described, section="responsible-use", changes=changes, actor=town.information_manager
    )
    row = type(row).objects.get(pk=row.pk)
    assert origin(row, "human_part").now == "Twee medewerkers beslissen samen."
    assert value(row, "human_part") == "Een medewerker beslist zelf."
    url = reverse("instruments:part", args=[row.pk, "machine"])
    client = client_of(town.privacy_officer)
    assert "De bron zegt nu iets anders" in client.get(url).content.decode()
    client.post(url, {"go": "take human_part"})
    assert value(row, "human_part") == "Twee medewerkers beslissen samen."
    assert "De bron zegt nu iets anders" not in client.get(url).content.decode()


def test_an_answer_that_somebody_changed_is_theirs_and_no_longer_taken_over(town, described):
    row = begun(described, town.privacy_officer)
    said(row, town.privacy_officer, human_part="Anders.")
    assert not origin(row, "human_part").as_it_was
    assert origin(row, "human_part").now == ""  # the source did not change


def test_the_next_version_keeps_its_own_answers_and_knows_where_they_came_from(town, described):
    first = signed(described, town.privacy_officer, town.dpo, town.head)
    again = services.begin_again(assessment=first, actor=town.privacy_officer)
    assert value(again, "human_part") == "Een medewerker beslist zelf."
    assert origin(again, "human_part").as_it_was


def test_what_nothing_answers_cannot_be_taken_over(town, described):
    row = begun(described, town.privacy_officer)
    for code in ("process", "no_such_question"):
        with pytest.raises(services.NotKnown):
            services.take_over(assessment=row, question=code, actor=town.privacy_officer)
    url = reverse("instruments:part", args=[row.pk, "machine"])
    assert client_of(town.privacy_officer).post(url, {"go": "take process"}).status_code == 404


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (Question("q", Kind.YES_NO), Answer(True), True),
        (Question("q", Kind.YES_NO), Answer("ja"), False),
        (Question("q", Kind.ONE_OF, ("a", "b")), Answer("a"), True),
        (Question("q", Kind.ONE_OF, ("a", "b")), Answer("c"), False),
        (Question("q", Kind.MANY_OF, ("a", "b")), Answer(("a",)), True),
        (Question("q", Kind.MANY_OF, ("a", "b")), Answer(("c",)), False),
        (Question("q", Kind.TEXT, max_length=3), Answer("abcd"), False),
        (Question("q", Kind.LONG_TEXT), Answer("abcd"), True),
        (Question("q", Kind.LONG_TEXT), Answer(True), False),
    ],
)
def test_only_an_answer_that_fits_its_question_is_taken_over(question, answer, expected):
    assert known.fits(question, answer) is expected
