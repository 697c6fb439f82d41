"""The database's own refusal to change what the journal holds.

A detail may only go after the journal itself says so: an entry `detail.erased` about the entry it belongs to. Entries
of an organisation may only go after its certificate of destruction stands there: an entry `organisation.destroyed`,
which itself never goes. A single entry may go after an entry `entry.destroyed` about it stands there. Nothing ever lets
a seal go.
The statements are written out in full, so that what stands in the database can be read here.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

ERASED = "detail.erased"
DESTROYED = "organisation.destroyed"
ENTRY_DESTROYED = "entry.destroyed"
PROOF = (ERASED, DESTROYED, ENTRY_DESTROYED)
"""Acts that prove why something is gone: they go with their organisation only."""
TABLES = ("journal_entry", "journal_seal", "journal_detail")

# INSERT OR REPLACE on SQLite removes a row without asking the DELETE trigger, so an INSERT over a row is refused too.
_SQLITE = {
    "journal_entry_update": """
        BEFORE UPDATE ON journal_entry
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
    "journal_entry_delete": """
        BEFORE DELETE ON journal_entry WHEN OLD.verb = 'organisation.destroyed' OR (
            NOT EXISTS (
                SELECT 1 FROM journal_entry WHERE organisation = OLD.organisation AND verb = 'organisation.destroyed')
            AND (OLD.verb IN ('detail.erased', 'entry.destroyed') OR NOT EXISTS (
                SELECT 1 FROM journal_entry
                WHERE organisation = OLD.organisation AND subject = OLD.id AND verb = 'entry.destroyed')))
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
    "journal_entry_replace": """
        BEFORE INSERT ON journal_entry WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
    "journal_seal_update": """
        BEFORE UPDATE ON journal_seal
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
    "journal_seal_delete": """
        BEFORE DELETE ON journal_seal
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
    "journal_seal_replace": """
        BEFORE INSERT ON journal_seal WHEN EXISTS (
            SELECT 1 FROM journal_seal
            WHERE id = NEW.id OR (organisation = NEW.organisation AND sequence = NEW.sequence))
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
    "journal_detail_update": """
        BEFORE UPDATE ON journal_detail
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
    "journal_detail_delete": """
        BEFORE DELETE ON journal_detail WHEN NOT EXISTS (
            SELECT 1 FROM journal_entry
            WHERE organisation = OLD.organisation AND subject = OLD.entry_id AND verb = 'detail.erased')
        AND NOT EXISTS (
            SELECT 1 FROM journal_entry
            WHERE organisation = OLD.organisation AND id <> OLD.entry_id AND verb = 'organisation.destroyed')
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
    "journal_detail_replace": """
        BEFORE INSERT ON journal_detail WHEN EXISTS (SELECT 1 FROM journal_detail WHERE entry_id = NEW.entry_id)
        BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END""",
}

_POSTGRES_FUNCTIONS = (
    """
    CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'The journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """
    CREATE OR REPLACE FUNCTION journal_refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM journal_entry
            WHERE organisation = OLD.organisation AND (
                subject = OLD.entry_id AND verb = 'detail.erased'
                OR id <> OLD.entry_id AND verb = 'organisation.destroyed')
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'The journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """
    CREATE OR REPLACE FUNCTION journal_refuse_unless_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.verb <> 'organisation.destroyed' AND EXISTS (
            SELECT 1 FROM journal_entry WHERE organisation = OLD.organisation AND verb = 'organisation.destroyed'
        ) THEN
            RETURN OLD;
        END IF;
        IF OLD.verb NOT IN ('organisation.destroyed', 'detail.erased', 'entry.destroyed') AND EXISTS (
            SELECT 1 FROM journal_entry
            WHERE organisation = OLD.organisation AND subject = OLD.id AND verb = 'entry.destroyed'
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'The journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
)
_POSTGRES = {
    "journal_entry_update": "BEFORE UPDATE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "journal_entry_delete": """
        BEFORE DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse_unless_destroyed()""",
    "journal_entry_truncate": "BEFORE TRUNCATE ON journal_entry EXECUTE FUNCTION journal_refuse()",
    "journal_seal_update": "BEFORE UPDATE OR DELETE ON journal_seal FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "journal_seal_truncate": "BEFORE TRUNCATE ON journal_seal EXECUTE FUNCTION journal_refuse()",
    "journal_detail_update": "BEFORE UPDATE ON journal_detail FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "journal_detail_delete": """
        BEFORE DELETE ON journal_detail FOR EACH ROW EXECUTE FUNCTION journal_refuse_unless_erased()""",
    "journal_detail_truncate": "BEFORE TRUNCATE ON journal_detail EXECUTE FUNCTION journal_refuse()",
}


def after_migration(*, using: str, **_: Any) -> None:
    """Put the triggers (back) on the tables, whatever the migration did to them."""
    connection = connections[using]
    if set(TABLES) <= set(connection.introspection.table_names()):
        lift(connection)
        create(connection)


def create(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger on its table; they must not be there yet."""
    with connection.cursor() as cursor:
        for function in _POSTGRES_FUNCTIONS if connection.vendor == "postgresql" else ():
            cursor.execute(function)
        for name, body in _of(connection).items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away. Only for who puts them back in the same breath: a migration, or the tests' flush."""
    with connection.cursor() as cursor:
        for name, body in _of(connection).items():
            on = f" ON {_table(body)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the triggers that should stand in the database and do not."""
    listing = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(listing)
        return set(_of(connection)) - {name for (name,) in cursor.fetchall()}


def _of(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRES if connection.vendor == "postgresql" else _SQLITE


def _table(body: str) -> str:
    return next(table for table in TABLES if f" ON {table}" in body)
