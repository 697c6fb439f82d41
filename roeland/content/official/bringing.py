"""A file with answers (assessment-output.v2) read back into an assessment. What has no place is told, never guessed."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from roeland.content.official.as_instrument import MOST_ROWS, Listed, Official
from roeland.content.official.output import INDEX, Image, name_of, option_text, urn_of
from roeland.rules.answering import RawAnswer, answer, problems
from roeland.rules.expanding import in_row, outer_row, row_inside
from roeland.rules.questionnaire import NO_ANSWER, Answer, Kind, Question

KEY = re.compile(r"([0-9]+(?:\.[0-9]+)*)(?:\[([0-9]+)\])?")
DATA = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=]+)")
CHOSEN = (Kind.YES_NO, Kind.ONE_OF, Kind.MANY_OF)


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
    return _Reading(official, _given(official, output), new_key).brought()


def _given(official: Official, output: Any) -> dict[str, Any]:
    if not isinstance(output, dict) or not isinstance(output.get("answers"), dict):
        raise NoAnswers
    metadata = output.get("metadata")
    urn = str(metadata.get("urn", "")) if isinstance(metadata, dict) else ""
    if urn.rpartition(":")[0] != official.definition.urn:
        raise NoAnswers(urn, urn_of(official.definition))
    answers: dict[str, Any] = output["answers"]
    return answers


def _is_index(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


class _Reading:
    """One file as it is read: its rows first, then what was said, last what is chosen from what was said."""

    def __init__(self, official: Official, given: dict[str, Any], new_key: Callable[[], str]) -> None:
        self.official, self.given, self.new_key = official, given, new_key
        self.codes = {task: code for code, task in official.task_of.items()}
        self.found = Brought()
        self.places: dict[tuple[str, int], str] = {}  # per list and index the row

    def brought(self) -> Brought:
        elements = {task: self._elements(task, value) for task, value in self.given.items() if isinstance(value, list)}
        for listed in self.official.lists.values():
            for index, element in sorted(elements.get(listed.task, {}).items()):
                self._row(listed, index, element)
        said = [*self._single(), *self._in_lists(elements)]
        by_code = self.official.instrument.by_code
        for later in (False, True):  # what is chosen from answers, after these
            for code, key, value in said:
                if bool(by_code[code].rows_of) is later:
                    self._take(code, key, value)
        return self.found

    def _leave(self, where: str, why: Left) -> None:
        self.found.left.append((where, why))

    def _elements(self, task: str, several: list[Any]) -> dict[int, dict[str, Any]]:
        """The elements of a list by their index; what has none, or that of another, is told."""
        found: dict[int, dict[str, Any]] = {}
        if task not in self.official.lists:
            self._leave(task, Left.NO_QUESTION)
            return found
        for each in several:
            index = each.get(INDEX) if isinstance(each, dict) else None
            if isinstance(index, int) and _is_index(index) and index not in found:
                found[index] = each
            else:
                self._leave(task, Left.NO_PLACE)
        return found

    def _row(self, listed: Listed, index: int, element: Mapping[str, Any]) -> None:
        """Make the row of an element, or find the one that it follows."""
        key = self._new_row(listed, index, element) if listed.is_own else self._followed(listed, index)
        if key:
            self.places[listed.task, index] = key
        else:
            self._leave(f"{listed.task}[{index}]", Left.NO_PLACE)

    def _followed(self, listed: Listed, index: int) -> str:
        """The row with this index in the list whose rows these are; "" when there is none."""
        own = (each.task for each in self.official.lists.values() if each.group == listed.group and each.is_own)
        return self.places.get((next(own), index), "")

    def _new_row(self, listed: Listed, index: int, element: Mapping[str, Any]) -> str:
        outer = ""
        if listed.around is not None and not (outer := self._outer(listed, index, element)):
            return ""
        mine = self.found.rows.setdefault(listed.group, [])
        if sum(outer_row(each) == outer for each in mine) >= MOST_ROWS:
            return ""
        key = row_inside(outer, self.new_key()[: 8 if outer else 12])
        mine.append(key)
        return key

    def _outer(self, listed: Listed, index: int, element: Mapping[str, Any]) -> str:
        """The row in which an element stands: as it says itself, else the first; then that is told."""
        around = listed.around
        rows, said = (self.found.rows.get(around.group, []), element.get(around.task)) if around else ([], None)
        if around is not None and _is_index(said):
            whole = int(str(said))
            return self.places.get((around.task, whole)) or (rows[whole] if whole < len(rows) else "")
        if len(rows) > 1:
            self._leave(f"{listed.task}[{index}]", Left.FIRST)
        return rows[0] if rows else ""

    def _single(self) -> Iterator[tuple[str, str, Any]]:
        """What stands by itself; of a task that is listed, with its index behind it."""
        for name, value in self.given.items():
            if isinstance(value, list):
                continue
            match = KEY.fullmatch(name)
            code = self.codes.get(match[1]) if match else None
            if code is None or match is None:
                self._leave(name, Left.NO_QUESTION)
                continue
            listed = self.official.list_of.get(code)
            key = "" if listed is None or match[2] is None else self.places.get((listed.task, int(match[2])), "")
            if bool(listed) is bool(key) and (match[2] is None) is (listed is None):
                yield code, key, value
            else:
                self._leave(name, Left.ELSEWHERE)

    def _in_lists(self, elements: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> Iterator[tuple[str, str, Any]]:
        for task, several in elements.items():
            for index, element in several.items():
                key = self.places.get((task, index))
                for name, value in element.items():
                    if key is None or name == INDEX or _is_index(value):
                        continue  # where it stands; without a place that was told
                    code = self.codes.get(name)
                    if code is None or self.official.list_of.get(code) != self.official.lists[task]:
                        self._leave(f"{task}[{index}], {name}", Left.ELSEWHERE if code else Left.NO_QUESTION)
                    else:
                        yield code, key, value

    def _take(self, code: str, key: str, said: Any) -> None:
        question, place = self.official.instrument.by_code[code], in_row(code, key) if key else code
        value = said.get("value") if isinstance(said, dict) else said
        if question.kind is Kind.FILE and (image := _image(value)) is not None:
            self.found.images[place] = image
            return
        answer = self._answer(question, value) if isinstance(said, dict) else None
        if answer is None:
            self._leave(self.official.task_of[code], Left.NO_FIT)
        elif answer.given:
            self.found.answers[place] = answer

    def _answer(self, question: Question, value: Any) -> Answer | None:
        """The answer for a value in the file; None when it does not fit."""
        if value is None or value == "":
            return NO_ANSWER
        values = [option_text(each) if isinstance(each, bool) else each for each in _listed(value)]
        if not all(isinstance(each, str) for each in values):
            return None
        known = self._rows_called(question) if question.rows_of else self._options_called(question)
        codes = [known.get(each, "") for each in values] if question.kind in CHOSEN else values
        if question.kind is Kind.MANY_OF:
            whole = bool(all(codes))
            return Answer(tuple(code for code in known.values() if code in codes), complete=True) if whole else None
        raw = RawAnswer(tuple(codes))
        if question.rows_of:  # its options are rows of this file
            return Answer(codes[0]) if len(codes) == 1 and codes[0] else None
        return None if not all(codes) or problems(question, raw) else answer(question, raw)

    def _options_called(self, question: Question) -> dict[str, str]:
        """The options by what the file calls them."""
        options = self.official.option_of.get(question.code, {})
        return {option_text(option): code for code, option in options.items()}

    def _rows_called(self, question: Question) -> dict[str, str]:
        """The rows that are options by what the file calls them; of rows that are called the same the first."""
        called: dict[str, str] = {}
        for key in self.found.rows.get(question.rows_of, []):
            called.setdefault(name_of(self.found.answers, question, key), key)
        called.pop("", None)
        return called


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


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
