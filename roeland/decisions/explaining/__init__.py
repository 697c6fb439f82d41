"""A refusal in words: what happened, why, and what to do."""

from dataclasses import replace

from roeland.decisions.explaining import advising, asking, deciding
from roeland.decisions.explaining.words import Explained
from roeland.decisions.refusals import Refused
from roeland.organisation.models import Organisation

__all__ = ["Explained", "explained"]

SPECIAL = advising.SPECIAL | asking.SPECIAL | deciding.SPECIAL
PLAIN = advising.PLAIN | asking.PLAIN | deciding.PLAIN


def explained(refusal: Refused, organisation: Organisation) -> Explained:
    """Put a refusal in words, in the language of the reader."""
    if put := SPECIAL.get(type(refusal)):
        return replace(put(refusal, organisation), status=refusal.status)
    title, sentence = PLAIN[type(refusal)]
    return Explained(str(title), (str(sentence),), status=refusal.status)
