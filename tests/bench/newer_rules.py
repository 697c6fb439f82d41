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
    """Compare all applications of all organisations; return what it took, in words."""
    content = import_module("tests.building.content")
    comparing = import_module("roeland.decisions.newer_rules.comparing")
    models = import_module("roeland.decisions.models")
    background = import_module("roeland.work.background")
    timezone = import_module("django.utils.timezone")
    classifying, persons = import_module("tests.bench.classifying"), import_module("roeland.organisation.models").Person
    chance = random.Random(31)
    for person in persons.objects.filter(organisation__slug__startswith="bench-", user__isnull=False):
        classifying.classify(person, chance)
    with tempfile.TemporaryDirectory() as folder:
        documents = content.copied(Path(folder) / "documents")
        content.a_newer(documents, "classification", content.HEAVIER)
        content.reads(documents)
        begun = time.perf_counter()
        while comparing.take_up(timezone.now()):
            pass
        background.run_worker(interval=0, once=True)
        took = time.perf_counter() - begun
    found = list(models.Recheck.objects.all())
    compared, changed = sum(each.compared for each in found), sum(each.changed for each in found)
    return f"{compared:,} applications compared with newer rules, of which {changed:,} change: {took:.1f} s"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roeland.config.settings")
    django.setup()
    sys.stdout.write(f"{run()}\n")
