"""What stands when all has run: handed-down columns, triggers, released content, migrations, settings."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from roeland.assessments.queries import latest
from roeland.content import agreement, released
from roeland.decisions.waiting import waits_for
from roeland.journal import triggers
from roeland.register.models import Application
from tests.house.tree import PACKAGE, ROOT

HANDED_DOWN = ("ai_class", "route", "route_at_least", "route_at_most")


def test_the_class_and_route_in_the_register_are_those_of_the_newest_classification(near):
    compared = 0
    for application in Application.objects.all():
        source = latest(application)
        want = {column: getattr(source, column, "unknown") for column in HANDED_DOWN}
        assert {column: getattr(application, column) for column in HANDED_DOWN} == want, application.name
        assert (application.classified_on is None) == (source is None), application.name
        answered = source.answered("personal-data", "affects-people") if source else {}
        assert application.personal_data == answered.get("personal-data", "unknown"), application.name
        assert application.affects_people == answered.get("affects-people", "unknown"), application.name
        assert application.open_questions == (len(source.open_questions) if source else None), application.name
        compared += source is not None
    assert compared >= 4


def test_what_the_register_says_an_application_waits_for_is_what_its_gate_says(near):
    for application in Application.objects.all():
        assert application.waits_for == waits_for(application), application.name
    assert Application.objects.exclude(waits_for="").exists()


@pytest.mark.django_db
def test_the_triggers_of_the_journal_stand_and_stand_again_after_a_migration():
    assert triggers.missing(connection) == set()
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == set()


def test_released_content_is_what_it_was():
    assert released.changed() == ()


def test_the_shipped_documents_agree():
    assert list(agreement.disagreements()) == []


def test_no_room_has_two_migrations_of_one_number():
    numbers = Counter(
        f"{path.parts[-3]} {number[1]}"
        for path in PACKAGE.glob("*/migrations/*.py")
        if (number := re.match(r"(\d{4})_", path.name))
    )
    assert [number for number, times in numbers.items() if times > 1] == []
    assert MigrationLoader(None).detect_conflicts() == {}


def test_the_settings_for_the_open_internet_leave_nothing_to_warn_about(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "roeland.config.settings",
        "ROELAND_DATA": str(tmp_path),
        "ROELAND_HTTPS": "1",
        "ROELAND_HOSTS": "ai.voorbeeld.test",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=Path(tmp_path), env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
