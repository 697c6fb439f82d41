"""The door of the command: what it offers, what it refuses, and how it says so."""

import os
import subprocess

import pytest

from roeland.cli.main import COMMANDS, main
from tests.cli.conftest import ROELAND


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert [command.word for command in COMMANDS if command.word not in told] == []


@pytest.mark.parametrize("words", [[], ["dance"], ["journal"], ["journal", "burn"], ["serve", "--port", "none"]])
def test_a_mistake_in_the_words_ends_with_two_and_the_usage(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "usage: roeland" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.word)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([command.word, "--help"])
    assert left.value.code == 0
    assert f"usage: roeland {command.word}" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_refusal_ends_with_one_and_says_why_and_what_to_do(capsys):
    assert main(["journal", "verify", "--organisation", "atlantis"]) == 1
    told = capsys.readouterr().err
    assert "there is no organisation 'atlantis'" in told
    assert "roeland organisation list" in told


def test_help_is_there_without_loading_django(installation):
    done = installation.run("--help", DJANGO_SETTINGS_MODULE="no.such.settings")
    assert "start server, worker and clock" in done.stdout


def test_a_reader_who_has_seen_enough_is_no_mistake(installation):
    reading, writing = os.pipe()
    os.close(reading)
    command = [*ROELAND, "content", "status"]
    done = subprocess.run(
        command, env=installation.environment, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
