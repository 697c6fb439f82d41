"""The words of tasks and messages, from the shipped document `notices`."""

from typing import Any

from django.utils.translation import get_language

from roeland.content import shipped
from roeland.content.noticing import Notices, TaskKind


class UnknownNotice(LookupError):
    """The document `notices` has no task or message of this code."""


def task_kind(code: str) -> TaskKind:
    """What the document says about a kind of task. Raises UnknownNotice."""
    kinds = shipped.meaning("notices", Notices).by_code
    if code not in kinds:
        raise UnknownNotice(code)
    return kinds[code]


def must_be_message(code: str) -> None:
    """Raise UnknownNotice unless the document has a message of this code."""
    if code not in shipped.meaning("notices", Notices).messages:
        raise UnknownNotice(code)


def urgent() -> frozenset[str]:
    """The codes of messages for which somebody waits."""
    return frozenset(shipped.meaning("notices", Notices).urgent)


def title(code: str, subject: Any) -> str:
    """The sentence of a task or message, with the name of its subject, in the language of the moment."""
    return str(_text(code)).replace("{subject}", name_of(subject))


def why(code: str) -> str:
    """Why somebody is asked or told this."""
    return _text(code).help


def verb(code: str) -> str:
    """What the button of a task says."""
    return str(_text(f"{code}.verb"))


def group_title(group: str) -> str:
    """The heading above a group of tasks."""
    return str(_text(f"group.{group}"))


def name_of(subject: Any) -> str:
    """What people call the subject: its name when it has one."""
    return str(getattr(subject, "name", "") or subject)


def _text(code: str) -> Any:
    return shipped.text("notices", code, get_language() or "nl")
