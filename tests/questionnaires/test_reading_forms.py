"""What a form sends becomes answers; what is wrong is said and what is right is kept."""

import pytest
from django.http import QueryDict

from roeland.questionnaires.forms import read
from roeland.rules.answering import Problem, RawAnswer
from roeland.rules.questionnaire import Answer, Kind, Question

USED = Question("used", Kind.YES_NO)
WAY = Question("way", Kind.ONE_OF, options=("fast", "slow"))
DATA = Question("data", Kind.MANY_OF, options=("names", "photos", "voices"))
PEOPLE = Question("people", Kind.NUMBER, maximum=1000)
REMARK = Question("remark", Kind.TEXT, max_length=10)
ALL = (USED, WAY, DATA, PEOPLE, REMARK)


def sent(fields: str):
    return read(ALL, QueryDict(fields))


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        pytest.param("used.seen=&used=yes", Answer(True), id="yes"),
        pytest.param("used.seen=&used=no", Answer(False), id="no"),
        pytest.param("used.seen=&used=unknown", Answer(unknown=True), id="don't know"),
        pytest.param("way.seen=&way=slow", Answer("slow"), id="one option"),
        pytest.param("way.seen=&way=unknown", Answer(unknown=True), id="don't know which"),
        pytest.param(
            "data.seen=&data=photos&data=names&data.closing=complete",
            Answer(("names", "photos"), complete=True),
            id="these, and that is all",
        ),
        pytest.param("data.seen=&data.closing=none", Answer((), complete=True), id="none of these"),
        pytest.param("data.seen=&data.closing=unknown", Answer((), unknown=True), id="don't know any"),
        pytest.param(
            "data.seen=&data=names&data.closing=unknown", Answer(("names",), unknown=True), id="don't know the rest"
        ),
        pytest.param("people.seen=&people=350", Answer(350), id="a number"),
        pytest.param("people.seen=&people=&people.unknown=1", Answer(unknown=True), id="don't know how many"),
        pytest.param("remark.seen=&remark=+fine+", Answer("fine"), id="a text without its spaces"),
    ],
)
def test_every_kind_of_answer_is_read(fields, answer):
    read_now = sent(fields)

    assert list(read_now.answers.values()) == [answer]
    assert read_now.problems == {}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        pytest.param("used.seen=", Problem.REQUIRED, id="nothing chosen"),
        pytest.param("used.seen=&used=maybe", Problem.NOT_AN_OPTION, id="not an option"),
        pytest.param("way.seen=&way=fast&way=slow", Problem.ONE_ONLY, id="two where one is asked"),
        pytest.param("way.seen=&way=fast&way=unknown", Problem.CONTRADICTION, id="an answer and don't know"),
        pytest.param("data.seen=&data=names&data.closing=none", Problem.CONTRADICTION, id="a tick and none of these"),
        pytest.param("data.seen=&data=faces&data.closing=complete", Problem.NOT_AN_OPTION, id="an unknown tick"),
        pytest.param("data.seen=", Problem.REQUIRED, id="no tick at all"),
        pytest.param("people.seen=&people=many", Problem.NOT_A_NUMBER, id="a word for a number"),
        pytest.param("people.seen=&people=-1", Problem.TOO_LOW, id="too low"),
        pytest.param("people.seen=&people=1001", Problem.TOO_HIGH, id="too high"),
        pytest.param("people.seen=&people=3&people.unknown=1", Problem.CONTRADICTION, id="a number and don't know"),
        pytest.param("remark.seen=&remark=much+too+long", Problem.TOO_LONG, id="too long"),
    ],
)
def test_what_is_wrong_is_said_and_not_kept(fields, problem):
    read_now = sent(fields)

    assert problem in next(iter(read_now.problems.values()))
    assert read_now.answers == {}


def test_what_was_typed_stays_available_when_it_is_wrong():
    assert sent("people.seen=&people=many").raw["people"] == RawAnswer(("many",))


def test_ticks_are_kept_before_one_says_whether_that_is_all():
    read_now = sent("data.seen=&data=voices")

    assert read_now.problems["data"] == (Problem.SAY_IF_COMPLETE,)
    assert read_now.answers["data"] == Answer(("voices",))


def test_a_question_that_was_not_on_the_screen_is_left_alone():
    assert sent("used=yes").answers == {}


def test_one_wrong_answer_does_not_hold_up_the_others():
    read_now = sent("used.seen=&used=yes&people.seen=&people=many")

    assert read_now.answers == {"used": Answer(True)}
    assert set(read_now.problems) == {"people"}


def test_what_the_person_had_on_the_screen_travels_along():
    assert sent("used.seen=abc123&used=yes").seen == {"used": "abc123"}
