"""A file with answers (assessment-output.v2) read back into an assessment. What has no place is told, never guessed."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from roeland.content.official.as_instrument import Listed, Official
from roeland.content.official.output import INDEX, Image, name_of, option_text, urn_of
from roeland.rules.expanding import in_row, outer_row, row_inside
from roeland.rules.questionnaire import NO_ANSWER, Answer, Kind, Question

KEY = re.compile(r"([0-9]+(?:\.[0-9]+)*)(?:\[([0-9]+)\])?")
DATA = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=]+)")
MOST_ROWS = 100


class NoAnswers(ValueError):
    """No file with answers, or with answers to another form: `urn` says to which, and `wanted` which this is."""

    def __init__(self, urn: str = "", wanted: str = "") -> None:
        super().__init__(f"it is of '{urn}', and this is {wanted}" if wanted else "it has no answers")
        self.urn, self.wanted = urn, wanted


class Left(StrEnum):
    """Why something in a file has no place on the sheet, or not the place that it had."""

    NO_QUESTION = "no_question"
    NO_PLACE = "no_place"
    FIRST = "first"
    ELSEWHERE = "elsewhere"
    NO_FIT = "no_fit"
    ANSWERED = "answered"


@dataclass
class Brought:
    """What a file brings: answers and rows as they stand on a sheet, and what has no place here with the reason."""

    answers: dict[str, Answer] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)  # per question
    rows: dict[str, list[str]] = field(default_factory=dict)
    left: list[tuple[str, Left]] = field(default_factory=list)


def read(official: Official, output: Any, new_key: Callable[[], str]) -> Brought:
    """What a file with answers brings to this form. Raises NoAnswers for a file of another form."""
    given = _given(official, output)
    found, places = Brought(), dict[tuple[str, int], str]()
    elements = dict(_elements(given))
    for listed in dict.fromkeys(_outer_first(official)):
        _rows(listed, elements.get(listed.task, []), found, places, new_key)
    said = [*_single(given), *_in_lists(official, elements, places, found)]
    for later in (False, True):  # what is chosen from answers, after these
        for task, key, value in said:
            code = code_by_task(official).get(task)
            if code is None:
                if not later:
                    found.left.append((task, Left.NO_QUESTION))
            elif bool(official.instrument.by_code[code].rows_of) is later:
                _take(official, found, code, key, value)
    return found


def code_by_task(official: Official) -> dict[str, str]:
    """Per task the question that it became."""
    return {task: code for code, task in official.task_of.items()}


def _given(official: Official, output: Any) -> dict[str, Any]:
    if not isinstance(output, dict) or not isinstance(output.get("answers"), dict):
        raise NoAnswers
    metadata = output.get("metadata")
    urn = str(metadata.get("urn", "")) if isinstance(metadata, dict) else ""
    if urn.rpartition(":")[0] != official.definition.urn:
        raise NoAnswers(urn, urn_of(official.definition))
    answers: dict[str, Any] = output["answers"]
    return answers


def _outer_first(official: Official) -> Iterator[Listed]:
    for listed in official.list_of.values():
        yield from _chain(listed)


def _chain(listed: Listed) -> Iterator[Listed]:
    if listed.around is not None:
        yield from _chain(listed.around)
    yield listed


def _elements(given: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for task, value in given.items():
        if isinstance(value, list):
            yield task, [each for each in value if isinstance(each, dict) and _is_index(each.get(INDEX))]


def _is_index(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _rows(
    listed: Listed,
    elements: list[dict[str, Any]],
    found: Brought,
    places: dict[tuple[str, int], str],
    new_key: Callable[[], str],
) -> None:
    """Make the rows of a list, or find those that it follows."""
    around = listed.around
    own = around is None or around.group != listed.group
    known = found.rows.get(listed.group)
    for number, element in enumerate(sorted(elements, key=lambda each: int(each[INDEX]))):
        index = int(element[INDEX])
        if known is not None:  # it follows the rows of another list
            if number < len(known):
                places[listed.task, index] = known[min(index, len(known) - 1) if index < len(known) else number]
            else:
                found.left.append((f"{listed.task}[{index}]", Left.NO_PLACE))
            continue
        outer = _outer(listed, element, found, places) if own and around is not None else ""
        mine = found.rows.setdefault(listed.group, []) if own else []
        if (around is not None and own and not outer) or sum(outer_row(each) == outer for each in mine) >= MOST_ROWS:
            found.left.append((f"{listed.task}[{index}]", Left.NO_PLACE))
            continue
        key = row_inside(outer, new_key()[: 8 if outer else 12])
        mine.append(key)
        places[listed.task, index] = key


def _outer(listed: Listed, element: Mapping[str, Any], found: Brought, places: Mapping[tuple[str, int], str]) -> str:
    """The row in which an element stands: as it says itself, else the first; then that is told."""
    around = listed.around
    if around is None:
        return ""
    rows, index = found.rows.get(around.group, []), element.get(around.task)
    if _is_index(index):
        key = places.get((around.task, int(str(index))))
        return key or (rows[int(str(index))] if int(str(index)) < len(rows) else "")
    if len(rows) > 1:
        found.left.append((f"{listed.task}[{element[INDEX]}]", Left.FIRST))
    return rows[0] if rows else ""


def _single(given: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for key, value in given.items():
        match = KEY.fullmatch(key)
        if match and match[2] is None and isinstance(value, dict):
            yield match[1], "", value.get("value")


def _in_lists(
    official: Official,
    elements: Mapping[str, list[dict[str, Any]]],
    places: Mapping[tuple[str, int], str],
    found: Brought,
) -> Iterator[tuple[str, str, Any]]:
    known = {listed.task for listed in _outer_first(official)}
    for task, several in elements.items():
        if task not in known:
            found.left.append((task, Left.NO_QUESTION))
            continue
        for element in several:
            key = places.get((task, int(element[INDEX])))
            for name, value in element.items():
                if key is not None and isinstance(value, dict):
                    yield name.partition("[")[0], key, value.get("value")


def _take(official: Official, found: Brought, code: str, key: str, value: Any) -> None:
    question = official.instrument.by_code[code]
    if bool(key) is not (code in official.list_of):
        found.left.append((official.task_of[code], Left.ELSEWHERE))
        return
    place = in_row(code, key) if key else code
    if question.kind is Kind.FILE and (image := _image(value)) is not None:
        found.images[place] = image
        return
    answer = _answer(official, found, question, value)
    if answer is None:
        found.left.append((official.task_of[code], Left.NO_FIT))
    elif answer.given:
        found.answers[place] = answer


def _answer(official: Official, found: Brought, question: Question, value: Any) -> Answer | None:
    """The answer for a value in the file; None when it does not fit."""
    if value is None or value == "":
        return NO_ANSWER
    if question.rows_of:
        return _rows_called(found, question, value)
    if question.kind is Kind.YES_NO:
        said = {"true": True, "false": False}.get(str(value).lower())
        return None if said is None else Answer(said)
    if question.kind in (Kind.ONE_OF, Kind.MANY_OF):
        codes = {option_text(option): code for code, option in official.option_of[question.code].items()}
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(each, str) and each in codes for each in values):
            return None
        if question.kind is Kind.ONE_OF:
            return Answer(codes[values[0]]) if len(values) == 1 else None
        return Answer(
            tuple(option for option in question.options if option in {codes[each] for each in values}), complete=True
        )
    fits = isinstance(value, str) and len(value) <= question.max_length and question.kind is not Kind.FILE
    return Answer(value) if fits and (question.kind is not Kind.DATE or _is_date(value)) else None


def _image(value: Any) -> Image | None:
    """The picture in a value; None when there is none, or none of the kinds that are kept."""
    data = value.get("data") if isinstance(value, dict) else None
    match = DATA.fullmatch(data) if isinstance(data, str) else None
    if match is None:
        return None
    try:
        content = b64decode(match[2], validate=True)
    except ValueError:
        return None
    return Image(match[1], str(value.get("title") or ""), content)


def _rows_called(found: Brought, question: Question, value: Any) -> Answer | None:
    wanted = value if isinstance(value, list) else [value]
    called: dict[str, str] = {}
    for key in found.rows.get(question.rows_of, []):
        called.setdefault(name_of(found.answers, question, key), key)
    keys = tuple(called[each] for each in wanted if isinstance(each, str) and each in called)
    if len(keys) < len(wanted):
        return None
    return Answer(keys, complete=True) if question.kind is Kind.MANY_OF else Answer(keys[0] if keys else None)


def _is_date(value: str) -> bool:
    try:
        datetime.strptime(value, "%Y-%m-%d")
    except ValueError:
        return False
    return True
