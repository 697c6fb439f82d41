import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from roeland.journal import services, triggers
from roeland.journal.models import Detail, Entry, Seal
from tests.building.organisation import an_organisation
from tests.journal.acting import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    organisation = an_organisation()
    act(organisation, values={"name": ["", "Gent"]})
    services.seal(organisation.pk)
    connection.check_constraints()  # PostgreSQL empties no table that still has checks to do
    return organisation


def test_every_trigger_stands_after_migration():
    assert triggers.missing(connection) == set()


def test_a_lifted_trigger_is_noticed_and_a_migration_puts_it_back():
    triggers.lift(connection)
    assert triggers.missing(connection)
    call_command("migrate", "journal", verbosity=0)
    assert triggers.missing(connection) == set()


@pytest.mark.parametrize("model", [Entry, Seal, Detail])
def test_the_database_refuses_to_change_a_row(organisation, model):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(organisation=organisation.pk)


@pytest.mark.parametrize("table", triggers.TABLES)
def test_the_database_refuses_to_remove_a_row(organisation, table):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", triggers.TABLES)
def test_the_database_refuses_to_write_over_a_row(organisation, table):
    column = {"journal_entry": "verb", "journal_seal": "hash", "journal_detail": "salt"}[table]
    key = "entry_id" if table == "journal_detail" else "id"
    over = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "postgresql": f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE SET {column} = ''",
    }[connection.vendor]
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(over)


@pytest.mark.parametrize("table", triggers.TABLES)
def test_the_database_refuses_to_empty_a_table(organisation, table):
    statement = f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_only_the_detail_that_the_journal_says_is_erased_may_go(organisation):
    kept = act(organisation, values={"name": ["Gent", "Groep Gent"]})
    gone = act(organisation, values={"name": ["Groep Gent", "Gent"]})
    services.erase_detail(entry=gone, ground="GDPR art. 17", actor=None)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Detail.objects.filter(entry=kept).delete()


@pytest.mark.django_db(transaction=True)
class TestTheFlushOfTheTests:
    def test_empties_the_journal(self):
        organisation = an_organisation()
        act(organisation)
        services.seal(organisation.pk)
        call_command("flush", interactive=False, verbosity=0)
        assert not Entry.objects.exists()

    def test_puts_the_triggers_back(self):
        call_command("flush", interactive=False, verbosity=0)
        assert triggers.missing(connection) == set()
