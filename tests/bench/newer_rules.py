"""Newer rules come, and all applications are compared with them: `python -m tests.bench.newer_rules`.

It does what the clock and the worker do, in this process, over a copy of the content with a newer version of the rules.
"""

import os
import random
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

import django


def run() -> str:
    """Compare all applications of all organisations, twice: newer rules, and then other days; return what it took."""
    content, omnibus = import_module("tests.building.content"), import_module("tests.building.omnibus")
    classifying, persons = import_module("tests.bench.classifying"), import_module("roeland.organisation.models").Person
    chance = random.Random(31)
    for person in persons.objects.filter(organisation__slug__startswith="bench-", user__isnull=False):
        classifying.classify(person, chance)
    with tempfile.TemporaryDirectory() as folder:
        documents = content.copied(Path(folder) / "documents")
        content.a_newer(documents, "classification", content.HEAVIER)
        rules = _compared(documents, "newer rules")
        omnibus.other_days(documents)
        return f"{rules}\n{_compared(documents, 'newer rules and other days of the law')}"


def _compared(documents: Path, what: str) -> str:
    """What the clock and the worker do with these documents, and how long it takes."""
    content = import_module("tests.building.content")
    comparing = import_module("roeland.decisions.newer_rules.comparing")
    rechecks = import_module("roeland.decisions.models").Recheck.objects
    background, timezone = import_module("roeland.work.background"), import_module("django.utils.timezone")
    content.reads(documents)
    known, begun = set(rechecks.values_list("pk", flat=True)), time.perf_counter()
    while comparing.take_up(timezone.now()):
        pass
    background.run_worker(interval=0, once=True)
    took = time.perf_counter() - begun
    found = list(rechecks.exclude(pk__in=known))
    compared, changed = sum(each.compared for each in found), sum(each.changed for each in found)
    moves = sum(sum(kinds.values()) for each in found for kinds in each.duties.values())
    return (
        f"{compared:,} applications compared with {what}, of which {changed:,} change, "
        f"in {moves:,} obligations: {took:.1f} s, {compared / took:,.0f} a second"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roeland.config.settings")
    django.setup()
    sys.stdout.write(f"{run()}\n")
