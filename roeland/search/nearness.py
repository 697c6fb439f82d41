"""How near two words are."""

from itertools import takewhile


def within(one: str, other: str, most: int) -> int | None:
    """How many slips lie between two words, at most `most`; None when there are more, which a few letters show.

    A slip is a letter added, left out or mistaken, or two letters swapped.
    """
    if abs(len(one) - len(other)) > most:
        return None
    one, other = _apart(one, other)
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last = one[place - 2] if place > 1 else ""
        before, row = row, _next_row(letter, last, other, before, row)
        if min(row) > most and min(before) >= most:
            return None
    return row[-1] if row[-1] <= most else None


def _next_row(letter: str, last: str, other: str, earlier: list[int], before: list[int]) -> list[int]:
    row = [before[0] + 1]
    for j, its in enumerate(other):
        best = before[j] + (letter != its)
        if before[j + 1] < best:
            best = before[j + 1] + 1
        if row[j] < best:
            best = row[j] + 1
        if j and letter == other[j - 1] and last == its and earlier[j - 1] < best:
            best = earlier[j - 1] + 1
        row.append(best)
    return row


def _apart(one: str, other: str) -> tuple[str, str]:
    """What is left of two words without the letters with which both begin and end."""
    same = _shared(one, other)
    one, other = one[same:], other[same:]
    same = _shared(one[::-1], other[::-1])
    return one[: len(one) - same], other[: len(other) - same]


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may have and still be recognised: none in the shortest."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2
