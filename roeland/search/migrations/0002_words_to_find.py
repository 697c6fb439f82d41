from django.db import migrations

SQLITE = "CREATE VIRTUAL TABLE search_words USING fts5(stems, content='search_indexedtext', content_rowid='id', detail=none)"
POSTGRESQL = "CREATE INDEX search_words ON search_indexedtext USING gin (to_tsvector('simple', stems))"


def create(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def remove(apps, schema_editor):
    kind = "INDEX" if schema_editor.connection.vendor == "postgresql" else "TABLE"
    schema_editor.execute(f"DROP {kind} search_words")


class Migration(migrations.Migration):
    """The index over the stems, in the words of each database."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
