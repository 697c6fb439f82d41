"""Translations: what is said is found, what is found is kept, and what is missing is named."""

import pytest

from roeland.cli import messages

VIEWS = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

GREETING = _("Hello %(name)s")
DAYS = ngettext("%(n)d day", "%(n)d days", 2)
VERB = pgettext("verb", "Open")
"""
PAGE = """{% translate "It's 100% fine" %}
{% blocktranslate trimmed count n=list|length with a=b.c %}
  one {{ a }}
{% plural %}
  {{ n }} of "{{ a }}"
{% endblocktranslate %}
{{ value|default:_("nothing") }}{% include "x.html" with title=_("A title") %}
{% translate "Open" context "verb" %}{% comment %}{% translate "Not said" %}{% endcomment %}
"""
IDS = {
    (None, "Hello %(name)s"),
    (None, ("%(n)d day", "%(n)d days")),
    ("verb", "Open"),
    (None, "It's 100%% fine"),
    (None, ("one %(a)s", '%(n)s of "%(a)s"')),
    (None, "nothing"),
    (None, "A title"),
}


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A house with one room that says something, and one that is silent."""
    room = tmp_path / "kitchen"
    (room / "templates").mkdir(parents=True)
    (room / "views.py").write_text(VIEWS)
    (room / "templates" / "page.html").write_text(PAGE)
    (tmp_path / "cellar").mkdir()
    monkeypatch.setattr(messages, "HOUSE", tmp_path)
    return tmp_path


def translate(room: str, words: dict[str, str | tuple[str, ...]]) -> None:
    catalogue = messages.read(messages.po_path(room))
    for message in catalogue:
        if message.id:
            message.string = words.get(messages.plain(message.id), message.string)
    messages.save(catalogue, messages.po_path(room))


def complete(room: str = "kitchen") -> None:
    catalogue = messages.read(messages.po_path(room))
    translate(room, {messages.plain(message.id): message.id for message in catalogue if message.id})


def test_everything_that_is_said_is_found(house):
    assert set(messages.extract("kitchen")) == IDS


def test_a_silent_room_needs_no_catalogue(house):
    assert messages.rooms() == ["kitchen"]


def test_an_update_writes_a_catalogue_and_a_second_one_leaves_it_alone(house):
    assert messages.update() == [messages.po_path("kitchen")]
    assert messages.update() == []


def test_a_catalogue_names_no_moment_and_no_person(house):
    messages.update()
    written = messages.po_path("kitchen").read_text()
    assert "Date:" not in written
    assert "Translator" not in written
    assert "charset=utf-8" in written


def test_what_is_not_translated_is_named_with_its_place(house):
    messages.update()
    problems = messages.check()
    assert len(problems) == len(IDS)
    assert "kitchen: not translated: 'A title' (kitchen/templates/page.html)" in problems


def test_a_complete_catalogue_has_no_problems(house):
    messages.update()
    complete()
    assert messages.check() == []


def test_translations_survive_an_update(house):
    messages.update()
    translate("kitchen", {"A title": "Een titel", "%(n)d day": ("%(n)d dag", "%(n)d dagen")})
    (house / "kitchen" / "more.py").write_text('_("More")')
    messages.update()
    written = messages.po_path("kitchen").read_text()
    assert 'msgstr "Een titel"' in written
    assert 'msgstr[1] "%(n)d dagen"' in written
    assert 'msgid "More"' in written


def test_what_is_no_longer_said_is_named_and_then_removed(house):
    messages.update()
    complete()
    (house / "kitchen" / "views.py").write_text("")
    assert "kitchen: no longer used: 'Hello %(name)s'" in messages.check()
    messages.update()
    assert "Hello" not in messages.po_path("kitchen").read_text()


def test_a_placeholder_that_is_lost_or_made_up_is_named(house):
    messages.update()
    complete()
    translate("kitchen", {"Hello %(name)s": "Dag %(naam)s"})
    assert messages.check() == ["kitchen: other placeholders in the translation of 'Hello %(name)s'"]


def test_one_day_needs_no_number_but_many_do(house):
    messages.update()
    complete()
    translate("kitchen", {"%(n)d day": ("een dag", "%(n)d dagen")})
    assert messages.check() == []
    translate("kitchen", {"%(n)d day": ("een dag", "dagen")})
    assert messages.check() == ["kitchen: other placeholders in the translation of '%(n)d day'"]


def test_a_guess_does_not_count_as_a_translation(house):
    messages.update()
    complete()
    path = messages.po_path("kitchen")
    path.write_text(path.read_text().replace('msgid "A title"', '#, fuzzy\nmsgid "A title"'))
    assert messages.check() == ["kitchen: marked fuzzy: 'A title'"]


def test_a_room_without_catalogue_misses_everything(house):
    assert len(messages.check(["kitchen"])) == len(IDS)


def test_only_what_changed_is_compiled(house):
    messages.update()
    complete()
    target = messages.po_path("kitchen").with_suffix(".mo")
    assert messages.compile_all() == [target]
    assert messages.compile_all() == []
    assert target.read_bytes()[:4] == b"\xde\x12\x04\x95"
