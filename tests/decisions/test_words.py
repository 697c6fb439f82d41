"""Every refusal at a gate says what happened, why, and what to do, in both languages."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from roeland.content import shipped
from roeland.decisions import refusals
from roeland.decisions.explaining import explained
from roeland.rules.matrix import Governance

KINDS = sorted(refusals.Refused.__subclasses__(), key=lambda kind: kind.__name__)
NOBODY = SimpleNamespace(role="competent_organ", person=None)
REQUEST = SimpleNamespace(pk="1", get_absolute_url=lambda: "/decisions/1/")


def an_example(kind):
    if kind is refusals.GateClosed:
        return kind(shipped.meaning("governance", Governance).requirements)
    if kind is refusals.NotTheHolder:
        return kind(NOBODY)
    return kind(REQUEST) if kind is refusals.AlreadyAsked else kind()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_has_a_title_and_a_way_on(kind, language, city):
    with override(language):
        said = explained(an_example(kind), city.organisation)
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
