"""`roeland questionnaire`: every question, for people and for machines."""

import json

import pytest

from roeland.cli.main import main
from roeland.content import outlining, shipped
from roeland.rules.questionnaire import Questionnaire


def test_json_is_the_whole_questionnaire_and_nothing_else(capsys):
    assert main(["questionnaire", "intake", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == outlining.described(shipped.document("intake"))


def test_json_is_the_same_every_time(installation):
    told = {installation.run("questionnaire", "intake", "--format", "json").stdout for _ in range(2)}
    assert len(told) == 1


def test_markdown_names_every_question_and_option_in_both_languages(capsys):
    assert main(["questionnaire", "intake@1"]) == 0
    told = capsys.readouterr().out
    intake = shipped.document("intake", 1)
    for question in intake.meaning.questions():
        nl, en = (intake.text(question.code, language).label for language in ("nl", "en"))
        assert f"### {nl} / {en}" in told or f"### {nl}\n" in told
        assert f"- code: `{question.code}`, type: {question.kind.value}" in told
    codes = [option for question in intake.meaning.questions() for option in question.options]
    assert [option for option in codes if f"| `{option}` |" not in told] == []


def test_markdown_writes_a_condition_as_the_content_does(capsys):
    main(["questionnaire", "intake@1"])
    assert "- asked when: `{is: {personal_data: true}}`" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["dance", "classification", "intake@99", "intake@²", "../intake@1", ""])
def test_an_unknown_name_is_a_mistake_and_the_known_ones_are_named(name, capsys):
    assert main(["questionnaire", name]) == 2
    told = capsys.readouterr()
    known = ", ".join(shipped.references_of(Questionnaire))
    assert f"there is no questionnaire '{name}'. There is: {known}" in told.err
    assert told.out == ""


def test_it_is_utf_8_also_on_an_old_terminal(installation):
    done = installation.run("questionnaire", "intake", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert "’" in done.stdout or "“" in done.stdout
