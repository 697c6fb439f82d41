"""The components of the design as template tags: `{% load roeland_ui %}`."""

from django import template
from django.conf import settings
from django.utils.functional import Promise

from roeland.ui.pieces import actions, badges, blocks, charts, forms, lists
from roeland.ui.views import MODE_COOKIE, MODES

register = template.Library()

for piece in (
    badges.icon,
    badges.risk,
    badges.route,
    badges.state,
    badges.due,
    badges.mark,
    badges.legend,
    badges.level,
    badges.avatar,
    blocks.verdict,
    actions.button,
    actions.link_button,
    actions.breadcrumbs,
    actions.on_this_page,
    charts.bar,
    lists.views,
    lists.options,
    lists.option_counts,
    forms.widget,
    forms.progress,
):
    register.simple_tag(piece)

register.simple_tag(lists.sort_header, takes_context=True)
register.filter("kind", forms.kind)
register.filter("day", badges.in_words)
register.filter("day_time", badges.with_time)

for block in (blocks.card, blocks.alert, blocks.nothing, blocks.dialog, blocks.moment, blocks.dimension, blocks.why):
    register.simple_block_tag(block)

register.inclusion_tag("ui/parts/facets.html", takes_context=True)(lists.facets)
register.inclusion_tag("ui/parts/chips.html", takes_context=True)(lists.chips)
register.inclusion_tag("ui/parts/pager.html", takes_context=True)(lists.pager)
register.inclusion_tag("ui/form/choice.html")(forms.choice)
register.inclusion_tag("ui/form/choice.html")(forms.choice_of)
register.inclusion_tag("ui/form/summary.html")(forms.error_summary)


@register.inclusion_tag("ui/parts/gates.html")
def gates(items, note: str = "") -> dict:
    """Draw the gates; an item has label and state (done, now, todo) and may have sub. `note` says the next step."""
    return {"items": items, "note": note}


@register.inclusion_tag("ui/parts/steps.html")
def steps(items) -> dict:
    """Draw the steps of a wizard; an item has label and state (done, open, now, todo) and may have url."""
    return {"items": items}


@register.simple_tag(takes_context=True)
def panel(context, panel) -> str:
    """Draw a Panel of another room as a card; its template sees its context, and draws its own card body."""
    with context.push(**panel.context):
        inside = context.template.engine.get_template(panel.template).render(context)
    return blocks.card(inside, title=panel.title, id=panel.id, body=False)


@register.simple_tag(takes_context=True)
def mode(context) -> str:
    """Return licht, donker or nothing: what this browser asked for."""
    request = context.get("request")
    chosen = request.COOKIES.get(MODE_COOKIE, "") if request else ""
    return chosen if chosen in MODES else ""


@register.simple_tag
def languages() -> list[tuple[str, str | Promise]]:
    """Return the languages of the screens: code and name."""
    return list(settings.LANGUAGES)
