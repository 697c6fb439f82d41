"""Bars that are drawn on top of a table: the figure stands beside them, so nobody needs to see them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTH = 200


def bar(part: int, whole: int) -> SafeString:
    """Draw how much of `whole` is `part`; something is never drawn as nothing."""
    filled = max(2, round(WIDTH * min(part, whole) / whole)) if part > 0 and whole > 0 else 0
    return format_html(
        '<svg class="rl-bar" viewBox="0 0 {0} 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="rl-bar__all" width="{0}" height="8"/><rect class="rl-bar__part" width="{1}" height="8"/></svg>',
        WIDTH,
        filled,
    )
