"""`roeland journal verify`: sound, not sealed yet, or broken."""

import pytest
from django.db import connection

from roeland.cli.main import main
from roeland.journal import services, triggers
from roeland.journal.models import Entry
from roeland.organisation.services import add_person, create_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return create_organisation(name="Stad", slug="stad", jurisdiction="NL")


@pytest.fixture
def sealed(town):
    add_person(organisation=town, name="An", actor=None)
    services.seal(town.pk)
    return town


def tamper(**changes):
    triggers.lift(connection)
    Entry.objects.filter(verb="person.added").update(**changes)
    triggers.create(connection)


def test_a_sealed_journal_is_sound_and_shows_its_last_seal(sealed, capsys):
    assert main(["journal", "verify"]) == 0
    told = capsys.readouterr().out
    assert "stad: sound; 1 seals, 0 entries not sealed yet" in told
    assert services.verify(sealed.pk).head in told


def test_entries_that_wait_for_a_seal_are_counted(sealed, capsys):
    add_person(organisation=sealed, name="Bo", actor=None)
    assert main(["journal", "verify"]) == 0
    assert "1 entries not sealed yet" in capsys.readouterr().out


def test_sealing_first_leaves_none_waiting(town, capsys):
    assert main(["journal", "seal"]) == 0
    assert "0 entries not sealed yet" in capsys.readouterr().out


def test_a_changed_entry_is_found_and_the_command_fails(sealed, capsys):
    tamper(reason="another reason")
    assert main(["journal", "verify"]) == 1
    told = capsys.readouterr()
    assert "stad: BROKEN at seal 1" in told.out
    assert "Keep this database as it is" in told.err


def test_one_broken_journal_does_not_hide_the_others(sealed, capsys):
    create_organisation(name="Dorp", slug="dorp", jurisdiction="NL")
    tamper(verb="person.left")
    assert main(["journal", "verify"]) == 1
    assert "dorp: sound" in capsys.readouterr().out


def test_one_journal_can_be_verified_alone(sealed, capsys):
    create_organisation(name="Dorp", slug="dorp", jurisdiction="NL")
    assert main(["journal", "verify", "--organisation", "dorp"]) == 0
    assert "stad" not in capsys.readouterr().out
