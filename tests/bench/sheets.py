"""Bring in a sheet of 10,000 rows, as the worker does: `python -m tests.bench.sheets ORGANISATION`."""

import io
import sys
from importlib import import_module

import django
from django.core.files.base import ContentFile

ROWS = 10_000
HEADERS = ("Toepassing", "In het kort", "Doel", "Leverancier", "Product", "Versie", "Wie ermee werkt", "Labels")
TEAMS = "Drie teams van het loket"
SENTENCE = "Helpt medewerkers om aanvragen van inwoners sneller en eerlijker te behandelen. "


def a_sheet() -> bytes:
    """Return a sheet in which every row fills every column."""
    lists = import_module("roeland.paper.lists")
    rows = (
        (f"Ingelezen {n}", SENTENCE, SENTENCE * 3, f"Leverancier {n % 200}", "Wijzer", "2.1", TEAMS, f"woord {n % 20}")
        for n in range(ROWS)
    )
    file = io.BytesIO()
    for piece in lists.write("xlsx", HEADERS, rows, "Blad"):
        file.write(piece)
    return file.getvalue()


def bring_in(slug: str) -> None:
    """Look at the sheet, confirm it and import it. Raises SystemExit when not all of it came in."""
    starting = import_module("roeland.register.importing.sheets.starting")
    chosen = import_module("roeland.register.importing.sheets.mapping").from_kept
    runs = import_module("roeland.register.models").ImportRun.objects
    people = import_module("roeland.organisation.models").RoleHeld.objects
    actor = people.get(role="information_manager", organisation__slug=slug).person
    run = starting.start_sheet(upload=ContentFile(a_sheet(), name="toepassingen.xlsx"), actor=actor)
    starting.check_sheet(run=run, mapping=chosen(run.mapping), actor=actor)
    starting.check_run.func(str(run.pk))
    starting.confirm(run=runs.get(pk=run.pk), actor=actor)
    starting.import_sheet.func(str(run.pk))
    if (created := runs.get(pk=run.pk).created) != ROWS:
        raise SystemExit(f"{created} of {ROWS} rows came in")


if __name__ == "__main__":
    django.setup()
    bring_in(sys.argv[1])
