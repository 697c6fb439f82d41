"""The quick check that Roeland ships is complete, and a slip of the pen is pointed out."""

import msgspec
import pytest

from roeland.content import agreement, quick_checking, shipped
from roeland.rules.logic import Is
from roeland.rules.quick_questions import HouseRule, Input, QuickCheck, Reason
from roeland.rules.sources import Source

CHECK = shipped.meaning("quick-check", QuickCheck)


def complaints(**changes):
    return [message for _, message in quick_checking.check(msgspec.structs.replace(CHECK, **changes))]


def test_the_shipped_quick_check_holds_together():
    assert complaints() == []


def test_a_reason_that_the_rule_does_not_give_is_refused():
    assert complaints(reasons=CHECK.reasons[1:]) == ["'tool_approved' must stand here once, and nothing else"]


def test_a_reason_or_rule_without_a_source_is_refused():
    bare = (Reason("tool_approved"), *CHECK.reasons[1:])
    assert complaints(reasons=bare) == ["needs a source"]
    assert complaints(house_rules=(HouseRule("bare"),)) == ["needs a source"]


def test_a_rule_about_something_that_nobody_knows_is_refused():
    odd = HouseRule("odd", when=Is("weather", True), sources=(Source("house-rules"),))
    assert complaints(house_rules=(odd,)) == ["there is no fact 'weather'"]


def test_a_role_that_is_not_asked_and_data_that_do_not_exist_are_refused():
    assert "'ciso' is not one of asks" in complaints(asks=("privacy_officer", "lawyer", "information_manager"))
    odd = Input("ordinary", needs=Is("personal_data", True), includes=("gossip",))
    assert "there is no input 'gossip'" in complaints(inputs=(odd, *CHECK.inputs[1:]))


def test_a_code_stands_once():
    assert "'rule.check_it' stands here 2 times" in complaints(house_rules=(CHECK.house_rules[0], *CHECK.house_rules))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"asks": ("jester",)}, "roles: there is no role 'jester'"),
        ({"nothing": {"personal_data": "perhaps"}}, "nothing: the intake has no answer 'perhaps' to 'personal_data'"),
        ({"nothing": {"weather": True}}, "nothing: the intake has no answer 'True' to 'weather'"),
        ({"house_rules": (HouseRule("x", sources=(Source("moses"),)),)}, "x: there is no law 'moses'"),
        ({"citizens": Is("weather", True)}, "citizens.yes: there is no fact 'weather'"),
    ],
)
def test_what_it_names_in_other_documents_must_exist(changes, sentence):
    found = list(agreement.of_quick_check(msgspec.structs.replace(CHECK, **changes)))
    assert any(each.startswith(sentence) for each in found), found
