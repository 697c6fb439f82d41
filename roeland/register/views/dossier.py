"""One application: its dossier, made of panels of all rooms."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from roeland.organisation.access import may, permitted
from roeland.organisation.middleware import Request
from roeland.register.models import Application, Phase
from roeland.register.queries import dossier

ROAD = (Phase.REPORTED, Phase.IN_ASSESSMENT, Phase.EXPERIMENT, Phase.PRODUCTION, Phase.RETIRED)


@cache
def _panel_functions() -> tuple[Any, ...]:
    return tuple(import_string(dotted) for dotted in settings.DOSSIER_PANELS)


@permitted("application.view", dossier)
def application(request: Request, application: Application) -> HttpResponse:
    """The dossier: head, lifecycle, and what every room has to say."""
    panels = [panel for panel in (ask(request, application) for ask in _panel_functions()) if panel]
    context = {
        "application": application,
        "main": [panel for panel in panels if panel.place == "main"],
        "aside": [panel for panel in panels if panel.place != "main"],
        "gates": gates(application),
        "may_edit": may(request.person, "application.edit", application),
    }
    return render(request, "register/application.html", context)


def gates(application: Application) -> list[dict[str, Any]]:
    """The road from report to retirement, with where the application stands. An end on the way closes it."""
    phase = Phase(application.phase)
    if phase not in ROAD:
        return [_gate(Phase.REPORTED, "done"), _gate(phase, "now")]
    here = ROAD.index(phase)
    return [_gate(step, _state(step, place, here, application)) for place, step in enumerate(ROAD)]


def _state(step: Phase, place: int, here: int, application: Application) -> str:
    if place == here:
        return "now"
    passed = place < here and not (application.undecided and step in {Phase.IN_ASSESSMENT, Phase.EXPERIMENT})
    return "done" if passed else "todo"


def _gate(step: Phase, state: str) -> dict[str, Any]:
    return {"label": step.label, "state": state, "sub": _("now") if state == "now" else ""}
