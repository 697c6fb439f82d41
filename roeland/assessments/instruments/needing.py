"""Which instruments an application needs, and why: from the facts of its classification."""

from collections.abc import Iterable
from dataclasses import dataclass

from roeland.assessments.instruments import queries
from roeland.assessments.instruments.showing import language, sources
from roeland.assessments.models import Assessment, Classification
from roeland.content import shipped
from roeland.content.loader import TITLE, Text
from roeland.content.shipped import SourceText
from roeland.library.queries import forms_in_use
from roeland.register.models import Application
from roeland.rules.classification import State


@dataclass(frozen=True)
class Asked:
    """An instrument, whether this application needs it, why, and the version of it that counts."""

    code: str
    text: Text
    required: bool
    certain: bool
    needed: bool
    why: str
    because: list[str]
    sources: list[SourceText]
    newest: Assessment | None

    @property
    def begun(self) -> bool:
        return self.newest is not None


def asked(application: Application, classification: Classification | None, rows: Iterable[Assessment]) -> list[Asked]:
    """Every instrument that is used here, what is needed first."""
    newest = _with_what_counts_as(queries.newest(rows))
    jurisdiction = application.organisation.jurisdiction
    codes = [code for code in shipped.instruments() if _used(code, jurisdiction)]
    found = [_asked(code, classification, newest.get(code)) for code in codes]
    return sorted(found, key=lambda one: (not one.needed, not one.certain, not one.required, one.code))


def _with_what_counts_as(newest: dict[str, Assessment]) -> dict[str, Assessment]:
    """The newest of each, and where there is none of our own the official form that comes in its place."""
    others = {row.form.counts_as: row for row in newest.values() if shipped.is_elsewhere(row.instrument)}
    return {**others, **newest}


@dataclass(frozen=True)
class Form:
    """An official form that is in use here, and the version of it that counts for an application."""

    code: str
    text: Text
    newest: Assessment | None


def official(application: Application, rows: Iterable[Assessment]) -> list[Form]:
    """Every official form that the organisation has in use."""
    newest = queries.newest(rows)
    return [
        Form(form.code, Text(form.name, form.attribution), newest.get(form.code))
        for form in forms_in_use(application.organisation)
    ]


def _used(code: str, jurisdiction: str) -> bool:
    where = shipped.instrument(code).jurisdictions
    return not where or jurisdiction in where


def _asked(code: str, classification: Classification | None, newest: Assessment | None) -> Asked:
    found, text = queries.needed(classification, code), shipped.text(code, TITLE, language())
    if found is None or classification is None:
        return Asked(
            code, text, required=False, certain=False, needed=False, why="", because=[], sources=[], newest=newest
        )
    named = [fact.fact.removeprefix("finding.") for fact in found.because] or [
        fact.removeprefix("finding.") for fact in found.open
    ]
    return Asked(
        code=code,
        text=text,
        required=found.need.level == "required",
        certain=found.state is State.CERTAIN,
        needed=True,
        why=shipped.text(code, found.need.code, language()).label,
        because=[shipped.text(classification.rules, one, language()).label for one in named],
        sources=sources(found.need.sources),
        newest=newest,
    )
