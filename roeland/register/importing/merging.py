"""A record of a source against what stands here: what is new, and what somebody changed here by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roeland.register.importing.problems import Problem
from roeland.register.importing.values import short
from roeland.register.markup import plain
from roeland.register.models import Application
from roeland.register.sections import LINKS, OF_APPLICATION, digest
from roeland.register.standard import FIELDS

TARGETS = tuple(known.target for known in FIELDS.values())
NOTHING = digest("")


def fingerprint(value: Any) -> str:
    """Return the digest of a value; every way of leaving it empty is one."""
    return digest(value) if value else NOTHING


def current(application: Application, target: str) -> Any:
    """Return what stands here, as it is stored."""
    if target in LINKS:
        return [[link.title, link.link] for link in application.links.all() if link.kind == LINKS[target]]
    return getattr(application if target in OF_APPLICATION else application.description, target)


@dataclass
class Merge:
    """What a repeated import would do to an application."""

    values: dict[str, Any] = field(default_factory=dict)  # to be written
    imported: dict[str, str] = field(default_factory=dict)  # what the source said last, per field
    kept: dict[str, Any] = field(default_factory=dict)  # changed here, so not written: what the source says


def merge(application: Application, values: Mapping[str, Any]) -> Merge:
    """Compare field by field: the source then, the source now, and what stands here."""
    before = application.description.imported
    result = Merge(imported=dict(before))
    for target in TARGETS:
        said, says = before.get(target, NOTHING), fingerprint(values.get(target))
        if says == said:
            continue
        stands = fingerprint(current(application, target))
        if stands not in {says, said}:
            result.kept[target] = values.get(target) or ""
            continue
        result.imported[target] = says
        if stands != says:
            result.values[target] = values.get(target) or _empty(target)
    return result


def _empty(target: str) -> Any:
    return [] if target in LINKS or target == "category" else ""


def remarks_about(merged: Merge, *, position: int, name: str) -> list[Problem]:
    """Say what was left alone, and a status that the source changed."""
    found = [
        Problem("edited_here", position, short(name), target, short(_words(value)))
        for target, value in merged.kept.items()
    ]
    if status := merged.values.get("status"):
        found.append(Problem("status_changed", position, short(name), "status", status))
    return found


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(item if isinstance(item, str) else " ".join(item) for item in value)
    return plain(value)
