"""What those who were heard mean for a decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.hearing import STAFF, Outcome, Problem, Said, Shut, Verdict, Voice, outcomes_for, shut_by, weigh

DEVIATES = Said(Outcome.DEVIATED, "Het nut is groter dan het risico.")
voices = st.builds(
    Voice,
    key=st.sampled_from(["dpo", "ciso", "lawyer"]),
    kind=st.sampled_from(["advice", *sorted(STAFF)]),
    required=st.booleans(),
    perhaps=st.booleans(),
    verdict=st.none() | st.sampled_from(Verdict),
    late=st.booleans(),
    vacant=st.booleans(),
    replaced=st.booleans(),
)
sayings = st.builds(
    Said, outcome=st.sampled_from(Outcome), reason=st.sampled_from(["", "Omdat."]), takes_conditions=st.booleans()
)


def advice(verdict=None, **what):
    return Voice("dpo", "advice", verdict=verdict, **what)


def consent(verdict=None, **what):
    return Voice("works council", "consent", required=True, verdict=verdict, **what)


def said(voice, word=None, opens=True):
    return weigh([voice], {voice.key: word} if word else {}, opens=opens)


def test_advice_that_is_awaited_keeps_the_gate_shut():
    assert shut_by(advice()) is Shut.AWAITED


def test_late_advice_keeps_nothing_shut_but_needs_a_reason():
    assert shut_by(advice(late=True)) is None
    assert said(advice(late=True))[1] == {"dpo": Problem.NOT_WEIGHED}
    assert said(advice(late=True), Said(Outcome.WENT_ON, "Wij wachtten drie weken."))[1] == {}


def test_advice_that_the_law_asks_keeps_the_gate_shut_however_late_or_vacant():
    assert shut_by(advice(required=True, late=True)) is Shut.REQUIRED
    assert shut_by(advice(required=True, vacant=True)) is Shut.REQUIRED
    assert shut_by(advice(Verdict.NOT_FOR_ME, required=True)) is Shut.REQUIRED


def test_a_role_that_nobody_holds_keeps_nothing_shut_and_the_decision_says_how_it_is_covered():
    assert shut_by(advice(vacant=True)) is None
    assert outcomes_for(advice(vacant=True), opens=True) == (Outcome.GAP,)
    assert said(advice(vacant=True), Said(Outcome.GAP, " "))[1] == {"dpo": Problem.REASON_MISSING}


def test_a_yes_against_a_negative_advice_needs_a_reason():
    assert said(advice(Verdict.NEGATIVE), Said(Outcome.DEVIATED))[1] == {"dpo": Problem.REASON_MISSING}
    assert said(advice(Verdict.NEGATIVE), DEVIATES) == ({"dpo": DEVIATES}, {})


def test_a_yes_cannot_say_that_it_follows_a_negative_advice():
    assert said(advice(Verdict.NEGATIVE), Said(Outcome.FOLLOWED))[1] == {"dpo": Problem.NOT_FOLLOWED_BY_YES}


def test_a_conditional_advice_is_followed_by_taking_its_conditions():
    assert said(advice(Verdict.CONDITIONAL), Said(Outcome.FOLLOWED))[1] == {"dpo": Problem.CONDITIONS_NOT_TAKEN}
    taken = Said(Outcome.FOLLOWED, takes_conditions=True)
    assert said(advice(Verdict.CONDITIONAL), taken) == ({"dpo": taken}, {})


def test_a_positive_advice_asks_no_words():
    assert said(advice(Verdict.POSITIVE)) == ({"dpo": Said(Outcome.FOLLOWED)}, {})


def test_a_no_needs_no_words_about_any_advice():
    assert said(advice(Verdict.NEGATIVE), opens=False) == ({"dpo": Said(Outcome.FOLLOWED)}, {})
    assert said(advice(), opens=False) == ({"dpo": Said(Outcome.WENT_ON)}, {})


@pytest.mark.parametrize("word", [None, *(Said(outcome, "Toch wel.") for outcome in Outcome)])
def test_nothing_that_is_said_opens_a_gate_against_a_refused_consent(word):
    refused = consent(Verdict.NEGATIVE)
    assert shut_by(refused) is Shut.STAFF
    assert outcomes_for(refused, opens=True) == ()


def test_a_conditional_consent_cannot_be_deviated_from():
    assert said(consent(Verdict.CONDITIONAL), DEVIATES)[1] == {"works council": Problem.CONSENT_STANDS}


def test_the_permission_of_the_court_stands_in_for_a_refused_consent():
    assert shut_by(consent(Verdict.NEGATIVE, replaced=True)) is None


def test_consent_that_may_not_be_needed_is_settled_by_saying_so():
    assert shut_by(consent(Verdict.NOT_FOR_ME, perhaps=True)) is None
    assert shut_by(consent(Verdict.NOT_FOR_ME)) is Shut.STAFF


def test_advice_of_the_works_council_must_come_first_and_can_be_deviated_from():
    heard = Voice("works council", "staff_advice", required=True, verdict=Verdict.NEGATIVE)
    assert shut_by(Voice("works council", "staff_advice", late=True)) is Shut.STAFF
    assert shut_by(heard) is None
    assert said(heard, DEVIATES)[1] == {}


@given(st.lists(voices, max_size=6, unique_by=lambda voice: voice.key), st.dictionaries(st.just("dpo"), sayings))
def test_a_yes_never_leaves_a_negative_or_missing_voice_without_a_reason(heard, words):
    done, wrong = weigh(heard, words, opens=True)
    if wrong or any(shut_by(voice) for voice in heard):
        return
    for voice in heard:
        if voice.verdict in (None, Verdict.NEGATIVE) and not voice.replaced:
            assert done[voice.key].reason


@given(voices, sayings)
def test_no_words_deviate_from_a_consent(voice, words):
    if voice.kind == "consent":
        done, _wrong = weigh([voice], {voice.key: words}, opens=True)
        assert all(one.outcome is not Outcome.DEVIATED for one in done.values())
