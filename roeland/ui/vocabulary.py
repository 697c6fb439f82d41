"""What the marks of the design mean: each code with its icon, the name of its style and its word."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Mark(NamedTuple):
    """One sign: `icon` in the sprite, `style` as the last part of its CSS class, `label` to read."""

    icon: str
    style: str
    label: str | Promise


RISKS = {
    "forbidden": Mark("risk-forbidden", "verboden", _("Prohibited")),
    "high": Mark("risk-high", "hoog", _("High risk")),
    "transparency": Mark("risk-transparency", "transparantie", _("Transparency")),
    "minimal": Mark("risk-minimal", "minimaal", _("Minimal")),
    "not_ai": Mark("risk-not_ai", "geen", _("No AI system")),
    "unknown": Mark("risk-unknown", "onbekend", _("Not yet known")),
}
ROUTES = {
    "light": Mark("signpost", "licht", _("Light")),
    "standard": Mark("signpost", "gewoon", _("Standard")),
    "full": Mark("signpost", "zwaar", _("Full")),
    "forbidden": Mark("ban", "mag-niet", _("Not allowed")),
    "unknown": Mark("circle-dashed", "onbekend", _("Not yet known")),
}
STATES = {
    "reported": Mark("inbox", "nieuw", _("Reported")),
    "in_assessment": Mark("list-checks", "nieuw", _("In assessment")),
    "experiment": Mark("flask-conical", "besluit", _("Experiment")),
    "production": Mark("circle-check", "gebruik", _("In use")),
    "retired": Mark("archive", "stop", _("Retired")),
    "rejected": Mark("circle-x", "stop", _("Rejected")),
    "stopped": Mark("circle-x", "stop", _("Stopped")),
    "waits_for_advice": Mark("message-square", "wacht", _("waits for advice")),
    "waits_for_decision": Mark("gavel", "besluit", _("waits for a decision")),
    "undecided": Mark("hourglass", "wacht", _("not yet decided")),
    "lapsed": Mark("history", "wacht", _("decision lapsed")),
    "open": Mark("circle-dot", "nieuw", _("not begun")),
    "under_way": Mark("hourglass", "besluit", _("under way")),
    "met": Mark("circle-check", "gebruik", _("met")),
    "not_applicable": Mark("circle-x", "stop", _("does not apply")),
    "accepted": Mark("clock", "wacht", _("risk accepted")),
}
LETTERS = {
    "ev": Mark("", "ev", _("Accountable")),
    "a": Mark("", "a", _("Advises")),
    "i": Mark("", "i", _("Gives information")),
    "u": Mark("", "u", _("Does the work")),
}
# How many of the four steps are filled.
LEVELS = {
    "low": (1, _("Low")),
    "medium": (2, _("Medium")),
    "high": (3, _("High")),
    "very_high": (4, _("Very high")),
    "unknown": (0, _("Not yet known")),
}
ALERTS = {"info": "info", "ok": "circle-check", "warning": "triangle-alert", "error": "circle-x"}
