"""A section that repeats stands there once for each row, and what reads a question reads it in its own row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.content.conditions import condition
from roeland.rules.classification import State
from roeland.rules.expanding import around, bare, condition_over, expanded, in_row, outer_row, row_inside, row_of
from roeland.rules.instruments import Conclusion, Instrument, Need, concluded, needed, signing_gaps
from roeland.rules.logic import Interval, Truth
from roeland.rules.numbers import Band, Number, Term
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire, Repeat, Section
from roeland.rules.reading import Visibility, read

VALUES = {"small": 1, "medium": 2, "large": 3}
LIKELY = Question("likely", Kind.ONE_OF, tuple(VALUES))
FORM = Questionnaire(
    (
        Section("start", (Question("heavy", Kind.YES_NO),)),
        Section(
            "risks",
            (
                Question("name", Kind.TEXT),
                LIKELY,
                Question("why", Kind.LONG_TEXT, show_when=condition({"is": {"likely": "large"}})),
                Question("extra", Kind.TEXT, show_when=condition({"is": {"heavy": True}})),
            ),
            repeat=Repeat("name"),
        ),
        Section("measures", (Question("left", Kind.ONE_OF, tuple(VALUES)),), per="risks"),
        Section("use", (Question("which", Kind.MANY_OF, rows_of="risks"),)),
    ),
    numbers=(
        Number("weight", "sum", (Term("likely", VALUES), Term("left", VALUES)), group="risks"),
        Number("heaviest", "largest", (Term("weight"),), bands=(Band("low", 0), Band("high", 5))),
    ),
)
HIGH = condition({"some": {"risks": {"is": {"likely": "large"}}}})
keys = st.lists(st.text("abc123", min_size=1, max_size=4), unique=True, max_size=4)
options = st.sampled_from(list(VALUES))


def rows(*found):
    return {"risks": tuple(found)}


def test_a_code_in_a_row_leads_back_to_the_code_of_the_content():
    assert in_row("kinds.health", "1a") == "kinds-1a.health"
    assert bare("kinds-1a.health") == "kinds.health"
    assert (row_of("kinds-1a.health"), row_of("kinds.health")) == ("1a", "")


@given(keys)
def test_every_row_has_every_question_once_and_in_its_order(found):
    form = expanded(FORM, rows(*found))
    codes = list(form.by_code)
    assert codes == [
        "heavy",
        *(in_row(code, key) for key in found for code in ("name", "likely", "why", "extra")),
        *(in_row("left", key) for key in found),
        "which",
    ]
    assert form.by_code["which"].options == tuple(found)


def test_a_question_is_shown_by_the_answer_in_its_own_row():
    form = expanded(FORM, rows("a", "b"))
    reading = read(form, {"likely-a": Answer("large"), "likely-b": Answer("small"), "heavy": Answer(True)})
    assert reading.visibility["why-a"] is Visibility.SHOWN
    assert reading.visibility["why-b"] is Visibility.HIDDEN
    assert reading.visibility["extra-a"] is reading.visibility["extra-b"] is Visibility.SHOWN


def truth(found, answers, complete=()):
    reading = read(expanded(FORM, rows(*found)), {code: Answer(value) for code, value in answers.items()})
    return condition_over(FORM, HIGH, rows(*found), complete).evaluate(reading.facts).truth


def test_some_row_is_true_false_or_unknown_as_the_rows_are():
    assert truth(["a", "b"], {"likely-a": "large"}) is Truth.TRUE
    assert truth(["a", "b"], {"likely-a": "small"}) is Truth.UNKNOWN
    assert truth(["a", "b"], {"likely-a": "small", "likely-b": "medium"}) is Truth.FALSE


def test_without_a_row_it_is_unknown_until_somebody_says_that_this_is_all():
    assert truth([], {}) is Truth.UNKNOWN
    assert truth([], {}, complete={"risks"}) is Truth.FALSE


@given(keys, st.dictionaries(st.integers(0, 3), options), st.dictionaries(st.integers(0, 3), options))
def test_answering_what_is_open_never_contradicts_what_was_certain(found, first, more):
    """For conclusions over rows, and for the bounds of a number."""
    before = {in_row("likely", found[i]): value for i, value in first.items() if i < len(found)}
    after = {in_row("likely", found[i]): value for i, value in more.items() if i < len(found)} | before
    was, now = truth(found, before), truth(found, after)
    assert was is Truth.UNKNOWN or was is now
    bounds = [
        read(expanded(FORM, rows(*found)), {c: Answer(v) for c, v in said.items()}).facts["heaviest"]
        for said in (before, after)
    ]
    assert bounds[0].low <= bounds[1].low
    assert bounds[1].high <= bounds[0].high


def test_a_number_is_worked_out_in_each_row_and_over_all_of_them():
    form = expanded(FORM, rows("a", "b"))
    answers = {"likely-a": "large", "left-a": "medium", "likely-b": "small"}
    facts = read(form, {code: Answer(value) for code, value in answers.items()}).facts
    assert (facts["weight-a"], facts["weight-b"]) == (Interval(5, 5), Interval(2, 4))
    assert facts["heaviest"] == Interval(5, 5)
    assert FORM.numbers[1].band(facts["heaviest"]) == "high"
    assert FORM.numbers[1].band(Interval(4, 5)) == ""  # two are possible


@pytest.mark.parametrize(
    ("how", "expected"),
    [("sum", Interval(3, None)), ("product", Interval(0, None)), ("largest", Interval(3, None))],
)
def test_what_has_no_upper_bound_keeps_none(how, expected):
    form = Questionnaire(
        (Section("s", (Question("many", Kind.NUMBER),)),),
        numbers=(Number("n", how, (Term(points=3), Term("many"))),),
    )
    assert read(form, {}).facts["n"] == expected


def test_a_term_counts_only_while_its_condition_holds():
    form = Questionnaire(
        (Section("s", (Question("heavy", Kind.YES_NO),)),),
        numbers=(Number("n", "sum", (Term(points=2, when=condition({"is": {"heavy": True}})), Term(points=1))),),
    )
    found = [read(form, answers).facts["n"] for answers in ({}, {"heavy": Answer(True)}, {"heavy": Answer(False)})]
    assert found == [Interval(1, 3), Interval(3, 3), Interval(1, 1)]


class TestInstruments:
    def instrument(self, **more):
        return Instrument(FORM.sections, numbers=FORM.numbers, activity="s16", **more)

    def test_what_follows_says_whether_it_is_certain(self):
        made = self.instrument(
            conclusions=(Conclusion("high", HIGH), Conclusion("heavy", condition({"is": {"heavy": True}})))
        )
        facts = read(expanded(made, rows("a")), {"likely-a": Answer("large")}).facts
        assert [(one.code, one.state) for one in concluded(made, facts, rows("a"))] == [
            ("high", State.CERTAIN),
            ("heavy", State.POSSIBLE),
        ]

    @given(st.permutations(["a", "b", "c"]))
    def test_what_follows_from_one_condition_never_depends_on_another(self, order):
        """Conditions over rows live only while they are asked: what one came to must never be taken for another's."""
        conditions = {code: condition({"some": {"risks": {"is": {"likely": code}}}}) for code in VALUES}
        made = self.instrument(conclusions=tuple(Conclusion(code, each) for code, each in conditions.items()))
        facts = read(expanded(made, rows(*order)), {in_row("likely", order[0]): Answer("large")}).facts
        found = {one.code: one.state for one in concluded(made, facts, rows(*order))}
        assert found == {"small": State.POSSIBLE, "medium": State.POSSIBLE, "large": State.CERTAIN}

    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ({"finding.a": True, "finding.b": True}, ("must", State.CERTAIN)),
            ({"finding.a": None, "finding.b": True}, ("must", State.POSSIBLE)),
            ({"finding.a": False, "finding.b": True}, ("wise", State.CERTAIN)),
            ({"finding.a": False, "finding.b": None}, ("wise", State.POSSIBLE)),
            ({}, ("must", State.POSSIBLE)),
        ],
    )
    def test_the_strongest_need_counts_and_what_is_unknown_never_makes_it_go_away(self, facts, expected):
        needs = (
            Need("wise", "recommended", condition({"is": {"finding.b": True}})),
            Need("must", "required", condition({"is": {"finding.a": True}})),
        )
        found = needed(self.instrument(needs=needs), facts)
        assert (found.need.code, found.state) == expected

    def test_it_is_not_needed_only_when_every_reason_is_certainly_not_there(self):
        needs = (Need("must", "required", condition({"is": {"finding.a": True}})),)
        assert needed(self.instrument(needs=needs), {"finding.a": False}) is None

    def test_what_keeps_it_from_being_signed(self):
        fine = {"closed": True, "advised": ["dpo"], "must_advise": ["dpo"], "unanswered": [], "signer_advised": False}
        assert signing_gaps(**fine) == ()
        wrong = {"closed": False, "advised": [], "unanswered": ["ciso"], "signer_advised": True}
        assert signing_gaps(**(fine | wrong)) == (
            "still_open",
            "advice_missing:dpo",
            "advice_unanswered",
            "own_advice",
        )


NESTED = Questionnaire(
    (
        Section("flows", (Question("flow", Kind.TEXT), Question("abroad", Kind.YES_NO)), repeat=Repeat("flow")),
        Section(
            "parties",
            (
                Question("party", Kind.TEXT),
                Question("known", Kind.YES_NO),
                Question("country", Kind.TEXT, show_when=condition({"is": {"abroad": True}})),
                Question("whom", Kind.TEXT, show_when=condition({"is": {"known": False}})),
            ),
            repeat=Repeat("party", inside="flows"),
        ),
        Section("interests", (Question("interest", Kind.LONG_TEXT),), per="parties"),
    )
)


def test_a_row_can_stand_in_a_row_and_reads_what_was_said_in_the_one_around_it():
    form = expanded(NESTED, {"flows": ("a", "b"), "parties": ("a_1", "a_2", "b_3")})
    answers = {
        "abroad-a": Answer(True),
        "abroad-b": Answer(False),
        "known-a_1": Answer(False),
        "known-a_2": Answer(True),
    }
    seen = read(form, answers).visibility
    assert [code for code in form.by_code if code.startswith("party")] == ["party-a_1", "party-a_2", "party-b_3"]
    assert (seen["country-a_1"], seen["country-b_3"]) == (Visibility.SHOWN, Visibility.HIDDEN)
    assert (seen["whom-a_1"], seen["whom-a_2"]) == (Visibility.SHOWN, Visibility.HIDDEN)
    assert [section.code for section in form.sections][-3:] == ["interests-a_1", "interests-a_2", "interests-b_3"]


@pytest.mark.parametrize(
    ("outer", "own", "key"), [("", "1a", "1a"), ("1a", "2b", "1a_2b"), ("1a_2b", "3c", "1a_2b_3c")]
)
def test_the_key_of_a_row_leads_to_the_row_around_it(outer, own, key):
    assert row_inside(outer, own) == key
    assert outer_row(key) == outer
    assert around(key, 1) == key.split("_")[0]
