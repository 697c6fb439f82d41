"""What must hold of the law in every intake: prohibited dominates, profiling overrides, risk never makes it lighter."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roeland.rules.classification import ROUTES, AIClass, Route, State
from roeland.rules.outcome import stand
from roeland.rules.questionnaire import Answer
from tests.content.answering import COUNTRY, DAY, LAW, full, partly
from tests.content.intake import FORM, RULES, around, outcome

BAN = date(2026, 12, 2)
RISKS = [
    (code, option)
    for code in ("prohibited", "domain", "effect", "data_kinds", "data_use", "security")
    for option in FORM.question(code).options
    if option != "dpia_exists"
]
AI = Answer(("learned",), complete=True)
USED = Answer(("staff_use",), complete=True)
PERSONAL = {"personal_data": Answer(True), "effect": Answer(("judges_people",), complete=True)}


def only(option):
    return Answer((option,), complete=True)


def ticked_too(answer, option):
    return Answer((*(o for o in answer.value if o != option), option), complete=True)


@LAW
@given(partly(), COUNTRY, DAY)
def test_a_certain_prohibition_dominates_everything(answers, country, day):
    said = {**answers, "technique": AI, "users": USED, "prohibited": only("scrapes_faces")}
    found = stand(RULES, FORM, said, around(country, day))
    assert (found.ai_class, found.route) == (AIClass.FORBIDDEN, Route.FORBIDDEN)


@LAW
@given(partly(), COUNTRY, st.lists(st.sampled_from(FORM.question("exception_steps").options), unique=True))
def test_profiling_in_annex_iii_is_high_risk_whatever_the_exception_says(answers, country, steps):
    exception = {
        "exception_file": Answer(True),
        "exception_steps": Answer(tuple(steps), complete=True),
        "exception_harm": Answer(False),
    }
    area = {"domain": only("services"), "services": only("benefits"), "prohibited": Answer((), complete=True)}
    said = {**answers, "technique": AI, "users": USED, **PERSONAL, **area, **exception}
    found = stand(RULES, FORM, said, around(country))
    assert found.states["high-risk-annex-iii"] is State.CERTAIN
    assert found.states["exception-6-3"] is State.EXCLUDED
    assert (found.ai_class, found.route) == (AIClass.HIGH, Route.FULL)


@LAW
@given(full(), COUNTRY, DAY, st.sampled_from(RISKS))
def test_a_risk_more_never_makes_the_route_lighter(answers, country, day, risk):
    code, option = risk
    before = stand(RULES, FORM, answers, around(country, day))
    more = {**answers, code: ticked_too(answers[code], option)}
    after = stand(RULES, FORM, more, around(country, day))
    assert ROUTES.index(after.route_at_least) >= ROUTES.index(before.route_at_least)
    assert ROUTES.index(after.route_at_most) >= ROUTES.index(before.route_at_most)


@LAW
@given(
    partly(), COUNTRY, st.sampled_from(["intimate_images", "child_abuse"]), st.dates(date(2026, 8, 2), date(2028, 1, 1))
)
def test_the_new_bans_ask_for_the_full_route_until_their_day_and_forbid_from_then_on(answers, country, what, day):
    points = {"point_ba": Answer("applies"), "point_bb": Answer("applies")}
    said = {**answers, "technique": AI, "users": USED, "prohibited": only(what), **points}
    found = stand(RULES, FORM, said, around(country, day))
    if day < BAN:
        assert found.ai_class is not AIClass.FORBIDDEN
        assert (found.route_at_least, found.route_at_most) == (Route.FULL, Route.FULL)
    else:
        assert (found.ai_class, found.route) == (AIClass.FORBIDDEN, Route.FORBIDDEN)


def test_the_same_answers_say_until_when_they_hold():
    said = {"technique": "general_model", "output": "media", "prohibited": "intimate_images", "point_ba": "applies"}
    before, after = outcome(**said), outcome(as_of=BAN, **said)
    assert (before.next_change, after.next_change) == (BAN, None)
    assert before.finding("prohibited-ba").pending
    assert not after.finding("prohibited-ba").pending
    assert (before.route, after.route) == (Route.FULL, Route.FORBIDDEN)
