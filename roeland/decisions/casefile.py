"""The case file of a request: what is known of an application at one moment, frozen."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from roeland.assessments import duties
from roeland.assessments.models import Classification, Concluded
from roeland.decisions.models import CaseFile
from roeland.register import history
from roeland.register.models import Application
from roeland.register.parts.standing import attachments
from roeland.register.sections import normal, read
from roeland.rules.casefile import Value, canonical, seal
from roeland.rules.casefile import read as content_of

Parts = dict[str, dict[str, Value]]

BY_KEY = ("unit", "owner", "process_owner", "field_of_use")
"""Fields that are kept by key: a person can be erased, and another name for a unit changes nothing."""


def gather(application: Application, classification: Classification, *, governance: str) -> Parts:
    """What a case file holds: parts, each a mapping from a code to a value.

    Parts: application, route, class, fields, facts, findings, answers, obligations, documents, content. `governance`:
    the version of the matrix, as name@version.
    """
    findings = classification.concluded
    return {
        "application": {"key": str(application.pk), "number": application.code, "phase": application.phase},
        "route": {
            "route": classification.route,
            "at_least": classification.route_at_least,
            "at_most": classification.route_at_most,
        },
        "class": {
            "class": classification.ai_class,
            "certain": classification.certain_class,
            "possible": classification.possible_class,
        },
        "fields": fields(application),
        "facts": dict(classification.facts),
        "findings": {finding.code: finding.state for finding in findings},
        "answers": {code: _answer(given) for code, given in classification.answers.items()},
        "obligations": _obligations(classification, findings),
        "documents": {str(one.pk): [one.title, one.file.sha256] for one in attachments(application)},
        "content": {
            "governance": governance,
            "questionnaire": classification.questionnaire,
            "rules": classification.rules,
            "law": classification.law,
            "obligations": classification.obligations,
        },
    }


def fields(application: Application) -> dict[str, Value]:
    """What the register says of an application; persons and units by key."""
    values = {field: value for field, value in history.now(application).items() if field not in history.HANDED_DOWN}
    del values["documents"]  # a part of its own, with the digest of each file
    return values | {field: normal(read(application, field)) for field in BY_KEY}


def freeze(application: Application, classification: Classification, *, governance: str) -> CaseFile:
    """Keep the case file of this moment. It never changes."""
    text = canonical(gather(application, classification, governance=governance))
    return CaseFile.objects.create(
        organisation=application.organisation,
        application=application,
        content=text,
        sha256=seal(text),
        made_at=timezone.now(),
    )


def parts_of(case_file: CaseFile) -> Parts:
    """What a frozen case file holds."""
    return content_of(case_file.content)


def is_whole(case_file: CaseFile) -> bool:
    """Say whether a case file is still what was frozen."""
    return seal(case_file.content) == case_file.sha256


def _answer(given: dict[str, Any]) -> dict[str, Value]:
    """An answer without who gave it when: the journal knows."""
    return {key: given.get(key) for key in ("value", "unknown", "complete")}


def _obligations(classification: Classification, findings: Iterable[Concluded]) -> dict[str, Value]:
    found = duties.due(classification, findings, timezone.localdate())
    return {each.code: [each.state.value, each.applies_from.isoformat()] for each in found}
