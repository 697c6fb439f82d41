"""What belongs to a list: sorting, pages, filters, saved views."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roeland.ui.pieces.badges import icon


@dataclass(frozen=True)
class Option:
    """One choice of a filter; `count` is None when it is not counted, or there are too many to count now."""

    value: str
    label: str
    count: int | None = None
    counted: bool = False


@dataclass(frozen=True)
class Facet:
    """One filter over a list: the GET parameter `name`, its label and its options.

    The options of one that `changes` follow what else is chosen. A `long` one shows only some of them: GET
    `find-<name>` searches the others, `find` is what is searched now and `left` how many are not shown. With `more` it
    stands under the button with further filters.
    """

    name: str
    label: str | Promise
    options: Sequence[Option]
    chosen: Sequence[str] = field(default=())
    more: bool = False
    changes: bool = False
    long: bool = False
    find: str = ""
    left: int = 0

    def rows(self) -> list[tuple[str, str, int | None, bool]]:
        """Return the value, label and count of each option, and whether it is chosen."""
        return [(option.value, option.label, option.count, option.value in self.chosen) for option in self.options]

    def picked(self) -> list[Option]:
        """Return the chosen options."""
        return [option for option in self.options if option.value in self.chosen]


def _option(value: object, label: str, *count: int | None) -> Option:
    return Option(str(value), label, count[0] if count else None, counted=bool(count))


def facet(query: QueryDict, name: str, label: str | Promise, options: Iterable[tuple]) -> Facet:
    """Make a filter from (value, label) or (value, label, count) and what the address chooses."""
    rows = [_option(*option) for option in options]
    known = {row.value for row in rows}
    return Facet(name, label, rows, tuple(value for value in query.getlist(name) if value in known))


def without(query: QueryDict, *names: str, pair: tuple[str, str] | None = None) -> str:
    """Return the address part of `query` without `names`, the page and one (name, value) pair."""
    lists = [(name, values) for name, values in query.lists() if name not in (*names, "page")]
    return f"?{urlencode([(name, value) for name, values in lists for value in values if (name, value) != pair])}"


def chips(context, facets: Sequence[Facet]) -> dict:
    """Give the template the chosen filters, each with the address that takes it away."""
    query = context["request"].GET
    chosen = [
        (part.label, option.label, without(query, pair=(part.name, option.value)))
        for part in facets
        for option in part.picked()
    ]
    return {"chips": chosen, "clear": without(query, *(part.name for part in facets))}


def facets(context, facets: Sequence[Facet]) -> dict:
    """Give the template the filters, those that stand at once and the further ones, and how many are chosen."""
    further = [part for part in facets if part.more]
    return {
        "at_once": [part for part in facets if not part.more],
        "further": further,
        "further_chosen": sum(len(part.picked()) for part in further),
        "further_open": any(part.picked() or part.find for part in further),
        "chosen": sum(len(part.picked()) for part in facets),
    }


BOX = (
    '<label class="rl-opt"><input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="%(name)s-'
    '%(value)s" name="%(name)s" value="%(value)s"%(ticked)s><span>%(label)s</span><span id="count-%(name)s-%(value)s">'
    "%(count)s</span></label>"
)
NUMBER = '<span id="count-{}-{}" hx-swap-oob="true">{}</span>'


def options(facet: Facet) -> SafeString:
    """Draw the options of a filter: a page has hundreds, and a template takes ten times as long."""
    name = escape(facet.name)
    drawn = [
        BOX
        % {
            "name": name,
            "value": escape(value),
            "label": escape(str(label)),
            "count": "" if count is None else int(count),
            "ticked": " checked" if ticked else "",
        }
        for value, label, count, ticked in facet.rows()
    ]
    return SafeString("".join(drawn))


def option_counts(facet: Facet) -> SafeString:
    """Draw only the numbers of the options, to take the place of those on the page."""
    rows = ((facet.name, one.value, "" if one.count is None else one.count) for one in facet.options if one.counted)
    return format_html_join("", NUMBER, rows)


def sort_header(context, key: str, label: str, default: str = "", number: bool = False) -> SafeString:
    """Draw the head of a column that sorts by GET `sort`: `key`, and `-key` the other way round.

    `default` is the order of the list when the address names none.
    """
    query = context["request"].GET
    now = query.get("sort") or default
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    target = query.copy()
    target.pop("page", None)
    target["sort"] = f"-{key}" if order == "ascending" else key
    sign = icon("arrow-up" if order == "ascending" else "arrow-down") if order else ""
    return format_html(
        '<th scope="col"{}{}><a class="rl-sort" href="?{}">{}{}</a></th>',
        SafeString(' class="rl-table__num"') if number else "",
        format_html(' aria-sort="{}"', order) if order else "",
        target.urlencode(),
        label,
        sign,
    )


def views(label: str, items: Iterable) -> SafeString:
    """Draw saved filters as a row of links; an item has label, url, and may have count and current."""
    links = format_html_join(
        "",
        '<li><a href="{}"{}>{}{}</a></li>',
        (
            (
                item["url"],
                SafeString(' aria-current="page"') if item.get("current") else "",
                item["label"],
                "" if item.get("count") is None else format_html("<span>{}</span>", item["count"]),
            )
            for item in items
        ),
    )
    return format_html('<nav aria-label="{}"><ul class="rl-views">{}</ul></nav>', label, links)


def pager(context, page) -> dict:
    """Give the template a page of Django's Paginator, or anything like it."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = without(context["request"].GET)
    return {
        "page": page,
        "numbers": [number if isinstance(number, int) else None for number in numbers],
        "query": f"{query}&" if len(query) > 1 else "?",
        "range": _("%(first)s–%(last)s of %(total)s")
        % {"first": page.start_index(), "last": page.end_index(), "total": page.paginator.count},
    }
