"""What is more of an assessment on an official form: what its own rules conclude, and the file of its answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from roeland.assessments.instruments.queries import Reading, newest, of_application, read
from roeland.assessments.instruments.showing import line
from roeland.assessments.models import Assessment
from roeland.content import shipped
from roeland.content.official import output
from roeland.content.official.as_instrument import Official, code_of, plain
from roeland.library import official as forms
from roeland.questionnaires.attaching import file_of as file_of_answer
from roeland.rules.expanding import bare
from roeland.rules.official import Outcome, answers_in, outcomes
from roeland.rules.questionnaire import Kind, Section

KINDS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg"}
"""The pictures that Roeland keeps and the format takes, by how their name ends."""


@dataclass(frozen=True)
class Told:
    """What the rules of the form say of another assessment, with the questions that are still open."""

    outcome: Outcome
    because: list[str]
    open: list[str]


@dataclass(frozen=True)
class Elsewhere:
    """An answer in another form that says something about this part."""

    form: str
    question: str
    answer: str
    url: str


def elsewhere(found: Reading, form: Official, section: Section) -> list[Elsewhere]:
    """What other official forms of the application say about the questions of a part, as those refer to it."""
    here = {form.task_of[question.code] for question in section.questions}
    others = newest(of_application(found.assessment.application)).values()
    said = []
    for row in sorted(others, key=lambda each: each.begun_at):
        other = of(row) if row.pk != found.assessment.pk else None
        if other is not None:
            said += _said_of(row, other, here, form.definition.key)
    return said


def _said_of(row: Assessment, other: Official, here: set[str], key: str) -> list[Elsewhere]:
    about = [
        code_of(task.id)
        for task in other.definition.every_task()
        if any(target in here for target, _how in task.fills(key)) and code_of(task.id) in other.task_of
    ]
    if not about:
        return []
    reading = read(row)
    lines = (line(reading, code) for code in reading.filled.answers if bare(code) in about)
    return [Elsewhere(row.title, each.question, each.answer, row.get_absolute_url()) for each in lines if each.given]


def of(assessment: Assessment) -> Official | None:
    """The official form on which it is; None for an instrument of our own."""
    reference = assessment.sheet.questionnaire
    return forms.official(reference) if shipped.is_elsewhere(reference) else None


def file_of(
    found: Reading, form: Official, moment: datetime, images: Mapping[str, output.Image] | None = None
) -> dict[str, Any]:
    """The answers as a file of the format, as far as they are asked; with the pictures that are handed in."""
    asked = _asked(found)
    answers = {code: answer for code, answer in found.filled.answers.items() if code in asked}
    at = {code: row.answered_at for code, row in found.filled.rows.items()}
    sheet = output.Sheet(answers, at, found.filled.parts, found.complete, images if images is not None else {})
    return output.write(form, sheet, moment)


def _asked(found: Reading) -> set[str]:
    return {code for section in found.sections for code in found.codes(section.code)}


def images_of(found: Reading) -> dict[str, output.Image]:
    """The pictures that are answers, as far as the format takes their kind."""
    by_code = found.filled.questionnaire.by_code
    kept = {}
    for code in _asked(found):
        file = file_of_answer(found.assessment.sheet, code) if by_code[code].kind is Kind.FILE else None
        kind = KINDS.get(file.name.rpartition(".")[2].casefold()) if file else None
        if file is not None and kind is not None:
            with file.content.open("rb") as content:
                kept[code] = output.Image(kind, file.name, content.read())
    return kept


def told(found: Reading, form: Official, moment: datetime) -> list[Told]:
    """What its own rules conclude from the answers."""
    given = answers_in(form.definition, file_of(found, form, moment))
    texts, asked = form.document.languages["nl"].texts, {bare(code) for code in _asked(found)}
    return [
        Told(
            one,
            [plain(each) for each in one.because],
            [texts[code_of(task)].label for task in one.open if code_of(task) in asked],
        )
        for one in outcomes(form.definition, given)
    ]
