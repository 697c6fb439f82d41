"""Random answers to the shipped intake, for the laws: whole ones, and ones that say part of them."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from roeland.rules.questionnaire import Answer, Kind
from tests.content.intake import COUNTRIES, FORM, TODAY

# A busy machine is no reason to fail: neither the time per example nor that of drawing one is the subject here.
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
LAW = settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
COUNTRY = st.sampled_from(COUNTRIES)
DAY = st.sampled_from([TODAY, TODAY.replace(month=12, day=1), TODAY.replace(month=12, day=2), TODAY.replace(year=2031)])
QUESTIONS = FORM.by_code


def _values(question):
    if question.kind is Kind.MANY_OF:
        return st.lists(st.sampled_from(question.options), unique=True, max_size=3).map(tuple)
    return st.sampled_from(question.options) if question.kind is Kind.ONE_OF else st.booleans()


def full_answer(question):
    """An answer without anything open."""
    return st.builds(Answer, _values(question), complete=st.just(question.kind is Kind.MANY_OF))


def weaker(question, answer):
    """The answer itself, part of it, "I don't know", or None for silence."""
    silent = st.sampled_from([None, Answer(unknown=True), answer, answer])
    if question.kind is not Kind.MANY_OF:
        return silent
    some = st.lists(st.sampled_from(answer.value), unique=True) if answer.value else st.just([])
    return silent | st.builds(Answer, some.map(tuple), unknown=st.booleans())


@st.composite
def full(draw):
    """Every question answered, those of the experts too."""
    return {code: draw(full_answer(question)) for code, question in QUESTIONS.items()}


@st.composite
def part(draw, answers):
    """The same with less said."""
    said = {code: draw(weaker(QUESTIONS[code], answer)) for code, answer in answers.items()}
    return {code: answer for code, answer in said.items() if answer is not None}


@st.composite
def halves(draw):
    """Answers, and the same with less said."""
    answers = draw(full())
    return answers, draw(part(answers))


@st.composite
def partly(draw):
    """Answers of which some are open."""
    return draw(part(draw(full())))
