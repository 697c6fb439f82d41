"""Every string is there in Dutch and English, and every verb of the journal has words and a speaker."""

import ast
import re
from functools import cache

from roeland.cli import messages
from roeland.content import shipped
from tests.house.tree import PACKAGE, ROOT, files, tree_of


def test_every_string_is_translated():
    assert list(messages.check()) == []


@cache
def verbs_sent() -> frozenset[str]:
    """The first argument of every call of `record`."""
    return frozenset(
        call.args[0].value
        for path in files(".py")
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) == "record"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    )


def test_every_verb_is_written_out_where_it_is_sent():
    calls = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in files(".py")
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) == "record"
        and not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    assert calls == []


def test_every_verb_has_words_and_every_word_a_verb():
    for language in ("nl", "en"):
        assert verbs_sent() == set(shipped.texts("verbs", language)), language


def test_receivers_listen_to_verbs_that_are_sent_and_stand_on_the_map():
    heard = set()
    for path in files(".py"):
        if path.name == "receivers.py":
            heard |= set(re.findall(r"\"([a-z_]+\.[a-z_]+)\"", path.read_text()))
    assert heard
    assert heard <= verbs_sent()
    on_the_map = (ROOT / "docs" / "MAP.md").read_text()
    assert [verb for verb in sorted(heard) if f"`{verb}`" not in on_the_map] == []
