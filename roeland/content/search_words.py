"""The schema of the words by which people search: groups that mean the same, and words that say nothing."""

from collections.abc import Iterable, Iterator

import msgspec

PASSED_OVER = "passed_over"
"""The code of the words that nothing needs to hold."""


class SearchWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Groups of terms. The text of a group lists its terms, with commas between; both languages are one group."""

    groups: tuple[str, ...]

    def codes(self) -> Iterable[str]:
        return (*self.groups, PASSED_OVER)


def check(meaning: SearchWords) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with a list of groups."""
    for number, code in enumerate(meaning.groups):
        if code == PASSED_OVER or meaning.groups.index(code) < number:
            yield ("groups", number), f"'{code}' stands here already"
