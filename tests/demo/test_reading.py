"""The YAML of the demonstration: a slip of the pen is found, with its place."""

import pytest

from roeland.content import shipped
from roeland.demo import reading
from roeland.demo.answering import NotAnswered, spoken
from roeland.rules.questionnaire import Answer


def question(code):
    return shipped.questionnaire("intake").question(code)


def test_a_field_that_does_not_exist_is_named_with_its_file(tmp_path):
    path = tmp_path / "people.yaml"
    path.write_text("people:\n  - {key: an, name: An, function: x, unit: y, roles: [], shoe_size: 38}\n")
    with pytest.raises(ValueError, match=r"people\.yaml: .*shoe_size"):
        reading._read(path, reading.PeopleRow)


def test_a_list_of_ticks_is_complete():
    assert spoken(question("output"), ["text"]) == Answer(value=("text",), complete=True)


def test_nothing_said_is_none_of_these():
    assert spoken(question("output"), None) == Answer(value=(), complete=True)


def test_nothing_said_is_no():
    assert spoken(question("personal_data"), None) == Answer(value=False)


def test_a_question_mark_is_i_do_not_know():
    assert spoken(question("personal_data"), "?") == Answer(unknown=True)


def test_ticks_with_an_unknown_rest_are_not_complete():
    said = {"values": ["vulnerable"], "rest": "?"}
    assert spoken(question("data_use"), said) == Answer(value=("vulnerable",), unknown=True)


def test_a_choice_must_be_made():
    with pytest.raises(NotAnswered, match="publication"):
        spoken(question("publication"), None)


def test_every_person_and_unit_that_the_yaml_names_exists():
    for town in reading.towns():
        people = {row.key for row in town.people}
        named = {row.deputy for person in town.people for row in person.roles} - {""}
        for field in town.applications:
            named |= {key for row in field.applications for key in (row.reporter, row.owner)} - {""}
        assert named <= people
        assert {field.field_of_use for field in town.applications} == set(town.organisation.fields_of_use)


def test_answers_name_questions_and_options_of_the_intake():
    known = {question.code: question for question in shipped.questionnaire("intake").questions()}
    for town in reading.towns():
        for row in (row for field in town.applications for row in field.applications):
            everything = (row.answers or {}) | row.experts
            assert set(everything) <= set(known), row.name
            for code, said in everything.items():
                if isinstance(said, list):
                    assert set(said) <= set(known[code].options), (row.name, code)
