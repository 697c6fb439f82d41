"""What would change a finding, in words: the single answers with which it comes out otherwise."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roeland.assessments import classifying
from roeland.assessments.models import Classification
from roeland.content import shipped
from roeland.questionnaires.screen import question_label, say_answer
from roeland.register.models import AIClass, Route
from roeland.rules.classification import State
from roeland.rules.questionnaire import Answer, Question
from roeland.rules.what_if import Change, what_would_change

THEN = {
    State.CERTAIN: gettext_lazy("then it is certain"),
    State.POSSIBLE: gettext_lazy("then it is possible"),
    State.EXCLUDED: gettext_lazy("then it does not apply"),
}
"""How the state that would follow is said."""


@dataclass(frozen=True)
class Other:
    """Another answer, and what the finding, the class and the route would be then."""

    question: str
    answer: str
    finding: str
    ai_class: str
    route: str


def others(classification: Classification, code: str) -> list[Other]:
    """Every single other answer that would change the finding `code`. Raises KeyError when there is no such finding."""
    questionnaire = shipped.questionnaire(classification.questionnaire)
    found = what_would_change(
        shipped.classification(classification.rules),
        questionnaire,
        classifying.answers_of(classification),
        classifying.around_of(classification),
        code,
    )
    return [_other(classification.questionnaire, questionnaire.by_code[change.question], change) for change in found]


def _other(reference: str, question: Question, change: Change) -> Other:
    return Other(
        question=question_label(reference, question.code),
        answer=_answer(reference, question, change),
        finding=str(THEN[change.state]),
        ai_class=str(AIClass(change.ai_class).label),
        route=_route(change),
    )


def _answer(reference: str, question: Question, change: Change) -> str:
    if not change.option:
        return say_answer(reference, question, change.answer)
    option = say_answer(reference, question, Answer((change.option,), complete=True))
    ticked = isinstance(change.answer.value, tuple) and change.option in change.answer.value
    return (_("also: %(option)s") if ticked else _("not: %(option)s")) % {"option": option}


def _route(change: Change) -> str:
    low, high = str(Route(change.route_at_least).label), str(Route(change.route_at_most).label)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
