from django.db import migrations, models

from roeland.search.words import stem

# Until now only applications were in the index.
APPLICATIONS = "register.application"
BATCH = 1000


def stem_words(apps, schema_editor):
    Word = apps.get_model("search", "Word")
    batch = []
    for row in Word.objects.iterator(chunk_size=BATCH):
        row.stem = stem(row.word)
        batch.append(row)
        if len(batch) == BATCH:
            Word.objects.bulk_update(batch, ["stem"])
            batch = []
    Word.objects.bulk_update(batch, ["stem"])


# SQLite reads a long row from its start: what is weighed must stand before the long text that only its word index reads.
LONGEST_LAST = (
    "ALTER TABLE search_indexedtext ADD COLUMN moved text NOT NULL DEFAULT ''",
    "UPDATE search_indexedtext SET moved = stems",
    "ALTER TABLE search_indexedtext DROP COLUMN stems",
    "ALTER TABLE search_indexedtext RENAME COLUMN moved TO stems",
)


def put_the_longest_last(apps, schema_editor):
    connection = schema_editor.connection
    # An old SQLite cannot drop a column; there a search takes a little longer.
    if connection.vendor == "sqlite" and connection.features.can_alter_table_drop_column:
        for statement in LONGEST_LAST:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Names and leads, by which what is found is put in order. What is in the index stays findable meanwhile."""

    dependencies = [("search", "0002_words_to_find")]
    operations = [
        migrations.AddField("indexedtext", "name", models.TextField(default="")),
        migrations.AddField("indexedtext", "lead", models.TextField(default="")),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(put_the_longest_last, migrations.RunPython.noop)],
            state_operations=[
                migrations.RemoveField("indexedtext", "stems"),
                migrations.AddField("indexedtext", "stems", models.TextField(), preserve_default=True),
            ],
        ),
        migrations.RemoveConstraint("word", "one_row_per_word"),
        migrations.RemoveIndex("word", "word_by_head"),
        migrations.RemoveIndex("word", "word_by_tail"),
        migrations.AddField("word", "kind", models.CharField(max_length=60, default=APPLICATIONS), preserve_default=False),
        migrations.AddField("word", "stem", models.CharField(max_length=40, default=""), preserve_default=False),
        migrations.RunPython(stem_words, migrations.RunPython.noop),
        migrations.AddConstraint(
            "word", models.UniqueConstraint(fields=["organisation", "kind", "word"], name="one_row_per_word_and_kind")
        ),
        migrations.AddIndex("word", models.Index(fields=["organisation", "kind", "head"], name="word_by_head")),
        migrations.AddIndex("word", models.Index(fields=["organisation", "kind", "tail"], name="word_by_tail")),
        migrations.AddIndex("word", models.Index(fields=["organisation", "kind", "stem"], name="word_by_stem")),
        migrations.CreateModel(
            name="Filling",
            fields=[
                ("kind", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("form", models.PositiveSmallIntegerField()),
                ("reached", models.UUIDField(null=True)),
                ("done", models.BooleanField(default=False)),
            ],
        ),
    ]
