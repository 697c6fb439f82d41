"""A questionnaire as one page of Markdown, Dutch and English beside each other."""

from collections.abc import Iterator
from typing import Any

import yaml

Words = dict[str, dict[str, str]]


def page(described: dict[str, Any]) -> str:
    """The whole page, from what `outlining.described` says."""
    return "\n".join(_lines(described))


def _lines(described: dict[str, Any]) -> Iterator[str]:
    yield f"# {_title(described['text'])}"
    yield from ("", f"- document: `{described['document']}`", *_explained(described["text"]))
    for fact, values in described["given"].items():
        yield f"- `{fact}` is given by the organisation: {_codes(values)}"
    for section in described["sections"]:
        yield from ("", f"## {_title(section['text'])}", "", f"- section: `{section['code']}`, for: {section['role']}")
        yield from _explained(section["text"])
        for question in described["questions"]:
            if question["section"] == section["code"]:
                yield from _question(question)


def _question(question: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"### {_title(question['text'])}", "", f"- code: `{question['code']}`, type: {question['type']}")
    yield f"- who knows: {question['who_knows']}"
    if question["show_when"] is not None:
        yield f"- asked when: `{_flow(question['show_when'])}`"
    if question["when_hidden"] is not None:
        yield f"- when it is not asked: {_flow(question['when_hidden'])}"
    yield from (f"- {limit}: {question[limit]}" for limit in ("minimum", "maximum", "max_length") if limit in question)
    yield from (f"- source: [{source['text']['en']}]({source['url']})" for source in question["sources"])
    yield from _explained(question["text"])
    if question["options"]:
        yield from ("", "| option | nl | en |", "|---|---|---|")
    for option in question["options"]:
        yield f"| `{option['code']}` | {_cell(option['text']['nl'])} | {_cell(option['text']['en'])} |"


def _title(words: Words) -> str:
    return " / ".join(dict.fromkeys(text["label"] for text in words.values()))


def _explained(words: Words) -> Iterator[str]:
    """What stands beside the label, per language; nothing when nothing does."""
    for language, text in words.items():
        yield from (f"- {part} ({language}): {text[part]}" for part in ("help", "example", "why") if text[part])


def _cell(text: dict[str, str]) -> str:
    said = " · ".join(text[part] for part in ("label", "help", "example", "why") if text[part])
    return said.replace("|", "\\|").replace("\n", " ")


def _codes(values: list[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _flow(value: Any) -> str:
    """As the content writes it, on one line."""
    return str(yaml.safe_dump(value, default_flow_style=True, width=float("inf"))).removesuffix("...\n").strip()
