"""May I do this? The answer, over the questions and rules that Roeland ships."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.content import shipped
from roeland.rules.quick_check import (
    Alternative,
    Frame,
    Tool,
    Use,
    beyond,
    judge,
    large_enough,
    proposed_deadline,
    severity,
)
from roeland.rules.quick_questions import Answer, QuickCheck

CHECK = shipped.meaning("quick-check", QuickCheck)
INPUTS = tuple(each.code for each in CHECK.inputs)
PURPOSES = tuple(each.code for each in CHECK.purposes)
WRITER = Frame("writer", purposes=frozenset({"text_help", "summary"}), citizens=True)
MAILER = Frame("mailer", frozenset({"ordinary"}), frozenset({"text_help"}))
VAULT = Frame("vault", frozenset(INPUTS), frozenset({"text_help", "judging_people"}), citizens=True)


def use(frame: Frame | None = WRITER, **fields) -> Use:
    """Help with a public text that stays inside."""
    known = {"tool": Tool.APPROVED if frame else Tool.OTHER, "frame": frame, "purpose": "text_help", "citizens": False}
    return Use(**known | fields)


def answer(wanted: Use, *frames: Frame) -> Answer:
    return judge(CHECK, wanted, frames).answer


def reasons(wanted: Use, *frames: Frame) -> set[str]:
    return {reason.code for reason in judge(CHECK, wanted, frames).reasons}


def rules(wanted: Use, *frames: Frame) -> set[str]:
    return {rule.code for rule in judge(CHECK, wanted, frames).conditions}


def test_inside_the_frame_it_is_a_plain_yes_with_the_house_rules():
    outcome = judge(CHECK, use(), [WRITER])
    assert outcome.answer is Answer.YES
    assert {rule.code for rule in outcome.house_rules} == {"check_it", "own_account", "say_when_wrong"}
    assert reasons(use(), WRITER) == {"tool_approved", "inputs_inside", "purpose_inside"}


def test_data_about_people_in_a_tool_that_may_have_them_is_a_yes_with_a_condition():
    wanted = use(MAILER, inputs=frozenset({"ordinary"}))
    assert answer(wanted, MAILER) is Answer.YES_IF
    assert rules(wanted, MAILER) == {"only_what_is_needed"}


def test_what_goes_to_citizens_is_read_first():
    assert rules(use(citizens=True), WRITER) == {"reads_first"}


def test_whoever_does_not_know_whether_it_reaches_citizens_hears_what_holds_if_it_does():
    assert rules(use(citizens=None), WRITER) == {"reads_first"}
    assert rules(use(MAILER, citizens=None), MAILER) == {"keep_inside"}
    assert "citizens_unknown" in reasons(use(citizens=None), WRITER)


def test_outside_the_frame_a_tool_that_does_it_is_the_safe_way():
    outcome = judge(CHECK, use(WRITER, inputs=frozenset({"ordinary"})), [WRITER, MAILER])
    assert outcome.answer is Answer.NOT_SO
    assert outcome.alternatives == (Alternative("mailer"), Alternative("writer", ("ordinary",)))
    assert outcome.role == "privacy_officer"
    assert not outcome.house_rules


def test_without_a_safe_way_a_colleague_is_asked():
    outcome = judge(CHECK, use(None, purpose="translation"), [WRITER])
    assert (outcome.answer, outcome.role) == (Answer.ASK, "information_manager")


def test_where_no_tool_is_approved_yet_everybody_is_sent_to_a_colleague():
    assert answer(use(None)) is Answer.ASK


def test_the_outcome_stays_inside_when_only_that_is_safe():
    outcome = judge(CHECK, use(MAILER, citizens=True), [MAILER])
    assert outcome.answer is Answer.NOT_SO
    assert outcome.alternatives == (Alternative("mailer", keep_inside=True),)


def test_people_cannot_be_left_out_of_judging_people():
    judging = Frame("judging", frozenset({"ordinary"}), frozenset({"judging_people"}))
    wanted = use(WRITER, purpose="judging_people", inputs=frozenset({"sensitive"}))
    assert judge(CHECK, wanted, [judging]).alternatives == ()
    assert judge(CHECK, wanted, [VAULT]).alternatives == (Alternative("vault"),)


def test_who_puts_sensitive_data_in_puts_ordinary_data_in_too():
    frame = Frame("odd", frozenset({"sensitive"}), frozenset({"text_help"}))
    assert "input_outside.ordinary" in reasons(use(frame, inputs=frozenset({"sensitive"})))


@pytest.mark.parametrize(
    ("unknown", "reason", "role"),
    [
        ({"tool": Tool.UNKNOWN, "frame": None}, "tool_unknown", "information_manager"),
        ({"more_inputs": True}, "input_unknown", "privacy_officer"),
        ({"purpose": None}, "purpose_unknown", "information_manager"),
    ],
)
def test_what_is_not_known_goes_to_who_can_say_more(unknown, reason, role):
    outcome = judge(CHECK, use(**unknown), [WRITER])
    assert (outcome.answer, outcome.role) == (Answer.ASK, role)
    assert reason in {each.code for each in outcome.reasons}


def test_a_safe_way_is_told_also_while_something_is_not_known():
    outcome = judge(CHECK, use(None, more_inputs=True), [WRITER])
    assert outcome.answer is Answer.ASK
    assert outcome.alternatives == (Alternative("writer", INPUTS),)


def test_what_may_go_in_does_not_matter_where_everything_may():
    assert answer(use(VAULT, more_inputs=True), VAULT) is Answer.YES_IF


@pytest.mark.parametrize(("inputs", "role"), [({"sensitive"}, "privacy_officer"), ({"secret"}, "ciso")])
def test_each_kind_of_data_has_its_colleague(inputs, role):
    assert judge(CHECK, use(None, inputs=frozenset(inputs)), []).role == role


def test_every_reason_and_rule_says_where_it_stands():
    outcome = judge(CHECK, use(None, inputs=frozenset(INPUTS), more_inputs=True, purpose=None, citizens=None), [])
    assert outcome.reasons
    assert all(part.sources for part in (*CHECK.reasons, *CHECK.house_rules, CHECK.breach))


FRAMES = st.builds(
    Frame,
    key=st.sampled_from(["a", "b", "c"]),
    inputs=st.frozensets(st.sampled_from(INPUTS)).map(CHECK.with_included),
    purposes=st.frozensets(st.sampled_from(PURPOSES), min_size=1),
    citizens=st.booleans(),
)
LISTED = st.lists(FRAMES, max_size=3, unique_by=lambda frame: frame.key)


@st.composite
def uses(draw) -> tuple[Use, list[Frame]]:
    """Any use here, among any approved tools."""
    frames = draw(LISTED)
    kinds = [Tool.OTHER, Tool.UNKNOWN, *([Tool.APPROVED] if frames else [])]
    tool = draw(st.sampled_from(kinds))
    wanted = Use(
        tool,
        draw(st.sampled_from(frames)) if tool is Tool.APPROVED else None,
        draw(st.frozensets(st.sampled_from(INPUTS))),
        draw(st.booleans()),
        draw(st.sampled_from([*PURPOSES, None])),
        draw(st.sampled_from([True, False, None])),
    )
    return wanted, frames


def changed(wanted: Use, **fields) -> Use:
    known = {name: getattr(wanted, name) for name in Use.__slots__}
    return Use(**known | fields)


@given(uses())
def test_what_is_not_known_never_gives_a_plain_yes(case):
    wanted, frames = case
    known = wanted.tool is not Tool.UNKNOWN and not wanted.more_inputs and None not in (wanted.purpose, wanted.citizens)
    if answer(wanted, *frames) is Answer.YES:
        assert known


@given(uses())
def test_a_yes_is_only_for_what_the_frame_allows(case):
    wanted, frames = case
    if answer(wanted, *frames) in (Answer.YES, Answer.YES_IF):
        assert wanted.tool is Tool.APPROVED
        assert CHECK.with_included(wanted.inputs) <= wanted.frame.inputs
        assert wanted.purpose in wanted.frame.purposes
        assert wanted.frame.citizens or not wanted.citizens


@given(uses(), st.sampled_from(INPUTS))
def test_putting_more_in_never_makes_the_answer_milder(case, more):
    wanted, frames = case
    worse = changed(wanted, inputs=wanted.inputs | {more})
    assert severity(answer(worse, *frames)) >= severity(answer(wanted, *frames))


@given(uses())
def test_putting_sensitive_data_in_instead_of_ordinary_never_makes_the_answer_milder(case):
    wanted, frames = case
    mild, worse = (changed(wanted, inputs=wanted.inputs | {kind}) for kind in ("ordinary", "sensitive"))
    assert severity(answer(worse, *frames)) >= severity(answer(mild, *frames))


@given(uses())
def test_knowing_less_of_what_goes_in_never_makes_the_answer_milder(case):
    wanted, frames = case
    certain = changed(wanted, more_inputs=False)
    assert severity(answer(changed(wanted, more_inputs=True), *frames)) >= severity(answer(certain, *frames))


@given(uses())
def test_reaching_citizens_never_makes_the_answer_milder(case):
    wanted, frames = case
    inside, outside = (changed(wanted, citizens=reach) for reach in (False, True))
    assert severity(answer(outside, *frames)) >= severity(answer(inside, *frames))


@given(uses())
def test_whoever_may_not_go_on_has_a_safe_way_or_a_colleague(case):
    wanted, frames = case
    outcome = judge(CHECK, wanted, frames)
    if outcome.answer is Answer.NOT_SO:
        assert outcome.alternatives
    assert outcome.role in CHECK.asks
    assert outcome.reasons


def test_judging_people_sensitive_and_secret_data_are_never_a_yes_in_a_tool_without_a_frame_for_them():
    for size in range(1, len(INPUTS) + 1):
        for inputs in combinations(INPUTS, size):
            assert answer(use(None, inputs=frozenset(inputs)), WRITER) not in (Answer.YES, Answer.YES_IF)
            assert answer(use(WRITER, inputs=frozenset(inputs)), WRITER) not in (Answer.YES, Answer.YES_IF)
    assert answer(use(WRITER, purpose="judging_people"), WRITER) is Answer.ASK


def test_a_frame_goes_no_further_than_what_the_intake_said():
    assert beyond(CHECK, WRITER, {"publication": "reviewed"}) == ()
    assert beyond(CHECK, WRITER, {}) == ("citizens.yes",)
    assert beyond(CHECK, VAULT, {"personal_data": None}) == (
        "input.ordinary",
        "input.sensitive",
        "input.secret",
        "purpose.judging_people",
        "citizens.yes",
    )


def test_the_hours_run_on_through_the_weekend():
    friday = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    assert proposed_deadline(friday, CHECK.breach) == friday + timedelta(days=3)
    assert [(source.law, source.article) for source in CHECK.breach.sources] == [("gdpr", "33(1)")]


@pytest.mark.parametrize(("people", "shown"), [(0, False), (4, False), (5, True), (60, True)])
def test_a_small_group_says_too_much_about_one_person(people, shown):
    assert large_enough(people, CHECK) is shown
