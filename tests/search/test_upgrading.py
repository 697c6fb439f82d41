"""A town that used Roeland before the best answers came first keeps finding, and its index is filled again."""

from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from roeland.search import fulltext
from roeland.search.models import IndexedText, Word
from roeland.search.queries import ask
from roeland.search.rebuilding import take_up
from roeland.search.words import indexed, key
from tests.building.organisation import an_organisation
from tests.building.register import an_application

KIND = "register.application"
BEFORE, AFTER = [("search", "0002_words_to_find")], [("search", "0003_best_first")]


def migrated(to):
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    fulltext.after_migration(using=connection.alias)  # as the command `migrate` does
    return executor.loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_what_was_in_the_index_is_found_at_once_and_put_in_order_by_the_clock():
    town = an_organisation()
    first, second = an_application(town, "Chatbot"), an_application(town, "Aanvragen", purpose="Een chatbot helpt")
    old = migrated(BEFORE)
    try:
        for row in (second, first):
            stems = indexed(f"{row.name} {row.purpose}", key(town.pk, KIND))
            old.get_model("search", "IndexedText").objects.create(
                organisation=town.pk, kind=KIND, subject=row.pk, stems=stems
            )
        for word in ("chatbot", "aanvragen"):
            old.get_model("search", "Word").objects.create(
                organisation=town.pk, word=word, head=word[:2], tail=word[-3:]
            )
    finally:
        migrated(AFTER)
    found = ask(organisation=town, kind=KIND, text="chatbots")
    assert {row.subject for row in found.rows} == {first.pk, second.pk}
    assert ask(organisation=town, kind=KIND, text="chatbod").read_as == "chatbot"
    assert take_up(timezone.now()) == 2
    assert [row.subject for row in ask(organisation=town, kind=KIND, text="chatbot").best()] == [first.pk, second.pk]
    assert Word.objects.get(word="aanvragen").stem == Word.objects.get(word="aanvragen", kind=KIND).stem != ""
    assert IndexedText.objects.filter(organisation=uuid4()).count() == 0
