"""Reading a file with answers, and saying everything that is wrong with it, by key."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from roeland.cli.failing import Misunderstood
from roeland.rules import machine_answers
from roeland.rules.answering import Problem
from roeland.rules.machine_answers import BadAnswers, Misfit, Wrong
from roeland.rules.questionnaire import Answer, Kind, Question, Questionnaire

STANDARD_INPUT = "-"

TYPES = {
    Kind.YES_NO: "true, false or null",
    Kind.ONE_OF: "the code of an option, or null",
    Kind.MANY_OF: 'a list of option codes, {"values": [...], "rest": "unknown"}, or null',
    Kind.NUMBER: "a whole number or null",
    Kind.TEXT: "text or null",
    Kind.LONG_TEXT: "text or null",
    Kind.DATE: "a date as 2026-12-02, or null",
    Kind.LINK: "an address that begins with https://, or null",
    Kind.PERSON: "the key of a person, or null",
    Kind.FILE: "the key of a file, or null",
    Kind.TABLE: "a list of rows, each a list of texts, or null",
}


def answers(name: str, questionnaire: Questionnaire) -> dict[str, Answer]:
    """The answers in this file ("-" is standard input). Raises Misunderstood with every problem, a line per key."""
    told, twice = _parsed(_read(name))
    problems = [f"{key}: stands here more than once" for key in twice]
    if not isinstance(told, dict):
        raise Misunderstood("the answers must be one JSON object: question code → value.")
    found: dict[str, Answer] = {}
    try:
        found = machine_answers.answers(questionnaire, told)
    except BadAnswers as bad:
        problems += [f"{wrong.key}: {_sentence(wrong, questionnaire)}" for wrong in bad.wrong]
    if problems:
        raise Misunderstood("the answers cannot be read.\n" + "\n".join(f"  {problem}" for problem in problems))
    return found


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Misunderstood(f"{name} cannot be read: {reason}.") from error


def _parsed(content: bytes) -> tuple[Any, list[str]]:
    """What the JSON says, and the keys that stand twice in one object."""
    twice: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return dict(pairs)

    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=unique), twice
    except (ValueError, RecursionError) as error:
        raise Misunderstood(f"the answers are not JSON in UTF-8: {error}.") from error


def _sentence(wrong: Wrong, questionnaire: Questionnaire) -> str:
    question = wrong.question
    if question is None:
        return "there is no such question" + "".join(_perhaps(wrong.key, questionnaire))
    if wrong.problem is Misfit.WRONG_TYPE:
        return f"must be {TYPES[question.kind]}"
    return _of_value(question, wrong.problem)


def _perhaps(key: str, questionnaire: Questionnaire) -> Iterator[str]:
    yield from (f"; did you mean {near}?" for near in get_close_matches(key, questionnaire.by_code, n=1))


def _of_value(question: Question, problem: Problem | Misfit) -> str:
    sentences = {
        Problem.NOT_AN_OPTION: f"{_choice(question)} of {', '.join(question.options)}",
        Problem.TOO_LOW: f"must be at least {question.minimum}",
        Problem.TOO_HIGH: f"must be at most {question.maximum}",
        Problem.TOO_LONG: f"must be no longer than {question.max_length} characters",
        Problem.NOT_A_NUMBER: "is too large",
        Problem.REQUIRED: "is empty; leave it out when nothing was said",
    }
    return sentences[Problem(problem)]


def _choice(question: Question) -> str:
    return "may hold only options" if question.kind is Kind.MANY_OF else "must be one"
