"""What somebody asks of the list, as it stands in the address."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Lower
from django.http import QueryDict

from roeland.register.models import AIClass, Answered, Phase, Route

CLASSES_OF_VIEW = {"high": (AIClass.HIGH, AIClass.FORBIDDEN), "unknown": (AIClass.UNKNOWN,)}
UNDECIDED = "undecided"
VIEWS = {
    "": Q(),
    UNDECIDED: Q(undecided=True),
    **{view: Q(ai_class__in=classes) for view, classes in CLASSES_OF_VIEW.items()},
}
MINE = "mine"

# Beside the keys of people, units and the like a filter can ask for what has none, or for who has not said yes yet.
NONE = "none"
WAITING = "waiting"
CODES: Mapping[str, Collection[str]] = {
    "class": AIClass.values,
    "route": Route.values,
    "phase": Phase.values,
    "mark": (UNDECIDED,),
    "personal": Answered.values,
    "affects": Answered.values,
    "questions": ("some", "no", "no-intake"),
}
KEYS: Mapping[str, Collection[str]] = {
    "unit": (NONE,),
    "entity": (),
    "owner": (NONE, WAITING),
    "supplier": (NONE,),
    "field": (NONE,),
    "tag": (),
}
FILTERS = (*CODES, *KEYS)


def _rank(column: str, codes: list[str]) -> Case:
    whens = [When(**{column: code}, then=Value(place)) for place, code in enumerate(codes)]
    return Case(*whens, default=Value(len(codes)), output_field=IntegerField())


ORDERS: dict[str, Any] = {
    "name": "name",
    "number": "number",
    "changed": "changed_at",
    "class": _rank("ai_class", list(AIClass.values)),
    "phase": _rank("phase", list(Phase.values)),
    "route": _rank("route", [Route.FORBIDDEN, Route.FULL, Route.STANDARD, Route.LIGHT]),
    "owner": Lower("owner__name"),
}
DEFAULT_ORDER = "name"
BEST = "best"  # the best answers first; only where words are asked
# Somebody who types AI-0031 means that one application.
NUMBER = re.compile(r"^ai[- ]?(\d{1,8})$", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """What somebody asks of the list. What does not exist is passed over, and kept in `gone` to be told.

    `chosen` holds per filter its values: codes, keys as UUIDs are written, or NONE and WAITING.
    """

    text: str = ""
    view: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""  # empty when nobody chose an order
    gone: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """What must be found by its words: a number is not."""
        return "" if NUMBER.match(self.text) else self.text

    @property
    def order(self) -> str:
        return self.sort or (BEST if self.words else DEFAULT_ORDER)

    def of(self, name: str) -> tuple[str, ...]:
        """What is chosen in one filter."""
        return self.chosen.get(name, ())

    @property
    def filtered(self) -> bool:
        return bool(self.chosen or self.view)

    @property
    def everything(self) -> bool:
        return not (self.filtered or self.text)

    def without(self, gone: Iterable[tuple[str, str]]) -> "Wish":
        """The same wish without these values of filters, which turned out to be gone."""
        lost = set(gone)
        if not lost:
            return self
        left = {name: tuple(v for v in values if (name, v) not in lost) for name, values in self.chosen.items()}
        return replace(
            self, chosen={name: values for name, values in left.items() if values}, gone=(*self.gone, *sorted(lost))
        )

    @property
    def address(self) -> str:
        """The wish as it stands in an address, always written the same way."""
        query = QueryDict(mutable=True)
        for name, value in (("q", self.text), ("view", self.view)):
            if value:
                query[name] = value
        for name in FILTERS:
            if self.of(name):
                query.setlist(name, sorted(set(self.of(name))))
        if self.sort:
            query["sort"] = self.sort
        return query.urlencode()


def wish_from(query: QueryDict) -> Wish:
    """Read what the address asks."""
    sort, view = query.get("sort", ""), query.get("view", "")
    read = {name: [(value, _known(name, value)) for value in query.getlist(name)] for name in FILTERS}
    chosen = {name: tuple(dict.fromkeys(good for _, good in values if good)) for name, values in read.items()}
    gone = [(name, value[:80]) for name, values in read.items() for value, good in values if not good]
    known_view = view in VIEWS or view == MINE
    return Wish(
        text=query.get("q", "").strip()[:200],
        view=view if known_view else "",
        chosen={name: values for name, values in chosen.items() if values},
        sort=sort if sort.removeprefix("-") in ORDERS else "",
        gone=(*gone, *(() if known_view else (("view", view[:80]),))),
    )


def _known(name: str, value: str) -> str:
    """The value as it is compared; empty when there can be no such value."""
    if value in CODES.get(name, ()) or value in KEYS.get(name, ()):
        return value
    return _key(value) if name in KEYS else ""


def _key(value: str) -> str:
    try:
        return str(UUID(value))
    except ValueError:
        return ""
