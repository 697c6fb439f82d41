import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roeland.rules.logic import AtLeast, Interval, Is, Truth, any_condition
from roeland.rules.questionnaire import (
    NO_ANSWER,
    NONE,
    Answer,
    Kind,
    Question,
    Questionnaire,
    Section,
    question_of,
)
from roeland.rules.reading import Visibility, asked, facts, flow, needed, open_questions, read

DONT_KNOW = Answer(unknown=True)
PERSONAL = Question("personal", Kind.YES_NO)
KINDS = Question("kinds", Kind.MANY_OF, options=("contact", "health"), show_when=Is("personal", True), when_hidden=NONE)
SECRET = Question("secret", Kind.ONE_OF, options=("low", "high"), show_when=Is("kinds.health", True))
PEOPLE = Question("people", Kind.NUMBER, minimum=0, maximum=1000)
REMARK = Question("remark", Kind.LONG_TEXT)


@pytest.fixture
def form():
    return Questionnaire((Section("data", (PERSONAL, KINDS, SECRET)), Section("more", (PEOPLE, REMARK))))


def test_a_question_without_a_condition_is_always_shown(form):
    assert flow(form, {})["personal"] is Visibility.SHOWN


def test_a_question_waits_while_the_answer_that_decides_it_is_missing_or_unknown(form):
    assert flow(form, {})["kinds"] is Visibility.UNKNOWN
    assert flow(form, {"personal": DONT_KNOW})["kinds"] is Visibility.UNKNOWN


def test_a_question_is_shown_or_hidden_by_the_answer_before_it(form):
    assert flow(form, {"personal": Answer(True)})["kinds"] is Visibility.SHOWN
    assert flow(form, {"personal": Answer(False)})["kinds"] is Visibility.HIDDEN


def test_a_hidden_question_gives_the_value_that_it_declares(form):
    known = facts(form, {"personal": Answer(False)})
    assert (known["kinds.contact"], known["kinds.health"], known["kinds.count"]) == (False, False, Interval(0, 0))


def test_a_hidden_question_that_declares_nothing_stays_unknown(form):
    assert facts(form, {"personal": Answer(False)})["secret"] is None


def test_an_answer_counts_only_when_its_question_is_known_to_be_shown(form):
    answers = {"personal": DONT_KNOW, "kinds": Answer(("health",), complete=True), "secret": Answer("high")}
    known = facts(form, answers)
    assert known["kinds.health"] is None
    assert known["secret"] is None


def test_an_answer_of_a_question_that_became_hidden_no_longer_counts(form):
    known = facts(form, {"personal": Answer(False), "kinds": Answer(("health",), complete=True)})
    assert known["kinds.health"] is False


def test_unticked_is_false_only_when_that_is_all(form):
    open_ended = facts(form, {"personal": Answer(True), "kinds": Answer(("contact",))})
    assert (open_ended["kinds.contact"], open_ended["kinds.health"]) == (True, None)
    closed = facts(form, {"personal": Answer(True), "kinds": Answer(("contact",), complete=True)})
    assert (closed["kinds.contact"], closed["kinds.health"]) == (True, False)


def test_none_of_these_makes_every_option_false(form):
    known = facts(form, {"personal": Answer(True), "kinds": Answer((), complete=True)})
    assert (known["kinds.contact"], known["kinds.health"]) == (False, False)


def test_what_was_ticked_stands_beside_not_knowing_the_rest(form):
    known = facts(form, {"personal": Answer(True), "kinds": Answer(("health",), unknown=True)})
    assert (known["kinds.contact"], known["kinds.health"], known["kinds.count"]) == (None, True, Interval(1, 2))


def test_not_knowing_outweighs_that_is_all(form):
    known = facts(form, {"personal": Answer(True), "kinds": Answer((), unknown=True, complete=True)})
    assert known["kinds.contact"] is None


def test_a_number_is_an_interval_and_an_unknown_number_spans_what_is_possible(form):
    assert facts(form, {"people": Answer(7)})["people"] == Interval(7, 7)
    assert facts(form, {"people": DONT_KNOW})["people"] == Interval(0, 1000)
    assert facts(form, {})["people"] == Interval(0, 1000)


@pytest.mark.parametrize("value", ["7", True, -1, 1001, 7.5, ("a",)])
def test_a_value_that_is_no_number_in_range_tells_nothing(form, value):
    assert facts(form, {"people": Answer(value)})["people"] == Interval(0, 1000)


@pytest.mark.parametrize("value", ["yes", 1, ("contact",), None])
def test_a_value_that_is_not_yes_or_no_tells_nothing(form, value):
    assert facts(form, {"personal": Answer(value)})["personal"] is None


def test_an_option_that_does_not_exist_tells_nothing(form):
    answers = {"personal": Answer(True), "kinds": Answer(("health", "gone")), "secret": Answer("gone")}
    known = facts(form, answers)
    assert known["secret"] is None
    assert "kinds.gone" not in known


def test_texts_give_no_facts(form):
    assert REMARK.fact_codes == ()
    assert "remark" not in facts(form, {"remark": Answer("Hello")})


def test_a_fact_knows_its_question():
    assert (question_of("kinds.health"), question_of("people")) == ("kinds", "people")


def test_without_rules_every_shown_question_is_needed(form):
    assert needed(form, {}) == ("personal", "people", "remark")


def test_a_question_is_needed_only_while_a_rule_can_still_change(form):
    conditions = (any_condition(Is("personal", True), AtLeast("people", 100)),)
    assert needed(form, {}, conditions) == ("personal", "people")
    assert needed(form, {"personal": Answer(True)}, conditions) == ()
    assert needed(form, {"personal": Answer(False)}, conditions) == ("people",)


def test_i_dont_know_is_not_asked_again(form):
    conditions = (Is("personal", True),)
    assert needed(form, {"personal": DONT_KNOW}, conditions) == ()
    assert asked(form, {"personal": DONT_KNOW}, conditions) == ("personal",)


def test_a_rule_on_a_waiting_question_needs_the_question_that_it_waits_for(form):
    conditions = (Is("secret", "high"),)
    assert needed(form, {}, conditions) == ("personal",)
    assert needed(form, {"personal": Answer(True)}, conditions) == ("kinds",)
    ticked = {"personal": Answer(True), "kinds": Answer(("health",), complete=True)}
    assert needed(form, ticked, conditions) == ("secret",)


def test_open_questions_go_back_to_what_can_be_answered_now(form):
    assert open_questions(form, {"personal": DONT_KNOW}, ["secret"]) == ("personal",)
    assert open_questions(form, {}, ["people", "kinds.health", "no-such-fact"]) == ("personal", "people")


def test_answered_questions_stay_on_the_screen_while_shown(form):
    answers = {"personal": Answer(True), "people": Answer(3)}
    assert asked(form, answers, ()) == ("personal", "people")


def test_questions_and_texts_are_found_by_code(form):
    assert form.question("kinds") is KINDS
    with pytest.raises(KeyError):
        form.question("nothing")
    assert list(form.codes())[:6] == ["data", "personal", "kinds", "kinds.contact", "kinds.health", "secret"]


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (NO_ANSWER, False),
        (Answer(""), False),
        (Answer(()), False),
        (Answer(False), True),
        (Answer(0), True),
        (DONT_KNOW, True),
        (Answer((), complete=True), True),
    ],
)
def test_an_answer_is_given_when_something_was_said(answer, given):
    assert answer.given is given


answers_to_store = st.builds(
    Answer,
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text()).map(tuple)),
    st.booleans(),
    st.booleans(),
)


@settings(deadline=None)
@given(answers_to_store)
def test_an_answer_survives_being_stored_as_json(answer):
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(answer)), Answer) == answer


def test_facts_of_a_longer_chain_follow_at_once():
    chain = [Question("q0", Kind.YES_NO)]
    for number in range(1, 6):
        chain.append(Question(f"q{number}", Kind.YES_NO, show_when=Is(f"q{number - 1}", True), when_hidden=False))
    form = Questionnaire((Section("all", tuple(chain)),))
    assert facts(form, {"q0": Answer(False)})["q5"] is False
    assert Is("q5", True).evaluate(facts(form, {"q0": DONT_KNOW})).truth is Truth.UNKNOWN


EXPERT = Questionnaire(
    (
        Section("data", (Question("personal", Kind.YES_NO, knows="dpo"),)),
        Section("law", (Question("list", Kind.YES_NO, show_when=Is("country", "NL")),), role="lawyer"),
    ),
    given={"country": ("NL", "BE")},
)
BOTH = (Is("personal", True), Is("list", True))


def test_a_section_with_a_role_is_for_that_role():
    assert [EXPERT.role_of[code] for code in EXPERT.by_code] == ["", "lawyer"]
    assert [EXPERT.who_knows(code) for code in EXPERT.by_code] == ["dpo", "lawyer"]


def test_each_role_is_asked_for_its_own_part():
    reading = read(EXPERT, {}, {"country": "NL"})
    assert reading.needed(BOTH) == ("personal",)
    assert reading.needed(BOTH, ("lawyer",)) == ("list",)
    assert reading.needed(BOTH, ("", "lawyer")) == ("personal", "list")


def test_the_part_of_an_expert_is_not_on_the_screen_of_who_fills_it_in():
    assert asked(EXPERT, {}, BOTH) == ("personal",)


@pytest.mark.parametrize(("country", "shown"), [("NL", Visibility.SHOWN), ("BE", Visibility.HIDDEN)])
def test_a_given_fact_decides_what_is_asked(country, shown):
    assert flow(EXPERT, {}, {"country": country})["list"] is shown
    assert facts(EXPERT, {}, {"country": country})["country"] == country


def test_a_given_fact_that_is_not_told_leaves_it_open():
    assert flow(EXPERT, {})["list"] is Visibility.UNKNOWN
    assert read(EXPERT, {}).needed(BOTH, ("lawyer",)) == ()
