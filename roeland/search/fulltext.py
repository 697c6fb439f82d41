"""SQLite's word index: a virtual table beside IndexedText, kept equal by triggers."""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TRIGGERS = {
    "search_words_added": """
        AFTER INSERT ON search_indexedtext
        BEGIN INSERT INTO search_words (rowid, stems) VALUES (NEW.id, NEW.stems); END""",
    "search_words_removed": """
        AFTER DELETE ON search_indexedtext
        BEGIN INSERT INTO search_words (search_words, rowid, stems) VALUES ('delete', OLD.id, OLD.stems); END""",
    "search_words_changed": """
        AFTER UPDATE ON search_indexedtext
        BEGIN
            INSERT INTO search_words (search_words, rowid, stems) VALUES ('delete', OLD.id, OLD.stems);
            INSERT INTO search_words (rowid, stems) VALUES (NEW.id, NEW.stems);
        END""",
}


def after_migration(*, using: str, **_: Any) -> None:
    """Put the triggers (back): SQLite drops them when a migration remakes the table."""
    connection = connections[using]
    if connection.vendor == "sqlite" and "search_words" in connection.introspection.table_names():
        put_triggers(connection)


def put_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put on the triggers that are not there; when any was missing, read everything into the index again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        missing = set(TRIGGERS) - {name for (name,) in cursor.fetchall()}
        for name in missing:
            cursor.execute(f"CREATE TRIGGER {name} {TRIGGERS[name]}")
        if missing:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")
