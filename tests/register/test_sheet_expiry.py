"""A sheet that nobody confirms goes after a month, and only such a sheet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roeland.journal.models import Entry
from roeland.register.importing import text_of
from roeland.register.importing.sheets.expiring import throw_away
from roeland.register.models import Application, ImportRun
from tests.register.sheets import a_sheet, begun, imported, looked_at

SHEET = ("Naam", "Kleur"), ("Teller", "rood")
LATER = timedelta(days=31)


@pytest.fixture
def waiting(manager):
    """Two sheets: one of which the columns are to be chosen, one to be confirmed."""
    return begun(manager, a_sheet(*SHEET)), looked_at(begun(manager, a_sheet(*SHEET)), manager)


def test_a_sheet_that_nobody_confirmed_is_thrown_away(waiting, django_capture_on_commit_callbacks):
    files = [run.file.content for run in waiting]
    with django_capture_on_commit_callbacks(execute=True):
        assert throw_away(timezone.now() + LATER) == 2
    assert [file.storage.exists(file.name) for file in files] == [False, False]
    for run in ImportRun.objects.all():
        assert (run.state, run.file, "samples" in run.sheet, run.preview) == (ImportRun.State.REFUSED, None, False, {})
        assert "30" in text_of(run.problems[0])
    assert not Application.objects.exists()


def test_roeland_says_in_the_journal_that_it_threw_a_file_away(waiting):
    throw_away(timezone.now() + LATER)
    entries = Entry.objects.filter(verb="register.import_thrown_away")
    assert [(entry.subject in {run.pk for run in waiting}, entry.actor) for entry in entries] == [(True, None)] * 2


def test_nothing_is_thrown_away_twice(waiting):
    assert [throw_away(timezone.now() + LATER), throw_away(timezone.now() + LATER)] == [2, 0]


def test_a_sheet_is_kept_until_its_month_is_over(waiting):
    assert throw_away(timezone.now() + timedelta(days=29)) == 0
    assert waiting[0].kept_until == timezone.localdate(waiting[0].started_at) + timedelta(days=30)


def test_a_sheet_that_was_imported_stays(manager):
    run = imported(manager, a_sheet(*SHEET))
    assert throw_away(timezone.now() + LATER) == 0
    assert ImportRun.objects.get(pk=run.pk).file is not None


def test_the_page_says_until_when_the_file_is_kept(waiting, as_manager):
    for run in waiting:
        text = as_manager.get(run.get_absolute_url(), follow=True).content.decode()
        assert "gooien we dit bestand weg" in text
