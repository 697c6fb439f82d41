"""Signs that stand in a line of text: icons, class, route, state, deadline, letters, initials."""

from datetime import date, datetime
from functools import cache, lru_cache

from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roeland.ui.vocabulary import LETTERS, LEVELS, RISKS, ROUTES, STATES

SOON = 7
NEAR = 60


@cache
def sprite() -> str:
    """Return the address of the icons."""
    return static("ui/built/icons.svg")


def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; only with a `label` is it read aloud."""
    if label:
        return format_html('{}<span class="rl-sr">{}</span>', icon(name), label)
    return _drawn(name)


# Signs are few and stand on every line of a list, so each is written once. `typed`: words that are safe already are
# not the same as the same words that are not.
@lru_cache(maxsize=500, typed=True)
def _drawn(name: str) -> SafeString:
    return format_html(
        '<svg class="rl-i" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>', sprite(), name
    )


@lru_cache(maxsize=500, typed=True)
def _sign(style: str, icon_name: str, words: str) -> SafeString:
    return format_html('<span class="{}">{}{}</span>', style, icon(icon_name), words)


def risk(code: str, size: str = "", label: str = "") -> SafeString:
    """Draw the class of the AI Act: forbidden, high, transparency, minimal, not_ai or unknown; `size` may be lg."""
    mark = RISKS.get(code) or RISKS["unknown"]
    large = " rl-risk--lg" if size == "lg" else ""
    return _sign(f"rl-risk rl-risk--{mark.style}{large}", mark.icon, label or str(mark.label))


def route(code: str, at_most: str = "") -> SafeString:
    """Draw the way of deciding: light, standard, full, forbidden, or unknown with the heaviest still possible."""
    mark = ROUTES.get(code) or ROUTES["unknown"]
    words = str(mark.label)
    if mark is ROUTES["unknown"] and at_most in ROUTES and at_most != "unknown":
        words = _("Not yet known, at most: %(route)s") % {"route": str(ROUTES[at_most].label).lower()}
    return _sign("rl-route", mark.icon, words)


def state(code: str, label: str = "") -> SafeString:
    """Draw where something is in its life, or what it waits for; codes are in `vocabulary.STATES`."""
    mark = STATES.get(code)
    if mark is None:
        return _sign("rl-state", "circle-dot", label or code)
    return _sign(f"rl-state rl-state--{mark.style}", mark.icon, label or str(mark.label))


def due(day: date | None, today: date | None = None) -> SafeString:
    """Draw a deadline: plain, soon (within 7 days) or late; nothing for None."""
    if day is None:
        return SafeString("")
    days = (day - (today or timezone.localdate())).days
    style, sign = ("", "")
    if days < 0:
        style, sign = " rl-due--laat", icon("triangle-alert")
    elif days < SOON:
        style, sign = " rl-due--kort", icon("clock")
    distance = format_html("<small>{}</small>", distance_in_words(days)) if abs(days) <= NEAR or days < 0 else ""
    return format_html('<span class="rl-due{}">{} {}{}</span>', style, sign, in_words(day), distance)


def in_words(day: date | datetime | None) -> str:
    """Write a day as people do: 20 nov 2026; nothing for None."""
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    return date_format(day, pgettext("date format", "j M Y"), use_l10n=False) if day else ""


def with_time(instant: datetime | None) -> str:
    """Write an instant with its time: 20 nov 2026, 8.42 u.; nothing for None."""
    if not instant:
        return ""
    time = date_format(timezone.localtime(instant), pgettext("date format", "H:i"), use_l10n=False)
    return f"{in_words(instant)}, {time}"


def distance_in_words(days: int) -> str:
    """Say how far a day is: days to go, today, or days late."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    return ngettext("%(days)d day to go", "%(days)d days to go", days) % {"days": days}


def mark(letter: str) -> SafeString:
    """Draw the letter of a role: EV, A, I or U."""
    sign = LETTERS[letter.lower()]
    return format_html('<abbr class="rl-mark rl-mark--{}" title="{}">{}</abbr>', sign.style, sign.label, letter.upper())


def legend() -> SafeString:
    """Draw what the letters mean; belongs on every page that uses them."""
    items = format_html_join("", "<li>{} {}</li>", ((mark(code), sign.label) for code, sign in LETTERS.items()))
    return format_html('<ul class="rl-legend">{}</ul>', items)


def level(code: str, label: str = "") -> SafeString:
    """Draw the four-step meter with its word: low, medium, high, very_high or unknown."""
    filled, word = LEVELS.get(code) or LEVELS["unknown"]
    steps = format_html_join("", '<i class="{}"></i>', (("on" if step < filled else "",) for step in range(4)))
    return format_html('<span class="rl-level">{}<b>{}</b></span>', steps, label or word)


def avatar(name: str) -> SafeString:
    """Draw the initials of a person beside a name that is already there."""
    words = [word for word in name.split() if word[:1].isalpha()]
    letters = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))
    return format_html('<span class="rl-avatar" aria-hidden="true">{}</span>', letters.upper() or "?")
