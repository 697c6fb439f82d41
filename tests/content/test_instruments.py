"""An instrument that does not hold together is refused with its place; the DPIA asks all that the law asks."""

import pytest

from roeland.content import checking, shipped
from roeland.content.conditions import condition
from roeland.content.instruments import check
from roeland.rules.instruments import Conclusion, Instrument, Need
from roeland.rules.numbers import Band, Number, Term
from roeland.rules.questionnaire import Kind, Question, Repeat, Section
from roeland.rules.sources import Source

GDPR = (Source("gdpr", "35"),)
NAME = Question("name", Kind.TEXT)
RISKS = Section("risks", (NAME, Question("bad", Kind.YES_NO)), role="ciso", repeat=Repeat("name"))
ABOUT = Section("about", (Question("big", Kind.YES_NO),), role="ciso")


def wrong(*sections, **more):
    return [
        (".".join(map(str, place)), message) for place, message in check(Instrument(sections, activity="s16", **more))
    ]


def test_a_good_one_has_nothing_wrong():
    conclusion = Conclusion("c", condition({"some": {"risks": {"is": {"bad": True}}}}), GDPR)
    assert wrong(ABOUT, RISKS, conclusions=(conclusion,)) == []


@pytest.mark.parametrize(
    ("sections", "more", "place"),
    [
        ((Section("risks", (NAME,), role="ciso", repeat=Repeat("other")),), {}, "sections.0.repeat.label"),
        ((Section("risks", (NAME,), role="ciso", repeat=Repeat("name", 5, 2)),), {}, "sections.0.repeat"),
        ((Section("left", (NAME,), role="ciso", per="risks"),), {}, "sections.0.per"),
        ((Section("about", (NAME,)),), {}, "sections.0"),  # no role
        ((Section("about", (Question("t", Kind.TABLE),), role="ciso"),), {}, "sections.0.questions.0.columns"),
        (
            (Section("about", (Question("t", Kind.TEXT, columns=("a",)),), role="ciso"),),
            {},
            "sections.0.questions.0.columns",
        ),
        (
            (Section("about", (Question("m", Kind.MANY_OF, rows_of="risks"),), role="ciso"),),
            {},
            "sections.0.questions.0.rows_of",
        ),
        (
            (
                RISKS,
                Section("after", (Question("q", Kind.TEXT, show_when=condition({"is": {"bad": True}})),), role="ciso"),
            ),
            {},
            "sections.1.questions.0.show_when",
        ),
        (
            (
                RISKS,
                Section(
                    "after",
                    (Question("q", Kind.TEXT, show_when=condition({"some": {"risks": {"is": {"bad": True}}}})),),
                    role="ciso",
                ),
            ),
            {},
            "sections.1.questions.0.show_when",
        ),
        (
            (ABOUT,),
            {"conclusions": (Conclusion("c", condition({"some": {"risks": {"is": {"bad": True}}}}), GDPR),)},
            "conclusions.0.when",
        ),
        ((RISKS,), {"conclusions": (Conclusion("c", condition({"is": {"bad": True}}), GDPR),)}, "conclusions.0.when"),
        ((ABOUT,), {"conclusions": (Conclusion("c", condition({"is": {"big": True}})),)}, "conclusions.0"),
        ((ABOUT,), {"needs": (Need("n", "required", condition({"is": {"finding.x": True}})),)}, "needs.0"),
        ((ABOUT,), {"numbers": (Number("n", "sum", (Term("nothing"),)),)}, "numbers.0.terms.0.of"),
        ((ABOUT,), {"numbers": (Number("n", "sum", (Term("big"),)),)}, "numbers.0.terms.0.of"),
        ((ABOUT,), {"numbers": (Number("n", "sum", (Term(points=-1),)),)}, "numbers.0.terms.0"),
        ((ABOUT,), {"numbers": (Number("n", "sum", (), group="risks"),)}, "numbers.0.group"),
        ((ABOUT,), {"numbers": (Number("n", "sum", (), bands=(Band("a", 3), Band("b", 1))),)}, "numbers.0.bands"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(sections, more, place):
    assert place in [where for where, _message in wrong(*sections, **more)]


def test_a_one_of_needs_a_value_for_each_option():
    about = Section("about", (Question("size", Kind.ONE_OF, ("s", "l")),), role="ciso")
    [(place, _message)] = wrong(about, numbers=(Number("n", "sum", (Term("size", {"s": 1}),)),))
    assert place == "numbers.0.terms.0.values"


class TestTheDPIA:
    def test_nothing_is_wrong_with_what_is_shipped(self):
        assert checking.problems() == ()

    @pytest.mark.parametrize(
        "article",
        ["35(7)(a)", "35(7)(b)", "35(7)(c)", "35(7)(d)", "35(9)", "35(11)", "36(1)", "5(1)(c)", "5(1)(e)", "6(1)",
         "9(2)", "10", "13", "14", "15", "16", "17", "20", "21", "22(1)", "26(1)", "28(3)", "32(1)", "33", "44", "87"],
    )  # fmt: skip
    def test_it_asks_what_this_article_asks(self, article):
        form = shipped.instrument("dpia")
        asked = {source.article for question in form.questions() for source in question.sources}
        assert article in asked | {source.article for one in form.conclusions for source in one.sources}

    def test_every_question_says_where_it_is_written(self):
        assert [question.code for question in shipped.instrument("dpia").questions() if not question.sources] == []

    def test_the_dpo_advises_because_the_law_says_so(self):
        [advice] = shipped.instrument("dpia").advice
        assert (advice.role, advice.sources[0].article) == ("dpo", "35(2)")
