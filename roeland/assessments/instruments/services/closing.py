"""Closing an assessment for changes, so that everybody advises on the same text; opening it again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from roeland.assessments.instruments import official, telling
from roeland.assessments.instruments.queries import Reading, read
from roeland.assessments.instruments.refusals import NoReason, SomethingOpen
from roeland.assessments.instruments.services.locking import State, locked, told
from roeland.assessments.models import Assessment
from roeland.journal.services import record
from roeland.organisation.access import must
from roeland.organisation.models import Person
from roeland.questionnaires import services as answering
from roeland.rules.casefile import canonical, seal


@transaction.atomic
def close(*, assessment: Assessment, actor: Person) -> Assessment:
    """Close it for changes and ask for advice. Raises NotPermitted, NotNow, or SomethingOpen with what is missing."""
    must(actor, "assessment.close", assessment)
    row = locked(assessment, State.FILLING)
    found = read(row)
    if missing := missing_parts(found):
        raise SomethingOpen(missing)
    answering.freeze(sheet=row.sheet, actor=actor)
    row.content = canonical(gather(found))
    row.sha256 = seal(row.content)
    row.state, row.closed_by, row.closed_at, row.reopened_because = State.ADVICE, actor, timezone.now(), ""
    row.save()
    record("assessment.closed", subject=row.application, actor=actor, values=told(row, sha256=row.sha256))
    telling.withdraw_tasks(row, actor)
    telling.ask_advisers(row, actor)
    return row


@transaction.atomic
def reopen(*, assessment: Assessment, because: str, actor: Person) -> Assessment:
    """Open it again to change it; advice on the text of before stays readable, and is asked anew on the next.

    Raises NotPermitted, NotNow or NoReason.
    """
    must(actor, "assessment.reopen", assessment)
    row = locked(assessment, State.ADVICE)
    if not because.strip():
        raise NoReason
    answering.reopen(sheet=row.sheet, actor=actor)
    row.state, row.reopened_because, row.content, row.sha256 = State.FILLING, because.strip(), "", ""
    row.save()
    reason = row.reopened_because
    record("assessment.reopened", subject=row.application, actor=actor, reason=reason, values=told(row))
    telling.withdraw_tasks(row, actor)
    telling.reopened(row, actor)
    return row


def missing_parts(found: Reading) -> dict[str, int]:
    """Per part how many answers or rows it still needs; empty when it can be closed."""
    missing = {section.code: len(found.silent(section.code)) for section in found.sections}
    for section in found.sections:
        if section.repeat is not None:
            there = len(found.filled.parts.get(section.code, ()))
            missing[section.code] += max(0, section.repeat.at_least - there)
    return {code: count for code, count in missing.items() if count}


def gather(found: Reading) -> dict[str, dict[str, Any]]:
    """What is closed, advised on and signed: every answer that is asked, the rows, and what follows."""
    shown = {code for section in found.sections for code in found.codes(section.code)}
    answers = {
        code: {"value": answer.value, "unknown": answer.unknown, "complete": answer.complete}
        for code, answer in found.filled.answers.items()
        if code in shown and answer.given
    }
    application = found.assessment.application
    return {
        "application": {"key": str(application.pk), "number": application.code, "name": application.name},
        "instrument": {"reference": found.assessment.sheet.questionnaire, "number": found.assessment.number},
        "answers": answers,
        "rows": {section: list(keys) for section, keys in found.filled.parts.items()},
        "conclusions": {one.code: one.state.value for one in found.conclusions},
        **_outcomes(found),
    }


def _outcomes(found: Reading) -> dict[str, Any]:
    """What the rules of an official form concluded, per assessment of which they speak."""
    form = official.of(found.assessment)
    if form is None:
        return {}
    return {
        "outcomes": {one.outcome.assessment: one.outcome.level for one in official.told(found, form, timezone.now())}
    }
