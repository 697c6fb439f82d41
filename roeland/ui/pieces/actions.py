"""Buttons, links that look like buttons, and the trail of where you are."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roeland.ui.pieces.badges import icon


def classes(kind: str, small: bool, negative: bool) -> str:
    """Return the CSS classes of a button; `kind` is primary, secondary or subtle."""
    extra = " rl-button--sm" if small else ""
    return f"nl-button nl-button--{kind}{extra}{' nl-button--negative' if negative else ''}"


def face(label: str, icon_name: str) -> SafeString:
    """Return what stands on a button."""
    start = format_html('<span class="nl-button__icon-start">{}</span>', icon(icon_name)) if icon_name else ""
    return format_html('{}<span class="nl-button__label">{}</span>', start, label)


def button(
    label: str,
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
    small: bool = False,
    negative: bool = False,
    type: str = "submit",
    opens: str = "",
    closes: bool = False,
) -> SafeString:
    """Draw a button that does something; `opens` names a dialog, `closes` shuts the one it stands in."""
    marked = format_html(' name="{}" value="{}"', name, value) if name else SafeString("")
    if opens:
        marked += format_html(' data-opens="{}" aria-haspopup="dialog"', opens)
    if closes:
        marked += SafeString(" data-closes")
    return format_html(
        '<button type="{}" class="{}"{}>{}</button>', type, classes(kind, small, negative), marked, face(label, icon)
    )


def link_button(label: str, url: str, kind: str = "secondary", icon: str = "", small: bool = False) -> SafeString:
    """Draw a link that looks like a button: it goes somewhere and does nothing."""
    return format_html('<a class="{}" href="{}">{}</a>', classes(kind, small, False), url, face(label, icon))


def breadcrumbs(*trail: str) -> SafeString:
    """Draw the trail: label, address, label, address, …, and last the label of this page."""
    steps = format_html_join("", '<li><a href="{1}">{0}</a></li>', zip(trail[0:-1:2], trail[1::2], strict=True))
    return format_html(
        '<nav aria-label="{}"><ol class="rl-kruimel">{}<li><span aria-current="page">{}</span></li></ol></nav>',
        _("Breadcrumb"),
        steps,
        trail[-1],
    )


def on_this_page(*entries: str) -> SafeString:
    """Draw the list of parts of a long page: anchor, label, anchor, label, …"""
    items = format_html_join(
        "", '<li><a class="nl-link" href="#{}">{}</a></li>', zip(entries[::2], entries[1::2], strict=True)
    )
    return format_html('<nav aria-label="{}"><ul class="rl-toc">{}</ul></nav>', _("On this page"), items)
