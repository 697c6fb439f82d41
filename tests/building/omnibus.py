"""The AI Act before Regulation (EU) 2026/1744 ("the Omnibus") as version 1, and what is shipped as version 2."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from roeland.content import shipped
from roeland.content.loader import LANGUAGES

CHANGED = ("classification", "law-dates", "obligations")

# Regulation (EU) 2024/1689 as published on 12 July 2024.
DAYS = {
    # Article 113, second paragraph: all of it from 2 August 2026, so also what Annex III makes high-risk.
    "annex-iii": {"formal": date(2026, 8, 2)},
    "annex-iii-trade": {"formal": date(2026, 8, 2)},
    "not-high-file": {"formal": date(2026, 8, 2)},
    # The same paragraph: nothing here waits for Article 6(2), which starts on that day too. So nobody disputed it.
    "conformity-and-registration": {"formal": date(2026, 8, 2), "effective": None, "status": "settled"},
    "registration-not-high": {"formal": date(2026, 8, 2), "effective": None, "status": "settled"},
    # Article 113(c): Article 6(1), and what belongs to it, from 2 August 2027. The rest presupposes that.
    "annex-i": {"formal": date(2027, 8, 2)},
    "annex-i-trade": {"formal": date(2027, 8, 2)},
    "conformity-and-registration-products": {"effective": date(2027, 8, 2)},
    # Article 50(2) from 2 August 2026, for every system: there was no Article 111(4).
    "transparency-marking": {"legacy": ""},
    # Article 57(1): a sandbox in each member state by 2 August 2026.
    "sandboxes": {"formal": date(2026, 8, 2)},
    # Article 72(3): the template of the Commission by 2 February 2026.
    "monitoring-guidance": {"formal": date(2026, 2, 2)},
}
NOT_YET = (
    "literacy-wording",  # Article 4 in its new words
    "omnibus-date",  # Article 4a
    "transparency-marking-legacy",  # Article 111(4)
    "prohibited-images",  # Article 5(1)(ba) and (bb)
    "notified-bodies",  # Article 43(3), as amended
)
NO_ROWS = ("O03", "O04")  # Article 5(1)(ba) and (bb), and Article 4a
NO_RULES = ("prohibited-ba", "prohibited-bb")


def before(documents: Path) -> None:
    """Let these documents say what the law said before, as their only version."""
    for name, change in (("law-dates", _dates), ("obligations", _rows), ("classification", _rules)):
        _rewritten(documents / name / "v1", change)


def after(documents: Path, *names: str) -> None:
    """Bring what is shipped as the next version: of all that the Regulation changed, or of these."""
    for name in names or CHANGED:
        shutil.copytree(SHIPPED / name / "v1", documents / name / "v2")


def without(documents: Path, code: str) -> None:
    """Let the newer obligations have no row of this code."""

    def change(meaning: dict[str, Any]) -> set[str]:
        meaning["obligations"] = [row for row in meaning["obligations"] if row["code"] != code]
        return {code}

    _rewritten(documents / "obligations" / "v2", change)


def other_days(documents: Path) -> None:
    """Bring the days of before as the next version of the dates, with all codes that what is shipped names."""
    folder = documents / "law-dates" / "v2"
    shutil.copytree(documents / "law-dates" / "v1", folder)
    _rewritten(folder, _days)


def _days(meaning: dict[str, Any]) -> set[str]:
    meaning["dates"] = [_day(each) for each in meaning["dates"]]
    return set()


def _dates(meaning: dict[str, Any]) -> set[str]:
    meaning["dates"] = [_day(each) for each in meaning["dates"] if each["code"] not in NOT_YET]
    return set(NOT_YET)


def _day(law_date: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in (law_date | DAYS.get(law_date["code"], {})).items() if value is not None}


def _rows(meaning: dict[str, Any]) -> set[str]:
    rows = [row for row in meaning["obligations"] if row["code"] not in NO_ROWS]
    for row in rows:
        row["branches"] = [branch for branch in row["branches"] if branch["law_date"] not in NOT_YET]
    meaning["obligations"] = rows
    return set(NO_ROWS)


def _rules(meaning: dict[str, Any]) -> set[str]:
    meaning["rules"] = [rule for rule in meaning["rules"] if rule["code"] not in NO_RULES]
    for every in _anys(meaning["lenses"]):
        every[:] = [each for each in every if not _names(each, NO_RULES)]
    return set(NO_RULES)


def _anys(part: Any) -> Iterator[list[Any]]:
    """Every list under an `any` in it."""
    if isinstance(part, dict):
        if isinstance(part.get("any"), list):
            yield part["any"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _anys(each)


def _names(condition: dict[str, Any], findings: tuple[str, ...]) -> bool:
    return any(f"finding.{code}" in condition.get("is", {}) for code in findings)


def _rewritten(folder: Path, change: Callable[[dict[str, Any]], set[str]]) -> None:
    """Change the meaning of this version, and leave out the texts of what it no longer has."""
    meaning = yaml.safe_load((folder / "meaning.yaml").read_text(encoding="utf-8"))
    gone = change(meaning)
    _write(folder / "meaning.yaml", meaning)
    for language in LANGUAGES:
        file = folder / f"text.{language}.yaml"
        texts = yaml.safe_load(file.read_text(encoding="utf-8"))
        texts["texts"] = {code: text for code, text in texts["texts"].items() if code not in gone}
        _write(file, texts)


def _write(file: Path, data: Any) -> None:
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


SHIPPED = shipped.DOCUMENTS
