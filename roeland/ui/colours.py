"""Colours of an organisation: whether they can be read (WCAG 2.2), the nearest that can, and the stylesheet of both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

WHITE, INK = "#ffffff", "#101828"
TEXT, SIGN = 4.5, 3.0  # the least contrast of text (1.4.3) and of what is no text (1.4.11)
PAGE, SURFACE_2 = "#f6f7f9", "#eff2f6"  # the lightest greys of the theme on which links stand
DARK, DARK_SURFACE, DARK_SURFACE_2 = "#0f1624", "#172033", "#202c46"
BRONZE = "#d8b164"
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")


class NotAColour(ValueError):
    """The words are not a colour in hexadecimals."""


@dataclass(frozen=True)
class Unreadable(Exception):
    """The colour cannot be read: its contrast, what is needed, and the nearest colour that has it."""

    ratio: float
    needed: float
    nearest: str


def colour(words: str) -> str:
    """Return a colour as #rrggbb. Raises NotAColour."""
    found = _HEX.fullmatch(words.strip().lower())
    if found is None:
        raise NotAColour(words)
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return f"#{digits}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, part: float) -> str:
    """Return `one` with a `part` (0 to 1) of `other` in it."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def nearest(wanted: str, against: Iterable[str], needed: float, towards: str) -> str:
    """Return `wanted` with just enough of `towards` to be read against each of the others."""
    others = tuple(against)
    steps = (mix(wanted, towards, step / 100) for step in range(101))
    return next((step for step in steps if all(contrast(step, one) >= needed for one in others)), towards)


def must_be_readable_bar(wanted: str) -> None:
    """Raise Unreadable unless white text can be read on a bar of this colour."""
    _must(wanted, (WHITE,))


def must_be_readable_action(wanted: str) -> None:
    """Raise Unreadable unless links of this colour, and white text on its buttons, can be read."""
    _must(wanted, (WHITE, PAGE, SURFACE_2))


def _must(wanted: str, against: tuple[str, ...]) -> None:
    ratio = min(contrast(wanted, one) for one in against)
    if ratio < TEXT:
        raise Unreadable(ratio, TEXT, nearest(wanted, against, TEXT, "#000000"))


def bar(wanted: str) -> dict[str, str]:
    """The tokens of a top bar of this colour, on which white can be read; the same light and dark."""
    field = mix(wanted, "#000000", 0.18)
    return {
        "--rl-topbar-bg": wanted,
        "--rl-topbar-color": WHITE,
        "--rl-topbar-field": field,
        "--rl-topbar-subtle": nearest(mix(WHITE, wanted, 0.2), (wanted, field), TEXT, WHITE),
        "--rl-brand": BRONZE if contrast(BRONZE, wanted) >= SIGN else WHITE,
    }


def light(wanted: str) -> dict[str, str]:
    """The tokens of what people press and follow, on a light page."""
    tint = mix(wanted, WHITE, 0.86)
    words = nearest(wanted, (WHITE, SURFACE_2, tint), TEXT, "#000000")
    darker, darkest = mix(words, "#000000", 0.25), mix(words, "#000000", 0.45)
    return {
        "bg-subtle": mix(wanted, WHITE, 0.94),
        "bg-default": tint,
        "bg-hover": tint,
        "bg-active": mix(wanted, WHITE, 0.72),
        "border-subtle": mix(wanted, WHITE, 0.72),
        "border-default": nearest(mix(wanted, WHITE, 0.3), (WHITE,), SIGN, wanted),
        "border-hover": wanted,
        "border-active": darker,
        "color-subtle": words,
        "color-default": words,
        "color-hover": darker,
        "color-active": darkest,
        "color-document": darkest,
        "inverse-bg-document": darker,
        "inverse-bg-subtle": darker,
        "inverse-bg-default": wanted,
        "inverse-bg-hover": mix(wanted, "#000000", 0.25),
        "inverse-bg-active": mix(wanted, "#000000", 0.45),
    }


def dark(wanted: str) -> dict[str, str]:
    """The same on a dark page: lighter, so that it can be read there."""
    deep, deeper = mix(wanted, DARK, 0.6), mix(wanted, DARK, 0.8)
    grounds = (DARK, DARK_SURFACE, DARK_SURFACE_2, deep, deeper)
    words = nearest(mix(wanted, WHITE, 0.4), grounds, TEXT, WHITE)
    lighter, lightest = mix(words, WHITE, 0.4), mix(words, WHITE, 0.7)
    return {
        "bg-subtle": deeper,
        "bg-default": deep,
        "bg-hover": deep,
        "bg-active": deep,
        "border-subtle": mix(wanted, DARK, 0.4),
        "border-default": nearest(wanted, (DARK_SURFACE,), SIGN, WHITE),
        "border-hover": words,
        "border-active": lighter,
        "color-subtle": words,
        "color-default": words,
        "color-hover": lighter,
        "color-active": lightest,
        "color-document": lightest,
        "inverse-bg-document": words,
        "inverse-bg-subtle": words,
        "inverse-bg-default": words,
        "inverse-bg-hover": lighter,
        "inverse-bg-active": lightest,
    }


def stylesheet(bar_colour: str, action_colour: str) -> str:
    """Return CSS that lays these colours over the theme; an empty colour stays that of Roeland."""
    bar_tokens = bar(bar_colour) if bar_colour else {}
    on_light = bar_tokens | (_named(light(action_colour)) if action_colour else {})
    on_dark = bar_tokens | (_named(dark(action_colour)) if action_colour else {})
    chosen, system = 'html.roeland-theme[data-modus="donker"]', 'html.roeland-theme:not([data-modus="licht"])'
    return (
        _rule("html.roeland-theme", on_light)
        + f"@media screen {{\n{_rule(chosen, on_dark)}}}\n"
        + f"@media screen and (prefers-color-scheme: dark) {{\n{_rule(system, on_dark)}}}\n"
    )


def _named(tokens: dict[str, str]) -> dict[str, str]:
    families = ("action-1", "action-2", "selected")
    return {f"--basis-color-{family}-{name}": value for family in families for name, value in tokens.items()}


def _rule(selector: str, tokens: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in tokens.items())
    return f"{selector} {{\n{lines}}}\n"


def _parts(one: str) -> tuple[int, int, int]:
    return int(one[1:3], 16), int(one[3:5], 16), int(one[5:7], 16)


def _luminance(one: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(one))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
