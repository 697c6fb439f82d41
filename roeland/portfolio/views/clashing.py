"""A form of which somebody else changed the same fields meanwhile: both texts, and which one stays."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from roeland.portfolio.forms import GuardedForm
from roeland.portfolio.refusals import Clashed
from roeland.portfolio.services.clashing import mark
from roeland.ui.pieces.badges import in_words


@dataclass(frozen=True)
class Clash:
    """A field that two people changed: what this user typed, and what stands there now."""

    field: str
    label: str | Promise
    mine: str
    theirs: str
    changed: None = None


def wanted(form: GuardedForm, data: QueryDict) -> dict[str, Any]:
    """What was typed, without what the user gave up for what stands there now."""
    kept = {name for name in form.cleaned_data if data.get(f"keep-{name}") != "theirs"}
    return {name: value for name, value in form.cleaned_data.items() if name in kept and name != "seen"}


def asked_again(form: GuardedForm, data: QueryDict, clashed: Clashed) -> tuple[GuardedForm, list[Clash]]:
    """The same form, that knows what its user sees now, and the clashes to choose from."""
    again = data.copy()
    seen = form.cleaned_data["seen"] | {name: mark(value) for name, value in clashed.fields.items()}
    again["seen"] = json.dumps(seen)
    clashes = [
        Clash(name, form[name].label, _words(form, name, form.cleaned_data[name]), _words(form, name, now))
        for name, now in clashed.fields.items()
    ]
    return type(form)(again), clashes


def _words(form: GuardedForm, name: str, value: Any) -> str:
    choices = getattr(form.fields[name], "choices", None)
    if choices:
        return str(dict(choices).get(value, value))
    if isinstance(value, date):
        return in_words(value)
    return "–" if value in (None, "") else str(value)
