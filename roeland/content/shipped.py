"""The documents that come with Roeland, loaded once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from roeland.content.loader import Document, Text, load
from roeland.rules.classification import Classification
from roeland.rules.instruments import Instrument
from roeland.rules.law_dates import LawDate, LawDates
from roeland.rules.obligations import Obligations
from roeland.rules.questionnaire import Questionnaire
from roeland.rules.sources import Source

DOCUMENTS = Path(__file__).parent / "documents"

Schema = TypeVar("Schema")


class NoSuchDocument(LookupError):
    """Roeland ships no document of that name, version or kind."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as people read it: "AI-verordening, artikel 5(1)(c)", and where the law stands."""

    text: str
    url: str


@cache
def names() -> tuple[str, ...]:
    """The names of all documents."""
    return tuple(sorted(folder.name for folder in DOCUMENTS.iterdir() if folder.is_dir()))


@cache
def versions(name: str) -> tuple[int, ...]:
    """The versions of a document, oldest first; empty when there is none."""
    found = (folder.name for folder in (DOCUMENTS / name).glob("v*")) if name in names() else ()
    return tuple(sorted(int(version[1:]) for version in found if version[1:].isdigit()))


def document(name: str, version: int | None = None) -> Document:
    """The document, by default in its newest version. Raises NoSuchDocument."""
    known = versions(name)
    wanted = version if version is not None else max(known, default=0)
    if wanted not in known:
        raise NoSuchDocument(f"{name}@{wanted}")
    return _loaded(name, wanted)


Reader = Callable[[str], Document]
_elsewhere: dict[str, Reader] = {}


def read_elsewhere(prefix: str, reader: Reader) -> None:
    """Documents whose name begins with this do not come with Roeland: `reader` finds them, or raises NoSuchDocument."""
    _elsewhere[prefix] = reader


def is_elsewhere(name_or_ref: str) -> bool:
    """Say whether a document does not come with Roeland, but was brought in by an organisation."""
    return name_or_ref.startswith(tuple(_elsewhere))


def resolve(ref: str) -> Document:
    """The document of a reference: "intake@1", or "intake@1.3" (text revision 3). Raises NoSuchDocument."""
    for prefix, reader in _elsewhere.items():
        if ref.startswith(prefix):
            return reader(ref)
    name, _, version = ref.partition("@")
    number = version.partition(".")[0]
    if not number.isdecimal():
        raise NoSuchDocument(ref)
    return document(name, int(number))


def find(name_or_ref: str) -> Document:
    """The document of a reference, or of a name in its newest version. Raises NoSuchDocument."""
    return resolve(name_or_ref) if "@" in name_or_ref else document(name_or_ref)


def references() -> tuple[str, ...]:
    """Every version of every document, as name@version."""
    return tuple(f"{name}@{version}" for name in names() for version in versions(name))


def references_of(schema: type[Any]) -> tuple[str, ...]:
    """Every version whose meaning is of this type, as name@version."""
    return tuple(ref for ref in references() if isinstance(resolve(ref).meaning, schema))


def meaning(name_or_ref: str, schema: type[Schema]) -> Schema:
    """The meaning of a document, as this type. Raises NoSuchDocument, also when it is of another kind."""
    found = find(name_or_ref)
    if not isinstance(found.meaning, schema):
        raise NoSuchDocument(f"{found.ref} is not a {schema.__name__}")
    return found.meaning


def questionnaire(name_or_ref: str) -> Questionnaire:
    """The questions of a questionnaire."""
    return meaning(name_or_ref, Questionnaire)


def instrument(name_or_ref: str) -> Instrument:
    """An instrument: its questions, who takes part, what follows."""
    return meaning(name_or_ref, Instrument)


def instruments() -> tuple[str, ...]:
    """The names of all instruments, by which rows refer to them."""
    return tuple(name for name in names() if isinstance(document(name).meaning, Instrument))


def classification(name_or_ref: str = "classification") -> Classification:
    """The rules of a classification."""
    return meaning(name_or_ref, Classification)


def law_dates() -> LawDates:
    """The newest table of laws and their dates."""
    return meaning("law-dates", LawDates)


def law_date(code: str) -> LawDate:
    """One date of the newest table. Raises KeyError."""
    return law_dates().get(code)


def obligations(name_or_ref: str = "obligations") -> Obligations:
    """The table of obligations."""
    return meaning(name_or_ref, Obligations)


def text(name_or_ref: str, code: str, language: str) -> Text:
    """The text of a code in this language ("nl", "en", also "nl-be"). Raises NoSuchDocument or KeyError."""
    return find(name_or_ref).text(code, language)


def source_text(source: Source, language: str) -> SourceText:
    """A source in words, with its address. Raises KeyError for an unknown law."""
    law = next((law for law in law_dates().laws if law.code == source.law), None)
    if law is None:
        raise KeyError(source.law)
    name = text("law-dates", source.law, language).label
    return SourceText(f"{name}, {_place(source.article, language)}" if source.article else name, law.url)


def _place(article: str, language: str) -> str:
    """A place in a law as people cite it: "art. 3(1)", "bijlage III, 5(a)"."""
    if article[0].isdigit():
        return f"art. {article}"
    return article.replace("Annex", "bijlage") if language.startswith("nl") else article


@cache
def _loaded(name: str, version: int) -> Document:
    return load(DOCUMENTS / name / f"v{version}")
