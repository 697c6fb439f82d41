"""From what a form sends to answers: what is good is kept, what is wrong is said."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from roeland.organisation.models import Organisation
from roeland.organisation.queries import persons_choices
from roeland.rules.answering import Problem, RawAnswer, answer, problems
from roeland.rules.questionnaire import NO_ANSWER, TOLD, Answer, Kind, Question

UNKNOWN = "unknown"
COMPLETE = "complete"
NONE = "none"
SINGLE = (Kind.YES_NO, Kind.ONE_OF)
CLOSINGS = (COMPLETE, NONE, UNKNOWN)
QUIET = frozenset({Problem.REQUIRED, Problem.SAY_IF_COMPLETE})
"""What is not said while somebody is still filling in the page."""


def field_names(code: str) -> dict[str, str]:
    """The names under which parts of a question stand in a form: closing, "I don't know", what was seen, a file."""
    names = ("closing", "unknown", "seen", "upload")
    return {name: f"{code}.{name}" for name in names}


@dataclass(frozen=True)
class Sent:
    """What a form sent: the answers that can be kept, what was typed, what is wrong, and what the person had seen."""

    answers: dict[str, Answer] = field(default_factory=dict)
    raw: dict[str, RawAnswer] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)  # why a file was not kept

    @property
    def loud(self) -> dict[str, tuple[Problem, ...]]:
        """What is wrong beyond an answer that is only not given yet."""
        return {code: wrong for code, wrong in self.problems.items() if not QUIET.issuperset(wrong)}


def read(questions: Iterable[Question], data: QueryDict) -> Sent:
    """Read the questions that stood on the screen; those that the form did not show are left alone."""
    sent = Sent()
    for question in questions:
        if question.kind is Kind.FILE:
            continue  # comes as an upload, never as a key
        seen = data.get(field_names(question.code)["seen"])
        if seen is not None:
            sent.seen[question.code] = seen
            _read_one(question, data, sent)
    return sent


def _read_one(question: Question, data: QueryDict, sent: Sent) -> None:
    raw, wrong = _raw(question, data)
    sent.raw[question.code] = raw
    wrong = wrong or problems(question, raw)
    if not wrong:
        sent.answers[question.code] = answer(question, raw)
        return
    if wrong == (Problem.REQUIRED,) and question.kind in TOLD:
        sent.answers[question.code] = NO_ANSWER  # what was written is taken out again
        if question.optional:
            return
    sent.problems[question.code] = wrong
    if wrong == (Problem.SAY_IF_COMPLETE,):
        # The ticks are true already, whether or not they are all there is.
        sent.answers[question.code] = Answer(tuple(o for o in question.options if o in raw.values))


def refuse_strangers(questions: Iterable[Question], sent: Sent, organisation: Organisation) -> Sent:
    """Take out the answers that name a person who does not work here, and say so."""
    kinds = {question.code: question.kind for question in questions}
    named = {code: said.value for code, said in sent.answers.items() if kinds[code] is Kind.PERSON and said.value}
    if named:
        known = {
            str(key) for key in persons_choices(organisation).filter(pk__in=named.values()).values_list("pk", flat=True)
        }
        for code in [code for code, key in named.items() if key not in known]:
            del sent.answers[code]
            sent.problems[code] = (Problem.NOT_A_PERSON,)
    return sent


def _raw(question: Question, data: QueryDict) -> tuple[RawAnswer, tuple[Problem, ...]]:
    names = field_names(question.code)
    values = tuple(data.getlist(question.code))
    if question.kind is Kind.MANY_OF:
        closing = data.get(names["closing"], "")
        raw = RawAnswer(values, closing == UNKNOWN, closing in (COMPLETE, NONE))
        return raw, (Problem.CONTRADICTION,) if closing == NONE and values else ()
    said_unknown = names["unknown"] in data or (question.kind in SINGLE and UNKNOWN in values)
    return RawAnswer(tuple(v for v in values if v != UNKNOWN or question.kind not in SINGLE), said_unknown), ()
