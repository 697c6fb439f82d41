"""From where an answer came that nobody had to give again, and whether its source says something else by now."""

from collections.abc import Iterable
from dataclasses import dataclass

from roeland.assessments.instruments import known
from roeland.assessments.instruments.queries import Reading
from roeland.assessments.models import TakenOver
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.screen import say_answer
from roeland.rules.questionnaire import NO_ANSWER


@dataclass(frozen=True)
class Origin:
    """Where an answer was taken over from; `now` is what the source says when it changed since, else ""."""

    label: str
    url: str
    as_it_was: bool  # nobody changed the answer here
    now: str


def origins(found: Reading, codes: Iterable[str]) -> dict[str, Origin]:
    """Per question that was filled in from elsewhere its origin; one query when there is none."""
    rows = list(TakenOver.objects.filter(assessment=found.assessment, question__in=list(codes)))
    if not rows:
        return {}
    shared, sources = known.shared_questions(found.assessment), known.known(found.assessment)
    told = {row.question: _origin(found, row, sources.get(shared[row.question].share)) for row in rows}
    return {code: origin for code, origin in told.items() if origin is not None}


def _origin(found: Reading, row: TakenOver, source: known.Known | None) -> Origin | None:
    """None when its source is gone, or when another source answers it now."""
    if source is None or source.source != row.source:
        return None
    answer = found.filled.answers.get(row.question, NO_ANSWER)
    question = found.filled.questionnaire.question(row.question)
    changed = source.mark not in (row.mark, sheets.mark(answer)) and known.fits(question, source.answer)
    now = say_answer(found.assessment.sheet.questionnaire, question, source.answer) if changed else ""
    return Origin(source.label, source.url, sheets.mark(answer) == row.mark, now)
