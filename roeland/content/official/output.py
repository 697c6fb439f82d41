"""A file with answers (assessment-output.v2), written from an assessment; `bringing` reads it back into one.

What stands several times is a list under its task. An element says its place (_index) and, when it stands in another
list, under the task of that one the place there: without it nobody could tell to which of those it belongs.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from roeland.content.official.as_instrument import Listed, Official
from roeland.rules.expanding import Rows, bare, in_row, outer_row, row_of
from roeland.rules.official import Definition
from roeland.rules.questionnaire import NO_ANSWER, Answer, Answers, Kind, Question

SCHEMA = "https://github.com/MinBZK/par-dpia-form/blob/main/schemas/assessment-output.v2.schema.json"
INDEX = "_index"
TRUE_FALSE = {True: "true", False: "false"}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that is an answer: its kind ("png"), what it is called, and its bytes."""

    kind: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Sheet:
    """What is written: the answers (of this form, in these rows) with when they were given, the rows, the parts that
    are ready, the pictures.
    """

    answers: Answers
    at: Mapping[str, datetime]
    rows: Rows
    ready: frozenset[str] = frozenset()
    images: Mapping[str, Image] = field(default_factory=dict)


def urn_of(definition: Definition) -> str:
    """The definition with its version: urn:nl:dpia:3.0."""
    parts = [*definition.version.split("."), "0"][:2]
    return f"{definition.urn}:{'.'.join(parts)}"


def write(official: Official, sheet: Sheet, created_at: datetime) -> dict[str, Any]:
    """The file with these answers. "I don't know" has no place in the form: there it is no answer."""
    ready = [one.id for one in official.definition.tasks if one.id.isdecimal() and _all_ready(official, one.id, sheet)]
    metadata = {"urn": urn_of(official.definition), "createdAt": created_at.isoformat()}
    return {
        "$schema": SCHEMA,
        "metadata": {**metadata, **({"completedTasks": ready} if ready else {})},
        "answers": _answers(official, sheet),
    }


Lists = dict[str, dict[int, dict[str, Any]]]


def _answers(official: Official, sheet: Sheet) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    lists: Lists = {}
    for listed in official.lists.values():
        for key in sheet.rows.get(listed.group, ()):
            _element(lists, listed, key, sheet.rows)
    for code, answer in sheet.answers.items():
        value = _value(official, sheet, code, answer)
        if value is not None:
            stands = official.list_of.get(bare(code))
            place = _element(lists, stands, row_of(code), sheet.rows) if stands else answers
            place[official.task_of[bare(code)]] = {"value": value, "lastEditedAt": sheet.at[code].isoformat()}
    for task, elements in lists.items():
        if official.lists[task].is_own or any(map(_says_something, elements.values())):
            answers[task] = [elements[index] for index in sorted(elements)]
    return answers


def _says_something(element: dict[str, Any]) -> bool:
    return any(isinstance(each, dict) for each in element.values())


def _element(lists: Lists, listed: Listed, key: str, rows: Rows) -> dict[str, Any]:
    index = list(rows[listed.group]).index(key)
    element = lists.setdefault(listed.task, {}).setdefault(index, {INDEX: index})
    if listed.around is not None:
        outer = outer_row(key) if listed.is_own else key
        element[listed.around.task] = list(rows[listed.around.group]).index(outer)
    return element


def _all_ready(official: Official, chapter: str, sheet: Sheet) -> bool:
    parts = {
        section.code
        for section in official.instrument.sections
        for question in section.questions
        if official.task_of[question.code].partition(".")[0] == chapter
    }
    return bool(parts) and parts <= sheet.ready


def _value(official: Official, sheet: Sheet, code: str, answer: Answer) -> Any:
    """What stands in the file; None for what has no place there."""
    question = official.instrument.by_code[bare(code)]
    if answer.value is None:
        return None
    if question.rows_of:
        chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        names = dict.fromkeys(name_of(sheet.answers, question, str(key)) for key in chosen)
        texts = [name for name in names if name]
        return texts if question.kind is Kind.MANY_OF else next(iter(texts), None)
    if question.kind is Kind.YES_NO:
        return TRUE_FALSE[bool(answer.value)]
    if question.kind is Kind.ONE_OF:
        return option_text(official.option_of[question.code][str(answer.value)])
    if question.kind is Kind.MANY_OF:
        chosen = answer.value if isinstance(answer.value, tuple) else ()
        return [option_text(official.option_of[question.code][str(each)]) for each in chosen]
    return _picture(sheet.images.get(code)) if question.kind is Kind.FILE else str(answer.value)


def _picture(image: Image | None) -> dict[str, str] | None:
    if image is None:  # another kind of file than the format takes
        return None
    return {"data": f"data:image/{image.kind};base64,{b64encode(image.content).decode()}", "title": image.title}


def option_text(value: str | bool | None) -> str:
    """How an option stands in the file: always as text, since null there says that an answer was taken out."""
    return "null" if value is None else TRUE_FALSE[value] if isinstance(value, bool) else value


def name_of(answers: Answers, question: Question, key: str) -> str:
    said = answers.get(in_row(question.named_by, key), NO_ANSWER).value
    return str(said) if said else ""
