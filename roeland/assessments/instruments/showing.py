"""What pages show of an assessment, in words: its parts, its questions, its advice, what follows from it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from roeland.assessments import answers
from roeland.assessments.instruments.queries import Reading
from roeland.assessments.models import Assessment, Contribution, Opinion
from roeland.content import shipped
from roeland.content.loader import Text
from roeland.content.shipped import SourceText
from roeland.organisation.models import Person
from roeland.organisation.queries import holders, role_name
from roeland.questionnaires.models import Remark
from roeland.questionnaires.screen import question_label, row_name, say
from roeland.rules.classification import State
from roeland.rules.expanding import bare, in_row
from roeland.rules.questionnaire import NO_ANSWER, Section
from roeland.rules.sources import Source


@dataclass(frozen=True)
class Part:
    """A part of an assessment on its page: who fills it in, how far it is."""

    code: str
    text: Text
    url: str
    who: Person | None
    role: str
    said: int
    total: int
    rows: int | None
    ready: Contribution | None
    remarks: int
    may_fill: bool


@dataclass(frozen=True)
class Conclusion:
    """What follows from the answers, for people."""

    text: Text
    certain: bool
    sources: list[SourceText]


@dataclass(frozen=True)
class Adviser:
    """A role that advises: who holds it here, and what it said of the text that stands now."""

    role: str
    name: str
    person: Person | None
    by_law: list[SourceText]
    opinion: Opinion | None


@dataclass(frozen=True)
class Line(answers.Line):
    """A question with its answer in words, who gave it and where the question comes from."""

    by: Person | None
    sources: list[SourceText]


@dataclass(frozen=True)
class Block:
    """The questions of a part, or of one row of it, that are asked."""

    title: str
    key: str
    lines: list[Line]
    numbers: list[tuple[str, str]]


def language() -> str:
    """The language of the screen."""
    return get_language() or "nl"


def words(assessment: Assessment, code: str) -> Text:
    """The text of a code of the instrument."""
    return shipped.text(assessment.sheet.questionnaire, code, language())


def parts(found: Reading, fillable: frozenset[str]) -> list[Part]:
    """Every part, in the order of the instrument."""
    remarks = Counter(bare(one.question) for one in found.remarks if not one.outcome and one.under_id is None)
    return [_part(found, section, fillable, remarks) for section in found.sections]


def _part(found: Reading, section: Section, fillable: frozenset[str], remarks: Counter[str]) -> Part:
    code, asked = section.code, found.codes(section.code)
    contribution = found.contributions.get(code)
    return Part(
        code=code,
        text=words(found.assessment, code),
        url=reverse("instruments:part", args=[found.assessment.pk, code]),
        who=contribution.person if contribution else None,
        role=_who_fills_in(found.assessment, section),
        said=sum(found.filled.answers.get(each, NO_ANSWER).given for each in asked),
        total=len(asked),
        rows=len(found.filled.parts.get(section.group, ())) if section.group else None,
        ready=contribution if contribution and contribution.ready_at else None,
        remarks=sum(remarks[question.code] for question in section.questions),
        may_fill=code in fillable,
    )


def _who_fills_in(assessment: Assessment, section: Section) -> str:
    """The role that a part names, else those that write the whole."""
    roles = (section.role,) if section.role else assessment.activity.does
    return ", ".join(role_name(role, None, assessment.organisation) for role in roles)


def conclusions(found: Reading, *, possible: bool) -> list[Conclusion]:
    """What follows for certain; with `possible` also what may follow as long as something is not known."""
    return [
        Conclusion(words(found.assessment, one.code), one.state is State.CERTAIN, sources(one.sources))
        for one in found.conclusions
        if possible or one.state is State.CERTAIN
    ]


def sources(found: Iterable[Source]) -> list[SourceText]:
    """Where something is written, as people cite it."""
    return [shipped.source_text(source, language()) for source in found]


def advisers(found: Reading) -> list[Adviser]:
    """Every role that advises, with its advice on the text that stands now."""
    row = found.assessment
    held = holders(row.organisation, row.advisers, row.unit, timezone.localdate())
    by_law = {advice.role: sources(advice.sources) for advice in row.form.advice}
    standing = found.standing
    return [
        Adviser(
            role=role,
            name=role_name(role, None, row.organisation),
            person=held[role].person if role in held else None,
            by_law=by_law.get(role, []),
            opinion=standing.get(role),
        )
        for role in row.advisers
    ]


def blocks(found: Reading, section: Section) -> list[Block]:
    """A part in words: one block, or one for each row."""
    keys = found.filled.parts.get(section.group, ()) if section.group else ("",)
    return [_block(found, section, key) for key in keys]


def _block(found: Reading, section: Section, key: str) -> Block:
    asked = set(found.codes(section.code))
    codes = [in_row(question.code, key) if key else question.code for question in section.questions]
    title = row_name(found.filled, section.group, key) if key else ""
    lines = [line(found, code) for code in codes if code in asked]
    return Block(title, key, lines, numbers(found, section, key))


def line(found: Reading, code: str) -> Line:
    """One question with its answer."""
    filled = found.filled
    answer, row = filled.answers.get(code, NO_ANSWER), filled.rows.get(code)
    question = question_label(filled.sheet.questionnaire, code)
    by = row.answered_by if row else None
    written = sources(filled.questionnaire.question(code).sources)
    return Line(code, question, say(filled, code, answer), answer.given, answer.unknown, by, written)


def numbers(found: Reading, section: Section, key: str) -> list[tuple[str, str]]:
    """The numbers that are worked out here and certainly lie in a band: what they are called, and the band."""
    mine = {question.code for question in section.questions}
    told = []
    for number in found.assessment.form.numbers:
        if mine.isdisjoint(term.of for term in number.terms) or bool(key) is not bool(number.group):
            continue
        band = number.band(found.filled.facts.get(in_row(number.code, key) if key else number.code))
        if band:
            name = words(found.assessment, number.code).label
            told.append((name, words(found.assessment, f"{number.code}.{band}").label))
    return told


def overall(found: Reading) -> list[tuple[str, str]]:
    """The numbers over the whole that certainly lie in a band."""
    told = []
    for number in found.assessment.form.numbers:
        band = "" if number.group else number.band(found.filled.facts.get(number.code))
        if band:
            label = words(found.assessment, f"{number.code}.{band}").label
            told.append((words(found.assessment, number.code).label, label))
    return told


def threads(found: Reading, code: str) -> list[tuple[Remark, list[Remark]]]:
    """What was said of a question: each remark with its replies, what is still open first."""
    here = [one for one in found.remarks if one.question == code]
    firsts = sorted((one for one in here if one.under_id is None), key=lambda one: bool(one.outcome))
    return [(first, [one for one in here if one.under_id == first.pk]) for first in firsts]
