"""Fill an empty database and sign somebody in: `python -m tests.bench.preparing APPLICATIONS`; prints what to visit."""

import json
import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.middleware.csrf import _get_new_csrf_string

INTAKES = 64
CLASSIFIED = 16
ASSESSED = 8  # as many as there are clients at once


def _cookies(person) -> dict[str, str]:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.user.get_session_auth_hash()
    session["organisation"] = str(person.organisation_id)
    session.create()
    return {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: _get_new_csrf_string()}


def _classified(person, turn: int) -> str:
    """The key of an application with everything that a heavy intake gives, experts included."""
    intakes = import_module("roeland.assessments.services")
    sheets = import_module("roeland.questionnaires.services")
    rules = import_module("tests.bench.rules")
    intake = intakes.report(actor=person, name=f"Zwaar {turn}", purpose="Om te meten.", unit=person.unit)
    sheets.save(sheet=intake.sheet, answers=dict(rules.answer_sets())["heavy"], actor=person)
    return str(intakes.submit(intake=intake, actor=person).application_id)


def prepare(applications: int) -> dict[str, object]:
    """Migrate, fill, and return cookies, dossiers and intakes of the first organisation."""
    for command in ("migrate", "createcachetable"):
        call_command(command, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    filling = import_module("tests.bench.filling")
    intakes = import_module("roeland.assessments.services")
    register = import_module("roeland.register.models")
    person = filling.fill(applications)
    begun = [
        intakes.report(actor=person, name=f"Intake {turn}", purpose="Om te meten.", unit=person.unit)
        for turn in range(INTAKES)
    ]
    judged = [_classified(person, turn) for turn in range(CLASSIFIED)]
    road = import_module("tests.bench.road")
    road.staffed(person)
    long = road.gone_all_of_it(person)
    assessing = import_module("tests.bench.assessing")
    assessed = register.Application.objects.filter(pk__in=judged[:ASSESSED]).select_related("organisation", "unit")
    of_ours = register.Application.objects.filter(organisation=person.organisation)
    return {
        "cookies": _cookies(person),
        "dossiers": [str(key) for key in of_ours.order_by("name").values_list("pk", flat=True)[:50]],
        "classified": judged,
        "assessments": [assessing.large(person, application) for application in assessed],
        "long": str(long.pk),
        "intakes": [str(intake.pk) for intake in begun],
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roeland.config.settings")
    django.setup()
    sys.stdout.write(json.dumps(prepare(int(sys.argv[1]))))
