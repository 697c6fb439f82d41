"""Every refusal at a gate says what happened, why, and what to do, in both languages."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from roeland.decisions import refusals
from roeland.decisions.explaining import explained
from roeland.decisions.matrices import matrix_of
from roeland.decisions.weighing import Wanted
from roeland.rules.hearing import Problem

KINDS = sorted(refusals.Refused.__subclasses__(), key=lambda kind: kind.__name__)
NOBODY = SimpleNamespace(role="competent_organ", person=None)
ORGAN_GAPS = ("other_entity", "entity_unknown", "other_organ", "corrected", "noted", "against")
REQUEST = SimpleNamespace(pk="1", get_absolute_url=lambda: "/decisions/1/")


def an_example(kind, city):
    examples = {
        refusals.GateClosed: lambda: kind(matrix_of(city.organisation).requirements),
        refusals.NotTheHolder: lambda: kind(NOBODY),
        refusals.MayNotStop: lambda: kind(NOBODY),
        refusals.AlreadyAsked: lambda: kind(REQUEST),
        refusals.AlreadyInvolved: lambda: kind(REQUEST),
        refusals.NotAccountable: lambda: kind(NOBODY),
        refusals.NotAsked: lambda: kind("lawyer", (city.lawyer,)),
        refusals.NotTheOverseer: lambda: kind("dpo"),
        refusals.NotWeighed: lambda: kind({str(number): problem for number, problem in enumerate(Problem)}),
        refusals.OrganDoesNotFit: lambda: kind(ORGAN_GAPS),
        refusals.ConditionUnfinished: lambda: kind(Wanted("")),
    }
    return examples.get(kind, kind)()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_has_a_title_and_a_way_on(kind, language, city):
    with override(language):
        said = explained(an_example(kind, city), city.organisation)
    assert said.title
    assert all(said.sentences)
    assert len(said.sentences) >= 1


def test_dutch_and_english_differ(city):
    with override("nl"):
        dutch = explained(refusals.OwnRequest(), city.organisation)
    with override("en"):
        english = explained(refusals.OwnRequest(), city.organisation)
    assert dutch.title == "Niemand beslist over de eigen vraag."
    assert english.title == "Nobody decides on their own request."


def test_a_request_that_exists_can_be_followed(city):
    assert explained(refusals.AlreadyAsked(REQUEST), city.organisation).url == "/decisions/1/"


def test_the_one_who_decides_is_named(city):
    refusal = refusals.NotTheHolder(SimpleNamespace(role="team_manager", person=city.manager))
    with override("nl"):
        said = explained(refusal, city.organisation)
    assert said.sentences == ("Tom Claes (Teammanager) beslist.",)
