"""Every string is there in Dutch and English, and every verb of the journal has words and a speaker."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from roeland.cli import messages
from roeland.content import shipped
from tests.house.tree import PACKAGE, ROOT, files, tree_of

VERB = re.compile(r"^[a-z_]+\.[a-z_]+$")


def test_every_string_is_translated():
    assert list(messages.check()) == []


def acts() -> Iterator[tuple[Path, ast.Call]]:
    """Every call of the journal's `record`, under whichever name a file imports it."""
    for path in files(".py"):
        tree = tree_of(path)
        names = {
            name.asname or name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "roeland.journal.services"
            for name in node.names
            if name.name in ("record", "record_many", "prepare_many")
        }
        names |= {"record"} if path == PACKAGE / "journal" / "services.py" else set()
        yield from ((path, n) for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") in names)


@cache
def verbs_sent() -> frozenset[str]:
    return frozenset(call.args[0].value for _, call in acts() if isinstance(call.args[0], ast.Constant))


def test_every_verb_is_written_out_where_it_is_sent():
    hidden = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path, call in acts()
        if not isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_every_verb_has_words_and_every_word_a_verb():
    assert verbs_sent() == set(shipped.document("verbs").meaning.codes())


def heard_in(path: Path) -> Iterator[str]:
    """The verbs that a file with receivers names; the name of the receiver itself is no verb."""
    words = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.keyword))
    own = {id(word.value) for word in words if word.arg == "dispatch_uid"}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and id(node) not in own and VERB.match(str(node.value)):
            yield node.value


def test_receivers_listen_to_verbs_that_are_sent_and_stand_on_the_map():
    heard = {verb for path in files(".py") if path.name == "receivers.py" for verb in heard_in(path)}
    assert heard
    assert heard <= verbs_sent()
    on_the_map = (ROOT / "docs" / "MAP.md").read_text()
    assert [verb for verb in sorted(heard) if f"`{verb}`" not in on_the_map] == []
