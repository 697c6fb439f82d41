"""The register as a list: what somebody asks to see, the rows that answer it, and how many there are of each kind."""

from roeland.register.listing.counting import COUNTED_AT_MOST, Counts, Head, counted, head, newest
from roeland.register.listing.facets import VIEW_LABELS, facets_of, told_gone
from roeland.register.listing.finding import wished, with_names
from roeland.register.listing.looking import Look, look
from roeland.register.listing.paging import PAGE_SIZE, RegisterPaginator
from roeland.register.listing.wish import BEST, CLASSES_OF_VIEW, DEFAULT_ORDER, MINE, UNDECIDED, Wish, wish_from

__all__ = [
    "BEST",
    "CLASSES_OF_VIEW",
    "COUNTED_AT_MOST",
    "DEFAULT_ORDER",
    "MINE",
    "PAGE_SIZE",
    "UNDECIDED",
    "VIEW_LABELS",
    "Counts",
    "Head",
    "Look",
    "RegisterPaginator",
    "Wish",
    "counted",
    "facets_of",
    "head",
    "look",
    "newest",
    "told_gone",
    "wish_from",
    "wished",
    "with_names",
]
