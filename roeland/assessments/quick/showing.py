"""The quick check as people read it: its questions with their options, and an outcome with its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.assessments.models import AcceptableUse
from roeland.assessments.quick import checking
from roeland.assessments.quick.checking import DOCUMENT, UNKNOWN, Asked, Colleague, Judged
from roeland.assessments.quick.forms import OTHER, CheckForm, ToolForm, words
from roeland.content import shipped
from roeland.content.shipped import SourceText
from roeland.organisation.models import Organisation
from roeland.organisation.queries import role_name
from roeland.rules.quick_questions import QUESTIONS
from roeland.rules.sources import Source

SEARCHED_FROM = 6
"""From how many approved tools there is a field to search them."""
LISTED = 12
"""How many approved tools stand on the page; the others are found by searching, or by writing their name."""


@dataclass(frozen=True)
class Line:
    """A reason or a rule in words, with where it stands."""

    text: str
    help: str
    sources: tuple[SourceText, ...]


@dataclass(frozen=True)
class Way:
    """A safe way: a tool, what has to be left out, whether the result stays inside, and the rules of that tool."""

    frame: AcceptableUse
    without: str
    keep_inside: bool


def questions(form: ToolForm, frames: Sequence[AcceptableUse], names: Iterable[str]) -> list[dict[str, Any]]:
    """The questions of a form, for the tag `choice`: name, legend, help, options, what is chosen, what is wrong."""
    options = {"tool": tools(listed(frames, form["tool"].value())), "inputs": _options("input", form.kinds_of_data)}
    if isinstance(form, CheckForm):
        options["purpose"] = []  # a list to choose from, drawn by the field itself
        options["citizens"] = _options("citizens", checking.CITIZENS)
    return [_question(form, name, options[name]) for name in names]


def problems(form: ToolForm) -> list[tuple[str, str]]:
    """What is wrong with a form, each with the anchor of its field."""
    anchors = {"tool_name": "id_tool_name", "purpose": "id_purpose", "story": "id_story"}
    return [
        (anchors.get(name, f"{name}-0"), f"{words(f'question.{name}')} {sentence}" if name in QUESTIONS else sentence)
        for name in form.fields
        for sentence in _errors(form, name)
    ]


def searched(frames: Sequence[AcceptableUse], text: str) -> list[AcceptableUse]:
    """The tools of which the name, a purpose or the house rules hold every word of the text."""
    asked = text.casefold().split()
    return [row for row in frames if all(word in _text_of(row) for word in asked)]


def listed(frames: Sequence[AcceptableUse], chosen: str | None) -> list[AcceptableUse]:
    """The tools that stand on the page: the first ones, and the one that was chosen."""
    return [row for number, row in enumerate(frames) if number < LISTED or str(row.application_id) == chosen]


def tools(frames: Sequence[AcceptableUse]) -> list[dict[str, Any]]:
    """The approved tools with what they are for, then another one, then not known."""
    known = [{"value": str(row.application_id), "label": row.application.name, "help": in_short(row)} for row in frames]
    other = {"value": OTHER, "label": _("Another tool"), "help": _("Write the name below.")}
    unknown = {"value": UNKNOWN, "label": words("input.unknown"), "unknown": True}
    return [*known, other, unknown]


def in_short(row: AcceptableUse) -> str:
    """What an approval allows, in one line."""
    allowed = [words(f"input.{code}").lower() for code in row.inputs]
    parts = [
        capfirst("; ".join(words(f"purpose.{code}").lower() for code in row.purposes)),
        _("may go in: %(what)s") % {"what": ", ".join(allowed)} if allowed else _("nothing about people"),
        _("may go to citizens") if row.citizens else _("stays inside"),
    ]
    return " · ".join(parts)


def answer(asked: Asked, judged: Judged) -> dict[str, Any]:
    """The outcome in words."""
    outcome = judged.outcome
    row = judged.frames.get(str(asked.application.pk)) if asked.application else None
    return {
        "kind": outcome.answer.value,
        "title": words(f"answer.{outcome.answer}"),
        "what_now": _help(f"answer.{outcome.answer}"),
        "reasons": [_line("reason", each) for each in outcome.reasons],
        "conditions": [_line("rule", each) for each in outcome.conditions],
        "rules": [_line("rule", each) for each in outcome.house_rules],
        "frame": row,
        "ways": [_way(each, judged) for each in outcome.alternatives[:3]],
        "as_of": checking.check().verified_on,
    }


def said(asked: Asked) -> list[tuple[str, str]]:
    """What somebody said, question by question."""
    return [
        (words("question.tool"), asked.tool_name or words("input.unknown")),
        (words("question.inputs"), kinds(asked.inputs)),
        (words("question.purpose"), words(f"purpose.{asked.purpose}")),
        (words("question.citizens"), words(f"citizens.{asked.citizens}")),
    ]


def kinds(inputs: Iterable[str]) -> str:
    """Kinds of data in words."""
    return ", ".join(words(f"input.{code}") for code in inputs)


def who(colleague: Colleague | None, organisation: Organisation) -> dict[str, Any] | None:
    """A colleague in words, with the roles that nobody holds."""
    if colleague is None:
        return None
    return {
        "name": colleague.person.name,
        "role": role_name(colleague.role, None, organisation),
        "code": colleague.role,
        "deputy": colleague.deputy,
        "vacant": [role_name(role, None, organisation) for role in colleague.vacant],
    }


def stop_now() -> list[str]:
    """What somebody must stop at once who used a tool in a way that may not be."""
    return [words(f"stop.{code}") for code in checking.check().stop_now]


def sources(given: Iterable[Source]) -> tuple[SourceText, ...]:
    return tuple(shipped.source_text(source, get_language() or "nl") for source in given)


def _line(kind: str, part: Any) -> Line:
    code = f"{kind}.{part.code}"
    return Line(words(code), _help(code), sources(part.sources))


def _way(alternative: Any, judged: Judged) -> Way:
    without = kinds(alternative.leave_out).lower()
    return Way(judged.frames[alternative.key], without, alternative.keep_inside)


def _question(form: ToolForm, name: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    chosen = form[name].value() or ""
    return {
        "name": name,
        "legend": _("What went in?") if name in form.past_tense else words(f"question.{name}"),
        "help": _help(f"question.{name}"),
        "options": options,
        "chosen": chosen,
        "type": "checkbox" if name == "inputs" else "radio",
        "error": " ".join(_errors(form, name)),
    }


def _errors(form: ToolForm, name: str) -> list[str]:
    return [str(sentence) for sentence in form.errors.get(name, ())] if form.is_bound else []


def _options(kind: str, codes: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {"value": code, "label": words(f"{kind}.{code}"), "help": _help(f"{kind}.{code}"), "unknown": code == UNKNOWN}
        for code in codes
    ]


def _help(code: str) -> str:
    return shipped.text(DOCUMENT, code, get_language() or "nl").help


def _text_of(row: AcceptableUse) -> str:
    purposes = " ".join(words(f"purpose.{code}") for code in row.purposes)
    return f"{row.application.name} {purposes} {row.house_rules}".casefold()
