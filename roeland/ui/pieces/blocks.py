"""Boxes with something in them: card, alert, nothing, dialog, a moment in time, a dimension, the reason why."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from roeland.ui.pieces.badges import icon
from roeland.ui.vocabulary import ALERTS


def card(
    content: str,
    title: str = "",
    id: str = "",
    sub: str = "",
    link: str = "",
    link_label: str = "",
    body: bool = True,
) -> SafeString:
    """Draw a card. `sub` stands right of the title, or `link` with `link_label`; `body=False` for lists and tables."""
    anchor = id or slugify(title)
    padded = format_html('<div class="rl-card__body{}">{}</div>', "" if title else " rl-card__body--pad", content)
    inside = padded if body else content
    if not title:
        return format_html('<div class="rl-card">{}</div>', inside)
    aside = format_html('<p class="rl-small rl-sub">{}</p>', sub) if sub else ""
    if link:
        aside = format_html('<a class="nl-link" href="{}">{}</a>', link, link_label or _("Show all"))
    return format_html(
        '<section class="rl-card" aria-labelledby="{0}"><div class="rl-card__head">'
        '<h2 class="rl-h2" id="{0}">{1}</h2>{2}</div>{3}</section>',
        anchor,
        title,
        aside,
        inside,
    )


def alert(content: str, kind: str = "info", title: str = "", id: str = "") -> SafeString:
    """Draw a message on the page; `kind` is info, ok, warning or error, `title` its bold first words."""
    bold = format_html("<strong>{}</strong> ", title) if title else ""
    words = format_html("<p>{}{}</p>", bold, content)
    if "<p" in content:
        words = format_html("{}{}", format_html("<p>{}</p>", bold) if bold else "", content)
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{}"{}{}>{}<div class="utrecht-alert__content">{}</div></div>',
        kind,
        format_html(' id="{}"', id) if id else "",
        SafeString(' role="alert"') if kind == "error" else "",
        icon(ALERTS[kind]),
        words,
    )


def nothing(content: str, title: str, icon_name: str = "inbox") -> SafeString:
    """Draw what stands where there is nothing: `title` says what, the content why and what now."""
    return format_html('<div class="rl-empty">{}<h2 class="rl-h2">{}</h2>{}</div>', icon(icon_name), title, content)


def dialog(content: str, id: str, title: str) -> SafeString:
    """Draw a dialog that a button with `data-opens` opens; `title` is a question, the safe button comes first."""
    return format_html(
        '<dialog class="rl-dialog" id="{0}" aria-labelledby="{0}-title">'
        '<h2 class="rl-h2" id="{0}-title">{1}</h2>{2}</dialog>',
        id,
        title,
        content,
    )


def moment(content: str, icon_name: str = "circle-dot", meta: str = "") -> SafeString:
    """Draw one point of a timeline, inside `<ol class="rl-time">`, newest first; `meta` says when and who."""
    return format_html(
        '<li><span class="rl-time__m"><span class="rl-time__dot">{}</span></span>'
        '<div class="rl-time__meta">{}</div><div>{}</div></li>',
        icon(icon_name),
        meta,
        content,
    )


def dimension(content: str, name: str, sub: str = "", sign: str = "") -> SafeString:
    """Draw one line of a risk profile: its name, its `sign` (a risk or level) and the reason."""
    below = format_html('<div class="rl-small rl-sub">{}</div>', sub) if sub else ""
    return format_html(
        '<div class="rl-dim"><div><div class="rl-dim__n">{}</div>{}</div><div>{}</div><div>{}</div></div>',
        name,
        below,
        sign,
        content,
    )


def why(content: str, label: str = "", open: bool = False) -> SafeString:
    """Draw the reasons behind something, folded; the content is a list."""
    return format_html(
        '<details class="rl-why"{}><summary>{}</summary>{}</details>',
        SafeString(" open") if open else "",
        label or _("Why?"),
        content,
    )


def verdict(code: str, label: str) -> SafeString:
    """Draw the outcome of an advice or decision: yes, conditions or no, with its words."""
    style, sign = {
        "yes": ("ja", "circle-check"),
        "conditions": ("mits", "triangle-alert"),
        "no": ("nee", "circle-x"),
    }[code]
    return format_html('<span class="rl-verdict rl-verdict--{}">{}{}</span>', style, icon(sign), label)
