"""Names of people in what somebody wrote: found and taken out, for a text that everybody can read."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from django.utils.translation import gettext as _

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
BETWEEN = re.compile(r"[\s.,'’_-]{0,3}")
Words = tuple[str, ...]


class Names:
    """The names of an organisation. known: whole names; close: those of the people of the case, also found in part."""

    def __init__(self, known: Iterable[str], close: Iterable[str] = ()) -> None:
        self._known, self._close = tuple(known), tuple(close)

    def without(self, text: str) -> str:
        """The text with a neutral word in the place of each name and of each e-mail address.

        Whole names are found in any case, also with the last name first or only an initial; a first or last name
        alone only of the people of the case, and only with its capital.
        """
        text = ADDRESS.sub(_("[e-mail address]"), unicodedata.normalize("NFC", text))
        found, at = list(WORD.finditer(text)), 0
        pieces, end = [], 0
        while at < len(found):
            many = self._name_at(text, found, at)
            if many:
                pieces += [text[end : found[at].start()], _("[name]")]
                end = found[at + many - 1].end()
            at += many or 1
        return "".join([*pieces, text[end:]])

    def _name_at(self, text: str, found: list[re.Match[str]], at: int) -> int:
        """How many words from here are a name; 0 when they are none."""
        for words, exact in self._by_first.get(found[at].group().casefold(), ()):
            here = found[at : at + len(words)]
            said = [one.group() for one in here]
            same = said == list(words) if exact else [one.casefold() for one in said] == list(words)
            gaps = (text[one.end() : two.start()] for one, two in pairwise(here))
            if same and all(BETWEEN.fullmatch(gap) for gap in gaps):
                return len(words)
        return 0

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[Words, bool]]]:
        """The longest first, so that a whole name goes before a part of it."""
        ways = {(one, False) for name in (*self._known, *self._close) for one in _whole(name)}
        ways |= {(one, True) for name in self._close for one in _in_part(name)}
        found: dict[str, list[tuple[Words, bool]]] = {}
        for words, exact in sorted(ways, key=lambda way: (-len(way[0]), way)):
            found.setdefault(words[0].casefold(), []).append((words, exact))
        return found


def _words(text: str) -> Words:
    return tuple(WORD.findall(unicodedata.normalize("NFC", text)))


def _parts(name: str) -> tuple[Words, Words]:
    """The words of the first name, and those of the rest: "Marie-Claire" counts as one."""
    first, _space, rest = name.strip().partition(" ")
    return _words(first), _words(rest)


def _whole(name: str) -> set[Words]:
    """A name as people write it in full: first name first or last, or an initial with the last name."""
    first, last = _parts(name.casefold())
    return {first + last, last + first, (first[0][0], *last)} if first and last else set()


def _in_part(name: str) -> set[Words]:
    """The first name and the last name alone."""
    return {one for one in _parts(name) if len("".join(one)) > 1}
