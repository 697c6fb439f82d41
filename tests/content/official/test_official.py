"""Official questionnaires: read with care, checked before use, and their rules applied as they are written."""

import json

import pytest

from roeland.cli.main import main
from roeland.content.official.checking import remarks
from roeland.content.official.reading import load
from roeland.content.reading import ContentError
from roeland.rules.official import answers_in, outcomes, scores

GOOD = """
name: Klein
urn: "urn:nl:klein"
version: "1.0"
tasks:
  - task: Deel
    id: "1"
    type: [task_group]
    repeatable: false
    tasks:
      - {task: Persoonsgegevens?, id: "1.1", type: [radio_option], valueType: boolean, repeatable: false,
         options: [{value: true, label: Ja}, {value: false, label: Nee}]}
      - task: Welke?
        id: "1.2"
        type: [checkbox_option]
        repeatable: false
        options: [{value: naam}, {value: gezondheid}]
        dependencies:
          - {type: conditional, condition: {id: "1.1", operator: equals, value: true}, action: show}
        calculation:
          scoreKey: soort
          expression: "answers('1.2') | count"
          riskScore: [{when: "soort < 2", value: 0}, {when: "soort >= 2", value: 3}]
assessments:
  - id: DPIA
    levels:
      - level: required
        expression: "criteria.veel"
        result: DPIA verplicht
        criteria: [{id: veel, expression: "(scores.soort || 0) > 2", explanation: er zijn veel soorten}]
      - {level: recommended, expression: "bool(answers('1.1'))", result: DPIA aanbevolen}
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "form.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def said(path):
    written, definition = load(path)
    found = {}
    for one in remarks(definition, written.data):
        found.setdefault((one.task, one.wrong), []).append(one.message)
    return {key: "; ".join(messages) for key, messages in found.items()}


def output(**answers):
    given = {task: {"value": value, "lastEditedAt": "2026-11-28T10:00:00Z"} for task, value in answers.items()}
    return {"answers": given}


def test_a_good_one_is_read_whole_and_its_rules_hold(written):
    _written, definition = load(written(GOOD))
    assert [task.id for task in definition.every_task()] == ["1", "1.1", "1.2"]
    assert remarks(definition) == ()
    told = answers_in(definition, output(**{"1.1": "true", "1.2": ["naam", "gezondheid"]}))
    assert scores(definition, told) == {"soort": 3}
    [found] = outcomes(definition, told)
    assert (found.level, found.result, found.because) == ("required", "DPIA verplicht", ("er zijn veel soorten",))
    [less] = outcomes(definition, answers_in(definition, output(**{"1.1": "true"})))
    assert (less.level, less.result) == ("recommended", "DPIA aanbevolen")


def test_what_nobody_answered_is_named_so_that_no_is_never_read_into_silence(written):
    definition = load(written(GOOD))[1]
    [nothing] = outcomes(definition, {})
    assert (nothing.level, nothing.open) == ("", ("1.1",))


def test_an_answer_in_a_repeated_group_is_found(written):
    definition = load(written(GOOD))[1]
    repeated = {"answers": {"1": [{"_index": 0, "1.1": {"value": "true"}}, {"_index": 1, "1.1": {"value": "false"}}]}}
    assert answers_in(definition, repeated) == {"1.1": True}


def test_the_first_version_of_the_format_is_read_too(written):
    older = GOOD.replace("type: [checkbox_option]", "type: multiselect_option").replace('version: "1.0"', "version: 1")
    assert load(written(older))[1].version == "1"


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("type: [radio_option]", "type: [slider]"), 11, "slider"),
        (("repeatable: false\n    tasks", "repeatable: maybe\n    tasks"), 9, "bool"),
        (("  - task: Deel", "  - tusk: Deel"), 6, "task"),
        (("name: Klein", "name: Klein\nname: Groot"), 3, "twice"),
        (("name: Klein", "name: !!python/object:os.system Klein"), 2, "not allowed"),
        (("name: Klein", "name: &a Klein\nother: *a"), 3, "aliases"),
        (("name: Klein", "name: [Klein"), 3, ""),
        (("level: required", "level: perhaps"), 26, "perhaps"),
        (("name: Klein", "name: " + "[" * 80 + "]" * 80), 2, "nested"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(written, change, line, words):
    with pytest.raises(ContentError) as refused:
        load(written(GOOD.replace(*change)))
    assert words in str(refused.value)
    assert abs(refused.value.line - line) <= 1, str(refused.value)


def test_a_file_that_is_too_large_is_not_even_read(written):
    path = written(GOOD + "# " + "x" * (6 * 1024 * 1024))
    with pytest.raises(ContentError, match="larger than 5 MB"):
        load(path)


def test_a_few_lines_that_stand_for_millions_are_refused_at_once(written):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
    )
    with pytest.raises(ContentError, match="aliases"):
        load(written(bomb))


@pytest.mark.parametrize(
    ("change", "task", "words", "wrong"),
    [
        (('id: "1.2"', 'id: "1.1"'), "1.1", "2 times", True),
        (('condition: {id: "1.1"', 'condition: {id: "9.9"'), "1.2", "there is no such task", True),
        (('condition: {id: "1.1"', 'condition: {id: "1.2"'), "1.2", "depends on itself", True),
        (("answers('1.2') | count", "answers('1.2' | count"), "1.2", "its expression", True),
        (("answers('1.2') | count", "total('1.2')"), "1.2", "there is no function 'total'", True),
        (("answers('1.2') | count", "answers('8.8') | count"), "1.2", "it is never there", False),
        (("bool(answers('1.1'))", "bool(answers('1.2'))"), "DPIA", "not a yes/no question", False),
        (("bool(answers('1.1'))", "answers('1.2') == 'adres'"), "DPIA", "none of its options", False),
        (("answers('1.2') | count", "weightedCountMap(answers('1.2'), ['adres'], [3])"), "1.2", "never count", False),
        (("action: show}", "action: show, calculation: 1}"), "1.2", "inside a dependency", False),
        (("scores.soort || 0", "scores.anders || 0"), "1.2", "that no rule reads", False),
    ],
)
def test_what_is_wrong_and_what_never_works_is_said(written, change, task, words, wrong):
    found = said(written(GOOD.replace(*change)))
    assert words in found[task, wrong]


def test_the_command_describes_and_says_what_is_wrong(written, capsys):
    assert main(["library", "check", str(written(GOOD))]) == 0
    assert "2 questions in 1 parts" in capsys.readouterr().out
    assert main(["library", "check", str(written(GOOD.replace('id: "1.2"', 'id: "1.1"')))]) == 1
    assert "1.1 (line 11): this id stands there 2 times" in capsys.readouterr().out
    assert main(["library", "check", str(written("name: x"))]) == 2
    assert main(["library", "check", "nowhere.yaml"]) == 2


def test_the_command_says_what_the_rules_conclude(written, tmp_path, capsys):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(output(**{"1.1": "true", "1.2": ["naam", "gezondheid"]})))
    assert main(["library", "evaluate", str(written(GOOD)), str(answers)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outcomes"][0]["level"] == "required"
    answers.write_text("[1")
    assert main(["library", "evaluate", str(written(GOOD)), str(answers)]) == 2
    answers.write_text('{"answers": 3}')
    assert main(["library", "evaluate", str(written(GOOD)), str(answers)]) == 2
