"""The worked cases: applications of cities, what was said of them, and what the law says (`cases/*.yaml`)."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml

from roeland.rules.outcome import Outcome, classify
from roeland.rules.questionnaire import Answer
from tests.content.intake import FORM, RULES, TODAY, UNKNOWN, Said, answered, around, dont_know, mildest

FOLDER = Path(__file__).parent / "cases"
FILLED_IN: dict[str, dict[str, Answer]] = {}
"""Filling in takes a while, and several tests look at the same intake."""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"ai_class": "class"}):
    """An application and what the law says of it.

    ai_class, route: one code, or two: "not yet known, at least the first, at most the second".
    asks: the roles that are asked for what is open, no more and no less.
    article, because: where it stands, and one sentence why.
    described: all that is known is a description, so what is not named is not known; otherwise it is answered mildly.
    """

    name: str
    jurisdiction: str
    article: str
    because: str
    said: dict[str, Any]
    ai_class: str | tuple[str, str]
    route: str | tuple[str, str]
    certain: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    as_of: date = TODAY
    described: bool = False

    def answers(self) -> dict[str, Answer]:
        """The intake that everyone filled in until nothing was asked any more."""
        if self.name not in FILLED_IN:
            otherwise = dont_know if self.described else mildest
            FILLED_IN[self.name] = answered(self.said, self.jurisdiction, otherwise=otherwise)
        return FILLED_IN[self.name]

    def outcome(self) -> Outcome:
        return classify(RULES, FORM, self.answers(), around(self.jurisdiction, self.as_of))

    def states(self) -> dict[str, str]:
        """The findings that it names, with the state that each must have."""
        named = {"certain": self.certain, "possible": self.possible, "excluded": self.excluded}
        return {code: state for state, codes in named.items() for code in codes}


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer, and in our own words why the description of the supplier gives it."""

    answer: Said
    reason: str


class SupplierCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The intake of one record of a real supplier file: where the record stands, and why each answer is what it is."""

    file: str
    record: str
    case: dict[str, Any]
    said: dict[str, Reason]

    def worked(self) -> Case:
        """The case, with the answers alone."""
        said = {code: reason.answer for code, reason in self.said.items()}
        return msgspec.convert({"name": self.record, "said": said, "described": True, **self.case}, Case)


def bounds(expected: str | tuple[str, str]) -> tuple[str, str]:
    """The least and the most that is expected."""
    return (expected, expected) if isinstance(expected, str) else expected


def _read(path: Path) -> list[Any]:
    with path.open(encoding="utf-8") as file:
        return list(yaml.safe_load(file))


def cases() -> list[Case]:
    return [msgspec.convert(raw, Case) for path in sorted(FOLDER.glob("*.yaml")) for raw in _read(path)]


def supplier_cases() -> list[SupplierCase]:
    paths = sorted((FOLDER / "suppliers").glob("*.yaml"))
    return [msgspec.convert(raw, SupplierCase) for path in paths for raw in _read(path)]


def misspelt(case: Case) -> list[str]:
    """The answers of a case that are no answers: unknown options, or a choice that is none."""
    return [code for code, said in case.said.items() if not _fits(code, said)]


def _fits(code: str, said: Any) -> bool:
    question = FORM.question(code)
    values = said if isinstance(said, list | tuple) else (said,)
    possible = question.options or (True, False)
    return all(value == UNKNOWN or value in possible for value in values)
