"""The filters as the page shows them."""

from collections.abc import Iterable, Sequence

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from roeland.register.listing.counting import Counts
from roeland.register.listing.wish import MINE, NONE, UNDECIDED, WAITING, Wish
from roeland.register.models import AIClass, Answered, Phase, Route
from roeland.ui.pieces.lists import Facet, Option

LABELS: dict[str, Promise] = {
    "class": gettext_lazy("AI class"),
    "route": gettext_lazy("Route"),
    "phase": gettext_lazy("Phase"),
    "mark": gettext_lazy("Decision"),
    "personal": gettext_lazy("Personal data"),
    "affects": gettext_lazy("Affects people"),
    "questions": gettext_lazy("Open questions"),
    "unit": gettext_lazy("Unit"),
    "entity": gettext_lazy("Entity"),
    "owner": gettext_lazy("AI owner"),
    "supplier": gettext_lazy("Supplier"),
    "field": gettext_lazy("Field of use"),
    "tag": gettext_lazy("Tag"),
    "view": gettext_lazy("Quick choice"),
}
AT_FIRST = ("class", "phase", "unit", "owner", "mark")  # what most people choose by; the others are one step away
FURTHER = ("route", "entity", "supplier", "field", "personal", "affects", "questions", "tag")
LONG = ("unit", "owner", "supplier", "tag")  # these show the chosen and the most frequent, and can be searched
MOST_FREQUENT = 10
FOUND_AT_MOST = 20
CHOICES = {
    "class": AIClass.choices,
    "route": Route.choices,
    "phase": Phase.choices,
    "mark": [(UNDECIDED, gettext_lazy("Not yet decided"))],
    "personal": Answered.choices,
    "affects": Answered.choices,
    "questions": [
        ("some", gettext_lazy("There are open questions")),
        ("no", gettext_lazy("No open questions")),
        ("no-intake", gettext_lazy("No intake yet")),
    ],
}
NO_WORD = "00000000-0000-0000-0000-000000000000"  # a key says nothing to anybody
NOTHING = {
    "unit": gettext_lazy("No unit"),
    "owner": gettext_lazy("Nobody"),
    "supplier": gettext_lazy("No supplier"),
    "field": gettext_lazy("Not filled in"),
}


VIEW_LABELS = {
    "": gettext_lazy("All"),
    MINE: gettext_lazy("My applications"),
    UNDECIDED: gettext_lazy("Not yet decided"),
    "high": gettext_lazy("High risk or prohibited"),
    "unknown": gettext_lazy("Class not yet known"),
}


def facets_of(wish: Wish, counts: Counts, query: QueryDict) -> list[Facet]:
    """The filters, in order, that this register can use; each option with its number."""
    return [
        _facet(name, wish, counts, query.get(f"find-{name}", "").strip()[:60])
        for name in (*AT_FIRST, *FURTHER)
        if wish.of(name) or _useful(name, counts)
    ]


def _useful(name: str, counts: Counts) -> bool:
    """Without tags, fields or units, or with one entity, there is nothing to choose."""
    fewest = {"entity": 2, "unit": 1, "field": 1, "tag": 1}.get(name, 0)
    return len(counts.names.known.get(name, ())) >= fewest


def _facet(name: str, wish: Wish, counts: Counts, text: str) -> Facet:
    more, chosen = name in FURTHER, wish.of(name)
    if name in CHOICES:
        fixed = [_option(name, value, label, counts) for value, label in CHOICES[name]]
        return Facet(name, LABELS[name], fixed, chosen, more=more)
    options = [*_special(name, wish, counts), *_named(name, wish, counts)]
    if name not in LONG:
        return Facet(name, LABELS[name], options, chosen, more=more, changes=True)
    shown = _found(options, chosen, text) if text else _frequent(options, chosen)
    long = bool(text) or len(options) > MOST_FREQUENT
    left = len(options) - len(shown)
    return Facet(name, LABELS[name], shown, chosen, more=more, changes=True, long=long, find=text, left=left)


def _option(name: str, value: str, label: str | Promise, counts: Counts) -> Option:
    number = None if counts.total is None else counts.numbers.get(name, {}).get(value, 0)
    return Option(value, str(label), number, counted=True)


def _special(name: str, wish: Wish, counts: Counts) -> Iterable[Option]:
    """Nobody or nothing; and of owners who was appointed and has not said yes."""
    rows = [(NONE, NOTHING[name])] if name in NOTHING else []
    rows += [(WAITING, gettext_lazy("Appointed, not yet accepted"))] if name == "owner" else []
    for value, label in rows:
        if counts.numbers.get(name, {}).get(value) or value in wish.of(name) or name == "owner":
            yield _option(name, value, label, counts)


def _named(name: str, wish: Wish, counts: Counts) -> list[Option]:
    """What occurs in this list, or is chosen."""
    numbers, chosen = counts.numbers.get(name, {}), wish.of(name)
    names = counts.names.known.get(name, {})
    wanted = [key for key in names if numbers.get(key) or key in chosen or counts.total is None]
    return [_option(name, key, names[key], counts) for key in wanted]


def _frequent(options: Sequence[Option], chosen: Sequence[str]) -> list[Option]:
    """Those chosen, what is special, and the ten that occur most, in the order of their names."""
    ranked = sorted((o for o in options if o.value not in (NONE, WAITING)), key=lambda o: -(o.count or 0))
    shown = {option.value for option in ranked[:MOST_FREQUENT]} | {NONE, WAITING, *chosen}
    return [option for option in options if option.value in shown]


def _found(options: Sequence[Option], chosen: Sequence[str], text: str) -> list[Option]:
    """Those chosen, and those with the text in their name."""
    asked = text.casefold()
    found = [option for option in options if asked in option.label.casefold()][:FOUND_AT_MOST]
    return [option for option in options if option in found or option.value in chosen]


def told_gone(wish: Wish) -> list[str]:
    """What was passed over, as people can read it: the filter, and what stood there unless that is only a key."""
    return [
        f"{LABELS[name]} “{value}”" if len(value) < len(NO_WORD) else str(LABELS[name]) for name, value in wish.gone
    ]
