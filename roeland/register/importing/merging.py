"""A record of a source against what stands here: what is new, and what somebody changed here by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from roeland.register.columns import labels_of
from roeland.register.importing.checking import Checked
from roeland.register.importing.problems import Problem
from roeland.register.importing.values import short
from roeland.register.markup import plain
from roeland.register.models import Application
from roeland.register.sections import LINKS, OF_APPLICATION, RICH, column, digest

# What of an application itself an import can fill.
ON_APPLICATION = OF_APPLICATION | {"version", "users", "affected", "cost_once", "cost_yearly", "process_owner"}
# Fields that are only compared: a phase moves by a decision, never by a file.
ONLY_COMPARED = frozenset({"phase"})
NOTHING = digest("")


def fingerprint(value: Any) -> str:
    """Return the digest of a value; every way of leaving it empty is one."""
    if isinstance(value, Decimal):
        return digest(f"{value:.2f}")
    return digest(value) if value else NOTHING


def current(application: Application, target: str) -> Any:
    """Return what stands here, as it is stored."""
    if target in LINKS:
        return [[link.title, link.link] for link in application.links.all() if link.kind == LINKS[target]]
    if target == "labels":
        return labels_of(application)
    if target == "supplier":
        return application.supplier.name if application.supplier else ""
    return getattr(application if target in ON_APPLICATION | ONLY_COMPARED else application.description, target)


@dataclass
class Merge:
    """What a repeated import would do to an application."""

    values: dict[str, Any] = field(default_factory=dict)  # to be written
    imported: dict[str, str] = field(default_factory=dict)  # what the source said last, per field
    kept: dict[str, Any] = field(default_factory=dict)  # changed here, so not written: what the source says


def merge(application: Application, record: Checked) -> Merge:
    """Compare field by field: the source then, the source now, and what stands here."""
    values, source = record.values, record.source
    before = application.description.imported
    result = Merge(imported=dict(before))
    for target in source.targets:
        said, says = before.get(target, NOTHING), fingerprint(values.get(target))
        stands = fingerprint(current(application, target))
        if not source.whole and _same_words(application, target, values):
            says = stands
        if says == said and not (source.overwrite and says != NOTHING):
            continue
        if target in ONLY_COMPARED or (stands not in {says, said} and not source.overwrite):
            if stands != says:
                result.kept[target] = values.get(target) or ""
            continue
        result.imported[target] = says
        if stands != says:
            result.values[target] = values[target] if says != NOTHING else _empty(target)
    return result


def _same_words(application: Application, target: str, values: Mapping[str, Any]) -> bool:
    """Say whether a text says the same in other tags; only then its mark is another."""
    return target in RICH and bool(values.get(target)) and plain(values[target]) == plain(current(application, target))


def _empty(target: str) -> Any:
    if target in LINKS or target in {"category", "labels"}:
        return []
    return None if target in ON_APPLICATION and column(target).null else ""


def remarks_about(merged: Merge, record: Checked) -> list[Problem]:
    """Say what was left alone, and a status that the source changed."""
    found = [record.problem(_why_kept(target), target, short(words(value))) for target, value in merged.kept.items()]
    if "name" in merged.kept and record.number:
        found.append(record.problem("other_name", "number", f"AI-{record.number:04d}"))
    if status := merged.values.get("status"):
        found.append(record.problem("status_changed", "status", status))
    return found


def _why_kept(target: str) -> str:
    return "phase_stays" if target in ONLY_COMPARED else "edited_here"


def words(value: Any) -> str:
    """Return a value as people read it."""
    if isinstance(value, list):
        return ", ".join(item if isinstance(item, str) else " ".join(item) for item in value)
    return plain(value) if isinstance(value, str) else str(value)
