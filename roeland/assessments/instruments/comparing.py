"""Two versions of an assessment side by side: what was added, taken away, or answered otherwise."""

from dataclasses import dataclass

from roeland.assessments.instruments import showing
from roeland.assessments.instruments.queries import Reading, read
from roeland.assessments.models import Assessment
from roeland.rules.questionnaire import Section


@dataclass(frozen=True)
class Change:
    """A question that is answered otherwise; "" where it was not, or is no longer, asked."""

    question: str
    row: str
    before: str
    now: str


@dataclass(frozen=True)
class Part:
    """The changes in one part."""

    title: str
    changes: list[Change]


def differences(assessment: Assessment) -> list[Part]:
    """What differs from the version before; empty when nothing does, or when there is none."""
    if assessment.previous is None:
        return []
    before, now = read(assessment.previous), read(assessment)
    parts = [
        Part(showing.words(assessment, section.code).label, _changes(before, now, section)) for section in now.sections
    ]
    return [part for part in parts if part.changes]


def _changes(before: Reading, now: Reading, section: Section) -> list[Change]:
    old, new = _lines(before, section), _lines(now, section)
    return [
        Change(name, row, old[key].answer if key in old else "", new[key].answer if key in new else "")
        for key, (row, name) in {**_named(before, section), **_named(now, section)}.items()
        if (old[key].answer if key in old else "") != (new[key].answer if key in new else "")
    ]


def _lines(found: Reading, section: Section) -> dict[str, showing.Line]:
    known = {one.code for one in found.sections}
    blocks = showing.blocks(found, section) if section.code in known else []
    return {line.code: line for block in blocks for line in block.lines}


def _named(found: Reading, section: Section) -> dict[str, tuple[str, str]]:
    """Per question the row in which it stands, and what it asks, in their order."""
    return {line.code: (block.title, line.question) for block in showing.blocks(found, section) for line in block.lines}
