"""The commands that hand on to a room, and what they print."""

import shutil

import pytest

from roeland.cli import messages
from roeland.cli.main import main
from roeland.demo import loading


def test_messages_check_says_what_is_not_translated(capsys, monkeypatch):
    monkeypatch.setattr(messages, "check", lambda rooms: ["work: not translated: 'Hello'"])
    assert main(["messages", "check"]) == 1
    told = capsys.readouterr()
    assert "work: not translated: 'Hello'" in told.out
    assert "1 messages need attention" in told.err


def test_messages_check_is_content_with_a_complete_room(capsys):
    assert main(["messages", "check", "demo"]) == 0
    assert "Every message is translated." in capsys.readouterr().out


def test_messages_compile_writes_what_is_older_than_its_source(capsys, monkeypatch, tmp_path):
    source = messages.po_path("demo")
    monkeypatch.setattr(messages, "HOUSE", tmp_path)
    messages.po_path("demo").parent.mkdir(parents=True)
    shutil.copyfile(source, messages.po_path("demo"))
    assert main(["messages", "compile", "demo"]) == 0
    assert "demo/locale/nl/LC_MESSAGES/django.mo" in capsys.readouterr().out
    assert main(["messages", "compile", "demo"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_the_demonstration_is_not_loaded_outside_one(capsys):
    assert main(["demo", "load"]) == 1
    assert "ROELAND_DEMO=1" in capsys.readouterr().err
    assert not loading.is_loaded()


@pytest.mark.django_db
def test_a_tick_starts_what_is_due_and_says_nothing():
    assert main(["tick"]) == 0
