"""An official questionnaire becomes an instrument of our own: nothing is lost, and what it means stays."""

import copy
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.content.checks import questionnaire
from roeland.content.official import bringing, output
from roeland.content.official.as_instrument import CannotBeAsked, option_code, plain, shown_always
from roeland.content.official.bringing import Left, NoAnswers
from roeland.content.official.output import Image, Sheet
from roeland.rules.expanding import expanded
from roeland.rules.questionnaire import Answer, Kind
from roeland.rules.reading import Visibility, read
from tests.building.official import (
    FLOWS,
    NOW,
    every_answer,
    follows,
    made,
    options,
    options_of,
    some_rows,
    task,
    when,
)


@pytest.fixture
def flows(tmp_path):
    return made(tmp_path)


def written(form, answers, rows):
    return output.write(form, Sheet(answers, dict.fromkeys(answers, NOW), rows), NOW)


def brought(form, file):
    number = itertools.count()
    return bringing.read(form, file, lambda: f"b{next(number)}")


def rewritten(form, file):
    found = brought(form, file)
    return found, written(form, found.answers, found.rows)


def test_every_question_of_the_file_is_asked_once(flows):
    asked = {one.id for one in flows.definition.every_task() if not {"task_group", "informational"} & set(one.type)}
    assert set(flows.task_of.values()) == asked
    assert len(flows.task_of) == len(asked)
    assert list(shown_always(flows.definition, flows)) == []


def test_what_it_is_called_and_how_it_is_explained_stays_without_markup(flows):
    text = flows.document.text
    assert text("document", "nl").help == "Wat er met gegevens gebeurt.\nZie de uitleg (https://voorbeeld.test)."
    assert text("t1_2_3", "nl").label == "1.2.3 Soort"
    assert text("t3_2_1", "nl").label == "3.2.1 Hulp: Is er hulp?"  # the group in which it stands
    assert text("s1", "nl").help.endswith("Lees dit\n\nEerst dit.")
    assert text("t1_1", "en") == text("t1_1", "nl")  # others wrote it: it is not translated


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<script>alert(1)</script>Hallo", "alert(1)Hallo"),
        ('<a href="javascript:alert(1)">klik</a>', "klik"),
        ("een<br><br><br>twee", "een\n\ntwee"),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
        ("a &lt; b", "a < b"),
    ],
)
def test_a_description_is_words_and_never_markup(html, words):
    assert plain(html) == words


def test_a_group_that_follows_another_has_the_rows_of_that_one(flows):
    rows = {"s1_2": ["a"], "s2_1": ["f", "g"], "s3_1_1": ["f_1", "f_2", "g_3"], "s3_1_2": []}
    codes = list(expanded(flows.instrument, rows).by_code)
    assert [code for code in codes if code.startswith("t3_1_1_1")] == ["t3_1_1_1-f_1", "t3_1_1_1-f_2", "t3_1_1_1-g_3"]
    assert [code for code in codes if code.startswith("t4_1_1")] == ["t4_1_1-f_1", "t4_1_1-f_2", "t4_1_1-g_3"]
    assert expanded(flows.instrument, rows).by_code["t2_1_2-f"].options == ("a",)


def test_questions_are_shown_as_the_file_says(flows):
    rows = {"s1_2": ["a", "b"], "s2_1": ["f"], "s3_1_1": ["f_1"], "s3_1_2": []}
    special, plain_kind = Answer(option_code("bijzonder")), Answer(option_code("gewoon"))
    processor = Answer((option_code("verwerker"),), complete=True)
    answers = {"t1_1": Answer(True), "t1_2_3-a": special, "t1_2_3-b": plain_kind, "t3_1_1_2-f_1": processor}
    seen = read(expanded(flows.instrument, rows), answers | {"t3_2_1": Answer(option_code(True))}).visibility
    shown = {code for code in seen if seen[code] is Visibility.SHOWN}
    assert {"t1_3", "t1_2_4-a", "t3_1_1_3-f_1", "t3_2_2", "t4_2"} <= shown
    assert "t1_2_4-b" not in shown
    hidden = read(
        expanded(flows.instrument, rows), answers | {"t1_1": Answer(False), "t3_2_1": Answer(option_code(True))}
    )
    assert hidden.visibility["t1_3"] is hidden.visibility["t3_2_2"] is Visibility.HIDDEN


def test_what_hangs_on_a_later_question_or_on_words_is_shown_always(tmp_path):
    later = copy.deepcopy(FLOWS)
    later["tasks"] = [
        task("1", "Eerst", "open_text", dependencies=[when("2", True)]),
        task("2", "Dan", "radio_option", valueType="boolean", options=options(True, False)),
        task("3", "Woorden", "text_input"),
        task("4", "Bij woorden", "text_input", dependencies=[when("3", "ja")]),
    ]
    form = made(tmp_path, later)
    assert list(shown_always(form.definition, form)) == ["1", "4"]
    assert all(question.show_when is None for question in form.instrument.questions())


def test_the_answers_are_written_as_a_file_and_read_back_the_same(flows):
    rows = some_rows(flows)
    file = written(flows, every_answer(flows, rows), rows)
    found, again = rewritten(flows, json.loads(json.dumps(file)))
    assert found.left == []
    assert again == file
    assert len(found.answers) == len(every_answer(flows, rows))


PICTURE = Image("png", "schets.png", b"\x89PNG\r\n\x1a\nrest")


def test_a_picture_travels_in_the_file_and_another_file_does_not(flows):
    answers = {"t0_1": Answer("de sleutel van het bestand")}
    sheet = Sheet(answers, {"t0_1": NOW}, {}, images={"t0_1": PICTURE})
    assert brought(flows, output.write(flows, sheet, NOW)).images == {"t0_1": PICTURE}
    assert "0.1" not in written(flows, answers, {})["answers"]


@pytest.mark.parametrize(
    "data", ["data:image/svg+xml;base64,AAAA", "data:image/png;base64,%%", "https://x.test/a.png", 3, None]
)
def test_what_is_no_picture_is_told(flows, data):
    found = brought(flows, a_file({"0.1": {"value": {"data": data}}}))
    assert (found.images, found.left) == ({}, [("0.1", Left.NO_FIT)])


keys = st.lists(st.sampled_from("abcdef"), unique=True, max_size=3)


@given(st.data())
def test_whatever_is_filled_in_comes_back_the_same(tmp_path_factory, data):
    form = made(tmp_path_factory.getbasetemp())
    rows = {}
    for code, section in form.instrument.groups.items():
        outer = rows[section.repeat.inside] if section.repeat.inside else [""]
        rows[code] = [f"{row}_{key}" if row else key for row in outer for key in data.draw(keys)]
    everything = every_answer(form, rows)
    chosen = [each for each in expanded(form.instrument, rows).questions() if each.rows_of]
    dropped = data.draw(st.sets(st.sampled_from(sorted(everything)))) - {
        code for code in everything if code.startswith(("t1_2_1", "t1_2_2")) and chosen
    }
    answers = {code: answer for code, answer in everything.items() if code not in dropped}
    file = written(form, answers, rows)
    found, again = rewritten(form, json.loads(json.dumps(file)))
    assert again == file
    assert found.left == []


def test_an_element_says_in_which_other_element_it_stands(flows):
    rows = {"s1_2": [], "s2_1": ["f", "g"], "s3_1_1": ["f_1", "g_2"], "s3_1_2": ["g_3"]}
    answers = {"t3_1_1_1-f_1": Answer("Een"), "t3_1_1_1-g_2": Answer("Twee"), "t3_1_2-g_3": Answer("Doel")}
    file = written(flows, answers, rows)["answers"]
    assert [(each["_index"], each["3.1"], each["3.1.1.1"]["value"]) for each in file["3.1.1"]] == [
        (0, 0, "Een"),
        (1, 1, "Twee"),
    ]
    assert [(each["_index"], each["3.1"]) for each in file["3.1.2"]] == [(0, 1)]
    assert "3.1" not in file  # it follows 2.1, and says nothing itself


def test_no_answer_and_i_do_not_know_are_not_written_and_null_is_no_answer(flows):
    file = written(flows, {"t1_1": Answer(unknown=True), "t3_2_1": Answer(option_code(None))}, {})
    assert file["answers"] == {"3.2.1": {"value": "null", "lastEditedAt": NOW.isoformat()}}
    file["answers"]["1.1"] = {"value": None, "lastEditedAt": NOW.isoformat()}
    assert brought(flows, file).answers == {"t3_2_1": Answer(option_code(None))}


def said(**answers):
    return {
        name.replace("_", "."): {"value": value, "lastEditedAt": NOW.isoformat()} for name, value in answers.items()
    }


def a_file(answers, urn="urn:nl:stromen:2.1"):
    return {"metadata": {"urn": urn, "createdAt": NOW.isoformat()}, "answers": answers}


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        (said(**{"9_9": "x"}), ("9.9", Left.NO_QUESTION)),
        ({"9.9": [{"_index": 0}]}, ("9.9", Left.NO_QUESTION)),
        (said(**{"1_1": "misschien"}), ("1.1", Left.NO_FIT)),
        (said(**{"0": "x" * 20_001}), ("0", Left.NO_FIT)),
        (said(**{"1_2_1": "buiten een rij"}), ("1.2.1", Left.ELSEWHERE)),
        ({"3.1.1": [{"_index": 0, **said(**{"3_1_1_1": "zonder stroom"})}]}, ("3.1.1[0]", Left.NO_PLACE)),
        ({"1.2": [{"_index": 0, **said(**{"1_2_3": "onbekende soort"})}]}, ("1.2.3", Left.NO_FIT)),
        ({"2.1": [{"_index": 0, **said(**{"2_1_2": ["nergens genoemd"]})}]}, ("2.1.2", Left.NO_FIT)),
        ({"2.1": [{"_index": 0, **said(**{"1_2_1": "van een ander"})}]}, ("2.1[0], 1.2.1", Left.ELSEWHERE)),
        ({"2.1": [{"_index": 0, "2.1.1[3]": {"value": "wat is dit"}}]}, ("2.1[0], 2.1.1[3]", Left.NO_QUESTION)),
        ({"2.1": ["geen element"]}, ("2.1", Left.NO_PLACE)),
        ({"1.2.1[0]": {"value": "zonder lijst"}}, ("1.2.1[0]", Left.ELSEWHERE)),
        ({"0[1]": {"value": "geen lijst"}}, ("0[1]", Left.ELSEWHERE)),
        ({"0": "zomaar"}, ("0", Left.NO_FIT)),
        ({"0": {"value": "nul\0byte"}}, ("0", Left.NO_FIT)),
        ({"0": {"value": "half \ud800 teken"}}, ("0", Left.NO_FIT)),
        ({"0": {"value": ["twee", "teksten"]}}, ("0", Left.NO_FIT)),
    ],
)
def test_what_has_no_place_is_told_and_never_guessed(flows, answers, left):
    found = brought(flows, a_file(answers))
    assert left in found.left
    assert found.answers == {}


def test_a_file_that_does_not_say_where_an_element_belongs_puts_it_first_and_says_so(flows):
    streams = [{"_index": 0, **said(**{"2_1_1": "A"})}, {"_index": 1, **said(**{"2_1_1": "B"})}]
    found = brought(flows, a_file({"2.1": streams, "3.1.1": [{"_index": 5, **said(**{"3_1_1_1": "Partij"})}]}))
    assert found.left == [("3.1.1[5]", Left.FIRST)]
    first, _second = found.rows["s2_1"]
    assert found.rows["s3_1_1"][0].startswith(f"{first}_")


@pytest.mark.parametrize(
    "file", [None, [], {}, {"answers": []}, a_file({}, "urn:nl:anders:1.0"), {"answers": {}, "metadata": 3}]
)
def test_a_file_of_another_form_is_refused(flows, file):
    with pytest.raises(NoAnswers):
        brought(flows, file)


@pytest.mark.parametrize(
    "answers",
    [{"1.2": [3, None, {"_index": True}, {"_index": -1}, {}]}, {"1.1": 3}, {"1.1": [{}]}, {"__proto__": {"value": 1}}],
)
def test_a_file_with_nonsense_brings_nothing(flows, answers):
    found = brought(flows, a_file(answers))
    assert found.answers == {}
    assert not any(found.rows.values())


def test_two_elements_with_the_same_index_never_become_one(flows):
    twins = [{"_index": 0, **said(**{"1_2_1": "Een"})}, {"_index": 0, **said(**{"1_2_1": "Twee"})}]
    found = brought(flows, a_file({"1.2": twins}))
    assert [answer.value for answer in found.answers.values()] == ["Een"]
    assert found.left == [("1.2", Left.NO_PLACE)]


def test_an_index_behind_a_task_is_its_place_in_the_list(flows):
    found = brought(flows, a_file({"1.2": [{"_index": 4}], "1.2.1[4]": {"value": "Erachter"}}))
    assert [answer.value for answer in found.answers.values()] == ["Erachter"]
    assert found.left == []


def test_what_follows_another_list_has_the_same_index_as_that_one(flows):
    streams = [{"_index": 0, **said(**{"2_1_1": "A"})}, {"_index": 7, **said(**{"2_1_1": "B"})}]
    parties = [{"_index": 0, "3.1": 7, **said(**{"3_1_1_1": "Bij B"})}]
    interests = [{"_index": 0, **said(**{"4_1_1": "Belang"})}, {"_index": 1, **said(**{"4_1_1": "Van niemand"})}]
    found = brought(flows, a_file({"2.1": streams, "3.1": [{"_index": 7}], "3.1.1": parties, "4.1": interests}))
    second = found.rows["s2_1"][1]
    assert found.rows["s3_1_1"][0].startswith(f"{second}_")
    assert [answer.value for code, answer in found.answers.items() if code.startswith("t4_1_1")] == ["Belang"]
    assert found.left == [("4.1[1]", Left.NO_PLACE)]


def test_more_rows_than_fit_are_left_and_told(flows):
    found = brought(flows, a_file({"1.2": [{"_index": number} for number in range(130)]}))
    assert len(found.rows["s1_2"]) == 100
    assert len(found.left) == 30


def test_groups_that_repeat_in_each_other_too_deep_are_refused(tmp_path):
    inner = task("1.1.1.1.1.1", "Diep", "text_input")
    for depth in range(5, 0, -1):
        number = ".".join(["1"] * depth)
        inner = task(number, f"Laag {depth}", "task_group", repeatable=True, tasks=[inner])
    with pytest.raises(CannotBeAsked, match="4 groups deep") as cannot:
        made(tmp_path, FLOWS | {"tasks": [inner]})
    assert cannot.value.task == "1.1.1.1.1"


def test_a_group_that_holds_only_groups_has_rows_of_its_own(tmp_path):
    inner = task("1.1.1", "Binnen", "task_group", repeatable=True, tasks=[task("1.1.1.1", "Wat", "text_input")])
    outer = task("1.1", "Buiten", "task_group", repeatable=True, tasks=[inner, task("1.1.2", "Na", "text_input")])
    form = made(tmp_path, FLOWS | {"tasks": [task("1", "Deel", "task_group", tasks=[outer])]})
    assert list(form.instrument.groups) == ["s1_1", "s1_1_1"]
    assert form.instrument.groups["s1_1_1"].repeat.inside == "s1_1"
    rows = some_rows(form)
    file = written(form, every_answer(form, rows), rows)
    assert rewritten(form, json.loads(json.dumps(file)))[1] == file


KINDS = ("text_input", "open_text", "radio_option", "checkbox_option", "date", "task_group")


@st.composite
def tasks(draw, number="", depth=0, before=()):
    """Some tasks of a file: groups, groups that repeat or follow another, questions that hang on others."""
    found, known = [], list(before)
    for place in range(draw(st.integers(1, 3))):
        name, kind = f"{number}.{place}".lstrip("."), draw(st.sampled_from(KINDS if depth < 3 else KINDS[:-1]))
        more = draw(in_a_group(name, depth, known) if kind == "task_group" else answered_with(kind, known))
        found.append(task(name, f"Taak {name}", kind, repeatable=draw(st.booleans()), **more))
        known += [name] if kind == "text_input" else []
    return found


@st.composite
def in_a_group(draw, name, depth, known):
    inside = draw(tasks(name, depth + 1, tuple(known)))
    return {
        "tasks": inside,
        "dependencies": [follows(draw(st.sampled_from(known)))] if known and draw(st.booleans()) else [],
    }


@st.composite
def answered_with(draw, kind, known):
    if kind == "radio_option":
        return {"valueType": "boolean", "options": options(True, False)}
    if kind == "checkbox_option" and known and draw(st.booleans()):
        return {"dependencies": [options_of(draw(st.sampled_from(known)))]}
    return {"options": options("een", "twee", "drie")} if kind == "checkbox_option" else {}


@given(tasks(), st.data())
def test_whatever_the_file_everything_is_asked_once_and_comes_back(tmp_path_factory, several, data):
    form = made(tmp_path_factory.getbasetemp(), FLOWS | {"tasks": several, "assessments": []})
    asked = {one.id for one in form.definition.every_task() if "task_group" not in one.type}
    assert set(form.task_of.values()) == asked
    wrong = [message for _place, message in questionnaire(form.instrument) if "text question" not in message]
    assert wrong == []
    rows = some_rows(form, data.draw(st.integers(0, 2)))
    answers = every_answer(form, rows)
    file = written(form, answers, rows)
    found, again = rewritten(form, json.loads(json.dumps(file)))
    assert (again, found.left) == (file, [])
    assert len(found.answers) == len(answers)


def test_two_tasks_that_would_be_one_question_are_refused(tmp_path):
    twins = [task("1.2", "Een", "text_input"), task("1-2", "Twee", "text_input")]
    with pytest.raises(CannotBeAsked, match=r"told apart from '1\.2'"):
        made(tmp_path, FLOWS | {"tasks": twins})


def test_an_option_keeps_its_code_in_another_order_and_among_others():
    assert option_code("hoog") == option_code("hoog") != option_code("laag")
    assert option_code(True) != option_code("true")


def test_a_mapping_on_what_does_not_repeat_repeats_by_itself(tmp_path):
    odd = FLOWS | {
        "tasks": [
            task("1", "Een", "text_input"),
            task(
                "2",
                "Groep",
                "task_group",
                tasks=[
                    task(
                        "2.1",
                        "Volgt",
                        "task_group",
                        repeatable=True,
                        dependencies=[follows("1")],
                        tasks=[task("2.1.1", "Iets", "text_input")],
                    )
                ],
            ),
        ]
    }
    form = made(tmp_path, odd)
    assert form.instrument.groups["s2_1"].repeat is not None
    assert form.instrument.by_code["t2_1_1"].kind is Kind.TEXT
