"""Say what differs between two documents, for who reads a new version before it counts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from roeland.cli.failing import Misunderstood
from roeland.cli.telling import tell
from roeland.content import diffing, shipped
from roeland.content.diffing import Difference, How
from roeland.content.loader import Document, load
from roeland.content.reading import ContentError


def say(before: str, after: str) -> None:
    """Print the differences. Raises Misunderstood for what is no document, or for two kinds."""
    first, second = named(before), named(after)
    try:
        found = diffing.differences(first, second)
    except diffing.DifferentKinds as error:
        raise Misunderstood(f"only documents of one kind can be compared: {error}.") from error
    tell(f"{first.ref} → {second.ref}")
    for title, listed in (("meaning", found.meaning), *found.texts.items()):
        tell("\n".join((f"{title}: {len(listed) or 'no'} differences", *_lines(listed))))


def named(word: str) -> Document:
    """The document of a reference, a name or a folder. Raises Misunderstood."""
    folder = Path(word).resolve()
    try:
        return _in_folder(folder) if (folder / "meaning.yaml").is_file() else shipped.find(word)
    except shipped.NoSuchDocument as error:
        known = ", ".join(shipped.references())
        raise Misunderstood(f"'{word}' is no document and no folder of one. There is: {known}.") from error
    except ContentError as error:
        raise Misunderstood(f"{word} cannot be read: {error}.") from error


def _in_folder(folder: Path) -> Document:
    if not re.fullmatch(r"v[0-9]+", folder.name):
        raise Misunderstood(f"the folder of a version is called v1, v2 and so on, not '{folder.name}'.")
    return load(folder)


def _lines(listed: tuple[Difference, ...]) -> Iterator[str]:
    """A line per difference; where the same changed into the same, the places stand together."""
    changes: dict[tuple[str, str], list[str]] = {}
    for each in listed:
        if each.how is How.ADDED:
            yield f"  + {each.place}: {_flow(_filled(each.after))}"
        elif each.how is How.REMOVED:
            yield f"  - {each.place}: {_flow(_filled(each.before))}"
        else:
            before, after = diffing.narrowed(each.before, each.after)
            changes.setdefault((_flow(before), _flow(after)), []).append(each.place)
    for (before, after), places in changes.items():
        yield from (f"  ~ {place}" for place in places)
        yield from (f"      - {before}", f"      + {after}")


def _filled(value: Any) -> Any:
    """Without the fields that say nothing."""
    if not isinstance(value, dict):
        return value
    return {key: each for key, each in value.items() if each not in (None, "", [])}


def _flow(value: Any) -> str:
    """As the content writes it, on one line."""
    shown = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=float("inf"), sort_keys=False)
    return str(shown).removesuffix("...\n").strip()
