"""What the page of components shows: one invented example of each."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roeland.ui.pieces.lists import facet
from roeland.ui.vocabulary import LETTERS, LEVELS, RISKS, ROUTES, STATES

ANSWERS: list[dict[str, Any]] = [
    {"value": "yes", "label": _("Yes")},
    {"value": "no", "label": _("No")},
    {
        "value": "unknown",
        "label": _("I don't know"),
        "help": _("That is fine. A colleague finds out."),
        "unknown": True,
    },
]


class Example(forms.Form):
    """A form with each kind of field."""

    name = forms.CharField(label=_("Name"), help_text=_("Choose a name that colleagues understand."))
    unit = forms.ChoiceField(label=_("Unit"), choices=[("", _("Choose a unit")), ("1", _("Environment"))])
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=forms.Textarea)
    people = forms.IntegerField(label=_("How many people a year?"), help_text=_("An estimate is good enough."))
    personal_data = forms.ChoiceField(
        label=_("Does it use data about people?"),
        choices=[(answer["value"], answer["label"]) for answer in ANSWERS],
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which data?"),
        choices=[("name", _("Name")), ("image", _("Image or voice"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sure = forms.BooleanField(label=_("I checked this"))


def entry(label, icon: str, current: bool = False, count: int | None = None) -> dict:
    """Return one line of an example menu."""
    return {"label": label, "url": "#content", "icon": icon, "current": current, "count": count}


def frame() -> dict:
    """Return an example of what stands around a page, for who is not signed in."""
    return {
        "organisation": {"name": "Groep Gent", "demonstration": True},
        "person": {"name": "Leen Verstraete"},
        "roles": [_("Information manager")],
        "menu": [
            {"title": "", "items": [entry(_("My work"), "inbox", current=True, count=6)]},
            {"title": _("Steer"), "items": [entry(_("Governance"), "network")]},
        ],
        "organisations": [{"name": "Groep Gent", "key": "1", "current": True}, {"name": "Dorp", "key": "2"}],
        "search_url": "?",
        "messages_url": "#content",
        "message_count": 3,
        "my_url": "#content",
    }


def showcase(request) -> dict:
    """Return an example of each component, in a frame when there is none."""
    signed_in = getattr(request, "person", None) is not None
    return examples(request) if signed_in else {"shell": frame(), **examples(request)}


def examples(request) -> dict:
    """Return an example of each component."""
    today = timezone.localdate()
    return {
        "risks": RISKS,
        "routes": ROUTES,
        "states": STATES,
        "letters": LETTERS,
        "levels": LEVELS,
        "days": [today + timedelta(days=days) for days in (90, 14, 3, 0, -2)],
        "form": Example({"name": "Permit assistant", "people": "many"}),
        "clean": Example(prefix="clean"),
        "answers": ANSWERS,
        "facets": [
            facet(request.GET, "class", _("AI class"), [(code, mark.label, 3) for code, mark in RISKS.items()]),
            facet(request.GET, "phase", _("Phase"), [(code, mark.label, 2) for code, mark in STATES.items()]),
        ],
        "page_obj": Paginator(range(42), 10).get_page(request.GET.get("page")),
        "gates": [
            {"label": _("Reported"), "sub": "3 mrt", "state": "done"},
            {"label": _("Intake"), "sub": "21 sep", "state": "done"},
            {"label": _("Decision"), "state": "now"},
            {"label": _("In use"), "state": "todo"},
        ],
        "steps": [
            {"label": _("What does it do?"), "url": "#", "state": "done"},
            {"label": _("Who uses it?"), "url": "#", "state": "open"},
            {"label": _("Data about people"), "state": "now"},
            {"label": _("Check and send"), "state": "todo"},
        ],
        "views": [
            {"label": _("All"), "url": "?", "count": 42, "current": True},
            {"label": _("Action needed"), "url": "?todo=1", "count": 9},
        ],
    }
