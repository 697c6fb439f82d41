"""The index: the words of a thing, reduced to their stems, and the words that an organisation uses."""

from django.db import models


class IndexedText(models.Model):
    """What can be found of one thing."""

    # A whole number: SQLite's word index points at it, and it can be built again from the things themselves.
    id = models.BigAutoField(primary_key=True)
    organisation = models.UUIDField()
    kind = models.CharField(max_length=60)  # "register.application"
    subject = models.UUIDField()
    stems = models.TextField()  # words and stems, each behind the key of organisation and kind

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "subject"], name="one_index_row_per_thing")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Word(models.Model):
    """A word that an organisation used, to suggest when somebody mistypes it."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.UUIDField()
    word = models.CharField(max_length=40)
    head = models.CharField(max_length=2)  # its first letters, and its last: a slip is seldom in both
    tail = models.CharField(max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "word"], name="one_row_per_word")]
        indexes = [
            models.Index(fields=["organisation", "head"], name="word_by_head"),
            models.Index(fields=["organisation", "tail"], name="word_by_tail"),
        ]

    def __str__(self) -> str:
        return self.word
