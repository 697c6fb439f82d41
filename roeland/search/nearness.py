"""How near two words are."""


def distance(one: str, other: str) -> int:
    """How many slips lie between two words: a letter added, left out, mistaken, or two letters swapped."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before = before, row
        row = [i]
        for j, its in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may have and still be recognised: none in the shortest."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2
