"""The index: the words of a thing, reduced to their stems, and the words that an organisation uses."""

from django.db import models


class IndexedText(models.Model):
    """What can be found of one thing."""

    # A whole number: SQLite's word index points at it, and it can be built again from the things themselves.
    id = models.BigAutoField(primary_key=True)
    organisation = models.UUIDField()
    kind = models.CharField(max_length=60)  # "register.application"
    subject = models.UUIDField()
    # What weighs most: words and stems of its name, and of what stands closest to it. See words.weighed.
    name = models.TextField(default="")
    lead = models.TextField(default="")
    stems = models.TextField()  # words and stems, each behind the key of organisation and kind

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "subject"], name="one_index_row_per_thing")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Word(models.Model):
    """A word that an organisation used in things of one kind: to read compounds by, and to suggest for a slip."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.UUIDField()
    kind = models.CharField(max_length=60)
    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=40)
    head = models.CharField(max_length=2)  # its first letters, and its last: a slip is seldom in both
    tail = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "word"], name="one_row_per_word_and_kind")
        ]
        indexes = [
            models.Index(fields=["organisation", "kind", "head"], name="word_by_head"),
            models.Index(fields=["organisation", "kind", "tail"], name="word_by_tail"),
            models.Index(fields=["organisation", "kind", "stem"], name="word_by_stem"),
        ]

    def __str__(self) -> str:
        return self.word


class Filling(models.Model):
    """How far one kind of things has come in the index as it is written now."""

    kind = models.CharField(max_length=60, primary_key=True)
    form = models.PositiveSmallIntegerField()  # the form of the index that is being filled
    reached = models.UUIDField(null=True)  # the last thing that is in; the next batch follows it
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.form}"
