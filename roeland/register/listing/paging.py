"""Pages of the list."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from roeland.register.listing.counting import COUNTED_AT_MOST
from roeland.register.listing.finding import with_names
from roeland.register.models import Application

PAGE_SIZE = 25


class RegisterPaginator(Paginator):
    """Pages that skip along an index before they read a row, and a count that stops in time."""

    def __init__(self, rows: QuerySet[Application], *, known_count: int | None = None, searched: bool = False) -> None:
        super().__init__(rows, PAGE_SIZE)
        self.rows = rows
        self.known_count = known_count
        self.searched = searched  # by words: the order is that of the answers, along which no index leads

    @cached_property
    def count(self) -> int:
        if self.known_count is not None:
            return min(self.known_count, COUNTED_AT_MOST)
        return self.rows.order_by()[:COUNTED_AT_MOST].count()

    def page(self, number: int | str) -> "Page[Application]":
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        here = slice(start, start + self.per_page)
        if self.searched:
            return Page(list(with_names(self.rows)[here]), number, self)
        rows = with_names(Application.objects.filter(pk__in=self.rows.values("pk")[here]))
        return Page(list(rows.order_by(*self.rows.query.order_by)), number, self)
