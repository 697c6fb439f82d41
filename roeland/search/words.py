"""Words and stems: how a text is cut up, the same way when it is written and when it is looked for."""

import re
import threading
from functools import lru_cache
from hashlib import sha256
from unicodedata import combining, normalize
from uuid import UUID

import snowballstemmer

LONGEST = 40
MOST_WORDS = 5000  # of one text; a longer one is found by its first words
MOST_IN_FRONT = 200  # of a name and what stands closest to it: so much is weighed
_SHORTEST_STEM = 4
_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = "abcdefghijklmnop"
_of_thread = threading.local()  # a stemmer remembers the word it is at, so threads cannot share one


def plain(text: str) -> str:
    """The text in small letters without accents."""
    small = text.casefold()
    return small if small.isascii() else "".join(each for each in normalize("NFKD", small) if not combining(each))


def words(text: str) -> list[str]:
    """The words of a text in order: small letters without accents, and numbers. A lone letter is no word."""
    found = (word[:LONGEST] for word in _WORD.findall(plain(text))[:MOST_WORDS])
    return [word for word in found if len(word) > 1 or word.isdigit()]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a Dutch word. Stemmed until nothing changes, so that kentekens and kenteken meet.

    The second time and later it keeps four letters: Janssens is not Jan.
    """
    found = _once(word)
    while found != word:
        word, found = found, _once(found)
        found = found if len(found) >= _SHORTEST_STEM else word
    return found


def key(organisation: UUID, kind: str) -> str:
    """Ten letters in front of every word in the index.

    So an organisation only ever meets its own words, however many others there are. Letters only: PostgreSQL would
    read digits in front of a word as a number.
    """
    digest = sha256(f"{organisation.hex}/{kind}".encode()).digest()[:5]
    return "".join(_LETTERS[byte >> 4] + _LETTERS[byte & 15] for byte in digest)


def indexed(text: str, prefix: str) -> str:
    """What the index holds of a text: its words (for who is still typing) and their stems."""
    found = words(text)
    return " ".join(sorted({prefix + form for word in found for form in (word, stem(word))}))


def weighed(text: str) -> str:
    """What the index weighs of a text: its words in order, each as " word/stem ", so that each can be looked for."""
    found = dict.fromkeys(words(text)[:MOST_IN_FRONT])
    return f" {' '.join(f'{word}/{stem(word)}' for word in found)} " if found else ""


def _once(word: str) -> str:
    if not hasattr(_of_thread, "stemmer"):
        _of_thread.stemmer = snowballstemmer.stemmer("dutch")
    found = str(_of_thread.stemmer.stemWord(word))
    # The stemmer leaves the plural of borrowed words alone: chatbots, fotos.
    return word[:-1] if found == word and len(word) > 4 and word.endswith("s") else found
