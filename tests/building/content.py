"""Newer versions of what Roeland ships, beside the versions that are there, for tests and the bench."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from roeland.content import loader, shipped

CACHES = (shipped.names, shipped.versions, shipped._loaded)
_READ: dict[tuple[str | bytes, ...], loader.Document] = {}

HEAVIER = {
    # Whoever uses an AI system goes at least the standard route.
    "- code: deployer\n    topic: role\n    when: *covered\n": "- code: deployer\n    topic: role\n    when: *covered\n"
    "    route: standard\n",
}
LIGHTER = {
    # What touches nobody need not be in the register any more.
    '{is: {jurisdiction: "NL"}}, {not: *touches}, {not: *high}': '{is: {jurisdiction: "NL"}}, *touches, {not: *high}',
}
NOBODY_USES_IT = {
    # No organisation is a deployer any more.
    "- code: deployer\n    topic: role\n    when: *covered\n": "- code: deployer\n    topic: role\n    when:\n"
    "      not: *covered\n",
}
LITERACY_LATER = {
    # Article 4 from a day later.
    'code: literacy\n    provision: "4"\n    formal: 2025-02-02': 'code: literacy\n    provision: "4"\n'
    "    formal: 2025-02-03",
}
NOW_OF_THE_LAWYER = {
    # Somebody else sees to AI literacy.
    "- code: O01\n    category: all\n    for_role: hr_adviser": "- code: O01\n    category: all\n    for_role: lawyer",
}
LAWYER_AND_MAKERS = NOW_OF_THE_LAWYER | {
    # And the prohibitions hold for makers of general models alone.
    "branches:\n      - {roles: [any], law_date: prohibited}": "branches:\n"
    "      - {roles: [gpai_provider], law_date: prohibited}",
}


def reads(folder: Path) -> None:
    """Let Roeland read its documents from this folder from now on."""
    shipped.DOCUMENTS, shipped.load = folder, _load
    for cache in CACHES:
        cache.cache_clear()


def _load(folder: Path) -> loader.Document:
    """The version in this folder. What says the same in another folder was read there already."""
    says = (folder.parent.name, folder.name, *(file.read_bytes() for file in sorted(folder.iterdir())))
    if says not in _READ:
        _READ[says] = loader.load(folder)
    return _READ[says]


def copied(target: Path) -> Path:
    """A copy of all that is shipped."""
    shutil.copytree(shipped.DOCUMENTS, target)
    return target


def a_newer(documents: Path, name: str, changes: Mapping[str, str]) -> str:
    """Make the next version of a document, in which these words of its meaning are others; return its reference."""
    latest = max(int(each.name[1:]) for each in (documents / name).glob("v*"))
    folder = documents / name / f"v{latest + 1}"
    shutil.copytree(documents / name / f"v{latest}", folder)
    meaning = folder / "meaning.yaml"
    text = meaning.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    meaning.write_text(text, encoding="utf-8")
    return f"{name}@{latest + 1}"
