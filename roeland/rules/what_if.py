"""What would change a finding: the single answers with which it would come out otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from roeland.rules.classification import AIClass, Classification, Route, Rule, State
from roeland.rules.outcome import Circumstances, Standing, stand, state_of
from roeland.rules.questionnaire import NO_ANSWER, Answer, Answers, Kind, Question, Questionnaire, question_of
from roeland.rules.reading import Reading, Visibility, read


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to one question, and what would follow from it.

    `option` is set for one option of a many-of question, which `answer` then ticks or not.
    """

    question: str
    option: str
    answer: Answer
    state: State
    ai_class: AIClass
    route_at_least: Route
    route_at_most: Route


def what_would_change(
    classification: Classification, questionnaire: Questionnaire, answers: Answers, around: Circumstances, code: str
) -> tuple[Change, ...]:
    """Every single other answer with which the finding `code` would come out otherwise. Raises KeyError.

    In the order of the questionnaire. Looks only at questions that are shown now; empty when no single answer does it.
    """
    rule = classification.by_code[code]
    reading = read(questionnaire, answers, around.given)
    now = state_of(rule, reading.facts, reading.truths)
    found = []
    for question, option, other in _others(rule, reading):
        changed = {**answers, question.code: other}
        then = read(questionnaire, changed, around.given)
        state = state_of(rule, then.facts, then.truths)
        if state is not now:
            found.append(_change(question, option, other, state, stand(classification, questionnaire, changed, around)))
    return tuple(found)


def _change(question: Question, option: str, other: Answer, state: State, then: Standing) -> Change:
    return Change(question.code, option, other, state, then.certain_class, then.route_at_least, then.route_at_most)


def _others(rule: Rule, reading: Reading) -> Iterator[tuple[Question, str, Answer]]:
    """The other answers to the questions that the rule reads, and to those that decide whether these are asked."""
    read_facts = _facts_behind(rule, reading)
    for code in dict.fromkeys(q for q in reading.visibility if q in {question_of(fact) for fact in read_facts}):
        question = reading.questionnaire.by_code[code]
        if reading.visibility[code] is Visibility.SHOWN:
            yield from _other_answers(question, reading.answers.get(code, NO_ANSWER), read_facts)


def _facts_behind(rule: Rule, reading: Reading) -> set[str]:
    found: set[str] = set()
    waiting = [fact for condition in rule.conditions() for fact in condition.facts()]
    while waiting:
        fact = waiting.pop()
        question = reading.questionnaire.by_code.get(question_of(fact))
        if fact in found or question is None:
            continue
        found.add(fact)
        if question.show_when is not None:
            waiting.extend(question.show_when.facts())
    return found


def _other_answers(question: Question, answer: Answer, facts: set[str]) -> Iterator[tuple[Question, str, Answer]]:
    if question.kind is Kind.MANY_OF:
        for option in question.options:
            if f"{question.code}.{option}" in facts or f"{question.code}.count" in facts:
                yield question, option, _toggled(question, answer, option)
    elif question.kind in (Kind.YES_NO, Kind.ONE_OF):
        values: tuple[bool | str, ...] = (True, False) if question.kind is Kind.YES_NO else question.options
        for value in values:
            if answer.unknown or value != answer.value:
                yield question, "", Answer(value)


def _toggled(question: Question, answer: Answer, option: str) -> Answer:
    ticked = answer.value if isinstance(answer.value, tuple) else ()
    kept = set(ticked) ^ {option}
    return Answer(tuple(o for o in question.options if o in kept), answer.unknown, answer.complete)
