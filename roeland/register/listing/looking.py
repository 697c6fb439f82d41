"""What the list shows of a wish: the answer to its words, the numbers beside the filters, and the pages."""

from dataclasses import dataclass

from roeland.organisation.models import Person
from roeland.register import finding
from roeland.register.listing.counting import Counts, Head, counted, head
from roeland.register.listing.finding import wished
from roeland.register.listing.paging import RegisterPaginator
from roeland.register.listing.wish import Wish
from roeland.search.queries import Answer


@dataclass(frozen=True)
class Look:
    """The wish as far as it can be met, what its words find (None without words), and what answers it."""

    wish: Wish
    head: Head
    answer: Answer | None
    counts: Counts
    pages: RegisterPaginator


def look(person: Person, asked: Wish) -> Look:
    """Return what the register shows; when nothing has all the words, what has most of them."""
    found = head(person)
    answer = finding.read(person.organisation_id, asked.words) if asked.words else None
    counts = counted(person, asked, found.newest, answer)
    if answer and not counts.total and (nearest := answer.with_fewer_words()):
        answer, counts = nearest, counted(person, asked, found.newest, nearest)
    wish = asked.without(counts.gone)
    pages = RegisterPaginator(wished(person, wish, answer), known_count=counts.total, searched=bool(wish.words))
    return Look(wish, found, answer, counts, pages)
