"""Rows that look like an application that is here: what they look like, and what somebody says about that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from roeland.organisation.models import Organisation
from roeland.register import resembling
from roeland.register.importing.checking import Checked, Result
from roeland.register.importing.problems import Problem

MOST = 500  # new rows of one sheet that are compared: each takes several questions to the database
LONGEST_REASON = 1000


@dataclass(frozen=True)
class Answer:
    """What somebody says of such a row: it is skipped, or it is another one, and why."""

    skip: bool = False
    reason: str = ""

    @property
    def enough(self) -> bool:
        return self.skip or bool(self.reason.strip())

    def kept(self) -> dict[str, Any]:
        return {"skip": True} if self.skip else {"reason": self.reason.strip()[:LONGEST_REASON]}


Answers = Mapping[int, Answer]


class Unanswered(Exception):
    """There are rows that look like an application here, and nobody said what they are."""

    def __init__(self, rows: list[int]) -> None:
        super().__init__(", ".join(map(str, rows)))
        self.rows = rows


def likely(organisation: Organisation, record: Checked) -> dict[str, Any] | None:
    """Return what a new row looks like, as it is kept with the preview; nothing when it is like no other."""
    found = resembling.likely(organisation, resembling.described_by(record.values))
    if not found:
        return None
    here = [
        {
            "key": str(one.application.pk),
            "code": one.application.code,
            "name": one.application.name,
            "signs": list(one.signs),
        }
        for one in found
    ]
    return {"row": record.row, "name": record.name, "here": here}


def must_be_answered(kept: Iterable[Mapping[str, Any]], answers: Answers) -> None:
    """Raises Unanswered when one of the rows is without an answer, or is another one without a reason."""
    rows = [one["row"] for one in kept]
    if open_rows := [row for row in rows if not answers.get(row, Answer()).enough]:
        raise Unanswered(open_rows)


def read(kept: Mapping[str, Any]) -> Answers:
    """Read answers back as they were kept with a run."""
    return {int(row): Answer(bool(said.get("skip")), said.get("reason", "")) for row, said in kept.items()}


def applied(result: Result, kept: Iterable[Mapping[str, Any]], answers: Answers) -> tuple[Result, int]:
    """Leave out the rows that are skipped, and let the others carry why they are another one; count those left out."""
    looks = {one["row"]: one for one in kept if one["row"] in answers}
    left = [_said(record, looks.get(record.row), answers) for record in result.records]
    skipped = [one for one in looks.values() if answers[one["row"]].skip]
    said = [
        Problem("row_skipped", name=one["name"], value=", ".join(each["code"] for each in one["here"]), row=one["row"])
        for one in skipped
    ]
    records = [record for record in left if record is not None]
    return replace(result, records=records, remarks=[*result.remarks, *said]), len(skipped)


def _said(record: Checked, looks: Mapping[str, Any] | None, answers: Answers) -> Checked | None:
    if looks is None:
        return record
    answer = answers[record.row]
    keys = tuple(UUID(each["key"]) for each in looks["here"])
    return None if answer.skip else replace(record, apart=keys, apart_reason=answer.reason)
