"""From a folder with meaning.yaml and a text file per language to one frozen, checked document."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import Any

import msgspec

from roeland.content.conditions import Conditions
from roeland.content.kinds import KINDS, Meaning
from roeland.content.reading import ContentError, Place, Written, place_in, read
from roeland.rules.logic import Condition

LANGUAGES = ("nl", "en")
TITLE = "document"
"""The code of the text that names the document itself."""


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a code is called and how it is explained. `str()` gives the label."""

    label: str
    help: str = ""
    example: str = ""
    why: str = ""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, with the revision that travels beside the version of the meaning."""

    revision: int
    texts: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a document. `meaning` is an object of the schema of its kind."""

    name: str
    version: int
    kind: str
    meaning: Any
    languages: Mapping[str, Texts]
    digest: str
    reference: str = ""

    @property
    def ref(self) -> str:
        """How rows refer to it: name@version, or as who keeps it says."""
        return self.reference or f"{self.name}@{self.version}"

    def text(self, code: str, language: str) -> Text:
        """The text of a code; a language that is not shipped gets Dutch. Raises KeyError for an unknown code."""
        texts = self.languages.get(language.partition("-")[0]) or self.languages["nl"]
        return texts.texts[code]


def load(folder: Path) -> Document:
    """Read and check the version in this folder (…/<name>/v<n>). Raises ContentError with file, line and key."""
    written = read(folder / "meaning.yaml")
    kind, meaning = _meaning(written)
    codes = (TITLE, *meaning.codes())
    return Document(
        name=folder.parent.name,
        version=int(folder.name.removeprefix("v")),
        kind=kind,
        meaning=meaning,
        languages=MappingProxyType({language: _texts(folder, language, codes) for language in LANGUAGES}),
        digest=hashlib.sha256(written.file.read_bytes()).hexdigest(),
    )


def _meaning(written: Written) -> tuple[str, Meaning]:
    if not isinstance(written.data, dict):
        raise written.error((), "must be a mapping with at least 'kind'")
    fields = dict(written.data)
    kind = str(fields.pop("kind", ""))
    if kind not in KINDS:
        raise written.error(("kind",), f"'{kind}' is not one of {', '.join(sorted(KINDS))}")
    meaning = _converted(written, fields, KINDS[kind].schema, ())
    for place, message in KINDS[kind].check(meaning):
        raise written.error(place, message)
    return kind, meaning


def _texts(folder: Path, language: str, codes: tuple[str, ...]) -> Texts:
    written = read(folder / f"text.{language}.yaml")
    data = written.data if isinstance(written.data, dict) else {}
    revision, raw = data.get("revision"), data.get("texts")
    if not isinstance(revision, int) or not isinstance(raw, dict) or set(data) != {"revision", "texts"}:
        raise written.error((), "must have 'revision' (a number) and 'texts', and nothing else")
    texts = {code: _text(written, code, value) for code, value in raw.items()}
    for code in codes:
        if code not in texts:
            raise written.error(("texts",), f"there is no text for '{code}'")
    for code in texts:
        if code not in codes:
            raise written.error(("texts", code), "nothing in the meaning has this code")
    return Texts(revision, MappingProxyType(texts))


def _text(written: Written, code: str, value: Any) -> Text:
    fields = {"label": value} if isinstance(value, str) else value
    text: Text = _converted(written, fields, Text, ("texts", code))
    if not text.label.strip():
        raise written.error(("texts", code), "the label is empty")
    return text


# A type is made ready at its first use; two threads that do so at once would bring the process down.
_one_at_a_time = RLock()


def _converted(written: Written, data: Any, schema: Any, place: Place) -> Any:
    try:
        with _one_at_a_time:
            return msgspec.convert(data, schema, dec_hook=_hook(Conditions()))
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        raise written.error((*place, *place_in(path)), message) from error


def _hook(conditions: Conditions) -> Callable[[type, Any], Any]:
    def read_one(wanted: type, raw: Any) -> Any:
        if wanted is Condition:
            return conditions.condition(raw)
        raise NotImplementedError(f"The schema has a type that nothing reads: {wanted}")

    return read_one


__all__ = ["LANGUAGES", "TITLE", "ContentError", "Document", "Text", "Texts", "load"]
