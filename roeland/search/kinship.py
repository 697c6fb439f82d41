"""What Dutch does with words: parts that are joined, and endings that change."""

from itertools import takewhile

# A part of a compound is at least this long; a shorter one turns up in words that have nothing to do with it.
SHORTEST_PART = 4
LINKS = ("", "s", "e", "en", "n")  # between two parts: vergunningSaanvraag, raadSstuk, boekENkast
# What stands before another word without making a compound of it: VERkeer is no kind of keer.
_BEFORE = """aan achter af be bij door er ge her in mee na niet om on onder ont op open over pre re samen te tegen toe
    uit van ver voor weer"""
_BEHIND = """e en n s t d te ten de den ing ingen ning ningen er ers ren eer eren eert ering aar aars end ende heid lijk
    baar atie aties"""
NOT_A_PART = frozenset(_BEFORE.split())
ENDINGS = frozenset(_BEHIND.split())
SHORTEST_TRUNK = 5
VOWELS = "aeou"


def ends_in(compound: str, part: str) -> bool:
    """Whether a word is a compound of which this is the last part: kentekenherkenning and herkenning."""
    if len(part) < SHORTEST_PART or not compound.endswith(part) or _is_mere_ending(part):
        return False
    first = compound[: -len(part)]
    return len(first) >= (3 if len(part) > SHORTEST_PART + 1 else SHORTEST_PART) and first not in NOT_A_PART


def halves(compound: str) -> list[tuple[str, str]]:
    """Every way to read a word as two words, with or without letters that link them, the longest last part first."""
    ways = []
    for place in range(SHORTEST_PART, len(compound) - SHORTEST_PART + 1):
        first, last = compound[:place], compound[place:]
        ways += [(first.removesuffix(link), last) for link in LINKS if first.endswith(link)]
    return [(first, last) for first, last in ways if len(first) >= SHORTEST_PART and first not in NOT_A_PART]


def are_kin(one: str, other: str) -> bool:
    """Whether two words differ in their endings only: controle and controleren, herkent and herkenning.

    One last letter for another is a slip rather: gladheit, gladheid.
    """
    trunk = _trunk(one, other)
    if len(trunk) < SHORTEST_TRUNK or len(one) == len(other) == len(trunk) + 1:
        return False
    return _is_ending(trunk, one) and _is_ending(trunk, other)


def _trunk(one: str, other: str) -> str:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in same)


def _is_mere_ending(part: str) -> bool:
    """vergunNING is no kind of ning."""
    return part in ENDINGS or (len(part) == SHORTEST_PART and part.endswith("ing"))


def _is_ending(trunk: str, word: str) -> bool:
    rest = word[len(trunk) :]
    # A short vowel doubles the letter after it: voorspel, voorspelLing.
    return not rest or rest in ENDINGS or (rest[0] == trunk[-1] and rest[1:] in ENDINGS)


def beginnings(word: str, stem: str) -> list[str]:
    """How a compound that begins with this word can begin: parkeren as in parkeervergunning."""
    forms = [word, *(form for form in (stem, _lengthened(stem), _shortened(stem)) if len(form) > SHORTEST_PART)]
    return [form for form in dict.fromkeys(forms) if not any(form != o and form.startswith(o) for o in forms)]


def _lengthened(stem: str) -> str:
    """parker to parkeer: in a closed syllable the long vowel is written twice."""
    ready = len(stem) > 2 and stem[-2] in VOWELS and not _vowel(stem[-3]) and not _vowel(stem[-1])
    return f"{stem[:-1]}{stem[-2:]}" if ready else stem


def _shortened(stem: str) -> str:
    """notuul to notul."""
    return stem[:-2] + stem[-1] if len(stem) > 3 and stem[-2] == stem[-3] and stem[-2] in VOWELS else stem


def _vowel(letter: str) -> bool:
    return letter in "aeiouy"
