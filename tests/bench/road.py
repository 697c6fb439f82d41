"""The road of an application in the bench: a dossier that has gone all of it, and how long a gate takes to open.

`python -m tests.bench.road` opens gates in the organisation of the bench and prints how long one takes.
"""

import os
import statistics
import sys
import time
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import django
from django.utils import timezone

LINES = 200  # in the journal of the long dossier
ASKED = 12
GATES = 15
PERSONAL = {"personal-data": "certain", "dpia-required": "certain", "security-medium": "certain"}
STAFF = {"employees-affected": "certain", "staff-monitored": "certain", "art-50-1": "certain"}
NOTHING_BUILT = {f"origin.{code}": False for code in ("commissioned", "modified")}
FACTS = NOTHING_BUILT | {"origin.bought": True, "origin.built": True}


def staffed(person: Any) -> None:
    """Give every role of the matrix that nobody has to somebody of their own."""
    organising = import_module("roeland.organisation.services")
    queries = import_module("roeland.organisation.queries")
    models = import_module("roeland.organisation.models")
    organisation = person.organisation
    held = set(models.RoleHeld.objects.filter(organisation=organisation).values_list("role", flat=True))
    for role in sorted(queries.roles().by_code.keys() - held):
        holder = organising.add_person(organisation=organisation, name=f"Wie {role} is", actor=None, unit=person.unit)
        organising.give_role(person=holder, role=role, starts=date(2024, 1, 1), actor=None)
    building, bodies = import_module("tests.building.bodies"), import_module("roeland.bodies.models").Body
    board = building.a_body(person, "Ethische raad", kind=bodies.Kind.ETHICS_BOARD, way=bodies.Way.CONSENSUS)
    building.a_member(board, person, "Wie in de raad zit")


def ready(person: Any, name: str) -> Any:
    """An application on the full route, of which nearly everybody is asked something."""
    register = import_module("roeland.register.services")
    building = import_module("tests.building.decisions")
    application = register.report(actor=person, name=name, purpose="Om te meten.", unit=person.unit)
    building.classified(application, route="full", facts=FACTS, findings=PERSONAL | STAFF, actor=person)
    return application


def gone_all_of_it(person: Any) -> Any:
    """An application that everybody advised on and that is decided, with a long journal."""
    decisions = import_module("roeland.decisions.services")
    models = import_module("roeland.decisions.models")
    application = ready(person, "Lange weg")
    request = decisions.request_gate(application=application, actor=person)
    for inquiry in request.inquiries.filter(kind="advice", holder__isnull=False):
        decisions.give_advice(inquiry=inquiry, verdict="positive", reasons="Goed.", actor=inquiry.holder)
    entries = import_module("roeland.journal.models").Entry.objects
    have = entries.filter(subject=application.pk).count()
    digests, entry_of = import_module("roeland.journal.digests"), entries.model
    rows = []
    for number in range(LINES - have):
        row = entry_of(
            organisation=application.organisation_id,
            at=timezone.now() - timedelta(hours=number),
            actor=person.pk,
            verb="application.edited",
            subject_kind="register.application",
            subject=application.pk,
            fields=["summary", "purpose"],
        )
        row.hash = digests.of_entry(row)
        rows.append(row)
    entries.bulk_create(rows)
    assert models.Advice.objects.filter(inquiry__gate_request=request).exists()
    return application


def run() -> str:
    """Open one gate after the other; return the middle of the times, in words."""
    decisions = import_module("roeland.decisions.services")
    persons = import_module("roeland.organisation.models").Person.objects
    person = persons.filter(organisation__slug="bench-0", roles_held__role="information_manager").first()
    waiting = [ready(person, f"Poort {number}") for number in range(GATES)]
    took, asked = [], []
    for application in waiting:
        begun = time.perf_counter()
        request = decisions.request_gate(application=application, actor=person)
        took.append(time.perf_counter() - begun)
        asked.append(request.inquiries.count())
    if min(asked) < ASKED:
        raise SystemExit(f"only {min(asked)} were asked")
    return f"a gate that asks {min(asked)} roles opens in {statistics.median(took) * 1_000:.0f} ms"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roeland.config.settings")
    django.setup()
    sys.stdout.write(f"{run()}\n")
